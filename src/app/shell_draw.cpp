#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "app/icon_button.h"
#include "app/shell.h"
#include "app/speeds.h"
#include "ui/colour_map.h"
#include "ui/controls.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/host.h"
#include "ui/layout.h"
#include "ui/ring.h"
#include "ui/text.h"
#include "ui/text_field.h"
#include "ui/theme.h"

namespace madang::app {

namespace {

constexpr float folded_below = 640.f;  // css px: narrower, the panel folds behind a button
constexpr float panel_width = 292.f;
constexpr float most_height = 3600.f;
constexpr float largest_seed = 999'999.f;  // whole in a float

constexpr ImGuiWindowFlags root_flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                        ImGuiWindowFlags_NoSavedSettings |
                                        ImGuiWindowFlags_NoBringToFrontOnFocus;
constexpr ImGuiChildFlags grows_down = ImGuiChildFlags_AutoResizeY | ImGuiChildFlags_AlwaysAutoResize;

}  // namespace

void Shell::draw() {
  ui::apply(ui::theme_of(hand_.dark));
  if (ui::Host* const host = ui::host()) host->complain = hand_.complain;
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos({0.f, 0.f});
  ImGui::SetNextWindowSize(size);
  ImGui::Begin("##shell", nullptr,
               root_flags | (size.y < most_height ? ImGuiWindowFlags_NoScrollWithMouse : 0));
  follow_natural_speed();
  fade();
  draw_toolbar();
  draw_notice();
  if (size.x < folded_below)
    draw_narrow();
  else
    draw_wide();
  const float height =
      ImGui::GetCursorPosY() - ImGui::GetStyle().ItemSpacing.y + ImGui::GetStyle().WindowPadding.y;
  ImGui::End();
  send_changes();
  keep_in_step();
  const bool looks_into_b = &chosen() != &a_;
  a_.want({.look = looks_into_b ? demo::LookAt{} : look_});
  if (b_) b_->want({.look = looks_into_b ? look_ : demo::LookAt{}});
  if (a_.pictured() || !notice_.empty())  // until then the page keeps the room that it reserved
    stage_.want_height(std::min(std::ceil(height + ImGui::GetScrollY()), most_height));
  report();
}

void Shell::draw_toolbar() {
  const bool compact = ImGui::GetIO().DisplaySize.x < folded_below;
  draw_run_buttons(compact);
  draw_speed();
  draw_seed();
  const IconButton share{.icon = Icon::share,
                         .id = "share",
                         .name = hand_.say("공유", "Share"),
                         .labelled = !compact,
                         .hint = hand_.say("지금 이 화면을 그대로 다시 여는 링크를 복사합니다.",
                                           "Copies a link that reopens exactly this state.")};
  ui::continue_line(width_of(share));
  if (icon_button(share)) press(Press::share);
  ui::continue_line(width_of({.icon = Icon::save, .id = "save", .labelled = false}));
  draw_save_menu();
  if (compact) {
    const IconButton settings{.icon = Icon::settings,
                              .id = "settings",
                              .name = hand_.say("설정", "Settings"),
                              .hint = hand_.say("설정을 펼치거나 접습니다.", "Shows or hides the settings."),
                              .on = panel_open_};
    ui::continue_line(width_of(settings));
    if (icon_button(settings)) panel_open_ = !panel_open_;
    if (!panel_open_) ring_hidden_settings();
  }
  draw_state();
}

void Shell::draw_run_buttons(bool compact) {
  const bool playing = this->playing();
  if (icon_button({.icon = playing ? Icon::pause : Icon::play,
                   .id = "play",
                   .name = playing ? hand_.say("멈춤", "Pause") : hand_.say("재생", "Play"),
                   .labelled = !compact,
                   .hint = hand_.say("계속 진행하거나 멈춥니다. (스페이스)", "Plays or pauses. (space)"),
                   .primary = true,
                   .enabled = playing || a_.frame().can_step}))
    press(Press::play);
  const IconButton step{.icon = Icon::step,
                        .id = "step",
                        .name = hand_.say("한 단계", "Step"),
                        .labelled = !compact,
                        .hint = hand_.say("한 단계만 진행합니다. (S)", "Takes a single step. (S)"),
                        .enabled = a_.frame().can_step};
  ui::continue_line(width_of(step));
  if (icon_button(step)) press(Press::step);
  const IconButton reset{.icon = Icon::reset,
                         .id = "reset",
                         .name = hand_.say("처음으로", "Reset"),
                         .labelled = !compact,
                         .hint = hand_.say("지금 설정과 시드로 처음부터 다시 시작합니다. (R)",
                                           "Starts over with the current settings and seed. (R)")};
  ui::continue_line(width_of(reset));
  if (icon_button(reset)) press(Press::reset);
  const IconButton undo{
      .icon = Icon::undo,
      .id = "undo",
      .name = hand_.say("되돌리기", "Undo"),
      .labelled = false,
      .hint = hand_.say("마지막으로 바꾼 것을 되돌립니다. (Ctrl+Z)", "Undoes the last change. (Ctrl+Z)"),
      .enabled = !undo_.empty()};
  ui::continue_line(width_of(undo));
  if (icon_button(undo)) press(Press::undo);
}

void Shell::draw_speed() {
  constexpr float width = 122.f;
  ui::continue_line(width);
  std::vector<std::string> labels;
  for (const auto& speed : speeds) labels.push_back(speed.label.in(hand_.language));
  int chosen = static_cast<int>(speed_);
  if (!ui::dropdown("##speed", hand_.say("빠르기", "Speed"), labels, chosen, width,
                    hand_.say("재생할 때의 빠르기.", "How fast it plays.")))
    return;
  speed_ = static_cast<std::size_t>(chosen);
  speed_chosen_ = true;
  if (playing()) play(speeds[speed_].steps_per_second);
}

void Shell::draw_seed() {
  const std::string label = ui::filled(hand_.language, {"시드 {0}", "Seed {0}"}, a_.frame().run.seed);
  const IconButton next{
      .icon = Icon::next_seed,
      .id = "next_seed",
      .name = hand_.say("다음 시드", "Next seed"),
      .labelled = false,
      .hint = hand_.say("다음 시드로 처음부터 시작합니다. 시드(seed)가 같으면 결과도 같습니다.",
                        "Starts over with the next seed. The same seed gives the same run.")};
  const float width = ui::text_width(label, ui::body_size) + 2 * ImGui::GetStyle().FramePadding.x;
  ui::continue_line(width + ImGui::GetStyle().ItemSpacing.x + width_of(next));
  if (ui::button((label + "###seed").c_str())) seed_open_ = true;
  ui::tooltip(hand_.say("눌러서 시드를 직접 넣습니다.", "Press to type a seed."));
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  ImGui::SameLine(0.f, 4.f);
  ui::ring(hand_.lit, "seed", low, high);
  if (icon_button(next)) reset(a_.frame().run.seed + 1);
  if (!seed_open_) return;
  const auto typed = ui::number_field("typed_seed", hand_.say("시드", "Seed"), low, high,
                                      static_cast<float>(a_.frame().run.seed), seed_open_);
  if (!typed) return;
  if (*typed >= 0.f && *typed <= largest_seed && *typed == std::floor(*typed))
    reset(static_cast<std::uint64_t>(*typed));
  else
    complain(
        {"시드는 0 이상 999999 이하의 정수여야 합니다.", "The seed is a whole number from 0 to 999999."});
}

/// How far the run is, at the right end of the line.
void Shell::draw_state() {
  const demo::Frame& frame = a_.frame();
  const Language language = hand_.language;
  std::string state = frame.loading ? ui::filled(language, {"데이터를 받는 중", "loading data"})
                                    : ui::filled(language, {"단계 {0}", "step {0}"}, frame.run.step);
  if (frame.replaying) state += ui::filled(language, {" / {0} 재생 중", " / {0} replaying"}, a_.goal_step());
  if (frame.playing && frame.steps_per_second > 0)
    state += ui::filled(language, {" · {0}/초", " · {0}/s"}, frame.steps_per_second);
  const float width = ui::text_width(state, ui::body_size);
  ui::continue_line(width);
  const float room = ImGui::GetContentRegionAvail().x;
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + std::max(0.f, room - width));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::Dummy({width, ImGui::GetFrameHeight()});
  ui::draw_text(*ImGui::GetWindowDrawList(), {at.x, at.y + (ImGui::GetFrameHeight() - ui::body_size) / 2},
                ui::theme().muted, state, ui::body_size);
  ui::ring(hand_.lit, "step", ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
}

/// The folded panel's button is ringed where a link has changed something in it.
void Shell::ring_hidden_settings() {
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  if (hand_.lit.has("b.")) return ui::ring(hand_.lit, "b.", low, high);
  const auto fields = a_.view().fields();
  const auto lit = std::ranges::find_if(
      fields, [&](const auto& field) { return field.about.in_panel && hand_.lit.has(field.name); });
  if (lit != fields.end()) ui::ring(hand_.lit, lit->name, low, high);
}

void Shell::draw_notice() {
  if (notice_.empty()) return;
  const auto& theme = ui::theme();
  ImGui::PushStyleColor(ImGuiCol_ChildBg, ui::mixed(theme.panel, theme.warning, 0.14f));
  ImGui::BeginChild("##notice", {0.f, 0.f}, grows_down | ImGuiChildFlags_AlwaysUseWindowPadding);
  ImGui::PopStyleColor();
  const IconButton close{.icon = Icon::close,
                         .id = "close",
                         .name = hand_.say("알림 닫기", "Close the notice"),
                         .labelled = false,
                         .hint = hand_.say("알림을 닫습니다.", "Closes the notice.")};
  const float left = ImGui::GetCursorPosX(), top = ImGui::GetCursorPosY();
  const float room = ImGui::GetContentRegionAvail().x - width_of(close) - ImGui::GetStyle().ItemSpacing.x;
  ImGui::SetCursorPosY(top + (ImGui::GetFrameHeight() - ImGui::GetTextLineHeight()) / 2);
  ui::paragraph(notice_, room);
  ImGui::SetCursorPos({left + room + ImGui::GetStyle().ItemSpacing.x, top});
  const bool closed = icon_button(close);
  ImGui::EndChild();
  if (closed) set_notice("");
}

void Shell::draw_panel() {
  ImGui::PushStyleColor(ImGuiCol_ChildBg, ui::theme().panel);
  ImGui::BeginChild("##panel", {0.f, 0.f}, grows_down | ImGuiChildFlags_AlwaysUseWindowPadding);
  ImGui::PopStyleColor();
  for (auto& field : a_.view().fields())
    if (field.about.in_panel) ui::field(hand_, field);
  draw_compare_controls();
  draw_look_toggle();
  ImGui::EndChild();
}

void Shell::draw_wide() {
  const float gap = ImGui::GetStyle().ItemSpacing.x;
  const auto fields = a_.view().fields();
  const bool has_panel = std::ranges::any_of(fields, [](const auto& field) { return field.about.in_panel; });
  const float view_width = ImGui::GetContentRegionAvail().x - (has_panel ? panel_width + gap : 0.f);
  ImGui::BeginGroup();
  draw_view(view_width);
  ImGui::EndGroup();
  if (!has_panel) return;
  ImGui::SameLine(0.f, gap);
  ImGui::BeginGroup();
  draw_panel();
  ImGui::EndGroup();
}

void Shell::draw_narrow() {
  if (panel_open_) draw_panel();
  draw_view(0.f);
}

void Shell::draw_view_of(const Lane& lane) {
  if (!lane.pictured()) return ui::caption(told_wait(lane));
  hand_.history = &lane.frame().history;
  hand_.ghost = b_ ? nullptr : lane.ghost();  // beside another run it would be a third
  lane.view().draw(hand_);
}

/// Why there is no picture yet.
const char* Shell::told_wait(const Lane& lane) const {
  if (lane.frame().loading) return hand_.say("데이터를 받고 있습니다…", "The data is being loaded…");
  if (!lane.frame().notice.empty()) return hand_.say("아직 그림이 없습니다.", "There is no picture yet.");
  return hand_.say("첫 그림을 준비하고 있습니다…", "The first picture is being made…");
}

/// What a lane shows now, for a screen reader.
std::string Shell::told(const Lane& lane) const {
  const bool told = lane.pictured() && !lane.frame().loading;
  return told ? lane.view().describe(hand_.language) : told_wait(lane);
}

void Shell::draw_view(float width) {
  ImGui::BeginChild("##view", {width, 0.f}, grows_down);
  if (b_)
    draw_lanes();
  else
    draw_view_of(a_);
  if (look_.wanted) draw_look();
  ImGui::EndChild();
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  view_area_ = {low.x, low.y, high.x - low.x, high.y - low.y};
}

}  // namespace madang::app
