#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "demo/experiment.h"
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
    v("step", step);
    v("settings", settings);
    v("action", action);
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
    v("settings", settings);
    v("seed", seed);
    v("step", step);
    v("events", events);
  }
};

enum class Verb : std::uint8_t {
  open,    ///< slug, run: make the experiment and replay the run
  replay,  ///< run: reset to its settings and seed and go to its step
  change,  ///< settings: all of them; restarts or goes on, as their fields say
  act,     ///< action
  play,    ///< speed: steps per second, 0 for as fast as it goes
  pause,
  step,  ///< count
  want,  ///< a snapshot, as soon as there is a newer one than the last sent
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

  template <class Visitor>
  void visit(Visitor& v) {
    v("verb", verb);
    v("serial", serial);
    v("slug", slug);
    v("run", run);
    v("settings", settings);
    v("action", action);
    v("speed", speed);
    v("count", count);
  }
};

/// From the engine to the page: where the run stands, and the picture of it.
struct Frame {
  Run run{};
  bool playing = false;
  bool can_step = true;
  bool replaying = false;             ///< on the way to the step of a link
  double steps_per_second = 0;        ///< measured over the last second of play
  std::uint64_t answered = 0;         ///< the serial of the last command this frame knows of
  Text notice{};                      ///< why it paused, or what was refused; empty when all is well
  std::vector<std::byte> snapshot{};  ///< empty: the picture stays as it was

  template <class Visitor>
  void visit(Visitor& v) {
    v("run", run);
    v("playing", playing);
    v("can_step", can_step);
    v("replaying", replaying);
    v("steps_per_second", steps_per_second);
    v("answered", answered);
    v("notice_korean", notice.korean);
    v("notice_english", notice.english);
    v("snapshot", snapshot);
  }
};

}  // namespace madang::demo
