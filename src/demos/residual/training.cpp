#include "demos/residual/training.h"

#include <algorithm>
#include <memory>
#include <numeric>

#include "nn/losses_classification.h"
#include "optim/sgd.h"

namespace madang::demos::residual {

namespace {

std::unique_ptr<Optimizer> optimizer_of(const Network& network, const Settings& settings) {
  auto rule = std::make_unique<Sgd>(network.parameters(),
                                    SgdOptions{.learning_rate = settings.learning_rate, .momentum = 0.9f});
  rule->set_gradient_norm_limit(gradient_limit);
  return rule;
}

constexpr int updates_at_once = 5;

train::Trial::Run run_of(Kind kind, const Settings& settings, const data::ImageSet& set, std::uint64_t seed) {
  const auto training = std::make_shared<Training>(kind, settings, seed);
  const auto order = std::make_shared<data::Batches>(static_cast<int>(set.train.size()), batch, seed);
  return [=, &set]() -> std::optional<train::Trial::Measured> {
    for (int i = 0; i < updates_at_once && training->steps() < trial_updates; ++i) {
      training->step(batch_of(set.train, order->at(training->steps())));
      if (training->fault()) return train::Trial::Measured{{}, true};
    }
    if (training->steps() < trial_updates) return {};
    const train::Evaluation evaluation = evaluate(training->network(), set.test);
    return train::Trial::Measured{{training->mean_loss(), 1 - evaluation.accuracy()}};
  };
}

}  // namespace

Batch batch_of(const data::LabelledImages& set, std::span<const std::int32_t> chosen) {
  return {set.images(chosen), set.labels_of(chosen)};
}

Batch first_of(const data::LabelledImages& set, int count) {
  std::vector<std::int32_t> chosen(std::min<std::size_t>(static_cast<std::size_t>(count), set.size()));
  std::iota(chosen.begin(), chosen.end(), 0);
  return batch_of(set, chosen);
}

std::vector<float> gradient_norms_of(const Network& network, const Gradients& gradients) {
  std::vector<float> norms;
  for (const Layer& layer : network.layers())
    norms.push_back(gradient_norm(gradients, std::array{layer.linear.weight}));
  return norms;
}

train::Evaluation evaluate(const Network& network, const data::LabelledImages& images) {
  const Batch all = first_of(images, 1000);
  std::vector<std::int32_t> chosen(all.labels.size());
  std::iota(chosen.begin(), chosen.end(), 0);
  const auto logits_of = [&](std::span<const std::int32_t> some) {
    return network.logits(images.images(some), Mode::evaluation);
  };
  return train::evaluate(logits_of, all.labels, 250);
}

Training::Training(Kind kind, const Settings& settings, std::uint64_t seed)
    : network_(kind, settings, random_for(seed, Stream::weights)),
      optimizer_(network_, optimizer_of(network_, settings)) {}

void Training::step(const Batch& batch) {
  if (fault_) return;
  train::Kept buffers(without_names(network_.named_buffers()));
  const Variable loss = cross_entropy(network_.logits(batch.images, Mode::training), batch.labels);
  const Gradients gradients = backward(loss);
  const auto update = optimizer_.step(loss.item(), gradients);
  fault_ = update.fault;
  if (fault_) return;
  buffers.release();
  constexpr float kept = 0.95f;
  loss_ = update.loss;
  mean_loss_ = kept * mean_loss_ + (1 - kept) * loss_;
  mean_weight_ = kept * mean_weight_ + (1 - kept);
  gradient_norms_ = gradient_norms_of(network_, gradients);
  ++steps_;
}

void Training::restart(const Settings& settings) {
  optimizer_ = train::GuardedOptimizer(network_, optimizer_of(network_, settings));
  fault_.reset();
}

train::Trial trial_of(const Settings& settings, const data::ImageSet& set, std::uint64_t first_seed) {
  constexpr std::size_t depths = trial_depths.size();
  const auto start = [settings, &set](int contestant, std::uint64_t seed) {
    const auto number = static_cast<std::size_t>(contestant);
    Settings own = settings;
    own.depth = trial_depths[number % depths];
    return run_of(static_cast<Kind>(number / depths), own, set, seed);
  };
  return {kind_count * static_cast<int>(depths), settings.seeds, first_seed, start};
}

}  // namespace madang::demos::residual
