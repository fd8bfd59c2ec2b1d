#include "ui/pad.h"

#include <algorithm>
#include <cfloat>
#include <cmath>

#include "ui/frame.h"
#include "ui/host.h"
#include "ui/theme.h"

namespace madang::ui {

namespace {

constexpr int frames_of_a_key = 6;    // ImGui takes one press or release in a frame, and answers in the next
constexpr float value_step_px = 3.f;  // of a drag that changes a number
constexpr float first_value_step = 7.f;  // and its first: less is a shaky finger, see canvas()
constexpr float zoom_of_a_key = 1.25f;

ImVec2 way_of(PadKey key) {
  switch (key) {
    case PadKey::left:
      return {-1.f, 0.f};
    case PadKey::right:
      return {1.f, 0.f};
    case PadKey::up:
      return {0.f, -1.f};
    case PadKey::down:
      return {0.f, 1.f};
    default:
      return {0.f, 0.f};
  }
}

/// The cell of a grid in which `at` lies, and its neighbours by `by`.
float cell(float at, float first, float step, float by) {
  return step > 0.f ? first + (std::round((at - first) / step) + by) * step : first;
}

/// The first and the last centre of a cell between `low` and `high`.
float first_cell(float low, float first, float step) {
  return step > 0.f ? first + std::ceil((low - first) / step) * step : first;
}
float last_cell(float high, float first, float step) {
  return step > 0.f ? first + std::floor((high - first - 0.01f) / step) * step : first;
}

}  // namespace

void stop_at(ImGuiID pad, const Stops& stops) {
  if (Host* const shell = host()) shell->pointer.stop_at(pad, stops);
}

void tell(std::string_view text) {
  if (Host* const shell = host()) shell->pointer.tell(text);
}

void PadPointer::key(ImGuiID pad, PadKey key, bool drags) {
  strokes_.push_back({pad, key, drags});
  request_frame();
}

void PadPointer::leave() {
  drop();
  if (leads_) ImGui::GetIO().AddMousePosEvent(mouse_.x, mouse_.y);
  leads_ = false;
  pad_ = 0;
}

void PadPointer::stop_at(ImGuiID pad, const Stops& stops) {
  const bool wanted =
      pad == pad_ || std::ranges::any_of(strokes_, [pad](const Stroke& s) { return s.pad == pad; });
  if (!wanted) return;
  pad_ = pad;
  drawn_ = true;
  places_.assign(stops.places.begin(), stops.places.end());
  stops_ = stops;
  stops_.places = places_;
}

void PadPointer::tell(std::string_view text) {
  if (!leads_ || text.empty()) return;
  if (!telling_.empty()) telling_ += ", ";
  telling_ += text;
}

/// In front of everything, where the pointer of a mouse would be.
void PadPointer::draw() const {
  if (!leads_) return;
  constexpr float radius = 8.f;
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  list.AddCircle(at_, radius, theme().background, 0, 5.f);
  list.AddCircle(at_, radius, theme().text, 0, 2.f);
}

void PadPointer::end_frame() {
  if (!telling_.empty()) told_.swap(telling_);
  telling_.clear();
  if (frames_wanted_ > 0 && --frames_wanted_ > 0) request_frame();
  if (pad_ == 0 || !drawn_) {
    if (pad_ != 0) leave();  // it is no longer there
    strokes_.clear();
    return;
  }
  drawn_ = false;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (leads_ && frames_wanted_ == 0 && std::hypot(mouse.x - at_.x, mouse.y - at_.y) > 1.f) leads_ = false;
  if (!strokes_.empty()) {
    const Stroke stroke = strokes_.front();
    strokes_.erase(strokes_.begin());
    act(stroke);
    request_frame();
  }
}

void PadPointer::act(const Stroke& stroke) {
  const ImVec2 size = {stops_.seen.high.x - stops_.seen.low.x, stops_.seen.high.y - stops_.seen.low.y};
  if (!leads_ || stroke.key == PadKey::enter) {  // also on coming back from the mouse
    const auto left = pointers_.find(stroke.pad);
    if (left != pointers_.end())
      at_ = {stops_.seen.low.x + left->second.x * size.x, stops_.seen.low.y + left->second.y * size.y};
    else
      at_ = next(PadKey::start, false);
  }
  switch (stroke.key) {
    case PadKey::enter:
      break;
    case PadKey::press:
      click(1);
      break;
    case PadKey::press_twice:
      click(2);
      break;
    case PadKey::drop:
      drop();
      break;
    case PadKey::closer:
      zoom(zoom_of_a_key);
      break;
    case PadKey::farther:
      zoom(1.f / zoom_of_a_key);
      break;
    default:
      move(stroke.key, stroke.drags);
  }
  point_at(at_);
  if (size.x > 0.f && size.y > 0.f)
    pointers_[stroke.pad] = {(at_.x - stops_.seen.low.x) / size.x, (at_.y - stops_.seen.low.y) / size.y};
}

void PadPointer::move(PadKey key, bool drags) {
  if (drags && !dragged_from_) {
    point_at(at_);
    ImGui::GetIO().AddMouseButtonEvent(0, true);
    dragged_from_ = at_;
  } else if (!drags) {
    drop();
  }
  const ImVec2 wished = next(key, drags);
  if ((drags && stops_.drags_value) || stops_.seen.holds(wished)) {
    at_ = wished;
  } else if (Host* const shell = host()) {  // of a magnified picture another part is shown
    shell->pinch.moved = {at_.x - wished.x, at_.y - wished.y};
  }
}

void PadPointer::click(int times) {
  drop();
  point_at(at_);
  for (int i = 0; i < times; ++i) {
    ImGui::GetIO().AddMouseButtonEvent(0, true);
    ImGui::GetIO().AddMouseButtonEvent(0, false);
  }
}

void PadPointer::zoom(float factor) const {
  if (Host* const shell = host()) shell->pinch.factor = factor;
}

void PadPointer::drop() {
  if (!dragged_from_) return;
  ImGui::GetIO().AddMouseButtonEvent(0, false);
  if (stops_.drags_value) at_ = *dragged_from_;
  dragged_from_.reset();
}

void PadPointer::point_at(ImVec2 at) {
  if (!leads_) mouse_ = ImGui::GetIO().MousePos;
  ImGui::GetIO().AddMouseSourceEvent(ImGuiMouseSource_Mouse);
  ImGui::GetIO().AddMousePosEvent(at.x, at.y);
  leads_ = true;
  frames_wanted_ = frames_of_a_key;
}

ImVec2 PadPointer::next(PadKey key, bool drags) const {
  if (drags && stops_.drags_value) {
    const ImVec2 way = way_of(key);
    const bool first = dragged_from_ && at_.x == dragged_from_->x && at_.y == dragged_from_->y;
    const float step = first ? first_value_step : value_step_px;
    return {at_.x + way.x * step, at_.y + way.y * step};
  }
  return stops_.places.empty() ? next_in_grid(key) : next_place(key);
}

ImVec2 PadPointer::next_in_grid(PadKey key) const {
  const auto& [seen, first, step, places, drags_value] = stops_;
  const ImVec2 low = {first_cell(seen.low.x, first.x, step.x), first_cell(seen.low.y, first.y, step.y)};
  const ImVec2 high = {last_cell(seen.high.x, first.x, step.x), last_cell(seen.high.y, first.y, step.y)};
  const ImVec2 way = way_of(key);
  const ImVec2 here = {cell(at_.x, first.x, step.x, way.x), cell(at_.y, first.y, step.y, way.y)};
  switch (key) {
    case PadKey::start:
      return low;
    case PadKey::end:
      return high;
    case PadKey::row_start:
      return {low.x, here.y};
    case PadKey::row_end:
      return {high.x, here.y};
    default:
      return here;
  }
}

/// The nearest place on the way, those aside of it counting as farther; where there is none, the pointer
/// stays.
ImVec2 PadPointer::next_place(PadKey key) const {
  const bool to_start = key == PadKey::start || key == PadKey::row_start;
  if (to_start || key == PadKey::end || key == PadKey::row_end)
    return to_start ? stops_.places.front() : stops_.places.back();
  const ImVec2 way = way_of(key);
  ImVec2 best = at_;
  float least = FLT_MAX;
  for (const ImVec2 place : stops_.places) {
    const ImVec2 d = {place.x - at_.x, place.y - at_.y};
    const float along = d.x * way.x + d.y * way.y, aside = std::abs(d.x * way.y - d.y * way.x);
    if (along < 1.f || along + 2.f * aside >= least) continue;
    least = along + 2.f * aside;
    best = place;
  }
  return best;
}

}  // namespace madang::ui
