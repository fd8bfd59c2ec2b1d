#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "demo/experiment.h"
#include "demo/message.h"

namespace madang::app {

/// The most steps a link may ask to have replayed.
inline constexpr std::uint64_t most_replayed_steps = 1'000'000;

/// Milliseconds on a clock that only goes forward.
using Clock = std::function<double()>;

/// Drives one experiment by commands and makes frames of it. The same class runs in a worker, inline on the
/// page, on the desktop and in the tests. Nothing an experiment throws leaves it: the run pauses and the next
/// frame carries the reason.
///
/// A live setting changed before the first step counts as part of the start: an experiment's reset must give
/// what settings_changed would have given there.
class Session {
 public:
  using Factory = std::function<std::unique_ptr<demo::AnyExperiment>(const std::string& slug)>;

  explicit Session(Clock clock, Factory factory = demo::make_experiment)
      : clock_(std::move(clock)), factory_(std::move(factory)) {}

  void receive(const demo::Command& command);
  /// The same from a message; bytes that hold no command become a notice.
  void receive(std::span<const std::byte> message);

  /// Works for about `budget_ms`. Returns after how many milliseconds there is more to do: 0 at once, less
  /// than 0: nothing until the next command or on_wake.
  double work(double budget_ms);

  /// The frame that was asked for, as soon as there is a newer one than the last.
  std::optional<demo::Frame> take_frame();

  /// The name of a data file to be fetched; asked for after each call that may have changed something. It is
  /// answered by give_file or refuse_file, before which there is no other.
  std::optional<std::string> take_wanted_file();
  void give_file(io::Bytes bytes);
  /// It could not be had; the notice says so, and play, step and reset ask for it again.
  void refuse_file(const std::string& reason);

  /// Called when the experiment's picture changed outside of work().
  std::function<void()> on_wake = [] {};

 private:
  void open(const std::string& slug, const demo::Run& run);
  void change(std::span<const demo::NamedValue> values);
  void take_live(std::vector<demo::NamedValue> values);
  void act(const demo::Action& action);
  bool take_action(const demo::Action& action);
  void pace(double speed);
  void play(double speed);
  void pause();
  void restart(std::uint64_t seed);
  bool step();
  bool stop();
  double due_in() const;
  void start_measuring();
  void measure_speed();
  // session_files.cpp
  void begin();
  void start_after_files();
  bool goes_without(const std::string& name);
  // session_replay.cpp
  void begin_replay(demo::Run run);
  void replay_events();
  void finish_replay();
  void abandon_replay();
  // session_parcels.cpp
  void list_offers();
  void fetch(demo::Parcel parcel);
  void load(std::span<const std::byte> file);
  std::size_t load_tensors(std::span<const std::byte> file);
  void put_parcel(demo::Frame& frame);
  // session.cpp again: what all of them use
  bool attempt(const std::function<void()>& deed);
  void notice(Text text);

  Clock clock_;
  Factory factory_;
  std::unique_ptr<demo::AnyExperiment> experiment_;
  std::vector<demo::NamedValue> defaults_;
  demo::Run run_;
  bool begun_ = false;      ///< the experiment was reset: it can be stepped and has a picture
  bool loading_ = false;    ///< it will be as soon as its data files have come
  std::string asked_file_;  ///< the one that is being fetched

  demo::Run goal_;  ///< of the replay
  std::size_t next_event_ = 0;
  bool replaying_ = false;

  bool playing_ = false;
  double speed_ = 0;         // steps per second, 0: as fast as it goes
  double next_step_ms_ = 0;  // when the next step is due, at a speed
  std::uint64_t single_steps_ = 0;
  double measured_from_ms_ = 0;
  std::uint64_t measured_from_step_ = 0;
  double steps_per_second_ = 0;

  std::vector<demo::Parcel> offers_;
  demo::Parcel parcel_ = demo::Parcel::none;  ///< that was fetched and goes with the next frame
  io::Bytes contents_;
  bool foreign_ = false;  ///< weights came from a file

  Text notice_;
  Text failure_;  ///< the last one
  std::uint64_t answered_ = 0;
  bool wanted_ = false;
  demo::Wish wish_;
  bool newer_ = false;                        ///< something changed since the last frame
  demo::After after_ = demo::After::unknown;  ///< what the last failure left
  bool spoiled_ = false;  ///< a step failed half-way: the last picture stays, and no step is taken until
                          ///< something changes
};

/// The settings in force at the end of a run: those of its reset and what changed since.
std::vector<demo::NamedValue> settings_at_end(const demo::Run& run);

}  // namespace madang::app
