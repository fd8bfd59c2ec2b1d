#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "demos/segmentation/view_parts.h"
#include "ui/controls.h"
#include "ui/filled.h"
#include "ui/image.h"
#include "ui/pad.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/zoom.h"

namespace madang::demos::segmentation {

namespace {

constexpr float painted = 0.85f;  // share of the label's colour

/// Colours of instances: others than those of classes, told apart where they are neighbours.
ImU32 instance_colour(int instance) { return ui::theme_of(true).series_colour(3 + (instance - 1) % 5); }

int label_at(std::span<const int> labels, int row, int column) {
  if (labels.size() != pixels || row < 0 || column < 0 || row >= side || column >= side) return 0;
  return labels[static_cast<std::size_t>(row * side + column)];
}

float part_of(ImU32 colour, int shift) { return static_cast<float>(colour >> shift & 0xFFu) / 255.f; }

/// The scene with its labels as (3, side, side).
std::vector<float> mixed(std::span<const float> image, const Map& map) {
  static constexpr int shifts[] = {IM_COL32_R_SHIFT, IM_COL32_G_SHIFT, IM_COL32_B_SHIFT};
  std::vector<float> colours(image.begin(), image.end());
  for (std::size_t i = 0; i < pixels; ++i) {
    float share = 0;
    ImU32 colour = 0;
    if (map.strengths.size() == pixels) {
      share = map.strengths[i];
      colour = ui::theme_of(true).accent;
    } else if (map.labels.size() == pixels && map.labels[i] > 0) {
      share = painted;
      colour = map.instances ? instance_colour(map.labels[i]) : class_colour(map.labels[i]);
    }
    for (std::size_t c = 0; c < 3; ++c) {
      float& value = colours[c * pixels + i];
      const float ground = map.strengths.size() == pixels ? 0.45f * value : value;
      value = (1 - share) * ground + share * part_of(colour, shifts[c]);
    }
  }
  return colours;
}

struct Placing {
  ImDrawList& list;
  ImVec2 low;
  float pixel;
  ImVec2 corner(int row, int column) const {
    return {low.x + pixel * static_cast<float>(column), low.y + pixel * static_cast<float>(row)};
  }
};

/// White on black, so that it is seen over every colour.
void mark_wrong(const Placing& p, int row, int column) {
  const ImVec2 at = p.corner(row, column);
  const float inset = 0.2f * p.pixel, end = p.pixel - inset;
  p.list.AddRectFilled({at.x + inset, at.y + inset}, {at.x + end, at.y + end}, IM_COL32(0, 0, 0, 255));
  p.list.AddRectFilled({at.x + 1.6f * inset, at.y + 1.6f * inset},
                       {at.x + p.pixel - 1.6f * inset, at.y + p.pixel - 1.6f * inset},
                       IM_COL32(255, 255, 255, 255));
}

/// Between pixels of two instances.
void draw_lines(const Placing& p, std::span<const int> labels) {
  for (int row = 0; row < side; ++row)
    for (int column = 0; column < side; ++column) {
      const int own = label_at(labels, row, column);
      const auto line = [&](int other, ImVec2 from, ImVec2 to) {
        if (own != other) p.list.AddLine(from, to, IM_COL32(255, 255, 255, 255), 1.5f);
      };
      line(label_at(labels, row, column + 1), p.corner(row, column + 1), p.corner(row + 1, column + 1));
      line(label_at(labels, row + 1, column), p.corner(row + 1, column), p.corner(row + 1, column + 1));
    }
}

/// What is said of the pixel under the pointer.
std::string told(const Parts& parts, const Map& map, ui::Cell at) {
  std::string text = ui::filled(parts, {"{0}행 {1}열", "row {0}, column {1}"}, at.row + 1, at.column + 1);
  if (map.labels.size() == pixels) {
    const int label = label_at(map.labels, at.row, at.column);
    if (!map.instances)
      text += ": " + class_name(label).in(parts.hand.language);
    else if (label > 0)
      text += ui::filled(parts, {": 개체 {0}", ": instance {0}"}, label);
  }
  if (map.truth.size() == pixels)
    text += ui::filled(parts, {" (정답 {0})", " (truth: {0})"},
                       class_name(label_at(map.truth, at.row, at.column)));
  return text;
}

}  // namespace

ImU32 class_colour(int label) { return ui::theme_of(true).series_colour(label - 1); }

void draw_key(const Parts& parts) {
  constexpr float square = 12.f, gap = 6.f, between = 16.f, height = 20.f;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::Dummy({ImGui::GetContentRegionAvail().x, height});
  for (int label = 1; label < classes; ++label) {
    const ImVec2 low{at.x, at.y + (height - square) / 2};
    const ImVec2 high{low.x + square, low.y + square};
    list.AddRectFilled(low, high, class_colour(label));
    list.AddRect(low, high, ui::theme().muted);
    at.x = high.x + gap;
    at.x += ui::draw_text(list, {at.x, at.y + (height - ui::small_size) / 2}, ui::theme().text,
                          class_name(label).in(parts.hand.language), ui::small_size) +
            between;
  }
}

void draw_map(const Parts& parts, ImDrawList& list, ImVec2 low, float pixel, const Map& map) {
  if (parts.snapshot.image.size() != 3 * pixels) return;
  const std::vector<float> colours = mixed(parts.snapshot.image, map);
  ui::draw_image(list, {side, side, 3, colours}, low, pixel, {});
  const Placing placing{list, low, pixel};
  if (map.instances) draw_lines(placing, map.labels);
  for (int i = 0; i < pixels && map.truth.size() == pixels; ++i)
    if (label_at(map.labels, i / side, i % side) != map.truth[static_cast<std::size_t>(i)])
      mark_wrong(placing, i / side, i % side);
  if (map.over)
    map.over(list, [&](float row, float column) {
      constexpr float end = side - 1;  // an offset may lead out of the scene
      return ImVec2{low.x + pixel * (std::clamp(column, 0.f, end) + 0.5f),
                    low.y + pixel * (std::clamp(row, 0.f, end) + 0.5f)};
    });
  if (!map.chosen) return;
  const ImVec2 at = placing.corner(map.chosen.row, map.chosen.column);
  list.AddRect({at.x - 2.f, at.y - 2.f}, {at.x + pixel + 2.f, at.y + pixel + 2.f}, IM_COL32(0, 0, 0, 255),
               0.f, 0, 3.f);
  list.AddRect({at.x - 2.f, at.y - 2.f}, {at.x + pixel + 2.f, at.y + pixel + 2.f},
               IM_COL32(255, 255, 255, 255), 0.f, 0, 1.5f);
}

void map_picture(const Parts& parts, const char* id, const Map& map) {
  constexpr float large_pixel = 24.f;  // css px: as far as fingers magnify one
  const float room = std::min(ui::width_or_available(0.f) - 2.f, picture_side);
  const float small = ui::pixel_size(side, room, picture_side / side), all = small * side;
  ui::Canvas c = ui::canvas(id, {all, all}, map.title);
  ui::small_line(map.title, ui::theme().muted);
  if (small <= 0.f) return;
  const ui::Box place{c.low, c.high};
  const ui::Zoom shown = ui::zoom(c, place, {.most = large_pixel / small});
  const ImVec2 low = shown.whole_around(place).low;
  const float pixel = small * shown.factor();
  ui::stop_at(c.id, {place, {low.x + pixel / 2.f, low.y + pixel / 2.f}, {pixel, pixel}});
  c.list->PushClipRect({c.low.x - 2.f, c.low.y - 2.f}, {c.high.x + 2.f, c.high.y + 2.f}, true);
  draw_map(parts, *c.list, low, pixel, map);
  c.list->PopClipRect();
  ui::zoom_mark(c, place, shown);
  if (!c.hovered) return;
  const auto place_of = [&](float along) { return std::clamp(static_cast<int>(along / pixel), 0, side - 1); };
  const ui::Cell at{place_of(c.mouse.y - low.y), place_of(c.mouse.x - low.x)};
  ui::hover_text({{told(parts, map, at)}});
  if (!c.clicked) return;
  parts.settings.row = at.row + 1;
  parts.settings.column = at.column + 1;
}

}  // namespace madang::demos::segmentation
