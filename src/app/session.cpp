#include "app/session.h"

#include <algorithm>
#include <cmath>
#include <new>

#include "core/error.h"
#include "io/refused.h"

namespace madang::app {

namespace {

constexpr double measuring_span_ms = 1000;
/// Steps that a stalled run may owe; older ones are forgiven, or a tab that wakes up would race.
constexpr double most_owed_ms = 250;

const Text out_of_memory{"메모리가 부족합니다. 더 작은 설정으로 다시 시작해 주세요.",
                         "Out of memory. Start again with smaller settings."};

void overwrite(std::vector<demo::NamedValue>& values, std::span<const demo::NamedValue> newer) {
  for (const auto& value : newer) {
    const auto found = std::ranges::find(values, value.name, &demo::NamedValue::name);
    if (found != values.end())
      found->value = value.value;
    else
      values.push_back(value);
  }
}

}  // namespace

std::vector<demo::NamedValue> settings_at_end(const demo::Run& run) {
  auto values = run.settings;
  for (const auto& event : run.events) overwrite(values, event.settings);
  return values;
}

void Session::receive(std::span<const std::byte> message) {
  demo::Command command;
  if (attempt([&] { command = io::from_bytes<demo::Command>(message); })) receive(command);
}

void Session::receive(const demo::Command& command) {
  answered_ = std::max(answered_, command.serial);
  if (command.verb == demo::Verb::want) {
    wanted_ = true;
    newer_ |= command.wish != wish_;
    wish_ = command.wish;
    return;
  }
  newer_ = true;
  if (command.verb == demo::Verb::open) return open(command.slug, command.run);
  if (!experiment_) return;
  if (!begun_ && (command.verb == demo::Verb::play || command.verb == demo::Verb::step)) begin();
  switch (command.verb) {
    case demo::Verb::replay:
      return begin_replay(command.run);
    case demo::Verb::change:
      return change(command.settings);
    case demo::Verb::act:
      return act(command.action);
    case demo::Verb::play:
      return play(command.speed);
    case demo::Verb::pause:
      return pause();
    case demo::Verb::pace:
      return pace(command.speed);
    case demo::Verb::step:
      playing_ = false;
      if (begun_ || loading_) single_steps_ += command.count;
      return;
    case demo::Verb::fetch:
      return fetch(command.parcel);
    case demo::Verb::load:
      return load(command.file);
    case demo::Verb::open:
    case demo::Verb::want:
      return;
  }
  notice({"엔진이 모르는 명령을 받았습니다.", "The engine was sent an unknown command."});
}

void Session::open(const std::string& slug, const demo::Run& run) {
  finish_replay();
  pause();
  experiment_.reset();
  begun_ = loading_ = false;
  attempt([&] {
    experiment_ = factory_(slug);
    defaults_ = demo::values_of(experiment_->fields());
    experiment_->on_change = [this] {
      newer_ = true;
      spoiled_ = false;
      on_wake();
    };
  });
  if (experiment_) begin_replay(run);
}

void Session::change(std::span<const demo::NamedValue> values) {
  auto fields = experiment_->fields();
  std::vector<demo::NamedValue> changed;
  bool must_restart = false;
  for (const auto& value : values) {
    const auto field = std::ranges::find(fields, value.name, &demo::Field::name);
    const auto before = field == fields.end() ? "" : field->text();
    for (auto& refused : demo::set_values(fields, {&value, 1})) notice(std::move(refused));
    if (field == fields.end() || field->text() == before) continue;
    must_restart |= field->about.effect == demo::Effect::restart;
    changed.push_back({value.name, field->text()});  // as the field writes it: "0.50" is no change from "0.5"
  }
  if (changed.empty()) return;  // nor is a replay given up for it
  abandon_replay();
  if (must_restart || !begun_)
    restart(run_.seed);
  else
    take_live(std::move(changed));
}

/// Puts live settings in force and remembers them; the fields may already hold them.
void Session::take_live(std::vector<demo::NamedValue> values) {
  auto fields = experiment_->fields();
  for (auto& refused : demo::set_values(fields, values)) notice(std::move(refused));
  newer_ = true;
  spoiled_ = !attempt([&] { experiment_->settings_changed(); });
  if (run_.step == 0 && run_.events.empty())
    run_.settings = demo::values_of(fields);
  else if (!run_.events.empty() && run_.events.back().step == run_.step &&
           run_.events.back().action.name.empty())
    overwrite(run_.events.back().settings, values);
  else
    run_.events.push_back({run_.step, std::move(values), {}});
}

bool Session::take_action(const demo::Action& action) {
  newer_ = true;
  if (!attempt([&] { experiment_->act(action); })) return false;
  spoiled_ = false;
  run_.events.push_back({run_.step, {}, action});
  return true;
}

void Session::act(const demo::Action& action) {
  if (!begun_)
    return notice(spoiled_ ? failure_
                           : Text{"데이터를 모두 받은 뒤에 할 수 있습니다.",
                                  "This is possible once the data has been loaded."});
  abandon_replay();
  if (!take_action(action)) pause();
}

void Session::pace(double speed) {
  speed_ = std::isfinite(speed) && speed > 0 ? speed : 0;
  next_step_ms_ = clock_();
}

void Session::play(double speed) {
  const bool was_playing = playing_ || replaying_;
  pace(speed);
  single_steps_ = 0;
  playing_ = begun_ ? experiment_->can_step() : loading_;
  if (!was_playing) start_measuring();
}

void Session::pause() {
  abandon_replay();
  playing_ = false;
  single_steps_ = 0;
}

/// Begins anew with the settings in force.
void Session::restart(std::uint64_t seed) {
  run_ = {{}, seed, 0, {}};
  foreign_ = false;
  single_steps_ = 0;
  next_step_ms_ = clock_();
  start_measuring();
  newer_ = true;
  begun_ = spoiled_ = false;
  run_.settings = demo::values_of(experiment_->fields());
  begin();
}

/// One step; false when it stopped the run.
bool Session::step() {
  if (!experiment_->can_step()) {
    if (replaying_)
      notice({"이 설정에서는 더 진행할 단계가 없습니다.",
              "There is nothing to step through in these settings."});
    return stop();
  }
  newer_ = true;
  if (spoiled_) notice(failure_);  // from the same state the same would come of it
  if (spoiled_ || !attempt([&] { experiment_->step(); })) {
    spoiled_ = true;
    return stop();
  }
  ++run_.step;
  return true;
}

bool Session::stop() {
  finish_replay();
  playing_ = false;
  single_steps_ = 0;
  return false;
}

double Session::work(double budget_ms) {
  if (!experiment_ || !begun_) return -1;
  const double end_ms = clock_() + budget_ms;
  do {
    if (experiment_->waiting()) break;
    if (replaying_) {
      if (step()) replay_events();
    } else if (single_steps_ > 0) {
      if (step()) --single_steps_;
    } else if (playing_ && next_step_ms_ <= clock_()) {
      if (speed_ > 0) next_step_ms_ = std::max(next_step_ms_, clock_() - most_owed_ms) + 1000 / speed_;
      step();
    } else {
      break;
    }
  } while (clock_() < end_ms);
  measure_speed();
  return due_in();
}

double Session::due_in() const {
  if (experiment_->waiting()) return -1;  // on_wake
  if (replaying_ || single_steps_ > 0) return 0;
  if (!playing_) return -1;
  return speed_ > 0 ? std::max(0.0, next_step_ms_ - clock_()) : 0;
}

void Session::start_measuring() {
  measured_from_ms_ = clock_();
  measured_from_step_ = run_.step;
  steps_per_second_ = 0;
}

void Session::measure_speed() {
  const double span_ms = clock_() - measured_from_ms_;
  if (span_ms < measuring_span_ms) return;
  const double speed = static_cast<double>(run_.step - measured_from_step_) * 1000 / span_ms;
  start_measuring();
  steps_per_second_ = speed;
}

std::optional<demo::Frame> Session::take_frame() {
  if (!wanted_ || !newer_) return {};
  demo::Frame frame;
  if (begun_ && (!spoiled_ || after_ == demo::After::intact))
    attempt([&] { frame.snapshot = experiment_->snapshot(); });
  if (begun_) attempt([&] { frame.can_step = experiment_->can_step(); });
  frame.run = run_;
  frame.loading = loading_;
  frame.playing = playing_ || (replaying_ && (begun_ || loading_));
  frame.replaying = replaying_ && begun_;
  frame.steps_per_second = playing_ || replaying_ ? steps_per_second_ : 0;
  frame.stepping = single_steps_ > 0;
  frame.halted = begun_ && spoiled_;
  frame.foreign = foreign_;
  frame.offers = offers_;
  put_parcel(frame);
  frame.notice = std::exchange(notice_, {});
  frame.answered = answered_;
  wanted_ = newer_ = false;
  return frame;
}

/// Runs what belongs to a demo; what it throws becomes a notice. False: it threw.
bool Session::attempt(const std::function<void()>& deed) {
  demo::After after = demo::After::unknown;
  try {
    deed();
    return true;
  } catch (const demo::Halt& halt) {
    failure_ = halt.reason();
    after = halt.after();
  } catch (const io::Refused& refused) {
    failure_ = refused.reason();
  } catch (const std::bad_alloc&) {
    failure_ = out_of_memory;
  } catch (const OutOfMemory&) {
    failure_ = out_of_memory;
  } catch (const std::exception& error) {
    failure_ = {std::string("데모 안에서 오류가 났습니다: ") + error.what(),
                std::string("An error inside the demo: ") + error.what()};
  } catch (...) {
    failure_ = {"데모 안에서 알 수 없는 오류가 났습니다.", "An unknown error inside the demo."};
  }
  after_ = after;
  notice(failure_);
  return false;
}

void Session::notice(Text text) {
  constexpr std::size_t most_bytes = 4000;  // a bad link may complain a thousand times
  newer_ = true;
  if (notice_.english.size() > most_bytes || notice_.english.find(text.english) != std::string::npos) return;
  const char* between = notice_.empty() ? "" : "\n";
  notice_.korean += between + text.korean;
  notice_.english += between + text.english;
}

}  // namespace madang::app
