// The first row: what runs the run, what takes it away, and the demo's own head. One row on a desktop, two on
// a phone, whatever the demo.
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "app/icon_button.h"
#include "app/shell.h"
#include "app/speeds.h"
#include "ui/controls.h"
#include "ui/filled.h"
#include "ui/head.h"
#include "ui/layout.h"
#include "ui/ring.h"
#include "ui/text.h"
#include "ui/text_field.h"
#include "ui/theme.h"

namespace madang::app {

namespace {

constexpr float speed_width = 122.f;       // css px
constexpr float roomy_from = 1000.f;       // narrower, what is needed seldom stands in a menu
constexpr float largest_seed = 999'999.f;  // whole in a float
constexpr const char* more_menu = "more_menu";

}  // namespace

void Shell::draw_toolbar() {
  const float width = ImGui::GetIO().DisplaySize.x;
  const bool phone = width < phone_width, roomy = width >= roomy_from;
  constexpr float tight = 4.f;  // so that all tools of a phone stand in one row
  ImGui::PushStyleVarX(ImGuiStyleVar_ItemSpacing, phone ? tight : ImGui::GetStyle().ItemSpacing.x);
  draw_run_buttons(phone);
  const Fold fold = phone ? Fold{true, true} : roomy ? Fold{} : fold_for_head();
  if (!fold.speed) draw_speed();
  if (roomy) {
    draw_seed();
    draw_share();
    ui::continue_line(width_of({.icon = Icon::save, .id = "save", .labelled = false}));
    draw_save_menu();
  } else {
    draw_more_menu(fold);
  }
  if (has_panel() && !panel_is_beside()) draw_settings_button(fold);
  if (phone) draw_state();
  ImGui::PopStyleVar();
  draw_head(phone);
}

/// So much that the demo's head stands beside the tools, whole or, with all folded, cut; nothing where it has
/// a row of its own anyway. The buttons of the run have been drawn.
Shell::Fold Shell::fold_for_head() const {
  const demo::Head& head = a_.view().head(hand_.language);
  if (head.scenes.empty() && head.choices.empty()) return {};
  const auto fields = a_.view().fields();
  const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
  const float room = right - ImGui::GetItemRectMax().x - head_gap;
  const auto fits = [&](const Fold& fold, float head_width) {
    std::vector<float> widths = {width_of({.icon = Icon::more, .id = "more", .labelled = false}), head_width};
    if (!fold.speed) widths.push_back(speed_width);
    if (has_panel() && !panel_is_beside()) widths.push_back(width_of(settings_button(fold)));
    return std::accumulate(widths.begin(), widths.end(), 0.f) +
               static_cast<float>(widths.size()) * ImGui::GetStyle().ItemSpacing.x <=
           room;
  };
  constexpr Fold all{.word = true, .speed = true};
  const float whole = ui::whole_head_width(hand_, fields, head);
  for (const Fold& fold : {Fold{}, Fold{.word = true}, all})
    if (fits(fold, whole)) return fold;
  return fits(all, ui::least_head_width(hand_, fields, head)) ? all : Fold{};
}

void Shell::draw_run_buttons(bool phone) {
  const bool playing = this->playing();
  const char* const play = playing ? hand_.say("멈춤", "Pause") : hand_.say("재생", "Play");
  if (icon_button({.icon = playing ? Icon::pause : Icon::play,
                   .id = "play",
                   .name = play,
                   .labelled = !phone,
                   .hint = hand_.say("계속 진행하거나 멈춥니다. (스페이스)", "Plays or pauses. (space)"),
                   .primary = true,
                   .enabled = playing || a_.frame().can_step}))
    press(Press::play);
  const auto next = [this](const IconButton& button, Press pressed) {
    ui::continue_line(width_of(button));
    if (icon_button(button)) press(pressed);
  };
  next({.icon = Icon::step,
        .id = "step",
        .name = hand_.say("한 단계", "Step"),
        .labelled = false,
        .hint = hand_.say("한 단계만 진행합니다. (S)", "Takes a single step. (S)"),
        .enabled = a_.frame().can_step},
       Press::step);
  next({.icon = Icon::reset,
        .id = "reset",
        .name = hand_.say("처음으로", "Reset"),
        .labelled = false,
        .hint = hand_.say("지금 설정과 시드로 처음부터 다시 시작합니다. (R)",
                          "Starts over with these settings and this seed. (R)")},
       Press::reset);
  next({.icon = Icon::undo,
        .id = "undo",
        .name = hand_.say("되돌리기", "Undo"),
        .labelled = false,
        .hint = hand_.say("마지막으로 바꾼 것을 되돌립니다. (Ctrl+Z)", "Undoes the last change. (Ctrl+Z)"),
        .enabled = !undo_.empty()},
       Press::undo);
}

void Shell::choose_speed(std::size_t index) {
  speed_ = index;
  speed_chosen_ = true;
  pace();
}

void Shell::draw_speed() {
  ui::continue_line(speed_width);
  std::vector<std::string> labels;
  for (const Speed& speed : speeds) labels.push_back(speed.label.in(hand_.language));
  int index = static_cast<int>(speed_);
  if (ui::dropdown("##speed", hand_.say("빠르기", "Speed"), labels, index, speed_width,
                   hand_.say("재생할 때의 빠르기.", "How fast it plays.")))
    choose_speed(static_cast<std::size_t>(index));
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

void Shell::draw_share() {
  const IconButton share{.icon = Icon::share,
                         .id = "share",
                         .name = hand_.say("공유", "Share"),
                         .labelled = false,
                         .hint = hand_.say("지금 이 화면을 그대로 다시 여는 링크를 복사합니다.",
                                           "Copies a link that reopens exactly this state.")};
  ui::continue_line(width_of(share));
  if (icon_button(share)) press(Press::share);
}

/// What a narrower row has no room for.
void Shell::draw_more_menu(const Fold& fold) {
  const IconButton button{
      .icon = Icon::more,
      .id = "more",
      .name = hand_.say("더 보기", "More"),
      .labelled = false,
      .hint = fold.speed ? hand_.say("빠르기, 시드, 공유, 저장.", "Speed, seed, sharing, saving.")
                         : hand_.say("시드, 공유, 저장.", "Seed, sharing, saving.")};
  ui::continue_line(width_of(button));
  if (icon_button(button)) ImGui::OpenPopup(more_menu);
  if (!ImGui::BeginPopup(more_menu)) return;
  if (fold.speed) {
    ImGui::TextDisabled("%s", hand_.say("빠르기", "Speed"));
    for (std::size_t i = 0; i < speeds.size(); ++i) {
      const std::string label = speeds[i].label.in(hand_.language);
      if (ui::menu_item(label, i == speed_)) choose_speed(i);
    }
    ImGui::Separator();
  }
  if (ui::menu_item(
          ui::filled(hand_.language, {"다음 시드 (지금 {0})", "Next seed (now {0})"}, a_.frame().run.seed)))
    reset(a_.frame().run.seed + 1);
  if (ui::menu_item(hand_.say("공유", "Share"))) press(Press::share);
  ImGui::Separator();
  draw_save_items();
  ImGui::EndPopup();
}

IconButton Shell::settings_button(const Fold& fold) const {
  return {.icon = Icon::settings,
          .id = "settings",
          .name = hand_.say("설정", "Settings"),
          .labelled = !fold.word,
          .hint = hand_.say("설정을 펼치거나 접습니다.", "Shows or hides the settings."),
          .on = panel_open_};
}

void Shell::draw_settings_button(const Fold& fold) {
  const IconButton button = settings_button(fold);
  ui::continue_line(width_of(button));
  if (icon_button(button)) panel_open_ = !panel_open_;
  if (!panel_open_) ring_hidden_settings();
}

/// Around the button behind which a setting is hidden that a link has just changed.
void Shell::ring_hidden_settings() {
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  if (hand_.lit.has("b.")) return ui::ring(hand_.lit, "b.", low, high);
  const auto fields = a_.view().fields();
  const auto lit = std::ranges::find_if(
      fields, [&](const auto& field) { return field.about.in_panel && hand_.lit.has(field.name); });
  if (lit != fields.end()) ui::ring(hand_.lit, lit->name, low, high);
}

/// Scenes, pages, tasks: at the end of the row where they fit, else in a row of their own.
void Shell::draw_head(bool phone) {
  const demo::Head& head = a_.view().head(hand_.language);
  if (head.scenes.empty() && head.choices.empty()) return;
  auto fields = a_.view().fields();
  if (!phone) ui::continue_line(ui::least_head_width(hand_, fields, head) + head_gap);
  const float room = ImGui::GetContentRegionAvail().x;
  ui::head(hand_, fields, head, room);
}

/// How far the run is.
std::string Shell::told_state() const {
  const demo::Frame& frame = a_.frame();
  const Language language = hand_.language;
  if (frame.loading) return hand_.say("데이터를 받는 중", "loading data");
  std::string state =
      ui::filled(language, {"단계 {0}", "step {0}"}, ui::count_text(static_cast<double>(frame.run.step)));
  if (frame.replaying) state += ui::filled(language, {" / {0}", " / {0}"}, a_.goal_step());
  return state;
}

/// At the right end of the line of tools, and never in one of its own: where it is too long, the number
/// alone.
void Shell::draw_state() {
  ImGui::SameLine();
  const float room = ImGui::GetContentRegionAvail().x;
  std::string state = told_state();
  const std::uint64_t step = a_.frame().run.step;
  if (ui::text_width(state, ui::small_size) > room) state = ui::count_text(static_cast<double>(step));
  if (ui::text_width(state, ui::small_size) > room) state = ui::short_count(step);
  if (ui::text_width(state, ui::small_size) > room) state.clear();  // better none than half a number
  const float width = std::max(1.f, ui::text_width(state, ui::small_size));
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + std::max(0.f, room - width));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::Dummy({width, ImGui::GetFrameHeight()});
  ui::ring(hand_.lit, "step", ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  ui::draw_text(*ImGui::GetWindowDrawList(), {at.x, at.y + (ImGui::GetFrameHeight() - ui::small_size) / 2},
                ui::theme().muted, state, ui::small_size);
}

}  // namespace madang::app
