#include "ui/histogram.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "ui/canvas.h"
#include "ui/colour_map.h"
#include "ui/controls.h"
#include "ui/pad.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/value_axis.h"

namespace madang::ui {

namespace {

float total_of(const Histogram& h) {
  return std::accumulate(h.counts.begin(), h.counts.end(), h.below + h.above + h.missing);
}

/// Heights as drawn: counts, or shares of all values.
std::vector<float> heights_of(const Histogram& h, bool shares) {
  std::vector<float> heights = h.counts;
  const float total = total_of(h);
  if (shares && total > 0.f)
    for (float& height : heights) height /= total;
  return heights;
}

struct HistogramDrawing {
  const Theme& colours;
  ValueAxis axis;
  float left, right, top, bottom;
  double low, high;  // of the values

  float x(double value) const {
    return left + static_cast<float>((value - low) / (high - low)) * (right - left);
  }
};

void draw_steps(ImDrawList& list, const HistogramDrawing& d, const Histogram& h,
                std::span<const float> heights, ImU32 colour, bool filled) {
  const double per_bin = (static_cast<double>(h.high) - h.low) / static_cast<double>(heights.size());
  std::vector<ImVec2> line;
  for (std::size_t i = 0; i < heights.size(); ++i) {
    const float left = d.x(h.low + per_bin * static_cast<double>(i));
    const float right = d.x(h.low + per_bin * static_cast<double>(i + 1));
    const float at = d.axis.screen(heights[i]);
    const float y = std::isfinite(at) ? std::min(at, d.bottom) : d.bottom;
    if (y < d.bottom) {
      const float gap = right - left > 5.f && filled ? 1.f : 0.f;
      list.AddRectFilled({left, y}, {right - gap, d.bottom}, faded(colour, filled ? 0.9f : 0.25f));
    }
    line.push_back({left, y});
    line.push_back({right, y});
  }
  if (!filled) list.AddPolyline(line.data(), static_cast<int>(line.size()), colour, 0, 1.5f);
}

/// How many values have no bin, at the end of the axis beyond which they lie.
void draw_left_out(ImDrawList& list, const HistogramDrawing& d, const Histogram& h) {
  std::string right;
  if (h.above > 0.f) right = number_text(h.above, 6) + " →";
  if (h.missing > 0.f) right += (right.empty() ? "" : " · ") + ("NaN: " + number_text(h.missing, 6));
  if (h.below > 0.f)
    draw_text(list, {d.left + 3.f, d.top}, d.colours.text, "← " + number_text(h.below, 6), small_size);
  draw_text(list, {d.right - text_width(right, small_size), d.top}, d.colours.text, right, small_size);
}

void draw_x_axis(ImDrawList& list, const HistogramDrawing& d) {
  list.AddLine({d.left, d.bottom}, {d.right, d.bottom}, d.colours.muted, 1.f);
  float free = d.left;
  for (const auto& tick : scale_ticks(d.low, d.high, static_cast<int>((d.right - d.left) / 60.f))) {
    const float x = d.x(tick.value), width = text_width(tick.label, small_size);
    list.AddLine({x, d.bottom}, {x, d.bottom + 3.f}, d.colours.muted, 1.f);
    const float left = std::clamp(x - width / 2.f, d.left, std::max(d.left, d.right - width));
    if (left < free) continue;  // the numbers would run into each other
    free = left + width + 4.f;
    draw_text(list, {left, d.bottom + 4.f}, d.colours.muted, tick.label, small_size);
  }
}

int draw_hover(ImDrawList& list, const HistogramDrawing& d, std::span<const HistogramSeries> series,
               float mouse_x) {
  const Histogram& first = *series[0].counts;
  const double value = d.low + (mouse_x - d.left) / (d.right - d.left) * (d.high - d.low);
  const double per_bin =
      (static_cast<double>(first.high) - first.low) / static_cast<double>(first.counts.size());
  const int bin = static_cast<int>(std::floor((value - first.low) / per_bin));
  if (bin < 0 || bin >= static_cast<int>(first.counts.size())) return -1;
  const double from = first.low + per_bin * bin;
  list.AddRectFilled({d.x(from), d.top}, {d.x(from + per_bin), d.bottom}, faded(d.colours.muted, 0.2f));
  std::vector<HoverLine> lines = {
      {number_text(static_cast<float>(from)) + " … " + number_text(static_cast<float>(from + per_bin)),
       d.colours.muted}};
  for (const auto& s : series) {
    if (static_cast<std::size_t>(bin) >= s.counts->counts.size()) continue;
    const float count = s.counts->counts[static_cast<std::size_t>(bin)], total = total_of(*s.counts);
    std::string text = (s.name.empty() ? "" : s.name + ": ") + number_text(count, 6);
    if (total > 0.f) text += " (" + percent(count / total) + ")";
    lines.push_back({text});
  }
  hover_text(lines);
  return bin;
}

/// Names in the colours of their curves, on one line.
void draw_legend(ImDrawList& list, const Theme& colours, std::span<const HistogramSeries> series, ImVec2 at,
                 float right) {
  for (std::size_t i = 0; i < series.size() && series.size() > 1; ++i) {
    if (at.x + 16.f > right) return;
    const int colour = series[i].colour >= 0 ? series[i].colour : static_cast<int>(i);
    list.AddRectFilled({at.x, at.y + 3.f}, {at.x + 10.f, at.y + 13.f}, colours.series_colour(colour), 2.f);
    const std::string name = elided(series[i].name, right - at.x - 16.f, small_size);
    at.x += 16.f + draw_text(list, {at.x + 15.f, at.y}, colours.text, name, small_size) + 14.f;
  }
}

}  // namespace

HistogramResult histogram(const char* id, std::span<const HistogramSeries> series,
                          const HistogramOptions& options) {
  ImGui::PushID(id);
  if (!options.title.empty()) caption(options.title);
  std::string names = options.title;
  for (const auto& s : series) names += (names.empty() ? "" : ", ") + s.name;
  const Canvas c = canvas("bins", {width_or_available(options.width), options.height}, names);
  ImGui::PopID();
  const Theme& colours = theme();
  HistogramResult result;
  double low = INFINITY, high = -INFINITY;
  float tallest = 0.f;
  std::vector<std::vector<float>> heights;
  for (const auto& s : series) {
    heights.push_back(heights_of(*s.counts, options.shares));
    if (s.counts->empty() || !(s.counts->low < s.counts->high)) continue;
    low = std::min<double>(low, s.counts->low);
    high = std::max<double>(high, s.counts->high);
    for (const float height : heights.back()) tallest = std::max(tallest, height);
  }
  c.list->PushClipRect(c.low, c.high, true);
  const float legend = series.size() > 1 ? small_size + 6.f : 2.f;
  const float top = c.low.y + legend, bottom = c.high.y - label_room;
  if (!(low < high) || bottom - top < 8.f) {
    c.list->AddRectFilled(c.low, c.high, colours.panel, 8.f);
    draw_text_centred(*c.list, c.low, c.high, colours.muted,
                      elided(options.empty_text, c.width() - 12.f, body_size), body_size);
  } else {
    const bool logarithmic = options.y_scale == demo::Scale::logarithmic;
    const double floor = !logarithmic ? 0.0 : options.shares ? 1e-5 : 0.5;
    const double ceiling = std::max<double>(tallest * 1.05, floor * 10.0);
    HistogramDrawing d{colours,
                       ValueAxis(floor, ceiling > 0.0 ? ceiling : 1.0, options.y_scale, top, bottom),
                       c.low.x + (options.compact ? options.axis_left : 0.f),
                       c.high.x - 1.f,
                       top,
                       bottom,
                       low,
                       high};
    if (!options.compact) {
      d.left += std::min(d.axis.label_width(), c.width() / 3.f);
      d.axis.draw(*c.list, colours, d.left, d.right);
    }
    for (std::size_t i = 0; i < series.size(); ++i) {
      const int colour = series[i].colour >= 0 ? series[i].colour : static_cast<int>(i);
      if (!heights[i].empty())
        draw_steps(*c.list, d, *series[i].counts, heights[i], colours.series_colour(colour),
                   series.size() == 1);
    }
    draw_x_axis(*c.list, d);
    const auto bins = static_cast<float>(std::max<std::size_t>(1, series[0].counts->counts.size()));
    const float bin = (d.x(series[0].counts->high) - d.x(series[0].counts->low)) / bins;
    stop_at(c.id, {{{d.left, top}, {d.right, bottom}},
                   {d.x(series[0].counts->low) + bin / 2.f, (top + bottom) / 2.f},
                   {bin, 0.f}});
    draw_legend(*c.list, colours, series, {d.left, c.low.y}, d.right);
    if (series.size() == 1 && !series[0].counts->empty()) draw_left_out(*c.list, d, *series[0].counts);
    if (c.hovered && c.mouse.x >= d.left && c.mouse.x < d.right && !series[0].counts->empty())
      result.hovered_bin = draw_hover(*c.list, d, series, c.mouse.x);
  }
  c.list->PopClipRect();
  return result;
}

}  // namespace madang::ui
