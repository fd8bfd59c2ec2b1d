#include "demos/vit/training.h"

#include <numeric>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_shape.h"
#include "demos/vit/patches.h"
#include "nn/losses.h"
#include "optim/adam.h"

namespace madang::demos::vit {

namespace {

enum class Stream : std::uint64_t { weights = 1, cnn_weights, orders };  // orders: one for each image

constexpr int at_once = looked_at / static_cast<int>(look_steps);

int right_of(const Classifier& network, const Tensor& images, std::span<const std::int32_t> labels) {
  const auto guesses = train::likeliest(network.logits(images).value());
  int right = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) right += guesses[i] == labels[i];
  return right;
}

/// Each image with its own order of patches, which depends on its number only.
Tensor each_shuffled(const Tensor& images, std::span<const std::int32_t> numbers, int patch,
                     std::uint64_t seed) {
  std::vector<Order> orders;
  for (const std::int32_t number : numbers) {
    Random random = random_for(seed, Stream::orders, static_cast<std::uint64_t>(number));
    orders.push_back(shuffled_order(patch_count(patch), random));
  }
  return rearranged(images, patch, orders);
}

}  // namespace

float accuracy_of(const Classifier& network, const data::LabelledImages& test) {
  constexpr int count = 1000, together = 100;
  std::vector<std::int32_t> numbers(count);
  std::iota(numbers.begin(), numbers.end(), 0);
  const auto logits_of = [&](std::span<const std::int32_t> some) {
    return network.logits(bordered(test.images(some)));
  };
  return train::evaluate(logits_of, test.labels_of(numbers), together).accuracy();
}

Look look_at(const Classifier& network, const data::LabelledImages& test, int patch, std::uint64_t seed) {
  Looking looking(network, network, test, patch, seed);
  while (!looking.finished()) looking.advance();
  return looking.network();
}

Looking::Looking(const Classifier& network, const Classifier& cnn, const data::LabelledImages& test,
                 int patch, std::uint64_t seed)
    : networks_{&network, &cnn},
      frozen_{train::Frozen(network), train::Frozen(cnn)},
      test_(&test),
      patch_(patch),
      seed_(seed),
      pieces_(looked_at, at_once) {}

void Looking::advance() {
  pieces_.advance([&](std::span<const std::int32_t> numbers) {
    const NoRecording off;
    const Tensor images = bordered(test_->images(numbers));
    const Tensor mixed = each_shuffled(images, numbers, patch_, seed_);
    const auto labels = test_->labels_of(numbers);
    for (std::size_t i = 0; i < 2; ++i)
      frozen_[i]([&] {
        right_[2 * i] += right_of(*networks_[i], images, labels);
        right_[2 * i + 1] += right_of(*networks_[i], mixed, labels);
      });
  });
}

Classifier first_network(const Settings& settings, std::uint64_t seed) {
  return network_of(settings, random_for(seed, Stream::weights));
}
Classifier first_cnn(std::uint64_t seed) { return convnet(random_for(seed, Stream::cnn_weights)); }

float tuned_rate(Network network, Images images) {
  static constexpr float rates[network_count][image_counts] = {{0.003f, 0.003f, 0.003f},
                                                               {0.003f, 0.003f, 0.003f},
                                                               {0.003f, 0.003f, 0.003f},
                                                               {0.01f, 0.01f, 0.01f},
                                                               {0.003f, 0.001f, 0.001f}};
  return rates[static_cast<int>(network)][static_cast<int>(images)];
}
float tuned_cnn_rate(Images images) {
  static constexpr float rates[image_counts] = {0.003f, 0.003f, 0.003f};
  return rates[static_cast<int>(images)];
}

Settings tuned(Settings settings, Images images) {
  settings.images = images;
  settings.learning_rate = tuned_rate(settings.network, images);
  settings.cnn_rate = tuned_cnn_rate(images);
  return settings;
}

std::unique_ptr<Optimizer> Training::adam(const Classifier& network, float rate) const {
  return std::make_unique<Adam>(network.parameters(), AdamOptions{.learning_rate = rate});
}

Training::Training(const Settings& settings, const data::ImageSet& set, std::uint64_t seed)
    : set_(&set),
      settings_(settings),
      seed_(seed),
      network_(first_network(settings, seed)),
      cnn_(first_cnn(seed)),
      optimizer_(network_, adam(network_, settings.learning_rate)),
      cnn_optimizer_(cnn_, adam(cnn_, settings.cnn_rate)),
      batches_(count_of(settings.images, static_cast<int>(set.train.size())), batch, seed) {}

Batch Training::next_batch() {
  const auto chosen = batches_.at(steps_);
  return {bordered(set_->train.images(chosen)), set_->train.labels_of(chosen)};
}

Variable Training::loss(const Batch& own) const {
  const Variable said = network_.outputs(own.images);
  if (network_.first_tokens < 2) return cross_entropy(said, own.labels);
  const auto taught = [&] {
    const NoRecording off;
    return train::likeliest(cnn_.logits(own.images).value());
  }();
  return (cross_entropy(slice(said, 1, 0, classes), own.labels) +
          cross_entropy(slice(said, 1, classes, 2 * classes), taught)) *
         0.5f;
}

void Training::learn() {
  const Batch own = next_batch();
  const train::Learning models[] = {
      {optimizer_, [&] { return loss(own); }},
      {cnn_optimizer_, [&] { return cross_entropy(cnn_.outputs(own.images), own.labels); }}};
  const std::vector<train::Update> updates = train::step_together(models);
  const std::size_t last = updates.size() - 1;
  if (updates[last].fault)
    throw train::diverged(*updates[last].fault, last == 0 ? settings_.learning_rate : settings_.cnn_rate,
                          last == 0 ? Text{} : Text{"CNN의 ", "CNN: "});
  loss_ = updates[0].loss;
  cnn_loss_ = updates[1].loss;
  ++steps_;
}

void Training::step() {
  if (steps_ % look_interval == 0) {
    looking_.emplace(network_, cnn_, set_->test, settings_.patch_side(), seed_);
    looking_since_ = steps_;
  }
  learn();
  if (!looking_) return;
  looking_->advance();
  if (!looking_->finished()) return;
  looked_ = {looking_since_, looking_->network(), looking_->cnn()};
  looking_.reset();
}

void Training::begin_anew() {
  looking_.reset();
  looked_.reset();
  optimizer_ = {network_, adam(network_, settings_.learning_rate)};
  cnn_optimizer_ = {cnn_, adam(cnn_, settings_.cnn_rate)};
}

}  // namespace madang::demos::vit
