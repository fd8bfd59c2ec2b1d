#include "app/shell.h"

#include <imgui.h>

#include <algorithm>
#include <utility>

#include "app/share_link.h"
#include "app/speeds.h"
#include "io/file_kind.h"
#include "io/refused.h"

namespace madang::app {

namespace {
/// Longer links are cut by some programs on their way.
constexpr std::size_t longest_link_bytes = 8000;
constexpr std::size_t most_text_bytes = 4 << 20;
}  // namespace

Shell::Shell(const std::string& slug, Language language, Stage& stage)
    : stage_(stage), slug_(slug), a_(0, slug, stage) {
  speak(language);
  hand_.act = [this](const demo::Action& action) { act(action); };
  hand_.complain = [this](const Text& text) { complain(text); };
  hand_.ask_photo = [this](demo::PhotoFrom from) { stage_.ask_photo(from); };
  defaults_ = demo::values_of(a_.view().fields());
}

void Shell::reopen(int engine) {
  if (engine == 0)
    a_.reopen();
  else if (b_)
    b_->reopen();
}

void Shell::receive(int engine, std::span<const std::byte> message) {
  if (engine != 0 && !b_) return;  // on its way when the comparison ended
  Lane& lane = engine == 0 ? a_ : *b_;
  stage_.request_frame();
  try {
    lane.receive(message);
  } catch (const std::exception& error) {
    return complain({std::string("그림을 읽을 수 없습니다: ") + error.what(),
                     std::string("The picture cannot be read: ") + error.what()});
  }
  const Text& notice = lane.frame().notice;
  if (!notice.empty()) complain(engine == 0 ? notice : Text{"B: " + notice.korean, "B: " + notice.english});
  deliver(lane);
}

void Shell::send_to_all(const demo::Command& command) {
  a_.send(command);
  if (b_) b_->send(command);
}

void Shell::send_changes() {
  if (b_) align_settings();
  std::string changed;
  for (const auto& value : a_.changes()) changed += value.name + " ";
  if (!changed.empty()) remember(changed);
  a_.send_changes();
  if (b_) b_->send_changes();
}

/// What the reader is about to change can be undone by replaying the run as it is now.
void Shell::remember(const std::string& what) {
  if (a_.pictured()) undo_.remember({a_.frame().run, split_}, what, ImGui::GetTime());
}

void Shell::act(const demo::Action& action) {
  send_changes();  // what the reader did before comes first
  remember("!" + action.name);
  send_to_all({.verb = demo::Verb::act, .action = action});
}

void Shell::take_file(std::vector<std::byte> file) {
  const io::FileFormat format = io::format_of(file);
  switch (format.kind) {
    case io::FileKind::weights:
      return take_weights(std::move(file));
    case io::FileKind::pixmap:
      return take_photo(file);
    case io::FileKind::text:
      return take_text(file);
    case io::FileKind::picture:
    case io::FileKind::other:
    case io::FileKind::unknown:
      return complain(io::explained_format(format));
  }
}

void Shell::take_text(std::span<const std::byte> file) {
  stage_.request_frame();
  if (file.size() > most_text_bytes)
    return complain({"글 파일이 너무 큽니다. 4 MiB까지 열 수 있습니다.",
                     "The text file is too large; up to 4 MiB can be opened."});
  const std::string bytes(reinterpret_cast<const char*>(file.data()), file.size());
  if (!a_.view().take_file(hand_, bytes))
    complain({"이 데모는 글 파일을 받지 않습니다.", "This demo takes no text files."});
}

void Shell::take_photo(std::span<const std::byte> pixmap) {
  stage_.request_frame();
  try {
    if (!a_.view().take_photo(hand_, io::read_pixmap(pixmap)))
      complain({"이 데모는 사진을 받지 않습니다.", "This demo takes no photos."});
  } catch (const io::Refused& refused) {
    complain(refused.reason());
  }
}

void Shell::take_weights(std::vector<std::byte> file) {
  stage_.request_frame();
  if (!offers(demo::Parcel::weights))
    return complain({"이 데모는 가중치 파일을 받지 않습니다.", "This demo takes no file of weights."});
  remember("weights");
  chosen().send({.verb = demo::Verb::load, .file = std::move(file)});
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
  const bool second = name.starts_with("b.");
  if (second && !b_) return {};
  for (const auto& field : (second ? *b_ : a_).view().fields())
    if (field.name == (second ? name.substr(2) : name)) return field.text();
  return {};
}

void Shell::set_setting(const std::string& name, const std::string& value) {
  stage_.request_frame();
  if (name.starts_with("b.")) return compare(demo::NamedValue{name.substr(2), value});
  auto fields = a_.view().fields();
  const demo::NamedValue values[] = {{name, value}};
  for (const auto& refused : demo::set_values(fields, values)) complain(refused);
}

void Shell::press(Press press) {
  stage_.request_frame();
  switch (press) {
    case Press::play:
      return play_or_pause();
    case Press::step:
      return send_to_all({.verb = demo::Verb::step, .count = 1});
    case Press::reset:
      return reset(a_.frame().run.seed);
    case Press::share:
      return share();
    case Press::undo:
      return undo();
    case Press::save_picture:
      return save_picture();
    case Press::save_curves:
      return save(demo::Parcel::curves);
    case Press::save_weights:
      return save(demo::Parcel::weights);
    case Press::save_script:
      return save(demo::Parcel::script);
    case Press::look:
      look_.wanted = !look_.wanted;
      return;
    case Press::back:
      return go_back();
  }
}

void Shell::set_seen(float top, float bottom) {
  if (top == seen_top_ && bottom == seen_bottom_) return;
  seen_top_ = top;
  seen_bottom_ = bottom;
  if (panel_open_) stage_.request_frame();
}

/// The opening state is reached by a replay that nobody asked for: it does not count as playing.
bool Shell::playing() const {
  if (opens_ && a_.frame().replaying) return false;
  return a_.frame().playing || (b_ && b_->frame().playing);
}

void Shell::follow_natural_speed() {
  if (speed_chosen_) return;
  const double natural = a_.view().natural_speed();
  std::size_t fitting = 0;
  for (std::size_t i = 1; i < speeds.size() && natural > 0; ++i)
    if (fitting == 0 || speeds[i].steps_per_second >= natural) fitting = i;
  if (fitting == speed_) return;
  speed_ = fitting;
  pace();
}

void Shell::play_or_pause() {
  set_notice("");
  follow_natural_speed();
  if (playing())
    send_to_all({.verb = demo::Verb::pause});
  else
    play();
}

void Shell::play() {
  opens_ = false;
  caught_up_from_ = UINT64_MAX;
  send_to_all({.verb = demo::Verb::play, .speed = speeds[speed_].steps_per_second});
}

/// Says how fast play is from now on. Nobody pressed play: a run that has stopped or reached the step of its
/// link in the meantime stands still.
void Shell::pace() { send_to_all({.verb = demo::Verb::pace, .speed = speeds[speed_].steps_per_second}); }

/// Begins anew with the settings as they are now.
void Shell::reset(std::uint64_t seed) {
  set_notice("");
  send_changes();
  if (a_.frame().run.step > 0 || seed != a_.frame().run.seed) remember("reset");
  replay({.settings = a_.sent(), .seed = seed});
}

void Shell::undo() {
  set_notice("");
  if (const auto before = undo_.take()) restore(*before);
}

void Shell::restore(const Standing& standing) {
  if (standing.other == split_) return replay(standing.run);
  a_.replay(standing.run);
  compare(standing.other);
}

std::string Shell::link() const {
  const auto link = write_link(a_.run(), defaults_, split_, slug_);
  if (link.size() <= longest_link_bytes) return link;
  return write_link({.settings = a_.sent(), .seed = a_.run().seed}, defaults_, split_, slug_);
}

void Shell::share() {
  const auto link = this->link();
  if (write_link(a_.run(), defaults_, split_, slug_) != link) {
    complain(
        {"손으로 바꾼 것이 많아 링크에 모두 담지 못했습니다. 링크는 지금의 설정으로 처음부터 시작합니다.",
         "Too much was changed by hand to fit a link; this one starts from the current settings at step 0."});
  } else if (a_.frame().foreign || (b_ && b_->frame().foreign)) {
    complain(
        {"파일에서 읽은 가중치는 링크에 담기지 않습니다. 링크는 그 가중치 없이 같은 설정을 재생합니다.",
         "A link cannot carry weights read from a file; this one replays the same settings without them."});
  }
  stage_.share(link);
}

void Shell::report() {
  const demo::Frame& frame = a_.frame();
  const Status status{frame.run.step, playing(), frame.replaying, frame.can_step};
  if (reported_ != status) stage_.show_status(status);
  reported_ = status;
  std::string text = told(a_);
  if (b_) text = "A: " + text + "\nB: " + told(*b_);
  stage_.describe(text + told_look());
}

}  // namespace madang::app
