#include "demos/regularization/trial.h"

#include <cmath>

namespace madang::demos::regularization {

namespace {

constexpr int updates_at_once = 20;

struct Moments {
  float mean = 0, deviation = 0;
};

/// The deviation is that of a sample: divided by count − 1.
template <class Results, class Value>
Moments moments_of(const Results& results, Value value) {
  double sum = 0, squares = 0;
  const auto count = static_cast<double>(results.size());
  for (const auto& result : results) sum += static_cast<double>(value(result));
  const double mean = count > 0 ? sum / count : 0;
  for (const auto& result : results) {
    const double off = static_cast<double>(value(result)) - mean;
    squares += off * off;
  }
  return {static_cast<float>(mean), count > 1 ? static_cast<float>(std::sqrt(squares / (count - 1))) : 0.f};
}

}  // namespace

std::vector<Technique> competitors(Technique chosen) {
  if (chosen != Technique::none) return {Technique::none, chosen};
  std::vector<Technique> all;
  for (int i = 0; i < technique_count; ++i) all.push_back(static_cast<Technique>(i));
  return all;
}

Trial::Trial(const Settings& settings, std::span<const std::byte> file, std::uint64_t first_seed,
             std::vector<Technique> techniques)
    : settings_(settings),
      file_(file),
      seed_(first_seed),
      techniques_(std::move(techniques)),
      results_(techniques_.size()) {}

void Trial::advance() {
  if (done()) return;
  if (!running_) {
    const std::uint64_t seed = seed_ + finished_ / techniques_.size();
    if (technique() == 0) pictures_ = std::make_shared<const Pictures>(pictures_of(file_, settings_, seed));
    settings_.technique = techniques_[technique()];
    running_.emplace(settings_, pictures_, seed);
  }
  const auto last = static_cast<std::uint64_t>(settings_.steps);
  for (int i = 0; i < updates_at_once && running_->steps() < last; ++i) running_->step();
  if (running_->steps() < last) return;
  results_[technique()].push_back({running_->final_score(pictures_->validation),
                                   running_->final_score(pictures_->test), running_->share_near_zero()});
  running_.reset();
  ++finished_;
}

std::vector<Outcome> Trial::outcomes() const {
  std::vector<Outcome> outcomes;
  for (std::size_t i = 0; i < techniques_.size(); ++i) {
    const auto& results = results_[i];
    const Moments validation = moments_of(results, [](const Result& r) { return r.validation.loss; });
    const Moments test = moments_of(results, [](const Result& r) { return r.test.loss; });
    outcomes.push_back({.technique = techniques_[i],
                        .runs = static_cast<int>(results.size()),
                        .validation = validation.mean,
                        .validation_deviation = validation.deviation,
                        .test = test.mean,
                        .test_deviation = test.deviation,
                        .accuracy = moments_of(results, [](const Result& r) { return r.test.accuracy; }).mean,
                        .near_zero = moments_of(results, [](const Result& r) { return r.near_zero; }).mean});
  }
  return outcomes;
}

}  // namespace madang::demos::regularization
