#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/stage.h"
#include "demo/view.h"

namespace madang::app {

/// One run as the page sees it: the view that draws it, what its engine was told and what it last answered.
class Lane {
 public:
  /// `engine` as the stage counts them.
  Lane(int engine, const std::string& slug, Stage& stage);

  /// Opens a run in the engine, whatever that was doing.
  void open(demo::Run run);
  /// The same where the engine already has the demo.
  void replay(demo::Run run);
  /// Opens the last known run again, for an engine that was started anew.
  void reopen() { open(frame_.run); }
  void send(demo::Command command);
  /// Settings of the view that the engine does not know yet.
  std::vector<demo::NamedValue> changes() const;
  void send_changes();
  /// Asks for the next frame unless it has been asked for.
  void want(const demo::Wish& wish);
  /// Throws io::Malformed for bytes that hold no frame, or no picture that the view can read.
  void receive(std::span<const std::byte> message);

  demo::AnyView& view() const { return *view_; }
  /// The last one, without its picture; its look inside is the last that came.
  const demo::Frame& frame() const { return frame_; }
  demo::Frame& frame() { return frame_; }
  /// The settings as the engine knows them, or will when it reads its messages.
  const std::vector<demo::NamedValue>& sent() const { return sent_; }
  bool pictured() const { return pictured_; }
  /// Those with which the picture was made that the view has.
  const std::vector<demo::NamedValue>& pictured_settings() const { return pictured_settings_; }
  /// Whether the last snapshot is of the run that was opened last.
  bool shows_its_run() const { return pictured_ && frame_.answered >= opened_; }
  /// The run before a setting or the seed began it anew; null where there is none.
  const demo::Ghost* ghost() const { return ghost_ ? &*ghost_ : nullptr; }
  std::uint64_t goal_step() const { return goal_.step; }
  /// The run as it is, or as it will be when the replay under way has come to its end.
  const demo::Run& run() const { return frame_.replaying || frame_.answered < opened_ ? goal_ : frame_.run; }
  /// Nothing is on its way to or in this engine: its frame tells where it rests.
  bool rests() const;

 private:
  void take_over(const demo::Run& run);
  void follow_settings();
  void follow_restart(const demo::Frame& next);
  Text told_difference(const demo::Run& before, const demo::Run& now) const;

  int engine_;
  std::string slug_;
  Stage& stage_;
  std::unique_ptr<demo::AnyView> view_;
  std::vector<demo::NamedValue> sent_;
  std::uint64_t serial_ = 0;
  bool waiting_for_frame_ = false;
  demo::Wish wish_;
  bool pictured_ = false;  ///< a snapshot has come
  std::vector<demo::NamedValue> pictured_settings_;
  demo::Frame frame_;
  std::optional<demo::Ghost> ghost_;
  demo::Run goal_;            ///< of the replay under way
  std::uint64_t opened_ = 0;  ///< serial of the command that began this run
};

}  // namespace madang::app
