#include "ui/field_mesh.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace madang::ui {

namespace {

constexpr int most_samples_a_side = 200;

/// The samples that are drawn of `count`: all, or every n-th and the last.
std::vector<int> samples(int count) {
  const int stride = (count + most_samples_a_side - 1) / most_samples_a_side;
  std::vector<int> kept;
  for (int i = 0; i < count; i += stride) kept.push_back(i);
  if (kept.back() != count - 1) kept.push_back(count - 1);
  return kept;
}

float along(float from, float to, int index, int count) {
  return count < 2 ? from : from + (to - from) * static_cast<float>(index) / static_cast<float>(count - 1);
}

/// colour_of(row, column) at every sample, interpolated between them.
template <class ColourOf>
void draw_mesh(ImDrawList& list, const Matrix& field, ImVec2 low, ImVec2 high, ColourOf colour_of) {
  if (field.rows < 2 || field.columns < 2) return;
  const auto rows = samples(field.rows), columns = samples(field.columns);
  const auto width = static_cast<unsigned>(columns.size()), height = static_cast<unsigned>(rows.size());
  const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
  list.PrimReserve(static_cast<int>(6 * (width - 1) * (height - 1)), static_cast<int>(width * height));
  const unsigned first = list._VtxCurrentIdx;
  for (const int row : rows)
    for (const int column : columns) {
      const ImVec2 at = {along(low.x, high.x, column, field.columns), along(high.y, low.y, row, field.rows)};
      list.PrimWriteVtx(at, white, colour_of(row, column));
    }
  for (unsigned row = 0; row + 1 < height; ++row)
    for (unsigned column = 0; column + 1 < width; ++column) {
      const unsigned a = first + row * width + column, b = a + 1, c = a + width, d = c + 1;
      for (const unsigned corner : {a, b, d, a, d, c}) list.PrimWriteIdx(static_cast<ImDrawIdx>(corner));
    }
}

}  // namespace

void draw_field(ImDrawList& list, const Matrix& field, const FieldColours& colours, ImVec2 low, ImVec2 high) {
  draw_mesh(list, field, low, high, [&](int row, int column) {
    const float position = position_in(colours.range, field.at(row, column));
    return faded(colour_at(colours.map, position, colours.dark), colours.opacity);
  });
}

void draw_groups(ImDrawList& list, const Matrix& sureness, const Matrix& groups, const Theme& colours,
                 ImVec2 low, ImVec2 high) {
  if (groups.rows != sureness.rows || groups.columns != sureness.columns) return;
  draw_mesh(list, sureness, low, high, [&](int row, int column) {
    const float sure = position_in({0.f, 1.f}, sureness.at(row, column));
    const float group = groups.at(row, column);
    if (!std::isfinite(sure) || !(group >= 0.f && group < 100.f)) return colours.missing;
    return faded(colours.series_colour(static_cast<int>(group)), 0.6f * sure * sure);
  });
}

std::vector<std::pair<ImVec2, ImVec2>> level_line(const Matrix& field, float level) {
  std::vector<std::pair<ImVec2, ImVec2>> pieces;
  for (int row = 0; row + 1 < field.rows; ++row)
    for (int column = 0; column + 1 < field.columns; ++column) {
      const std::array corners = {ImVec2(0, 0), ImVec2(1, 0), ImVec2(1, 1), ImVec2(0, 1)};
      const std::array values = {field.at(row, column), field.at(row, column + 1),
                                 field.at(row + 1, column + 1), field.at(row + 1, column)};
      if (!std::ranges::all_of(values, [](float v) { return std::isfinite(v); })) continue;
      std::array<ImVec2, 4> crossings;
      std::size_t found = 0;
      for (std::size_t i = 0; i < 4; ++i) {
        const std::size_t j = (i + 1) % 4;
        if ((values[i] < level) == (values[j] < level)) continue;
        const float t = (level - values[i]) / (values[j] - values[i]);
        crossings[found++] = {static_cast<float>(column) + corners[i].x + (corners[j].x - corners[i].x) * t,
                              static_cast<float>(row) + corners[i].y + (corners[j].y - corners[i].y) * t};
      }
      for (std::size_t i = 0; i + 1 < found; i += 2) pieces.emplace_back(crossings[i], crossings[i + 1]);
    }
  return pieces;
}

void draw_level(ImDrawList& list, const Matrix& field, float level, ImVec2 low, ImVec2 high, const Pen& pen) {
  constexpr std::size_t most_pieces = 20000;  // noise crosses the level in every cell
  const auto pieces = level_line(field, level);
  if (pieces.size() > most_pieces) return;
  const float x = (high.x - low.x) / static_cast<float>(field.columns - 1);
  const float y = (high.y - low.y) / static_cast<float>(field.rows - 1);
  for (const auto& [a, b] : pieces)
    list.AddLine({low.x + a.x * x, high.y - a.y * y}, {low.x + b.x * x, high.y - b.y * y}, pen.colour,
                 pen.thickness);
}

void draw_boundary(ImDrawList& list, const Matrix& field, const ColourRange& range, ImVec2 low, ImVec2 high,
                   ImU32 colour) {
  draw_level(list, field, (range.low + range.high) / 2.f, low, high, {.colour = colour, .thickness = 1.5f});
}

}  // namespace madang::ui
