#include <algorithm>
#include <cmath>

#include "demos/vit/view_parts.h"
#include "ui/canvas.h"
#include "ui/controls.h"
#include "ui/filled.h"
#include "ui/image.h"
#include "ui/pad.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::vit {

namespace {

constexpr float gap = 3.f;

struct Drawing {
  const ui::Canvas& c;
  const Matrix& image;
  int grid;
  float cell;  // a patch with its gap
  const PatchPicture& options;

  ImVec2 low(int patch) const {
    return {c.low.x + static_cast<float>(patch % grid) * cell,
            c.low.y + static_cast<float>(patch / grid) * cell};
  }
  ImVec2 high(int patch) const {
    const ImVec2 at = low(patch);
    return {at.x + cell - gap, at.y + cell - gap};
  }
  int at(ImVec2 mouse) const {
    const auto place = [&](float along) { return std::clamp(static_cast<int>(along / cell), 0, grid - 1); };
    return place(mouse.y - c.low.y) * grid + place(mouse.x - c.low.x);
  }
};

/// The pixels of one patch.
std::vector<float> pixels_of(const Matrix& image, int grid, int patch) {
  const int size = image.columns / grid;
  std::vector<float> pixels;
  for (int row = 0; row < size; ++row)
    for (int column = 0; column < size; ++column)
      pixels.push_back(image.at(patch / grid * size + row, patch % grid * size + column));
  return pixels;
}

void draw_patch(const Drawing& d, int patch) {
  const int size = d.image.columns / d.grid;
  const std::vector<float> pixels = pixels_of(d.image, d.grid, patch);
  const ImVec2 low = d.low(patch), high = d.high(patch);
  ui::draw_image(*d.c.list, {size, size, 1, pixels}, low, (d.cell - gap) / static_cast<float>(size), {});
  if (d.options.weights.empty()) return;
  const float weight = d.options.weights[static_cast<std::size_t>(patch)];
  const float share = std::clamp(weight / std::max(d.options.most, 1e-9f), 0.f, 1.f);
  const ImU32 tint = ui::theme_of(false).positive;  // over black in both themes
  d.c.list->AddRectFilled(low, high, ui::faded(tint, 0.8f * share));
  constexpr float least_cell = 34.f;
  if (d.cell < least_cell) return;
  const std::string text = ui::fixed_text(weight);
  const float wide = ui::text_width(text, ui::tiny_size) + 4.f;
  d.c.list->AddRectFilled({high.x - wide, high.y - ui::tiny_size - 2.f}, high, IM_COL32(0, 0, 0, 170), 2.f);
  ui::draw_text(*d.c.list, {high.x - wide + 2.f, high.y - ui::tiny_size - 1.f}, IM_COL32(255, 255, 255, 255),
                text, ui::tiny_size);
}

/// Where two neighbours do not see each other.
void draw_borders(const Drawing& d) {
  const auto group = [&](int patch) { return d.options.groups[static_cast<std::size_t>(patch)]; };
  const ImU32 colour = ui::theme().negative;
  for (int patch = 0; patch < d.grid * d.grid; ++patch) {
    const ImVec2 low = d.low(patch), end = {low.x + d.cell, low.y + d.cell};
    const float across = end.x - gap / 2.f, down = end.y - gap / 2.f;
    if (patch % d.grid + 1 < d.grid && group(patch) != group(patch + 1))
      d.c.list->AddLine({across, low.y}, {across, end.y - gap}, colour, gap);
    if (patch / d.grid + 1 < d.grid && group(patch) != group(patch + d.grid))
      d.c.list->AddLine({low.x, down}, {end.x - gap, down}, colour, gap);
  }
}

void frame(const Drawing& d, int patch, ImU32 colour) {
  if (patch < 0) return;
  const ImVec2 low = d.low(patch), high = d.high(patch);
  d.c.list->AddRect({low.x - 1.f, low.y - 1.f}, {high.x + 1.f, high.y + 1.f}, colour, 2.f, 0, 2.5f);
}

std::string told(const Parts& parts, const Drawing& d, int patch) {
  std::string text = ui::filled(parts, {"패치 {0}({1}행 {2}열)", "patch {0} (row {1}, column {2})"},
                                patch + 1, patch / d.grid + 1, patch % d.grid + 1);
  if (!d.options.weights.empty())
    text += ": " + ui::number_text(d.options.weights[static_cast<std::size_t>(patch)]);
  return text;
}

}  // namespace

int patch_picture(const Parts& parts, const char* id, const Matrix& image, int grid,
                  const PatchPicture& options) {
  const float room = std::min(ui::width_or_available(0.f) - 2.f, picture_side);
  const float cell = std::floor((room + gap) / static_cast<float>(grid));
  const float all = cell * static_cast<float>(grid) - gap;
  const ui::Canvas c = ui::canvas(id, {all, all}, options.title);
  ui::small_line(options.title, ui::theme().muted);
  const Drawing d{c, image, grid, cell, options};
  const float middle = (cell - gap) / 2.f;
  ui::stop_at(c.id, {{c.low, c.high}, {c.low.x + middle, c.low.y + middle}, {cell, cell}});
  for (int patch = 0; patch < grid * grid; ++patch) draw_patch(d, patch);
  if (!options.groups.empty()) draw_borders(d);
  frame(d, options.marked, ui::theme_of(true).negative);
  frame(d, options.selected, ui::theme_of(true).accent);
  if (!c.hovered) return -1;
  const int patch = d.at(c.mouse);
  frame(d, patch, ui::theme().text);
  ui::hover_text({{told(parts, d, patch)}});
  return c.clicked ? patch : -1;
}

}  // namespace madang::demos::vit
