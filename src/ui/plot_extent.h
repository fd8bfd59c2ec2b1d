#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <utility>

#include "ui/line_plot.h"
#include "ui/zoom.h"

namespace madang::ui {

/// From the least to the most of some values, as they stand on an axis. Inside of line_plot.
struct Extent {
  double low = INFINITY;
  double high = -INFINITY;
  void add(double value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  bool empty() const { return low > high; }
};

/// A value as it stands on the axis: its logarithm where that is logarithmic.
double on_axis(demo::Scale scale, double value);

std::size_t size_of(const Series& s);
double x_at(const Series& s, std::size_t i);

/// x as on the axis of the plot; a zero at the start of a logarithmic one is left out.
Extent x_extent(std::span<const Series> series, demo::Scale scale);
/// The part of the x axis that is shown.
Extent part_of(const Extent& x, const Zoom& shown);
/// Of the values between x.low and x.high, with some room around.
Extent y_extent(std::span<const Series> series, const LinePlotOptions& options, const Extent& x);
/// Of the first `count` points those that are seen, and one more on either side: index of the first, and how
/// many.
std::pair<std::size_t, std::size_t> seen(std::span<const float> x, std::size_t count, const Extent& shown);

}  // namespace madang::ui
