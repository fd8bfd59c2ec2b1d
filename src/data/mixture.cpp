#include "data/mixture.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/error.h"

namespace madang::data {

Tensor Mixture::sample(int count, Random& random) const {
  if (centres.empty()) throw Error("mixture: no centre");
  Tensor samples = Tensor::uninitialized({count, 2});
  float* to = samples.mutable_data();
  for (int i = 0; i < count; ++i) {
    const Centre& centre = centres[random.below(static_cast<std::uint32_t>(centres.size()))];
    *to++ = centre.x + deviation * random.normal();
    *to++ = centre.y + deviation * random.normal();
  }
  return samples;
}

double Mixture::log_density(float x, float y) const {
  // log Σ exp(−d² / 2σ²) − log(2πσ² · modes), the sum taken around its largest term
  const double variance = static_cast<double>(deviation) * deviation;
  std::vector<double> exponents;
  for (const auto& centre : centres) {
    const double dx = static_cast<double>(x) - centre.x, dy = static_cast<double>(y) - centre.y;
    exponents.push_back(-(dx * dx + dy * dy) / (2 * variance));
  }
  if (exponents.empty()) throw Error("mixture: no centre");
  const double largest = std::ranges::max(exponents);
  double sum = 0;
  for (const double exponent : exponents) sum += std::exp(exponent - largest);
  return largest + std::log(sum) -
         std::log(2 * std::numbers::pi * variance * static_cast<double>(centres.size()));
}

Mixture ring_mixture(int modes, float deviation) {
  if (modes < 1) throw Error("ring_mixture: " + std::to_string(modes) + " modes");
  Mixture mixture{.centres = {}, .deviation = deviation};
  for (int i = 0; i < modes; ++i) {
    const double angle = 2 * std::numbers::pi * i / modes;
    mixture.centres.push_back({static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle))});
  }
  return mixture;
}

Mixture grid_mixture(int side, float deviation) {
  if (side < 2) throw Error("grid_mixture: side " + std::to_string(side));
  Mixture mixture{.centres = {}, .deviation = deviation};
  const auto place = [&](int i) {
    return 2.0f * static_cast<float>(i) / static_cast<float>(side - 1) - 1.0f;
  };
  for (int row = 0; row < side; ++row)
    for (int column = 0; column < side; ++column) mixture.centres.push_back({place(column), place(row)});
  return mixture;
}

ModeCount count_modes(const Tensor& samples, const Mixture& mixture) {
  if (samples.shape().rank() != 2 || samples.shape()[1] != 2)
    throw Error("count_modes: samples " + samples.shape().to_string() + ", not (count, 2)");
  std::vector<bool> found(mixture.centres.size());
  int good = 0;
  const float reach = 3 * mixture.deviation;
  const auto values = samples.values();
  for (std::size_t i = 0; i < values.size(); i += 2) {
    const auto distance = [&](const Mixture::Centre& centre) {
      return std::hypot(values[i] - centre.x, values[i + 1] - centre.y);
    };
    const auto nearest = std::ranges::min_element(mixture.centres, {}, distance);
    if (nearest == mixture.centres.end() || !(distance(*nearest) <= reach)) continue;
    found[static_cast<std::size_t>(nearest - mixture.centres.begin())] = true;
    ++good;
  }
  const int count = samples.shape()[0];
  return {static_cast<int>(std::ranges::count(found, true)),
          count > 0 ? static_cast<double>(good) / count : 0};
}

}  // namespace madang::data
