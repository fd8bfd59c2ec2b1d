#include "ui/plot_extent.h"

namespace madang::ui {

double on_axis(demo::Scale scale, double value) {
  if (scale == demo::Scale::linear) return value;
  return value > 0.0 ? std::log10(value) : NAN;
}

std::size_t size_of(const Series& s) { return s.x.empty() ? s.y.size() : std::min(s.x.size(), s.y.size()); }

double x_at(const Series& s, std::size_t i) { return s.x.empty() ? static_cast<double>(i) : s.x[i]; }

Extent x_extent(std::span<const Series> series, demo::Scale scale) {
  Extent extent;
  for (const auto& s : series) {
    std::size_t first = 0;
    while (first < size_of(s) && !std::isfinite(on_axis(scale, x_at(s, first)))) ++first;
    if (first == size_of(s)) continue;
    extent.add(on_axis(scale, x_at(s, first)));
    extent.add(on_axis(scale, x_at(s, size_of(s) - 1)));
  }
  if (!extent.empty() && extent.low == extent.high) extent.high = extent.low + 1.0;
  return extent;
}

Extent part_of(const Extent& x, const Zoom& shown) {
  if (shown.whole()) return x;
  return {x.low + shown.low.x * (x.high - x.low), x.low + shown.high.x * (x.high - x.low)};
}

Extent y_extent(std::span<const Series> series, const LinePlotOptions& options, const Extent& x) {
  Extent extent;
  for (const auto& s : series)
    for (std::size_t i = 0; i < size_of(s); ++i) {
      const double place = on_axis(options.x_scale, x_at(s, i));
      if (!(place >= x.low && place <= x.high)) continue;
      for (const auto values : {s.y, s.low, s.high})
        if (i < values.size()) extent.add(on_axis(options.y_scale, values[i]));
    }
  if (extent.empty()) return extent;
  for (const Level& level : options.levels) extent.add(on_axis(options.y_scale, level.y));
  const double margin = extent.high > extent.low ? (extent.high - extent.low) * 0.06
                                                 : std::max(1e-6, std::abs(extent.high) * 0.1);
  const bool from_zero =
      options.y_scale == demo::Scale::linear && extent.low >= 0.0 && extent.low < 0.4 * extent.high;
  extent.low = from_zero ? 0.0 : extent.low - margin;
  extent.high += margin;
  if (options.y_low) extent.low = on_axis(options.y_scale, *options.y_low);
  if (options.y_high) extent.high = on_axis(options.y_scale, *options.y_high);
  if (!(extent.high > extent.low)) extent.high = extent.low + 1.0;
  return extent;
}

std::pair<std::size_t, std::size_t> seen(std::span<const float> x, std::size_t count, const Extent& shown) {
  const auto end = x.begin() + static_cast<std::ptrdiff_t>(std::min(count, x.size()));
  const auto first = std::lower_bound(x.begin(), end, shown.low);
  const auto last = std::upper_bound(first, end, shown.high);
  const auto from = first - x.begin() - (first == x.begin() ? 0 : 1);
  const auto to = last - x.begin() + (last == end ? 0 : 1);
  return {static_cast<std::size_t>(from), static_cast<std::size_t>(to - from)};
}

}  // namespace madang::ui
