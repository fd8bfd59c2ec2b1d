#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "demo/experiment.h"
#include "demo/history.h"
#include "demo/look.h"
#include "demo/settings.h"
#include "io/bytes.h"

namespace madang::demo {

/// Something that happened to a run after its reset, remembered so that a link can bring the same picture
/// back.
struct Event {
  std::uint64_t step = 0;              ///< it happened after this many steps
  std::vector<NamedValue> settings{};  ///< live settings that changed; empty for an action
  Action action{};                     ///< or the reader's hand; its name is empty for a change of settings

  template <class Visitor>
  void visit(Visitor& v) {
    v(step, settings, action);
  }
};

/// A run, exactly: replaying it gives the same picture.
struct Run {
  std::vector<NamedValue> settings{};  ///< at the reset
  std::uint64_t seed = 1;
  std::uint64_t step = 0;
  std::vector<Event> events{};  ///< in order

  template <class Visitor>
  void visit(Visitor& v) {
    v(settings, seed, step, events);
  }
};

enum class Verb : std::uint8_t {
  open,    ///< slug, run: make the experiment and replay the run
  replay,  ///< run: reset to its settings and seed and go to its step
  change,  ///< settings: all of them; restarts or goes on, as their fields say
  act,     ///< action
  play,    ///< speed: steps per second, 0 for as fast as it goes
  pause,
  step,   ///< count
  want,   ///< a snapshot, as soon as there is a newer one than the last sent; with it what `wish` says
  fetch,  ///< parcel: comes with the next frame
  load,   ///< file: weights as safetensors
  pace,   ///< speed: as in play, but a run that does not play does not begin to
};

/// What a reader can take away from a run.
enum class Parcel : std::uint8_t {
  none,
  curves,   ///< the frame's history
  weights,  ///< safetensors
  script,   ///< PyTorch, UTF-8
};

/// What a frame brings beside the snapshot.
struct Wish {
  LookAt look{};

  bool operator==(const Wish&) const = default;

  template <class Visitor>
  void visit(Visitor& v) {
    v(look);
  }
};

/// From the page to the engine.
struct Command {
  Verb verb = Verb::want;
  std::uint64_t serial = 0;  ///< counts up; the frame says which commands it has already taken into account
  std::string slug{};
  Run run{};
  std::vector<NamedValue> settings{};
  Action action{};
  double speed = 0;  // steps per second
  std::uint64_t count = 0;
  Wish wish{};
  Parcel parcel = Parcel::none;
  std::vector<std::byte> file{};

  template <class Visitor>
  void visit(Visitor& v) {
    v(verb, serial, slug, run, settings, action, speed, count, wish, parcel, file);
  }
};

/// From the engine to the page: where the run stands, and the picture of it.
struct Frame {
  Run run{};
  bool playing = false;
  bool can_step = true;
  bool loading = false;          ///< a data file is on its way; nothing is computed before
  bool replaying = false;        ///< on the way to the step of a link
  double steps_per_second = 0;   ///< measured over the last second of play
  std::uint64_t answered = 0;    ///< the serial of the last command this frame knows of
  bool stepping = false;         ///< single steps are still to be taken
  bool halted = false;           ///< a step failed: the picture is that of the last state before it
  bool foreign = false;          ///< weights were loaded from a file: no link can bring that back
  std::vector<Parcel> offers{};  ///< what can be taken away in the present settings
  History history{};
  Look look{};                        ///< where it was wanted
  Parcel parcel = Parcel::none;       ///< that was fetched
  std::vector<std::byte> contents{};  ///< of the parcel
  Text notice{};                      ///< why it paused, or what was refused; empty when all is well
  std::vector<std::byte> snapshot{};  ///< empty: the picture stays as it was

  template <class Visitor>
  void visit(Visitor& v) {
    v(run, playing, can_step, loading, replaying, steps_per_second, answered, stepping, halted, foreign,
      offers, history, look, parcel, contents, notice, snapshot);
  }
};

}  // namespace madang::demo
