#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "app/as_pictured.h"
#include "app/icon_button.h"
#include "app/shell.h"
#include "ui/access.h"
#include "ui/colour_map.h"
#include "ui/controls.h"
#include "ui/field.h"
#include "ui/finger.h"
#include "ui/frame.h"
#include "ui/head.h"
#include "ui/host.h"
#include "ui/layout.h"
#include "ui/ring.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::app {

namespace {

constexpr float panel_width = 292.f;  // css px
constexpr float most_height = 3600.f;

constexpr ImGuiWindowFlags root_flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                        ImGuiWindowFlags_NoSavedSettings |
                                        ImGuiWindowFlags_NoBringToFrontOnFocus;
constexpr ImGuiWindowFlags sheet_flags =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings;
constexpr ImGuiChildFlags grows_down = ImGuiChildFlags_AutoResizeY | ImGuiChildFlags_AlwaysAutoResize;

bool covers(float top, float bottom, const ui::Box& place) {
  const float middle = (place.low.y + place.high.y) / 2.f;
  return middle > top && middle < bottom;
}

}  // namespace

void Shell::draw() {
  if (ui::Host* const host = ui::host()) host->complain = hand_.complain;
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  ui::apply(ui::theme_of(hand_.dark), size.x < phone_width);
  ImGui::SetNextWindowPos({0.f, 0.f});
  ImGui::SetNextWindowSize(size);
  ImGui::Begin("##shell", nullptr,
               root_flags | (size.y < most_height ? ImGuiWindowFlags_NoScrollWithMouse : 0));
  follow_natural_speed();
  fade();
  draw_toolbar();
  draw_sentence();
  draw_notice();
  draw_body();
  const float height =
      ImGui::GetCursorPosY() - ImGui::GetStyle().ItemSpacing.y + ImGui::GetStyle().WindowPadding.y;
  ImGui::End();
  if (size.x < phone_width && panel_open_) draw_sheet();
  send_changes();
  keep_in_step();
  const bool looks_into_b = &chosen() != &a_;
  a_.want({.look = looks_into_b ? demo::LookAt{} : look_});
  if (b_) b_->want({.look = looks_into_b ? look_ : demo::LookAt{}});
  if (a_.pictured() || !notice_.empty())  // until then the page keeps the room that it reserved
    stage_.want_height(std::min(steady(std::ceil(height + ImGui::GetScrollY())), most_height));
  report();
}

