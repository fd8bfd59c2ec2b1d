#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/line_plot.h"

namespace madang::ui {

namespace {

constexpr float nothing = std::numeric_limits<float>::quiet_NaN();

float x_of(std::span<const float> x, std::size_t index) {
  return x.empty() ? static_cast<float>(index) : x[index];
}

/// The four values that keep the shape of a run of points inside one column of pixels.
struct Run {
  std::size_t first = 0, lowest = 0, highest = 0, last = 0;
  bool open = false;

  void add(std::span<const float> y, std::size_t index) {
    if (!open) {
      *this = {index, index, index, index, true};
      return;
    }
    if (y[index] < y[lowest]) lowest = index;
    if (y[index] > y[highest]) highest = index;
    last = index;
  }

  void close(std::span<const float> x, std::span<const float> y, std::vector<CurvePoint>& points) {
    if (!open) return;
    std::size_t kept[] = {first, std::min(lowest, highest), std::max(lowest, highest), last};
    const auto end = std::unique(std::begin(kept), std::end(kept));
    for (auto* i = std::begin(kept); i != end; ++i) points.push_back({x_of(x, *i), y[*i]});
    open = false;
  }
};

}  // namespace

std::vector<CurvePoint> decimated(std::span<const float> x, std::span<const float> y, int columns) {
  const std::size_t count = x.empty() ? y.size() : std::min(x.size(), y.size());
  std::vector<CurvePoint> points;
  if (count == 0 || columns < 1) return points;
  const double from = x_of(x, 0), span = static_cast<double>(x_of(x, count - 1)) - from;
  const auto column_of = [&](std::size_t i) {
    const double share = span > 0.0 ? std::clamp((x_of(x, i) - from) / span, 0.0, 1.0) : 0.0;
    return std::isfinite(share) ? static_cast<int>(share * (columns - 1) + 0.5) : -1;
  };
  Run run;
  int column = -1, gap_column = -1;
  for (std::size_t i = 0; i < count; ++i) {
    const int here = column_of(i);
    if (!std::isfinite(y[i]) || here < 0) {
      const bool begun = !points.empty() || run.open;
      if (!begun || here == gap_column) continue;  // a second gap in one column of pixels would not be seen
      run.close(x, y, points);
      if (!std::isnan(points.back().y)) points.push_back({x_of(x, i), nothing});
      gap_column = here;
      continue;
    }
    if (here != column) run.close(x, y, points);
    column = here;
    run.add(y, i);
  }
  run.close(x, y, points);
  return points;
}

std::vector<float> smoothed(std::span<const float> y, float smoothing) {
  std::vector<float> result(y.begin(), y.end());
  const double keep = std::clamp(static_cast<double>(smoothing), 0.0, 0.999);
  double average = 0.0, weight = 0.0;
  for (float& value : result) {
    if (!std::isfinite(value)) continue;
    average = keep * average + (1.0 - keep) * value;
    weight = keep * weight + (1.0 - keep);
    value = static_cast<float>(average / weight);
  }
  return result;
}

}  // namespace madang::ui
