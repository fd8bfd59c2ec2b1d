#include "ui/image_grid.h"

#include <algorithm>
#include <cmath>

#include "ui/canvas.h"
#include "ui/controls.h"
#include "ui/layout.h"
#include "ui/pad.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/zoom.h"

namespace madang::ui {

namespace {

constexpr int most_columns = 32;
constexpr float frame_room = 2.f;
constexpr float large_pixel = 24.f;  ///< css px: as far as fingers magnify one

ColourRange range_of_images(std::span<const GridImage> images, ColourMap map) {
  Matrix all;
  for (const auto& [image, label, frame, warned] : images)
    if (image.whole()) all.values.insert(all.values.end(), image.pixels.begin(), image.pixels.end());
  return range_of(all, map);
}

struct Grid {
  std::span<const GridImage> images;
  const ImageGridOptions& options;
  const Theme& colours;
  ColourRange range;
  float pixel;
  ImVec2 cell;  // with label and gap
  int columns;
  ImVec2 low;

  ImVec2 corner(std::size_t index) const {
    const auto i = static_cast<int>(index);
    return {low.x + frame_room + static_cast<float>(i % columns) * cell.x,
            low.y + frame_room + static_cast<float>(i / columns) * cell.y};
  }
  ImVec2 size(std::size_t index) const {
    const Image& image = images[index].image;
    return {pixel * static_cast<float>(image.width), pixel * static_cast<float>(image.height)};
  }
  /// Keys go from image to image, and through the pixels of a single one.
  Stops stops(const Box& seen) const {
    if (images.size() == 1)
      return {seen, {low.x + frame_room + pixel / 2.f, low.y + frame_room + pixel / 2.f}, {pixel, pixel}};
    const ImVec2 side = images.empty() ? ImVec2{} : size(0);
    return {seen, {low.x + frame_room + side.x / 2.f, low.y + frame_room + side.y / 2.f}, cell};
  }
  ColourRange range_for(const Image& image) const {
    if (!options.own_ranges || !image.whole()) return range;
    return range_of(
        Matrix{1, static_cast<int>(image.pixels.size()), {image.pixels.begin(), image.pixels.end()}},
        options.colours);
  }
};

void draw_one(ImDrawList& list, const Grid& g, std::size_t index, bool hovered) {
  const GridImage& shown = g.images[index];
  const ImVec2 low = g.corner(index), size = g.size(index), high = {low.x + size.x, low.y + size.y};
  if (!ImGui::IsRectVisible(low, {high.x, high.y + small_size})) return;
  if (shown.image.whole())
    draw_image(list, shown.image, low, g.pixel,
               {g.options.colours, g.range_for(shown.image), g.colours.dark});
  else
    list.AddRectFilled(low, high, g.colours.panel);
  const auto frame = [&](ImU32 colour, float thickness) {
    list.AddRect({low.x - 1.f, low.y - 1.f}, {high.x + 1.f, high.y + 1.f}, colour, 2.f, 0, thickness);
  };
  frame(g.colours.grid, 1.f);
  if (shown.frame >= 0) frame(g.colours.series_colour(shown.frame), 2.f);
  if (shown.warned) frame(g.colours.warning, 2.f);
  if (hovered) frame(g.colours.text, 1.5f);
  if (static_cast<int>(index) == g.options.selected) frame(g.colours.accent, 2.5f);
  if (shown.label.empty()) return;
  const float room = g.cell.x - g.options.gap;
  const std::string label = elided(shown.label, room, small_size);
  draw_text_centred(list, {low.x, high.y + 2.f}, {low.x + room, high.y + 2.f + small_size},
                    shown.warned ? g.colours.warning : g.colours.muted, label, small_size);
}

void find_pixel(const Grid& g, ImVec2 mouse, ImageGridResult& result) {
  for (std::size_t i = 0; i < g.images.size(); ++i) {
    const ImVec2 low = g.corner(i), size = g.size(i);
    if (mouse.x < low.x || mouse.y < low.y || mouse.x >= low.x + size.x || mouse.y >= low.y + size.y)
      continue;
    const Image& image = g.images[i].image;
    result.hovered = static_cast<int>(i);
    result.pixel = {std::min(image.height - 1, static_cast<int>((mouse.y - low.y) / g.pixel)),
                    std::min(image.width - 1, static_cast<int>((mouse.x - low.x) / g.pixel))};
    return;
  }
}

void draw_hover_text(const GridImage& shown, Cell pixel) {
  if (!shown.image.whole() || !pixel) return;
  const std::string where = elided(shown.label, 160.f, body_size) + (shown.label.empty() ? "" : "  ") + "(" +
                            std::to_string(pixel.row + 1) + ", " + std::to_string(pixel.column + 1) + ")";
  std::string text;
  for (int channel = 0; channel < shown.image.channels; ++channel)
    text += (channel > 0 ? "  " : "") + number_text(shown.image.at(channel, pixel.row, pixel.column));
  hover_text({{where, theme().muted}, {text}});
}

}  // namespace

ImageGridResult image_grid(const char* id, std::span<const GridImage> images,
                           const ImageGridOptions& options) {
  ImageGridResult result;
  ImGui::PushID(id);
  if (!options.title.empty()) caption(options.title);
  const float width = width_or_available(options.width) - 2.f * frame_room;
  int widest = 1, highest = 1;
  bool labelled = false;
  for (const auto& shown : images) {
    widest = std::max(widest, shown.image.width);
    highest = std::max(highest, shown.image.height);
    labelled = labelled || !shown.label.empty();
  }
  const int count = static_cast<int>(images.size());
  const float most_side = options.most_pixel * static_cast<float>(widest);
  // As large as they may be where all fit into one row, else no smaller than a finger.
  const float row = (width + options.gap) / static_cast<float>(std::max(1, count)) - options.gap;
  const float wished = std::min(width, std::clamp(row, std::min(options.least_side, most_side), most_side));
  const int columns =
      columns_that_fit(width, wished, options.gap, std::min(most_columns, std::max(1, count)));
  const float room = (width + options.gap) / static_cast<float>(columns) - options.gap;
  const float pixel = pixel_size(widest, room, options.most_pixel);
  const ImVec2 cell = {
      std::max(pixel * static_cast<float>(widest), labelled ? std::min(room, 24.f) : 0.f) + options.gap,
      pixel * static_cast<float>(highest) + (labelled ? small_size + 4.f : 0.f) + options.gap};
  const int rows = (count + columns - 1) / columns;
  const ColourRange range = options.range                        ? *options.range
                            : options.colours == ColourMap::grey ? ColourRange{0.f, 1.f}
                                                                 : range_of_images(images, options.colours);
  Canvas c = canvas("images",
                    {cell.x * static_cast<float>(columns) - options.gap + 2.f * frame_room,
                     std::max(1.f, cell.y * static_cast<float>(rows) - options.gap) + 2.f * frame_room},
                    options.name.empty() ? options.title : options.name);
  ImGui::PopID();
  const Box place = {c.low, c.high};
  const Zoom shown = zoom(c, place, {.most = pixel > 0.f ? large_pixel / pixel : 1.f});
  const float factor = shown.factor();
  const Grid grid{images,         options,
                  theme(),        range,
                  pixel * factor, {cell.x * factor, cell.y * factor},
                  columns,        shown.whole_around(place).low};
  stop_at(c.id, grid.stops(place));
  if (c.hovered) find_pixel(grid, c.mouse, result);
  c.list->PushClipRect(c.low, c.high, true);
  for (std::size_t i = 0; i < images.size(); ++i)
    draw_one(*c.list, grid, i, static_cast<int>(i) == result.hovered);
  c.list->PopClipRect();
  zoom_mark(c, place, shown);
  if (c.clicked) result.clicked = result.hovered;
  if (result.hovered >= 0) draw_hover_text(images[static_cast<std::size_t>(result.hovered)], result.pixel);
  return result;
}

}  // namespace madang::ui
