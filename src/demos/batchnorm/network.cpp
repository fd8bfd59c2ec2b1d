#include "demos/batchnorm/network.h"

#include <algorithm>
#include <numeric>

#include "core/tensor_matrix.h"
#include "nn/activation.h"
#include "nn/losses_classification.h"
#include "nn/norm.h"
#include "optim/sgd.h"

namespace madang::demos::batchnorm {

namespace {

constexpr std::uint64_t weights_stream = 1;  // of random numbers; data::Batches has streams of its own

void add_norm(Sequential& layers, Norm norm, int units) {
  if (norm == Norm::batch) layers.add(BatchNorm1d(units));
  if (norm == Norm::layer) layers.add(LayerNorm(units));
  if (norm == Norm::group) layers.add(GroupNorm(group_count, units));
}

std::unique_ptr<Optimizer> optimizer_of(const Network& network, const Settings& settings) {
  return std::make_unique<Sgd>(network.parameters(), SgdOptions{.learning_rate = settings.learning_rate});
}

Variable flat(const Tensor& images) { return constant(images.reshaped({images.shape()[0], pixels})); }

}  // namespace

int units_of(const Settings& settings) {
  return (settings.width + group_count - 1) / group_count * group_count;
}

Network::Network(Norm norm, const Settings& settings, Random random) : norm_(norm), depth_(settings.depth) {
  const int units = units_of(settings);
  for (int layer = 0; layer < depth_; ++layer) {
    layers_.add(
        Linear(layer == 0 ? pixels : units, units, random, {.initialisation = Initialisation::he_normal}));
    add_norm(layers_, norm, units);
    layers_.add(Relu{});
  }
  layers_.add(Linear(units, classes, random, {.initialisation = Initialisation::xavier_normal}));
}

std::size_t Network::place(int layer, int part) const {
  return static_cast<std::size_t>((norm_ == Norm::none ? 2 : 3) * layer + part);
}

Network::Pass Network::forward(const Tensor& images, Mode mode) const {
  const std::vector<Variable> outputs = layers_.trace(flat(images), mode);
  Pass pass;
  for (int layer = 0; layer < depth_; ++layer) {
    pass.z.push_back(outputs[place(layer, 0)]);
    pass.y.push_back(outputs[place(layer, norm_ == Norm::none ? 0 : 1)]);
  }
  pass.logits = outputs.back();
  return pass;
}

std::optional<Network::Affine> Network::affine(int layer) const {
  if (norm_ == Norm::none) return {};
  const std::vector<Variable> all = parameters();  // of a hidden layer: W, b, γ, β
  const auto gamma = 4 * static_cast<std::size_t>(layer) + 2;
  return Affine{matrix_of(all[gamma].value()), matrix_of(all[gamma + 1].value())};
}

Variable Network::logits(const Tensor& images, Mode mode) const { return layers_(flat(images), mode); }

const BatchNorm* Network::batch_norm(int layer) const {
  return norm_ == Norm::batch ? layers_.get_if<BatchNorm1d>(place(layer, 1)) : nullptr;
}

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

train::Evaluation evaluate(const Network& network, const data::LabelledImages& images) {
  std::vector<std::int32_t> chosen(std::min<std::size_t>(1000, images.size()));
  std::iota(chosen.begin(), chosen.end(), 0);
  const auto logits_of = [&](std::span<const std::int32_t> some) {
    return network.logits(images.images(some), Mode::evaluation);
  };
  return train::evaluate(logits_of, images.labels_of(chosen), 250);
}

Training::Training(Norm norm, const Settings& settings, std::uint64_t seed)
    : network_(norm, settings, Random(seed, weights_stream)),
      optimizer_(network_, optimizer_of(network_, settings)) {}

void Training::step(const Batch& batch) {
  if (fault_) return;
  const auto update = optimizer_.step(
      [&] { return cross_entropy(network_.logits(batch.images, Mode::training), batch.labels); });
  fault_ = update.fault;
  if (fault_) return;
  constexpr float kept = 0.95f;
  loss_ = update.loss;
  mean_loss_ = kept * mean_loss_ + (1 - kept) * loss_;
  mean_weight_ = kept * mean_weight_ + (1 - kept);
  ++steps_;
}

void Training::restart(const Settings& settings) {
  optimizer_ = train::GuardedOptimizer(network_, optimizer_of(network_, settings));
  fault_.reset();
}

}  // namespace madang::demos::batchnorm