/// What reads or plays must not move what stands below: as long as nobody changes a setting, opens or closes
/// something or makes the window another size, the demo never becomes lower than it was.
float Shell::steady(float height) {
  Arrangement now{.width = ImGui::GetIO().DisplaySize.x,
                  .settings = demo::values_of(a_.view().fields()),
                  .pictured_settings = a_.pictured_settings(),
                  .panel = panel_open_,
                  .compared = b_.has_value(),
                  .shown = shown_,
                  .looked = look_.wanted,
                  .inside = inside_,
                  .noticed = !notice_.empty(),
                  .pictured = a_.pictured()};
  if (now != arrangement_) {
    arrangement_ = std::move(now);
    height_ = 0.f;
    unsettled_ = 3;
  }
  // ImGui sizes in a second frame what it lays out anew: a height that lasts for one frame is none.
  const float held = std::min(height, drawn_height_);
  if (std::exchange(drawn_height_, height) != height) ui::request_frame();
  height_ = unsettled_ > 0 ? held : std::max(height_, held);
  unsettled_ = std::max(0, unsettled_ - 1);
  return height_;
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

/// What to look at, in the largest letters, in as many lines as there are rooms for and never more: the
/// picture below stands still. How far the run is stands at its right end where the toolbar has no room for
/// it.
void Shell::draw_sentence() {
  const float width = ImGui::GetContentRegionAvail().x;
  const bool phone = ImGui::GetIO().DisplaySize.x < phone_width;
  const std::string state = phone ? "" : told_state();
  const float state_width = phone ? 0.f : std::max(110.f, ui::text_width(state, ui::small_size)) + 16.f;
  const int lines = phone ? 3 : 2;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const std::string sentence = this->sentence();
  if (sentence.empty() && phone) return;
  draw_lines(sentence, width - state_width, sentence.empty() ? 1 : lines);
  if (phone) return;
  auto& list = *ImGui::GetWindowDrawList();
  const ImVec2 state_at = {at.x + width - ui::text_width(state, ui::small_size), at.y + 1.f};
  ui::draw_text(list, state_at, ui::theme().muted, state, ui::small_size);
  ui::ring(hand_.lit, "step", state_at, {at.x + width, state_at.y + ui::small_size});
}

/// In the room of so many lines.
void Shell::draw_lines(const std::string& sentence, float width, int lines) const {
  const float line_height = ImGui::GetTextLineHeight() + 2.f;
  ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::Dummy({width, line_height * static_cast<float>(lines)});
  for (const auto& line : ui::lines_of(sentence, width, ui::body_size, lines)) {
    ui::draw_text(*ImGui::GetWindowDrawList(), at, ui::theme().text, line, ui::body_size);
    at.y += line_height;
  }
}

/// Of two runs beside each other what they differ in: each has what is to be seen in it above its picture. Of
/// one of them, whose it is.
std::string Shell::sentence() const {
  if (b_ && beside_) return told_both();
  const Lane& lane = chosen();
  const std::string told = sentence_of(lane);
  return told.empty() || !b_ ? told : (&lane == &a_ ? "A: " : "B: ") + told;
}

std::string Shell::sentence_of(const Lane& lane) const {
  if (!lane.pictured()) return {};
  if (lane.frame().halted)
    return hand_.say("여기서 멈추었다. 그림은 멈추기 직전의 상태이다.",
                     "The run has stopped. The picture shows the last state before it did.");
  const std::string dynamic = [&] {
    const AsPictured guard(lane);
    return lane.view().what_to_see(hand_.language);
  }();
  if (!dynamic.empty()) return dynamic;
  const demo::Head& head = lane.view().head(hand_.language);
  auto fields = lane.view().fields();
  const demo::Scene* const scene = ui::scene_in_force(fields, head.scenes);
  return (scene ? scene->story : head.otherwise).in(hand_.language);
}

bool Shell::has_panel() const {
  const auto fields = a_.view().fields();
  return std::ranges::any_of(fields, [](const auto& field) { return field.about.in_panel; });
}

bool Shell::panel_is_beside() const { return ImGui::GetIO().DisplaySize.x >= panel_beside_from; }

void Shell::draw_settings() {
  const auto& in_head = a_.view().head(hand_.language).choices;
  for (auto& field : a_.view().fields())
    if (field.about.in_panel && std::ranges::find(in_head, field.name) == in_head.end())
      ui::field(hand_, field);
  draw_compare_controls();
  draw_look_toggle();
}

void Shell::draw_panel() {
  ImGui::PushStyleColor(ImGuiCol_ChildBg, ui::theme().panel);
  ImGui::BeginChild("##panel", {0.f, 0.f}, grows_down | ImGuiChildFlags_AlwaysUseWindowPadding);
  ImGui::PopStyleColor();
  draw_settings();
  ImGui::EndChild();
}

/// On a phone the settings cover the lower part of what is seen of the demo, so that their effect is seen
/// above.
void Shell::draw_sheet() {
  constexpr float share = 0.46f, least = 220.f, most = 420.f;  // of the height that is seen; css px
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  const float top = std::clamp(seen_top_, 0.f, size.y);
  const float bottom = seen_bottom_ > top ? std::min(seen_bottom_, size.y) : size.y;
  const float height = std::min(std::clamp((bottom - top) * share, least, most), bottom - top);
  if (const auto focused = ui::focused_place(); focused && covers(bottom - height, bottom, *focused)) {
    panel_open_ = false;  // the keys have left the sheet for what lies under it (WCAG 2.2, 2.4.11)
    return;
  }
  ImGui::SetNextWindowPos({0.f, bottom - height});
  ImGui::SetNextWindowSize({size.x, height});
  ImGui::PushStyleColor(ImGuiCol_WindowBg, ui::theme().panel);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1.f);
  ImGui::Begin("##sheet", nullptr, sheet_flags);
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
  const IconButton close{.icon = Icon::close,
                         .id = "close",
                         .name = hand_.say("설정 접기", "Close the settings"),
                         .labelled = false,
                         .hint = hand_.say("설정을 접습니다.", "Closes the settings.")};
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(hand_.say("설정", "Settings"));
  ImGui::SameLine(ImGui::GetWindowWidth() - ImGui::GetStyle().WindowPadding.x - width_of(close));
  if (icon_button(close)) panel_open_ = false;
  ImGui::BeginChild("##fields", {0.f, 0.f});
  draw_settings();
  ui::scroll_by_drag();
  ImGui::EndChild();
  ImGui::End();
}

void Shell::draw_body() {
  const float gap = ImGui::GetStyle().ItemSpacing.x;
  const bool beside =
      has_panel() && (panel_is_beside() || (panel_open_ && ImGui::GetIO().DisplaySize.x >= phone_width));
  const float view_width = ImGui::GetContentRegionAvail().x - (beside ? panel_width + gap : 0.f);
  ImGui::BeginGroup();
  draw_view(view_width);
  ImGui::EndGroup();
  if (!beside) return;
  ImGui::SameLine(0.f, gap);
  ImGui::BeginGroup();
  draw_panel();
  ImGui::EndGroup();
}

void Shell::draw_view_of(const Lane& lane) {
  if (!lane.pictured()) return ui::caption(told_wait(lane));
  hand_.history = &lane.frame().history;
  const demo::Ghost other = ghost_beside(lane);
  hand_.ghost = b_ ? &other : lane.ghost();  // the run before would be a third
  hand_.curve_drawn = &curve_drawn_;
  const AsPictured guard(lane);
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
  const AsPictured guard(lane);
  return told ? lane.view().describe(hand_.language) : told_wait(lane);
}

/// Of a phone, which has no room for both: the picture, or what is inside.
bool Shell::choose_inside() {
  const std::string names[] = {hand_.say("그림", "Picture"), hand_.say("속", "Inside")};
  int shown = inside_ ? 1 : 0;
  if (ui::segmented("looks", hand_.say("그림이나 속", "Picture or inside"), names, shown))
    inside_ = shown == 1;
  return inside_;
}

void Shell::draw_view(float width) {
  ImGui::BeginChild("##view", {width, 0.f}, grows_down);
  const bool phone = ImGui::GetIO().DisplaySize.x < phone_width;
  const bool instead = look_.wanted && phone && choose_inside();
  if (b_ && !instead)
    draw_lanes();
  else if (!instead)
    draw_view_of(a_);
  if (instead || (look_.wanted && !phone)) draw_look();
  ImGui::EndChild();
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  view_area_ = {low.x, low.y, high.x - low.x, high.y - low.y};
}

}  // namespace madang::app
