#include "app/lane.h"

#include <algorithm>
#include <utility>

#include "app/session.h"
#include "app/split.h"

namespace madang::app {

Lane::Lane(int engine, const std::string& slug, Stage& stage)
    : engine_(engine), slug_(slug), stage_(stage), view_(demo::make_view(slug)) {}

void Lane::send(demo::Command command) {
  if (command.verb != demo::Verb::want) ++serial_;
  command.serial = serial_;
  stage_.send(engine_, command);
}

/// The run that is about to begin is the truth from now on, for the widgets and for a restart of the engine.
void Lane::take_over(const demo::Run& run) {
  auto fields = view_->fields();
  demo::set_values(fields, run.settings);
  sent_ = demo::values_of(fields);
  goal_ = run;
  ghost_.reset();
  opened_ = serial_ + 1;  // the command that says so is the next
}

void Lane::open(demo::Run run) {
  take_over(run);
  frame_ = {.run = run};
  waiting_for_frame_ = false;
  send({.verb = demo::Verb::open, .slug = slug_, .run = std::move(run)});
  want(wish_);
  stage_.request_frame();
}

void Lane::replay(demo::Run run) {
  take_over(run);
  send({.verb = demo::Verb::replay, .run = std::move(run)});
}

std::vector<demo::NamedValue> Lane::changes() const {
  auto values = demo::values_of(view_->fields());
  std::erase_if(values, [&](const auto& value) { return std::ranges::find(sent_, value) != sent_.end(); });
  return values;
}

void Lane::send_changes() {
  auto values = demo::values_of(view_->fields());
  if (values == sent_) return;
  sent_ = values;
  send({.verb = demo::Verb::change, .settings = std::move(values)});
}

void Lane::want(const demo::Wish& wish) {
  if (waiting_for_frame_ && wish == wish_) return;
  waiting_for_frame_ = true;
  wish_ = wish;
  send({.verb = demo::Verb::want, .wish = wish_});
}

void Lane::receive(std::span<const std::byte> message) {
  waiting_for_frame_ = false;
  auto frame = io::from_bytes<demo::Frame>(message);
  if (frame.answered < opened_) return;  // of the run before a link, sent when that was not yet known
  const auto snapshot = std::exchange(frame.snapshot, {});
  follow_restart(frame);
  if (frame.look.names.empty() && wish_.look.wanted) frame.look = std::move(frame_.look);
  frame_ = std::move(frame);
  follow_settings();
  if (snapshot.empty()) return;
  view_->read(snapshot);
  pictured_ = true;
  pictured_settings_ = settings_at_end(frame_.run);
}

/// The engine's settings are the truth once it has answered everything: refused values and those of a replay
/// come back to the widgets. What was changed since the last message stays: it has yet to be sent.
void Lane::follow_settings() {
  if (frame_.answered < serial_ || !changes().empty()) return;
  auto fields = view_->fields();
  demo::set_values(fields, settings_at_end(frame_.run));
  sent_ = demo::values_of(fields);
}

/// Where a setting or the seed began the run anew, its curves stay behind those of the next.
void Lane::follow_restart(const demo::Frame& next) {
  constexpr std::size_t worth_keeping = 3;  // points
  const demo::Run &before = frame_.run, &now = next.run;
  if (now.settings == before.settings && now.seed == before.seed) return;
  if (frame_.history.points() < worth_keeping || frame_.answered < opened_)
    return;  // nothing to see, or of the run before a link
  const Text difference = told_difference(before, now);
  ghost_ = {{"이전: " + difference.korean, "before: " + difference.english}, std::move(frame_.history)};
}

/// What the run before had otherwise: "learning rate η 0.3, seed 2".
Text Lane::told_difference(const demo::Run& before, const demo::Run& now) const {
  Text told;
  const auto add = [&](const std::string& korean, const std::string& english) {
    const char* between = told.empty() ? "" : ", ";
    told.korean += between + korean;
    told.english += between + english;
  };
  const auto settings = settings_at_end(before);
  const auto as_before = demo::make_view(slug_);
  auto fields = as_before->fields();
  demo::set_values(fields, settings);
  for (const demo::Field& field : fields) {
    const demo::NamedValue value{field.name, field.text()};
    if (std::ranges::find(now.settings, value) == now.settings.end())
      add(shown_value(field, Language::korean), shown_value(field, Language::english));
  }
  if (before.seed != now.seed)
    add("시드 " + std::to_string(before.seed), "seed " + std::to_string(before.seed));
  return told;
}

bool Lane::rests() const {
  return frame_.answered >= serial_ && !frame_.playing && !frame_.replaying && !frame_.stepping &&
         !frame_.loading;
}

}  // namespace madang::app
