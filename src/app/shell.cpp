#include "app/shell.h"

#include <algorithm>

#include "app/session.h"
#include "app/share_link.h"
#include "app/speeds.h"

namespace madang::app {

namespace {
/// Longer links are cut by some programs on their way.
constexpr std::size_t longest_link_bytes = 8000;
}  // namespace

Shell::Shell(const std::string& slug, Language language, Stage& stage)
    : stage_(stage), slug_(slug), view_(demo::make_view(slug)) {
  hand_.language = language;
  hand_.act = [this](demo::Action action) { act(std::move(action)); };
  hand_.complain = [this](const Text& text) { complain(text); };
  defaults_ = demo::values_of(view_->fields());
}

void Shell::open(const std::string& fragment) {
  auto fields = view_->fields();
  demo::set_values(fields, defaults_);
  auto link = read_link(fragment, fields);
  std::string complaints;
  for (const auto& complaint : link.complaints)
    complaints += (complaints.empty() ? "" : "\n") + complaint.in(hand_.language);
  set_notice(complaints);
  frame_.run = std::move(link.run);
  reopen();
}

void Shell::reopen() {
  auto fields = view_->fields();
  demo::set_values(fields, frame_.run.settings);
  sent_ = demo::values_of(fields);
  goal_step_ = frame_.run.step;
  send({.verb = demo::Verb::open, .slug = slug_, .run = frame_.run});
  send({.verb = demo::Verb::want});
  waiting_for_frame_ = true;
  stage_.request_frame();
}

void Shell::send(demo::Command command) {
  if (command.verb != demo::Verb::want) ++serial_;
  command.serial = serial_;
  stage_.send(command);
}

void Shell::send_changes() {
  auto values = demo::values_of(view_->fields());
  if (values == sent_) return;
  sent_ = values;
  send({.verb = demo::Verb::change, .settings = std::move(values)});
}

void Shell::receive(std::span<const std::byte> message) {
  waiting_for_frame_ = false;
  stage_.request_frame();
  try {
    take(io::from_bytes<demo::Frame>(message));
  } catch (const std::exception& error) {
    complain({std::string("그림을 읽을 수 없습니다: ") + error.what(),
              std::string("The picture cannot be read: ") + error.what()});
  }
}

void Shell::take(demo::Frame frame) {
  const auto snapshot = std::move(frame.snapshot);
  frame_ = std::move(frame);
  frame_.snapshot.clear();
  if (!frame_.notice.empty()) complain(frame_.notice);
  follow_settings();
  if (!snapshot.empty()) view_->read(snapshot);
}

/// The engine's settings are the truth once it has answered everything: refused values and those of a replay
/// come back to the widgets.
void Shell::follow_settings() {
  if (frame_.answered < serial_) return;
  auto fields = view_->fields();
  demo::set_values(fields, settings_at_end(frame_.run));
  sent_ = demo::values_of(fields);
}

void Shell::act(demo::Action action) {
  send_changes();  // what the reader did before comes first
  send({.verb = demo::Verb::act, .action = std::move(action)});
}

void Shell::take_file(const std::string& text) {
  stage_.request_frame();
  if (!view_->take_file(hand_, text))
    complain({"이 데모는 파일을 받지 않습니다.", "This demo takes no files."});
}

void Shell::complain(const Text& text) {
  set_notice(text.in(hand_.language));
  stage_.request_frame();
}

void Shell::set_notice(std::string notice) {
  if (notice == notice_) return;
  notice_ = std::move(notice);
  stage_.show_notice(notice_);
}

std::string Shell::setting(const std::string& name) {
  for (const auto& field : view_->fields())
    if (field.name == name) return field.text();
  return {};
}

void Shell::set_setting(const std::string& name, const std::string& value) {
  auto fields = view_->fields();
  const demo::NamedValue values[] = {{name, value}};
  for (const auto& refused : demo::set_values(fields, values)) complain(refused);
  stage_.request_frame();
}

void Shell::press(Press press) {
  stage_.request_frame();
  switch (press) {
    case Press::play:
      return play_or_pause();
    case Press::step:
      return send({.verb = demo::Verb::step, .count = 1});
    case Press::reset:
      return reset(frame_.run.seed);
    case Press::share:
      return share();
  }
}

void Shell::follow_natural_speed() {
  if (speed_chosen_) return;
  const double natural = view_->natural_speed();
  std::size_t fitting = 0;
  for (std::size_t i = 1; i < speeds.size() && natural > 0; ++i)
    if (fitting == 0 || speeds[i].steps_per_second >= natural) fitting = i;
  if (fitting == speed_) return;
  speed_ = fitting;
  if (frame_.playing) send({.verb = demo::Verb::play, .speed = speeds[speed_].steps_per_second});
}

void Shell::play_or_pause() {
  set_notice("");
  follow_natural_speed();
  if (frame_.playing)
    send({.verb = demo::Verb::pause});
  else
    send({.verb = demo::Verb::play, .speed = speeds[speed_].steps_per_second});
}

/// Begins anew with the settings as they are now.
void Shell::reset(std::uint64_t seed) {
  set_notice("");
  send_changes();
  goal_step_ = 0;
  send({.verb = demo::Verb::replay, .run = {.settings = sent_, .seed = seed}});
}

void Shell::share() {
  auto run = frame_.run;
  auto link = write_link(run, defaults_);
  if (link.size() > longest_link_bytes) {
    run = {.settings = sent_, .seed = run.seed};
    link = write_link(run, defaults_);
    complain(
        {"손으로 바꾼 것이 많아 링크에 모두 담지 못했습니다. 링크는 지금의 설정으로 처음부터 시작합니다.",
         "Too much was changed by hand to fit a link; this one starts from the present settings at step 0."});
  }
  stage_.share(link);
}

void Shell::report() {
  const Status status{frame_.run.step, frame_.playing, frame_.replaying, frame_.can_step};
  if (reported_ != status) stage_.show_status(status);
  reported_ = status;
  stage_.describe(view_->describe(hand_.language));
}

}  // namespace madang::app
