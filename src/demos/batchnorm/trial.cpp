#include "demos/batchnorm/trial.h"

#include <memory>

namespace madang::demos::batchnorm {

namespace {

constexpr int updates_at_once = 20;

/// A run with these settings, of so many updates.
train::Trial::Run run_of(Norm norm, const Settings& settings, const data::ImageSet& set, std::uint64_t seed,
                         int updates) {
  const auto training = std::make_shared<Training>(norm, settings, seed);
  const auto lessons = std::make_shared<Lessons>(set.train, settings.batch, seed);
  const auto last = static_cast<std::uint64_t>(updates);
  return [=, &set]() -> std::optional<train::Trial::Measured> {
    for (int i = 0; i < updates_at_once && training->steps() < last; ++i) {
      training->step(lessons->at(training->steps()));
      if (training->fault()) return train::Trial::Measured{{}, true};
    }
    if (training->steps() < last) return {};
    const train::Evaluation evaluation = evaluate(training->network(), set.test);
    return train::Trial::Measured{{evaluation.loss, 1 - evaluation.accuracy()}};
  };
}

}  // namespace

float tuned_rate(Norm norm, int batch) {
  // In the order of trial_batches: 2, 4, 8, 16, 64.
  static constexpr float rates[norm_count][5] = {{0.01f, 0.01f, 0.03f, 0.03f, 0.1f},
                                                 {0.03f, 0.03f, 0.1f, 0.1f, 0.3f},
                                                 {0.01f, 0.01f, 0.1f, 0.03f, 0.1f},
                                                 {0.003f, 0.03f, 0.03f, 0.03f, 0.1f}};
  std::size_t place = 0;
  while (place + 1 < trial_batches.size() && trial_batches[place] < batch) ++place;
  return rates[static_cast<std::size_t>(norm)][place];
}

train::Trial rate_trial(const Settings& settings, const data::ImageSet& set, std::uint64_t first_seed) {
  const auto rates = static_cast<int>(trial_rates.size());
  return {norm_count * rates, settings.seeds, first_seed, [=, &set](int contestant, std::uint64_t seed) {
            Settings own = settings;
            own.learning_rate = trial_rates[static_cast<std::size_t>(contestant % rates)];
            return run_of(static_cast<Norm>(contestant / rates), own, set, seed, trial_updates);
          }};
}

train::Trial batch_trial(const Settings& settings, const data::ImageSet& set, std::uint64_t first_seed) {
  const auto batches = static_cast<int>(trial_batches.size());
  return {norm_count * batches, settings.seeds, first_seed, [=, &set](int contestant, std::uint64_t seed) {
            Settings own = settings;
            const auto norm = static_cast<Norm>(contestant / batches);
            own.batch = trial_batches[static_cast<std::size_t>(contestant % batches)];
            own.learning_rate = tuned_rate(norm, own.batch);
            return run_of(norm, own, set, seed, trial_images / own.batch);
          }};
}

}  // namespace madang::demos::batchnorm
