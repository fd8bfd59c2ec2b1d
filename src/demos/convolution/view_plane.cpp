#include <algorithm>
#include <cmath>

#include "demos/convolution/view_parts.h"
#include "ui/canvas.h"
#include "ui/controls.h"
#include "ui/pad.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::convolution {

void draw_marks(ImDrawList& list, ImVec2 low, float pixel, std::span<const ui::Cell> cells, ImU32 colour) {
  constexpr float least_framed = 4.f;  // css px: nothing would be seen within the frame of a smaller one
  for (const ui::Cell cell : cells) {
    const ImVec2 corner = {low.x + pixel * static_cast<float>(cell.column),
                           low.y + pixel * static_cast<float>(cell.row)};
    const ImVec2 end = {corner.x + pixel, corner.y + pixel};
    const bool framed = pixel >= least_framed;
    list.AddRectFilled(corner, end, ui::faded(colour, framed ? 0.35f : 0.7f));
    if (framed) list.AddRect(corner, end, colour, 0.f, 0, 1.5f);
  }
}

namespace {

void draw_value(const ui::Image& image, ui::Cell cell) {
  std::string text;
  for (int channel = 0; channel < image.channels; ++channel)
    text += (channel > 0 ? "  " : "") + ui::number_text(image.at(channel, cell.row, cell.column));
  ui::hover_text(
      {{"(" + std::to_string(cell.row + 1) + ", " + std::to_string(cell.column + 1) + ")", ui::theme().muted},
       {text}});
}

PlaneResult draw_plane(const char* id, const ui::Image& image, const PlaneOptions& options) {
  PlaneResult result;
  const auto pixels =
      static_cast<float>(std::max(1, std::max(image.width, image.height) + 2 * options.margin));
  const float room = std::min(ui::width_or_available(0.f), most_side);
  const float wished =
      static_cast<float>(options.step) * ui::pixel_size(side + 2 * options.padding, room, most_side);
  const float pixel = std::min(wished, room / pixels);
  const float whole = pixel * pixels;
  const ui::Canvas c = ui::canvas(id, {whole, whole}, options.title);
  const ui::Theme& colours = ui::theme();
  const float border = pixel * static_cast<float>(options.margin);
  const ImVec2 low = {c.low.x + border, c.low.y + border};
  if (options.margin > 0) c.list->AddRectFilled(c.low, {c.low.x + whole, c.low.y + whole}, colours.control);
  ui::draw_image(*c.list, image, low, pixel, {options.colours, options.range, colours.dark});
  c.list->AddRect({c.low.x - 1.f, c.low.y - 1.f}, {c.low.x + whole + 1.f, c.low.y + whole + 1.f},
                  colours.grid);
  if (!image.whole() || pixel <= 0.f) return result;
  ui::stop_at(
      c.id,
      {.seen = {c.low, c.high}, .first = {low.x + pixel / 2.f, low.y + pixel / 2.f}, .step = {pixel, pixel}});
  if (c.hovered) {
    const ui::Cell cell = {static_cast<int>(std::floor((c.mouse.y - low.y) / pixel)),
                           static_cast<int>(std::floor((c.mouse.x - low.x) / pixel))};
    if (cell && cell.row < image.height && cell.column < image.width) result.hovered = cell;
  }
  if (c.clicked) result.clicked = result.hovered;
  draw_marks(*c.list, low, pixel, options.marked, colours.negative);
  if (options.selected) draw_marks(*c.list, low, pixel, {&options.selected, 1}, colours.negative);
  if (result.hovered) draw_value(image, result.hovered);
  return result;
}

}  // namespace

PlaneResult plane(const char* id, const ui::Image& image, const PlaneOptions& options) {
  const PlaneResult result = draw_plane(id, image, options);
  ui::caption(options.title);
  return result;
}

PlaneResult map_plane(const Parts& parts, const char* id, const std::string& title, const Matrix& map,
                      ui::ColourRange range, int pool, ui::Cell selected) {
  return plane(id, ui::Image::of(map),
               {.title = title,
                .colours = ui::ColourMap::diverging,
                .range = range,
                .padding = parts.settings.padding,
                .step = parts.settings.stride * pool,
                .selected = selected});
}

std::string channel_name(int channels, int channel) {
  return channels == 1 ? "" : std::string(1, "RGB"[channel % 3]);
}

}  // namespace madang::demos::convolution
