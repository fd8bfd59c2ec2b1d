#include "ui/line_plot.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <ranges>
#include <utility>

#include "ui/axis.h"
#include "ui/canvas.h"
#include "ui/colour_map.h"
#include "ui/controls.h"
#include "ui/pad.h"
#include "ui/pen.h"
#include "ui/plot_extent.h"
#include "ui/plot_parts.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/zoom.h"

namespace madang::ui {

namespace {

constexpr float most_zoom = 32.f;
constexpr float cells = 40.f;  // through which keys go along the x axis
constexpr float usual_label_width = 40.f;
constexpr float name_gap = 8.f;  // around the name of the x axis

/// Ticks at least `apart` css px from each other on an axis of `length`, as they stand on it.
std::vector<Tick> ticks_of(demo::Scale scale, const Extent& axis, float length, float apart) {
  const int most = std::max(2, static_cast<int>(length / apart));
  if (scale == demo::Scale::linear) return linear_ticks(axis.low, axis.high, most);
  auto ticks = logarithmic_ticks(std::pow(10.0, axis.low), std::pow(10.0, axis.high), most);
  for (auto& tick : ticks) tick.value = std::log10(tick.value);
  return ticks;
}

std::vector<Tick> y_ticks(const LinePlotOptions& options, const Extent& axis, float length) {
  constexpr float apart = 32.f;
  if (!options.shares) return ticks_of(options.y_scale, axis, length, apart);
  auto ticks = ticks_of(demo::Scale::linear, {100 * axis.low, 100 * axis.high}, length, apart);
  for (auto& tick : ticks) tick = {tick.value / 100, tick.label + "%"};
  return ticks;
}

/// Whether all x were doubled from one to the next, such as sizes.
bool doubles(std::span<const Series> series) {
  const auto is_power = [](float x) { return x > 0 && std::exp2(std::round(std::log2(x))) == x; };
  return std::ranges::any_of(series, [](const Series& s) { return !s.x.empty(); }) &&
         std::ranges::all_of(series, [&](const Series& s) { return std::ranges::all_of(s.x, is_power); });
}

/// Where few places were measured on a logarithmic axis, the same in all curves: ticks at those that have
/// room from the last one on, which no curve may lack.
std::vector<Tick> measured_ticks(const Plot& p, float length) {
  constexpr std::size_t most = 12;
  constexpr float gap = 10.f;
  std::span<const float> places;
  for (const Series& s : p.series) {
    if (s.x.size() > most || (!places.empty() && !s.x.empty() && !std::ranges::equal(s.x, places))) return {};
    if (!s.x.empty()) places = s.x;
  }
  std::vector<Tick> ticks;
  float free = INFINITY;
  for (const float place : std::views::reverse(places)) {
    const double at = on_axis(p.options.x_scale, place);
    const std::string label = number_text(place, 3);
    const float middle = static_cast<float>((at - p.x.low) / (p.x.high - p.x.low)) * length;
    if (!(at >= p.x.low && at <= p.x.high) || middle + text_width(label, small_size) / 2.f > free) continue;
    free = middle - text_width(label, small_size) / 2.f - gap;
    ticks.insert(ticks.begin(), {at, label});
  }
  return ticks;
}

/// How many css px of the x axis ticks may stand on: of one that grows only what is left of its name, which
/// keeps its place, or the last number would come and go beside it.
float room_for_ticks(const Plot& p) {
  const float length = p.high.x - p.low.x;
  if (!p.options.grows) return length;
  const float number = text_width(number_text(static_cast<float>(p.x.high), 6), small_size);
  const float rounded = 1.f;  // ticks stand on whole pixels
  const float room = length - text_width(p.options.x_label, small_size) - name_gap - number / 2.f - rounded;
  return room > number ? room : length;
}

/// Ticks of the x axis; where every x is whole, such as a step, none between two of them, and on a
/// logarithmic one, where every x is a power of two, at those.
std::vector<Tick> x_ticks(const Plot& p) {
  constexpr float apart = 70.f;
  const auto is_whole = [](double x) { return std::abs(x - std::round(x)) < 1e-6; };
  const bool whole =
      p.options.x_scale == demo::Scale::linear &&
      std::ranges::all_of(p.series, [&](const Series& s) { return std::ranges::all_of(s.x, is_whole); });
  const float length = room_for_ticks(p);
  const double high = p.x.low + (p.x.high - p.x.low) * length / (p.high.x - p.low.x);
  if (whole) return whole_ticks(p.x.low, high, std::max(2, static_cast<int>(length / apart)));
  if (p.options.x_scale == demo::Scale::logarithmic && doubles(p.series)) {
    const int most = std::max(2, static_cast<int>(length / 40.f));
    auto ticks = doubling_ticks(std::pow(10.0, p.x.low), std::pow(10.0, p.x.high), most);
    for (auto& tick : ticks) tick.value = std::log10(tick.value);
    return ticks;
  }
  if (p.options.x_scale == demo::Scale::logarithmic)
    if (auto ticks = measured_ticks(p, length); !ticks.empty()) return ticks;
  return ticks_of(p.options.x_scale, {p.x.low, high}, length, apart);
}

/// Marks, numbers and the name of the x axis in one line; the name never takes the place of the last
/// number of an axis that stands still.
void draw_x_axis(ImDrawList& list, const Plot& p) {
  const auto ticks = x_ticks(p);
  std::vector<Reach> labels;
  for (const auto& tick : ticks) {
    const float x = std::round(p.screen_x(tick.value)), width = text_width(tick.label, small_size);
    list.AddLine({x, p.high.y}, {x, p.high.y + 4.f}, p.colours.muted, 1.f);
    const float left = std::clamp(x - width / 2.f, p.low.x - 10.f, p.high.x - width);
    labels.push_back({left, left + width});
  }
  const float name_width = text_width(p.options.x_label, small_size);
  const float name =
      p.options.grows ? p.high.x - name_width : name_left(labels, p.high.x, name_width, name_gap);
  for (std::size_t i = 0; i < ticks.size(); ++i) {
    if (name_width > 0.f && labels[i].high > name - name_gap && labels[i].low < name + name_width + name_gap)
      continue;
    draw_text(list, {labels[i].low, p.high.y + 5.f}, p.colours.muted, ticks[i].label, small_size);
  }
  list.AddLine({p.low.x, p.high.y}, p.high, p.colours.muted, 1.f);
  draw_text(list, {name, p.high.y + 5.f}, p.colours.text, p.options.x_label, small_size);
}

void draw_axes(ImDrawList& list, const Plot& p, const std::vector<Tick>& ticks) {
  for (const auto& tick : ticks) {
    const float y = std::round(p.screen_y(tick.value));
    list.AddLine({p.low.x, y}, {p.high.x, y}, p.colours.grid, 1.f);
    const float width = text_width(tick.label, small_size);
    draw_text(list, {p.low.x - width - 6.f, y - small_size / 2.f - 1.f}, p.colours.muted, tick.label,
              small_size);
  }
  draw_x_axis(list, p);
}

void draw_curve(ImDrawList& list, const Plot& p, std::span<const float> x, std::span<const float> y,
                const Pen& pen) {
  std::vector<ImVec2> run;
  for (const auto& point : decimated(x, y, std::max(1, static_cast<int>(p.high.x - p.low.x)))) {
    if (std::isnan(point.y)) {
      draw_line(list, run, pen);
      run.clear();
      list.AddTriangleFilled({p.screen_x(point.x), p.high.y - 7.f}, {p.screen_x(point.x) - 4.f, p.high.y},
                             {p.screen_x(point.x) + 4.f, p.high.y}, p.colours.warning);
    } else {
      run.push_back({p.screen_x(point.x), p.screen_y(point.y)});
    }
  }
  draw_line(list, run, pen);
}

std::vector<float> all_on_axis(demo::Scale scale, std::span<const float> values) {
  std::vector<float> moved(values.begin(), values.end());
  for (float& value : moved) value = static_cast<float>(on_axis(scale, value));
  return moved;
}

/// The spread around a curve, as quadrilaterals between neighbouring points.
void draw_band(ImDrawList& list, const Plot& p, const Series& s, std::span<const float> x, ImU32 colour) {
  const std::size_t count = std::min({size_of(s), s.low.size(), s.high.size()});
  const auto at = [&](std::size_t i, float value) {
    const double y = std::clamp(on_axis(p.options.y_scale, value), p.y.low, p.y.high);
    return ImVec2{p.screen_x(x.empty() ? static_cast<double>(i) : x[i]), p.screen_y(y)};
  };
  const ImDrawListFlags flags = list.Flags;
  list.Flags &= ~ImDrawListFlags_AntiAliasedFill;  // whose soft edges would show where two of them meet
  for (std::size_t i = 1; i < count; ++i) {
    const ImVec2 a = at(i - 1, s.low[i - 1]), b = at(i, s.low[i]), c = at(i, s.high[i]),
                 d = at(i - 1, s.high[i - 1]);
    if (std::isfinite(a.x + a.y + b.x + b.y + c.y + d.y)) list.AddQuadFilled(a, b, c, d, colour);
  }
  list.Flags = flags;
}

void draw_series(ImDrawList& list, const Plot& p) {
  list.PushClipRect({p.low.x - 2.f, p.low.y - 2.f}, {p.high.x + 2.f, p.high.y + 2.f}, true);
  draw_levels(list, p);
  std::vector<std::size_t> order(p.series.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_partition(order, [&](std::size_t i) { return p.series[i].pale; });
  for (const std::size_t i : order) {
    const Series& s = p.series[i];
    std::vector<float> positions(s.x.begin(), s.x.end());
    if (s.x.empty())
      for (std::size_t k = 0; k < s.y.size(); ++k) positions.push_back(static_cast<float>(k));
    const auto all_x = all_on_axis(p.options.x_scale, positions);
    const auto all_y = all_on_axis(p.options.y_scale, s.y.first(size_of(s)));
    draw_band(list, p, s, all_x, faded(p.colour(i), 0.18f));
    const auto placed = std::ranges::find_if(all_x, [](float at) { return std::isfinite(at); });
    const auto skipped = static_cast<std::size_t>(placed - all_x.begin());
    if (!all_x.empty() && skipped >= all_y.size()) continue;
    const auto x = std::span(all_x).subspan(skipped), y = std::span(all_y).subspan(skipped);
    const auto [from, count] = seen(x, y.size(), p.x);
    const auto draw = [&](std::span<const float> values, const Pen& pen) {
      draw_curve(list, p, x.subspan(from, count), values.subspan(from, count), pen);
    };
    const bool smooth = p.options.smoothing > 0.f;
    const ImU32 raw = smooth ? faded(p.colour(i), 0.3f) : p.colour(i);
    draw(y, {raw, smooth ? 1.f : 2.f, s.dashed && !smooth});
    if (smooth) draw(smoothed(y, p.options.smoothing), {p.colour(i), 2.f, s.dashed});
    for (std::size_t k = 0; s.dots && k < y.size(); ++k)
      if (std::isfinite(x[k] + y[k]))
        list.AddCircleFilled({p.screen_x(x[k]), p.screen_y(y[k])}, 3.5f, p.colour(i));
  }
  const double marked = p.options.marked_x ? on_axis(p.options.x_scale, *p.options.marked_x) : NAN;
  if (std::isfinite(marked))
    list.AddLine({p.screen_x(marked), p.low.y}, {p.screen_x(marked), p.high.y}, p.colours.accent, 1.5f);
  name_levels(list, p);
  list.PopClipRect();
}

/// Position of the nearest value to `x`.
std::size_t nearest(const Series& s, double x) {
  std::size_t low = 0, high = size_of(s) - 1;
  while (high - low > 1) (x_at(s, (low + high) / 2) <= x ? low : high) = (low + high) / 2;
  return std::abs(x_at(s, low) - x) <= std::abs(x_at(s, high) - x) ? low : high;
}

void draw_read_out(ImDrawList& list, const Plot& p, double x) {
  const double line = p.screen_x(on_axis(p.options.x_scale, x));
  if (std::isfinite(line))
    list.AddLine({static_cast<float>(line), p.low.y}, {static_cast<float>(line), p.high.y}, p.colours.muted,
                 1.f);
  std::vector<HoverLine> lines = {
      {p.options.x_label + " " + number_text(static_cast<float>(x), 6), p.colours.muted}};
  for (std::size_t i = 0; i < p.series.size(); ++i) {
    if (size_of(p.series[i]) == 0) continue;
    const std::size_t at = nearest(p.series[i], x);
    const float value = p.series[i].y[at];
    lines.push_back({p.series[i].name + "  " + p.told(value, 4), p.text_colour(i)});
    const double y = on_axis(p.options.y_scale, value);
    const double place = on_axis(p.options.x_scale, x_at(p.series[i], at));
    if (std::isfinite(y) && std::isfinite(place) && y >= p.y.low && y <= p.y.high)
      list.AddCircleFilled({p.screen_x(place), p.screen_y(y)}, 4.f, p.colour(i));
  }
  hover_text(lines);
}

std::string name_of(std::span<const Series> series, const LinePlotOptions& options) {
  std::string name = options.name.empty() ? options.y_label : options.name;
  for (const Series& s : series.first(options.y_label.empty() && options.name.empty() ? series.size() : 0))
    name += (name.empty() ? "" : ", ") + s.name;
  return name;
}

void draw_empty(ImDrawList& list, const Plot& p) {
  list.AddRectFilled(p.low, p.high, p.colours.panel, 8.f);
  draw_text(list, {p.low.x + 8.f, p.low.y + 6.f}, p.colours.muted,
            elided(p.options.y_label, p.high.x - p.low.x - 16.f, small_size), small_size);
  const std::string text = elided(p.options.empty_text, p.high.x - p.low.x - 12.f, body_size);
  draw_text_centred(list, p.low, p.high, p.colours.muted, text, body_size);
}

}  // namespace

LinePlotResult line_plot(const char* id, std::span<const Series> series, const LinePlotOptions& options) {
  const float width = width_or_available(options.width);
  const auto entries = options.legend ? entries_of(series, options, theme()) : std::vector<LegendEntry>{};
  const float names = legend(nullptr, entries, theme(), {}, width);
  Canvas c =
      canvas(id, {width, options.height + std::max(0.f, names - line_height)}, name_of(series, options));
  const Extent all_x = x_extent(series, options.x_scale);
  const Box place = {{c.low.x + std::min(usual_label_width, c.width() / 3.f), c.low.y}, c.high};
  const Zoom shown = zoom(c, place, {.most = all_x.empty() ? 1.f : most_zoom, .sideways = true});
  const Extent x = part_of(all_x, shown);
  Plot p{series, options, theme(), c.low, c.high, x, y_extent(series, options, x)};
  if (p.y.empty()) p.y = y_extent(series, options, all_x);  // between two points
  c.list->PushClipRect(c.low, c.high, true);
  LinePlotResult result;
  if (p.x.empty() || p.y.empty()) {
    draw_empty(*c.list, p);
    c.list->PopClipRect();
    return result;
  }
  p.low.y += legend(c.list, entries, p.colours, c.low, c.width());
  if (!options.y_label.empty()) {
    draw_text(*c.list, {c.low.x, p.low.y}, p.colours.text, elided(options.y_label, c.width(), small_size),
              small_size);
    p.low.y += line_height;
  }
  p.low.y += 6.f;
  p.high = {c.high.x - 4.f, c.high.y - line_height - 2.f};
  if (p.high.y - p.low.y >= 24.f) {
    const auto ticks = y_ticks(options, p.y, p.high.y - p.low.y);
    float label_width = 0.f;
    for (const auto& tick : ticks) label_width = std::max(label_width, text_width(tick.label, small_size));
    p.low.x += std::min(label_width + 8.f, c.width() / 3.f);
    result.axis_left = p.low.x - c.low.x;
    draw_axes(*c.list, p, ticks);
    draw_series(*c.list, p);
    const float step = (p.high.x - p.low.x) / cells;
    stop_at(c.id, {{p.low, p.high}, {p.low.x + step / 2.f, (p.low.y + p.high.y) / 2.f}, {step, 0.f}});
    if (c.hovered && c.mouse.x >= p.low.x && c.mouse.x <= p.high.x) {
      const double share = (c.mouse.x - p.low.x) / (p.high.x - p.low.x);
      const double on_the_axis = p.x.low + share * (p.x.high - p.x.low);
      const double x = options.x_scale == demo::Scale::linear ? on_the_axis : std::pow(10.0, on_the_axis);
      const Series& longest = *std::ranges::max_element(series, {}, size_of);
      result.hovered_x = static_cast<float>(x_at(longest, nearest(longest, x)));
      draw_read_out(*c.list, p, *result.hovered_x);
    }
    zoom_mark(c, {p.low, p.high}, shown);
    if (c.clicked) result.clicked_x = result.hovered_x;
  }
  c.list->PopClipRect();
  return result;
}

}  // namespace madang::ui
