#include "nn/decoding.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "core/error.h"

namespace madang {

namespace {

void check(std::span<const float> logits, const Sampling& sampling) {
  if (logits.empty()) throw Error("next_distribution: there are no logits");
  if (!std::ranges::all_of(logits, [](float z) { return std::isfinite(z); }))
    throw Error("next_distribution: a logit is not a number");
  if (!(sampling.temperature >= 0.f)) throw Error("next_distribution: the temperature is negative");
  if (sampling.top_k < 0) throw Error("next_distribution: top_k is negative");
  if (!(sampling.top_p > 0.f && sampling.top_p <= 1.f))
    throw Error("next_distribution: top_p is not in (0, 1]");
}

}  // namespace

std::vector<float> next_distribution(std::span<const float> logits, const Sampling& sampling) {
  check(logits, sampling);
  std::vector<std::size_t> ranked(logits.size());
  std::iota(ranked.begin(), ranked.end(), std::size_t{0});
  std::ranges::stable_sort(ranked, std::greater{}, [&](std::size_t i) { return logits[i]; });
  std::size_t kept = sampling.top_k > 0 ? static_cast<std::size_t>(sampling.top_k) : ranked.size();
  if (sampling.temperature == 0.f) kept = 1;
  ranked.resize(std::min(kept, ranked.size()));

  const double scale = sampling.temperature > 0.f ? 1.0 / static_cast<double>(sampling.temperature) : 1.0;
  const double largest = static_cast<double>(logits[ranked.front()]);
  std::vector<double> weights;  // e^((z − max z) / T), of the ranked
  for (const std::size_t i : ranked)
    weights.push_back(std::exp((static_cast<double>(logits[i]) - largest) * scale));

  const double all = std::reduce(weights.begin(), weights.end());
  double sum = 0;
  std::size_t nucleus = 0;
  while (nucleus < weights.size() && (nucleus == 0 || sum < static_cast<double>(sampling.top_p) * all))
    sum += weights[nucleus++];

  std::vector<float> probabilities(logits.size());
  for (std::size_t i = 0; i < nucleus; ++i) probabilities[ranked[i]] = static_cast<float>(weights[i] / sum);
  return probabilities;
}

int draw(std::span<const float> probabilities, Random& random) {
  const auto likely = [](float p) { return p > 0.f; };
  const auto last = std::find_if(probabilities.rbegin(), probabilities.rend(), likely);
  if (last == probabilities.rend()) throw Error("draw: no token has a probability");
  double left = static_cast<double>(random.uniform());
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    left -= static_cast<double>(probabilities[i]);
    if (left < 0 && likely(probabilities[i])) return static_cast<int>(i);
  }
  return static_cast<int>(std::distance(last, probabilities.rend())) - 1;  // what rounding left over
}

}  // namespace madang
