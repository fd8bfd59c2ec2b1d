#include "ui/bars.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/canvas.h"
#include "ui/colour_map.h"
#include "ui/controls.h"
#include "ui/pad.h"
#include "ui/pen.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/value_axis.h"

namespace madang::ui {

namespace {

constexpr float least_bar = 3.f;    // css px with its gap
constexpr float widest_bar = 56.f;  // wider ones look like boxes

struct BarsDrawing {
  std::span<const Bar> bars;
  const BarsOptions& options;
  const Theme& colours;
  ValueAxis axis;
  float left, right, top, bottom;
  std::size_t per_column = 1;
  float column = 0.f;   // width of one
  bool turned = false;  // the labels are read upwards

  bool drawable(float value) const {
    return std::isfinite(value) && (options.scale == demo::Scale::linear || value > 0.f);
  }
  std::size_t columns() const { return (bars.size() + per_column - 1) / per_column; }
  float x(std::size_t index) const { return left + static_cast<float>(index) * column; }
  /// The bar that stands for a column: the strongest of its group.
  const Bar& strongest(std::size_t index) const {
    const auto group =
        bars.subspan(index * per_column, std::min(per_column, bars.size() - index * per_column));
    return *std::ranges::max_element(group, {}, [](const Bar& bar) { return std::abs(bar.value); });
  }
  ImU32 colour(const Bar& bar) const {
    if (bar.colour >= 0) return colours.series_colour(bar.colour);
    return bar.value < 0.f ? colours.negative : colours.positive;
  }
};

struct Limits {
  double low, high;
};

Limits limits_of(std::span<const Bar> bars, const BarsOptions& options) {
  const bool logarithmic = options.scale == demo::Scale::logarithmic;
  double low = INFINITY, high = -INFINITY;
  for (const Bar& bar : bars)
    for (const double value : {static_cast<double>(bar.value), static_cast<double>(bar.value) - bar.spread,
                               static_cast<double>(bar.value) + bar.spread}) {
      if (!std::isfinite(value) || (logarithmic && value <= 0.0)) continue;
      low = std::min(low, value);
      high = std::max(high, value);
    }
  if (low > high) low = high = 1.0;
  if (logarithmic) {
    low /= 2.0;  // the shortest bar is seen, too
    high *= 1.5;
  } else {
    low = std::min(0.0, low * 1.08);
    high = std::max(0.0, high * 1.08);
  }
  if (options.low) low = *options.low;
  if (options.high) high = *options.high;
  if (logarithmic) low = std::max(low, 1e-45);
  return {low, high > low ? high : low + 1.0};
}

void draw_bar(ImDrawList& list, const BarsDrawing& d, std::size_t index) {
  const Bar& bar = d.strongest(index);
  const float gap = std::clamp(d.column * 0.2f, 0.5f, 10.f);
  const float thick = std::min(d.column - gap, widest_bar);
  const float middle = d.x(index) + d.column / 2.f;
  if (!d.drawable(bar.value)) {
    const float half = std::clamp(thick / 2.f, 2.f, 5.f);
    list.AddTriangleFilled({middle, d.bottom - 8.f}, {middle - half, d.bottom - 1.f},
                           {middle + half, d.bottom - 1.f}, d.colours.warning);
    return;
  }
  const float ground = d.options.scale == demo::Scale::linear ? d.axis.screen(0.0) : d.bottom;
  const float end = d.axis.screen(bar.value);
  const ImVec2 low = {middle - thick / 2.f, std::min(ground, end)};
  const ImVec2 high = {middle + thick / 2.f, std::max(std::max(ground, end), low.y + 1.f)};
  list.AddRectFilled(low, high, d.colour(bar), thick > 8.f ? 2.f : 0.f);
  if (static_cast<int>(index * d.per_column) == d.options.selected)
    list.AddRect({low.x - 2.f, low.y - 2.f}, {high.x + 2.f, high.y + 2.f}, d.colours.accent, 3.f, 0, 2.f);
  if (!(bar.spread > 0.f)) return;
  const float upper = d.axis.screen(static_cast<double>(bar.value) + bar.spread);
  const float lower = d.axis.screen(static_cast<double>(bar.value) - bar.spread);
  const float half = std::min(thick / 3.f, 6.f);
  const float foot = std::isfinite(lower) ? lower : d.bottom;
  list.AddLine({middle, foot}, {middle, upper}, d.colours.text, 1.5f);
  list.AddLine({middle - half, foot}, {middle + half, foot}, d.colours.text, 1.5f);
  list.AddLine({middle - half, upper}, {middle + half, upper}, d.colours.text, 1.5f);
}

/// Of the numbers over the bars; −1 where their orders differ too much for the same ones.
int decimals_of(std::span<const Bar> bars, const BarsOptions& options) {
  if (options.means) return 2;
  if (options.scale == demo::Scale::logarithmic) return -1;
  std::vector<float> values;
  for (const Bar& bar : bars) values.push_back(bar.value);
  return common_decimals(values);
}

void draw_value(ImDrawList& list, const BarsDrawing& d, std::size_t index, int decimals) {
  const Bar& bar = d.strongest(index);
  if (!d.drawable(bar.value)) return;
  const std::string text = decimals >= 0 ? fixed_text(bar.value, decimals) : number_text(bar.value, 2);
  // Where they have no room beside each other, that of the longest bar stands alone.
  const bool longest =
      std::ranges::none_of(d.bars, [&](const Bar& b) { return std::abs(b.value) > std::abs(bar.value); });
  if (text_width(text, tiny_size) > (longest ? 2.f * d.column : d.column) - 2.f) return;
  const float edge =
      d.axis.screen(static_cast<double>(bar.value) + (bar.value < 0.f ? -bar.spread : bar.spread));
  const float y = bar.value < 0.f ? edge + 2.f : edge - tiny_size - 2.f;
  const ImVec2 low = {d.x(index), std::clamp(y, d.top - tiny_size - 2.f, d.bottom - tiny_size)};
  const float middle = d.x(index) + d.column / 2.f, half = text_width(text, tiny_size) / 2.f + 2.f;
  list.AddRectFilled({middle - half, low.y}, {middle + half, low.y + tiny_size},
                     faded(d.colours.background, 0.8f), 3.f);  // a line may run behind it
  draw_text_centred(list, low, {low.x + d.column, low.y + tiny_size}, d.colours.text, text, tiny_size);
}

constexpr float most_label = 90.f;  // css px

float widest_label(std::span<const Bar> bars) {
  float widest = 0.f;
  for (const Bar& bar : bars.first(std::min<std::size_t>(bars.size(), 64)))
    widest = std::max(widest, text_width(elided(bar.label, most_label, small_size), small_size));
  return widest;
}

/// Names, unlike numbers in order, cannot be guessed from their neighbours: all are drawn.
bool named(std::span<const Bar> bars) {
  return std::ranges::any_of(bars, [](const Bar& bar) {
    return !bar.label.empty() && bar.label.find_first_of("0123456789") == std::string::npos;
  });
}

void draw_turned_labels(ImDrawList& list, const BarsDrawing& d) {
  for (std::size_t i = 0; i < d.columns(); ++i) {
    const std::string text = elided(d.bars[i * d.per_column].label, most_label, small_size);
    draw_text_upwards(list,
                      {d.x(i) + (d.column - small_size) / 2.f, d.bottom + 4.f + text_width(text, small_size)},
                      d.colours.muted, text, small_size);
  }
}

/// Every n-th label where they would not fit beside each other.
void draw_labels(ImDrawList& list, const BarsDrawing& d) {
  if (d.turned) return draw_turned_labels(list, d);
  const float widest = widest_label(d.bars);
  const bool all = widest <= std::max(d.column - 2.f, 14.f) || d.column >= 44.f;
  const auto stride = all ? 1 : static_cast<std::size_t>(std::ceil((widest + 6.f) / d.column));
  const float room = d.column * static_cast<float>(stride) - 2.f;
  for (std::size_t i = 0; i < d.columns(); i += stride) {
    const std::string text = elided(d.bars[i * d.per_column].label, room, small_size);
    const float middle = d.x(i) + d.column / 2.f, width = text_width(text, small_size);
    const float left = std::clamp(middle - width / 2.f, d.left - 4.f, std::max(d.left, d.right - width));
    draw_text(list, {left, d.bottom + 4.f}, d.colours.muted, text, small_size);
  }
}

void draw_hover_text(const Bar& bar) {
  std::string text = number_text(bar.value, 4);
  if (bar.spread > 0.f) text += " ± " + number_text(bar.spread, 2);
  hover_text({{elided(bar.label, 220.f, body_size), theme().muted}, {text}});
}

}  // namespace

BarsResult bars(const char* id, std::span<const Bar> bars, const BarsOptions& options) {
  ImGui::PushID(id);
  if (!options.title.empty()) caption(options.title);
  const Canvas c = canvas("bars", {width_or_available(options.width), options.height},
                          options.name.empty() ? options.title : options.name);
  ImGui::PopID();
  const Theme& colours = theme();
  BarsResult result;
  c.list->PushClipRect(c.low, c.high, true);
  const float top = c.low.y + tiny_size + 4.f;
  float bottom = c.high.y - label_room;
  if (bars.empty() || bottom - top < 16.f) {
    c.list->AddRectFilled(c.low, c.high, colours.panel, 8.f);
    draw_text_centred(*c.list, c.low, c.high, colours.muted,
                      elided(options.empty_text, c.width() - 12.f, body_size), body_size);
  } else {
    const Limits limits = limits_of(bars, options);
    BarsDrawing d{bars, options,  colours, ValueAxis(limits.low, limits.high, options.scale, top, bottom),
                  0.f,  c.high.x, top,     bottom};
    d.left = c.low.x + std::min(d.axis.label_width(), c.width() / 3.f);
    const auto fitting = static_cast<std::size_t>(std::max(1.f, (d.right - d.left) / least_bar));
    d.per_column = (bars.size() + fitting - 1) / fitting;
    d.column = (d.right - d.left) / static_cast<float>(d.columns());
    const float label = widest_label(bars);
    if (named(bars) && label > d.column - 2.f && d.column >= small_size && label < options.height / 2.f) {
      d.turned = true;
      d.bottom = bottom = c.high.y - label - 8.f;
      d.axis = ValueAxis(limits.low, limits.high, options.scale, top, bottom);
    }
    d.axis.draw(*c.list, colours, d.left, d.right);
    stop_at(c.id, {{{d.left, top}, {d.right, bottom}},
                   {d.left + d.column / 2.f, (top + bottom) / 2.f},
                   {d.column, 0.f}});
    if (c.hovered && c.mouse.x >= d.left && c.mouse.x < d.right) {
      const auto index = std::min(static_cast<std::size_t>((c.mouse.x - d.left) / d.column), d.columns() - 1);
      c.list->AddRectFilled({d.x(index), top}, {d.x(index) + d.column, bottom}, faded(colours.muted, 0.15f));
      result.hovered = static_cast<int>(&d.strongest(index) - bars.data());
      if (c.clicked) result.clicked = result.hovered;
      draw_hover_text(bars[static_cast<std::size_t>(result.hovered)]);
    }
    for (std::size_t i = 0; i < d.columns(); ++i) draw_bar(*c.list, d, i);
    if (options.reference && d.drawable(*options.reference)) {
      const float y = std::round(d.axis.screen(*options.reference));
      const ImVec2 line[] = {{d.left, y}, {d.right, y}};
      draw_line(*c.list, line, {colours.text, 1.5f, true});
    }
    const int decimals = decimals_of(bars, options);
    for (std::size_t i = 0; options.values && i < d.columns(); ++i) draw_value(*c.list, d, i, decimals);
    draw_labels(*c.list, d);
    const float ground = options.scale == demo::Scale::linear ? d.axis.screen(0.0) : bottom;
    c.list->AddLine({d.left, ground}, {d.right, ground}, colours.muted, 1.f);
  }
  c.list->PopClipRect();
  return result;
}

}  // namespace madang::ui
