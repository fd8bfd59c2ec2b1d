#include "core/histogram.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/error.h"

namespace madang {

Histogram histogram_of(std::span<const float> values, float low, float high, int bins) {
  if (bins < 1) throw Error("histogram_of: " + std::to_string(bins) + " bins");
  if (!(low < high) || !std::isfinite(low) || !std::isfinite(high))
    throw Error("histogram_of: empty range " + std::to_string(low) + "…" + std::to_string(high));
  Histogram histogram{low, high, std::vector<float>(static_cast<std::size_t>(bins), 0.f)};
  const double per_bin = (static_cast<double>(high) - low) / bins;
  for (const float value : values) {
    if (std::isnan(value))
      ++histogram.missing;
    else if (value < low)
      ++histogram.below;
    else if (value > high)
      ++histogram.above;
    else
      ++histogram.counts[static_cast<std::size_t>(
          std::clamp(static_cast<int>((static_cast<double>(value) - low) / per_bin), 0, bins - 1))];
  }
  return histogram;
}

Histogram histogram_of(std::span<const float> values, int bins) {
  float low = INFINITY, high = -INFINITY;
  for (const float value : values) {
    if (!std::isfinite(value)) continue;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  if (low > high) return histogram_of(values, 0.f, 1.f, bins);
  if (low == high) {
    const float margin = std::max(0.5f, std::abs(low) * 0.01f);
    low -= margin;
    high += margin;
  }
  return histogram_of(values, low, high, bins);
}

}  // namespace madang
