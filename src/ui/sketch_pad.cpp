#include "ui/sketch_pad.h"

#include <algorithm>
#include <cmath>

#include "ui/controls.h"
#include "ui/finger.h"
#include "ui/image.h"
#include "ui/pad.h"
#include "ui/pen.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::ui {

namespace {

bool blank(const Matrix& image) {
  return std::ranges::none_of(image.values, [](float ink) { return ink > 0.f; });
}

/// Where the brush was in the last frame, in pixels of the image.
class Brush {
 public:
  ImVec2 last() const { return {store_.GetFloat(ImGui::GetID("x")), store_.GetFloat(ImGui::GetID("y"))}; }
  void move_to(ImVec2 at) {
    store_.SetFloat(ImGui::GetID("x"), at.x);
    store_.SetFloat(ImGui::GetID("y"), at.y);
  }

 private:
  ImGuiStorage& store_ = *ImGui::GetStateStorage();
};

void draw(const Canvas& c, const Matrix& image, float pixel, const SketchPadOptions& options) {
  const Theme& colours = theme();
  const ImVec2 high = {c.low.x + pixel * static_cast<float>(image.columns),
                       c.low.y + pixel * static_cast<float>(image.rows)};
  if (options.ground)
    options.ground(c, pixel);
  else
    draw_image(*c.list, Image::of(image), c.low, pixel, {});
  c.list->AddRect({c.low.x - 1.f, c.low.y - 1.f}, {high.x + 1.f, high.y + 1.f},
                  c.hovered ? colours.accent : colours.muted, 3.f, 0, 1.5f);
  if (c.hovered && !c.held)
    c.list->AddCircle(c.mouse, (options.brush + 0.5f) * pixel, IM_COL32(160, 160, 160, 255), 0, 1.f);
  if (!blank(image) || c.held) return;
  const std::string hint = elided(options.hint, high.x - c.low.x - 12.f, small_size);
  draw_text_centred(*c.list, c.low, high, IM_COL32(200, 205, 214, 255), hint, small_size);
}

/// "3, 14: 0.5": row, column, ink.
std::string told(const Matrix& image, ImVec2 at) {
  const int row = std::clamp(static_cast<int>(at.y), 0, image.rows - 1);
  const int column = std::clamp(static_cast<int>(at.x), 0, image.columns - 1);
  return std::to_string(row + 1) + ", " + std::to_string(column + 1) + ": " +
         number_text(image.at(row, column), 2);
}

}  // namespace

void stroke(Matrix& image, ImVec2 from, ImVec2 to, float brush, bool erase) {
  const float reach = brush + 1.f;
  const auto index = [](float at, int count) {
    return std::clamp(static_cast<int>(std::floor(at)), 0, count);
  };
  const int first_row = index(std::min(from.y, to.y) - reach, image.rows);
  const int last_row = index(std::max(from.y, to.y) + reach + 1.f, image.rows);
  const int first_column = index(std::min(from.x, to.x) - reach, image.columns);
  const int last_column = index(std::max(from.x, to.x) + reach + 1.f, image.columns);
  for (int row = first_row; row < last_row; ++row)
    for (int column = first_column; column < last_column; ++column) {
      const ImVec2 centre = {static_cast<float>(column) + 0.5f, static_cast<float>(row) + 0.5f};
      const float ink = std::clamp(reach - distance_to_segment(centre, from, to), 0.f, 1.f);
      float& value = image.at(row, column);
      value = erase ? std::min(value, 1.f - ink) : std::max(value, ink);
    }
}

SketchPadResult sketch_pad(const char* id, Matrix& image, const SketchPadOptions& options) {
  SketchPadResult result;
  ImGui::PushID(id);
  ImGui::BeginGroup();
  if (!options.title.empty()) caption(options.title);
  const float side = std::min(width_or_available(options.width) - 2.f, options.most_side);
  const float pixel = pixel_size(std::max(image.rows, image.columns), side, options.most_side);
  const Canvas c =
      canvas("pad", {pixel * static_cast<float>(image.columns), pixel * static_cast<float>(image.rows)},
             options.name.empty() ? options.title : options.name);
  stop_at(c.id, {{c.low, c.high}, {c.low.x + pixel / 2.f, c.low.y + pixel / 2.f}, {pixel, pixel}});
  if (c.hovered || c.held) take_drag();
  if (pixel > 0.f) {
    Brush brush;
    const ImVec2 at = {(c.mouse.x - c.low.x) / pixel, (c.mouse.y - c.low.y) / pixel};
    if (c.hovered) tell(told(image, at));
    if (c.held) {
      stroke(image, c.pressed ? at : brush.last(), at, options.brush, options.erase);
      brush.move_to(at);
      result.changed = true;
    }
    result.finished = ImGui::IsItemDeactivated();
    draw(c, image, pixel, options);
  }
  if (!options.clear.empty() && button(options.clear.c_str()) && !blank(image)) {
    std::ranges::fill(image.values, 0.f);
    result = {true, true};
  }
  ImGui::EndGroup();
  ImGui::PopID();
  return result;
}

}  // namespace madang::ui
