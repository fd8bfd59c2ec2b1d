// A link's run, done again: the same settings, seed and events, step by step.
#include <algorithm>
#include <string>
#include <utility>

#include "app/session.h"

namespace madang::app {

void Session::begin_replay(demo::Run run) {
  finish_replay();  // one that another link takes the place of was not stopped
  pause();
  goal_ = std::move(run);
  if (goal_.step > most_replayed_steps) {
    notice({"링크가 가리키는 " + std::to_string(goal_.step) + "단계는 너무 멉니다. " +
                std::to_string(most_replayed_steps) + "단계까지만 재생할 수 있어 처음부터 시작합니다.",
            "Step " + std::to_string(goal_.step) + " of the link is too far; up to " +
                std::to_string(most_replayed_steps) + " steps can be replayed. It starts at the beginning."});
    goal_.step = 0;
    goal_.events.clear();
  }
  auto fields = experiment_->fields();
  demo::set_values(fields, defaults_);
  for (auto& refused : demo::set_values(fields, goal_.settings)) notice(std::move(refused));
  restart(goal_.seed);
  next_event_ = 0;
  replaying_ = !spoiled_ && (goal_.step > 0 || !goal_.events.empty());
  replay_events();
}

/// Everything that happened at the step the replay has reached. What is refused is told and left out.
void Session::replay_events() {
  if (!begun_) return;
  while (replaying_ && next_event_ < goal_.events.size() && goal_.events[next_event_].step <= run_.step) {
    const auto& event = goal_.events[next_event_++];
    if (event.action.name.empty())
      take_live(event.settings);
    else
      take_action(event.action);
  }
  if (replaying_ && run_.step >= goal_.step) finish_replay();
}

void Session::finish_replay() {
  replaying_ = false;
  goal_ = {};
}

/// The reader's hand ends a replay where it stands: from there on the run is the reader's.
void Session::abandon_replay() {
  if (!replaying_) return;
  notice({"재생을 " + std::to_string(goal_.step) + "단계 가운데 " + std::to_string(run_.step) +
              "단계에서 멈추었습니다.",
          "The replay was stopped at step " + std::to_string(run_.step) + " of " +
              std::to_string(goal_.step) + "."});
  finish_replay();
}

}  // namespace madang::app
