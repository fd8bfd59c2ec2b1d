#include "ui/zoom.h"

#include <algorithm>
#include <string>
#include <utility>

#include "ui/colour_map.h"
#include "ui/finger.h"
#include "ui/host.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::ui {

namespace {

/// Fingers that return to nearly the whole picture mean the whole.
constexpr float nearly_whole = 1.04f;
constexpr float mark_height = 24.f;

struct Side {
  float low, high;
};

/// One side magnified around `at` and moved; it never leaves 0…1.
Side magnified(Side side, float at, float factor, float moved, float most) {
  const float wished = 1.f / ((side.high - side.low) / factor);
  const float length = wished < nearly_whole ? 1.f : 1.f / std::min(wished, most);
  const float fixed = side.low + at * (side.high - side.low);
  const float low = std::clamp(fixed - (at + moved) * length, 0.f, 1.f - length);
  return {low, low + length};
}

/// What is kept from frame to frame, under the id of the item drawn last.
class Kept {
 public:
  explicit Kept(ImGuiID id) : id_(id) {}
  Zoom read() const { return {{at(0, 0.f), at(1, 0.f)}, {at(2, 1.f), at(3, 1.f)}}; }
  void write(const Zoom& zoom) {
    const float sides[] = {zoom.low.x, zoom.low.y, zoom.high.x, zoom.high.y};
    for (int i = 0; i < 4; ++i) store_.SetFloat(key(i), sides[i]);
  }

 private:
  ImGuiID key(int side) const { return id_ + 0x5a00u + static_cast<ImGuiID>(side); }
  float at(int side, float otherwise) const { return store_.GetFloat(key(side), otherwise); }

  ImGuiID id_;
  ImGuiStorage& store_ = *ImGui::GetStateStorage();
};

Box mark_of(const Box& place, const std::string& text) {
  const float width = text_width(text, small_size) + mark_height;
  return {{place.high.x - width - 3.f, place.low.y + 3.f},
          {place.high.x - 3.f, place.low.y + 3.f + mark_height}};
}

}  // namespace

Box Zoom::whole_around(const Box& place) const {
  const float width = (place.high.x - place.low.x) / (high.x - low.x);
  const float height = (place.high.y - place.low.y) / (high.y - low.y);
  const ImVec2 corner = {place.low.x - low.x * width, place.low.y - low.y * height};
  return {corner, {corner.x + width, corner.y + height}};
}

Zoom magnified(Zoom shown, ImVec2 at, float factor, ImVec2 moved, const ZoomOptions& options) {
  const Side x = magnified({shown.low.x, shown.high.x}, at.x, factor, moved.x, options.most);
  const Side y = options.sideways
                     ? Side{0.f, 1.f}
                     : magnified({shown.low.y, shown.high.y}, at.y, factor, moved.y, options.most);
  return {{x.low, y.low}, {x.high, y.high}};
}

Zoom zoom(const Canvas& c, const Box& place, const ZoomOptions& options) {
  Kept kept(c.id);
  const ImVec2 size = {place.high.x - place.low.x, place.high.y - place.low.y};
  if (options.most <= 1.f || size.x < 1.f || size.y < 1.f) return {};
  Zoom shown = kept.read();
  Host* const shell = host();
  const bool pointed = c.hovered && place.holds(c.mouse);
  if (pointed && shell) shell->zooms = true;
  const bool pans = options.pans && !shown.whole();
  if (pointed && pans && !options.sideways) take_drag();
  const Pinch pinch = pointed && shell ? std::exchange(shell->pinch, {}) : Pinch{};
  ImVec2 moved = pinch.moved;
  if (pans && c.moved) {
    moved.x += ImGui::GetIO().MouseDelta.x;
    moved.y += ImGui::GetIO().MouseDelta.y;
  }
  if (pinch.factor == 1.f && moved.x == 0.f && moved.y == 0.f) return shown;
  const ImVec2 at = {(c.mouse.x - moved.x - place.low.x) / size.x,
                     (c.mouse.y - moved.y - place.low.y) / size.y};
  shown = magnified(shown, at, pinch.factor, {moved.x / size.x, moved.y / size.y}, options);
  kept.write(shown);
  return shown;
}

void zoom_mark(Canvas& c, const Box& place, const Zoom& shown) {
  if (shown.whole()) return;
  const Theme& t = theme();
  const std::string text = "×" + number_text(shown.factor(), 2);
  const Box mark = mark_of(place, text);
  const bool pointed = c.hovered && mark.holds(c.mouse);
  c.list->AddRectFilled(mark.low, mark.high, pointed ? t.control_hovered : t.control, mark_height / 2.f);
  draw_text(*c.list, {mark.low.x + 8.f, mark.low.y + (mark_height - small_size) / 2.f - 1.f}, t.text, text,
            small_size);
  const ImVec2 m = {mark.high.x - 11.f, (mark.low.y + mark.high.y) / 2.f};
  constexpr float arm = 3.f;
  c.list->AddLine({m.x - arm, m.y - arm}, {m.x + arm, m.y + arm}, t.muted, 1.5f);
  c.list->AddLine({m.x - arm, m.y + arm}, {m.x + arm, m.y - arm}, t.muted, 1.5f);
  if (!c.clicked || !pointed) return;
  Kept(c.id).write({});
  c.clicked = false;
}

}  // namespace madang::ui
