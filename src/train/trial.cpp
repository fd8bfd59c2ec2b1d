#include "train/trial.h"

#include <algorithm>
#include <cmath>

#include "demo/experiment.h"

namespace madang::train {

namespace {

demo::Outcome outcome_of(const std::vector<Trial::Measured>& results) {
  demo::Outcome outcome;
  outcome.runs = static_cast<int>(results.size());
  std::vector<const Trial::Measured*> good;
  for (const auto& result : results)
    if (!result.failed) good.push_back(&result);
  outcome.failures = outcome.runs - static_cast<int>(good.size());
  if (good.empty()) return outcome;
  const auto count = static_cast<double>(good.size());
  for (std::size_t i = 0; i < good.front()->values.size(); ++i) {
    double sum = 0, squares = 0;
    for (const auto* result : good) sum += static_cast<double>(result->values[i]);
    const double mean = sum / count;
    for (const auto* result : good) squares += std::pow(static_cast<double>(result->values[i]) - mean, 2);
    outcome.mean.push_back(static_cast<float>(mean));
    outcome.deviation.push_back(count > 1 ? static_cast<float>(std::sqrt(squares / (count - 1))) : 0.f);
  }
  return outcome;
}

}  // namespace

Trial::Trial(int contestants, int seeds, std::uint64_t first_seed, Start start)
    : first_seed_(first_seed),
      start_(std::move(start)),
      results_(static_cast<std::size_t>(contestants)),
      total_(contestants * seeds) {}

void Trial::advance() {
  if (done()) return;
  const int contestant = finished_ % contestants();
  std::optional<Measured> measured;
  try {
    if (!running_)
      running_ = start_(contestant, first_seed_ + static_cast<std::uint64_t>(finished_ / contestants()));
    measured = running_();
  } catch (const demo::Halt&) {
    measured = Measured{{}, true};
  }
  if (!measured) return;
  measured->failed |= !std::ranges::all_of(measured->values, [](float v) { return std::isfinite(v); });
  results_[static_cast<std::size_t>(contestant)].push_back(std::move(*measured));
  running_ = {};
  ++finished_;
}

void Trial::stop() {
  running_ = {};
  total_ = finished_;
}

demo::TrialPicture Trial::picture() const {
  demo::TrialPicture picture{{}, finished_, total_};
  for (const auto& results : results_) picture.outcomes.push_back(outcome_of(results));
  return picture;
}

}  // namespace madang::train
