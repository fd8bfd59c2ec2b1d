#include "ui/access.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <utility>

#include <imgui_internal.h>

#include "ui/frame.h"
#include "ui/host.h"

namespace madang::ui {

namespace {

constexpr char end_of_field = '\x1f', end_of_option = '\x1d', end_of_control = '\x1e';
constexpr int most_frames_after_input = 6;  // until all that it changed is drawn
constexpr double pause_seconds = 0.2;       // between messages that nobody waits for

Access* access() {
  Host* const shell = host();
  return shell && shell->access.on ? &shell->access : nullptr;
}

}  // namespace

std::optional<float> offer(const Control& control) {
  return offer(control, ImGui::GetItemID(), {ImGui::GetItemRectMin(), ImGui::GetItemRectMax()});
}

std::optional<float> offer(const Control& control, ImGuiID id, const Box& place) {
  Access* const page = access();
  return page ? page->offer(control, id, place) : std::nullopt;
}

void describe_control(std::string_view text) {
  if (Access* const page = access()) page->describe(ImGui::GetItemID(), text);
}

double focus_seconds(ImGuiID id) {
  const Access* const page = access();
  return page ? page->focus_seconds(id) : -1.0;
}

std::optional<Box> focused_place() {
  const Access* const page = access();
  return page ? page->focused_place() : std::nullopt;
}

Within::Within(const std::string& name) {
  Access* const page = access();
  if (!page) return;
  before_ = page->within;
  if (!name.empty()) page->within += name + " · ";
}

Within::~Within() {
  if (Access* const page = access()) page->within = before_;
}

void Access::ask(ImGuiID id, float value) {
  asked_.push_back({id, value, false});
  if (id == focused_) focus_is_used_ = true;
  frames_after_input_ = most_frames_after_input;
}

void Access::focus(ImGuiID id) {
  focus_is_new_ = id != 0 && id != focused_;
  focus_is_used_ = focus_is_used_ && id == focused_;
  focused_ = id;
  focused_at_ = ImGui::GetTime();
}

double Access::focus_seconds(ImGuiID id) const {
  return id != 0 && id == focused_ && !focus_is_used_ ? ImGui::GetTime() - focused_at_ : -1.0;
}

std::optional<float> Access::offer(const Control& control, ImGuiID id, const Box& place) {
  const bool disabled = control.disabled || (GImGui->CurrentItemFlags & ImGuiItemFlags_Disabled) != 0;
  last_ = id;
  if (id == focused_) focused_place_ = place;
  ids_ = ids_ * 31u + id;
  message_ += static_cast<char>(control.role);
  add(id);
  for (const float side : {place.low.x, place.low.y, place.high.x - place.low.x, place.high.y - place.low.y})
    add(static_cast<std::uint32_t>(std::max(0.f, std::round(side))));
  add((control.on ? 1u : 0u) + (disabled ? 2u : 0u));
  for (const float number : {control.now, control.low, control.high, control.step}) add(number);
  message_ += within;
  add(control.name);
  if (!control.group.empty()) message_ += within;
  add(control.group);
  add(control.value);
  for (const std::string& option : control.options) {
    add(option);
    message_.back() = end_of_option;
  }
  message_ += end_of_field;
  add(control.description);
  message_.back() = end_of_control;  // describe() goes on before it
  if (id == focused_ && std::exchange(focus_is_new_, false) && ImGui::GetItemID() == id)
    ImGui::ScrollToItem(ImGuiScrollFlags_KeepVisibleEdgeY);
  const auto asked = take(id);
  return disabled ? std::nullopt : asked;
}

void Access::describe(ImGuiID id, std::string_view text) {
  if (id == 0 || id != last_ || message_.empty()) return;
  message_.pop_back();
  if (!message_.ends_with(end_of_field)) message_ += ' ';
  add(text);
  message_.back() = end_of_control;
}

void Access::add(std::string_view text) {
  for (const char c : text) message_ += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  message_ += end_of_field;
}

void Access::add(std::uint32_t number) {
  char buffer[16];
  message_.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, number).ptr);
  message_ += end_of_field;
}

void Access::add(float number) {
  const float whole = std::round(number);
  if (whole == number && number >= 0.f && number < 1e6f) return add(static_cast<std::uint32_t>(number));
  char buffer[32];
  message_.append(buffer, static_cast<std::size_t>(
                              std::snprintf(buffer, sizeof buffer, "%.6g", static_cast<double>(number))));
  message_ += end_of_field;
}

/// One a frame: two presses are two frames.
std::optional<float> Access::take(ImGuiID id) {
  const auto found = std::ranges::find(asked_, id, &Asked::id);
  if (found == asked_.end()) return {};
  const float value = found->value;
  asked_.erase(found);
  for (Asked& asked : asked_)
    if (asked.id == id) asked.old = false;
  return value;
}

void Access::begin_frame() {
  message_.clear();
  ids_ = 0;
  last_ = 0;
  focused_place_.reset();
  for (Asked& asked : asked_) asked.old = true;
}

/// What was asked of a control that is no longer there is forgotten.
void Access::end_frame() {
  std::erase_if(asked_, [](const Asked& asked) { return asked.old; });
  if (!asked_.empty()) request_frame();
}

const std::string* Access::news(double now_seconds) {
  frames_after_input_ = std::max(0, frames_after_input_ - 1);
  if (!on || message_ == sent_) return nullptr;
  const double rest = sent_at_ + pause_seconds - now_seconds;
  if (ids_ == sent_ids_ && frames_after_input_ == 0 && rest > 0.0) {
    request_frame(rest);
    return nullptr;
  }
  sent_at_ = now_seconds;
  sent_ids_ = ids_;
  sent_ = message_;
  return &sent_;
}

}  // namespace madang::ui
