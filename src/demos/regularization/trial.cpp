#include "demos/regularization/trial.h"

#include <memory>

#include "demos/regularization/training.h"

namespace madang::demos::regularization {

namespace {

constexpr int updates_at_once = 20;

std::optional<train::Trial::Measured> go_on(Training& training, int updates) {
  const auto last = static_cast<std::uint64_t>(updates);
  for (int i = 0; i < updates_at_once && training.steps() < last; ++i) training.step();
  if (training.steps() < last) return {};
  const Score validation = training.final_score(training.pictures().validation);
  const Score test = training.final_score(training.pictures().test);
  return train::Trial::Measured{{validation.loss, test.loss, test.accuracy, training.share_near_zero()}};
}

}  // namespace

train::Trial trial_of(const Settings& settings, std::span<const std::byte> file, std::uint64_t first_seed) {
  const auto techniques = contestants(settings.technique);
  const auto start = [=, pictures = std::shared_ptr<const Pictures>()](int contestant,
                                                                       std::uint64_t seed) mutable {
    if (contestant == 0) pictures = std::make_shared<const Pictures>(pictures_of(file, settings, seed));
    Settings own = settings;
    own.technique = techniques[static_cast<std::size_t>(contestant)];
    const auto training = std::make_shared<Training>(own, pictures, seed);
    return [=] { return go_on(*training, settings.steps); };
  };
  return {static_cast<int>(techniques.size()), settings.seeds, first_seed, start};
}

}  // namespace madang::demos::regularization
