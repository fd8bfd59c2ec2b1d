#include "demos/regularization/training.h"

#include <algorithm>
#include <cmath>

#include "data/augment.h"
#include "nn/losses_classification.h"
#include "optim/sgd.h"
#include "train/evaluation.h"

namespace madang::demos::regularization {

namespace {

Tensor one_hot(const std::vector<std::int32_t>& labels, std::span<const std::int32_t> rows) {
  Tensor targets({static_cast<int>(rows.size()), classes});
  float* row = targets.mutable_data();
  for (const std::int32_t i : rows) {
    row[labels[static_cast<std::size_t>(i)]] = 1;
    row += classes;
  }
  return targets;
}

void change(Fed& fed, Technique technique, float amount, Random random) {
  switch (technique) {
    case Technique::augmentation:
      fed.images = data::shifted(data::rotated(fed.images, std::min(amount, 180.f), random), 1, random);
      break;
    case Technique::cutout:
      fed.images = data::cut_out(fed.images, static_cast<int>(amount), random);
      break;
    case Technique::mixup:
    case Technique::cutmix: {
      const data::Mixed mixed = technique == Technique::mixup
                                    ? data::mixed_up(fed.images, fed.targets, amount, random)
                                    : data::cut_mixed(fed.images, fed.targets, amount, random);
      fed.images = mixed.images;
      fed.targets = mixed.targets;
      break;
    }
    default:
      break;
  }
}

}  // namespace

std::unique_ptr<Optimizer> optimizer_of(const Network& network, const Settings& settings) {
  const float decay =
      settings.technique == Technique::l2 ? amount_of(settings.technique, settings.strength) : 0.f;
  const std::vector<ParameterGroup> groups = {{.parameters = network.weights(), .weight_decay = decay},
                                              {.parameters = network.others()}};
  return std::make_unique<Sgd>(groups, SgdOptions{.learning_rate = settings.learning_rate});
}

Score score_of(const Network& network, const Part& part) {
  const NoRecording off;
  const Variable logits = network.evaluate(part.images).logits;
  return {cross_entropy(logits, part.labels).item(), train::accuracy(logits.value(), part.labels)};
}

Training::Training(const Settings& settings, std::shared_ptr<const Pictures> pictures, std::uint64_t seed)
    : settings_(settings),
      pictures_(std::move(pictures)),
      seed_(seed),
      network_(settings, random_for(seed, Stream::weights)),
      optimizer_(network_, optimizer_of(network_, settings)) {
  check();
}

Fed Training::fed(std::uint64_t step) const {
  data::Batches batches(pictures_->train.size(), settings_.batch, seed_);
  const auto rows = batches.at(step);
  Fed fed{{rows.begin(), rows.end()},
          rows_of(pictures_->train.images, rows),
          one_hot(pictures_->train.labels, rows)};
  change(fed, settings_.technique, amount_of(settings_.technique, settings_.strength),
         random_for(seed_, Stream::steps, 2 * step));
  return fed;
}

void Training::step() {
  const float amount = amount_of(settings_.technique, settings_.strength);
  const auto of = [&](Technique technique) { return settings_.technique == technique ? amount : 0.f; };
  const Fed now = fed(steps_);
  Random random = random_for(seed_, Stream::steps, 2 * steps_ + 1);
  const auto update = optimizer_.step([&] {
    const auto pass = network_.forward(now.images, Mode::training, &random);
    return cross_entropy(pass.logits, constant(now.targets),
                         {.label_smoothing = of(Technique::label_smoothing)});
  });
  if (update.fault) throw train::diverged(*update.fault, settings_.learning_rate);
  if (settings_.technique == Technique::l1) shrink(settings_.learning_rate * amount);
  ++steps_;
  if (steps_ % check_interval == 0) check();
}

void Training::shrink(float by) const {
  for (const Variable& weight : network_.weights())
    for (float& w : weight.mutable_values()) w = std::copysign(std::max(std::abs(w) - by, 0.f), w);
}

void Training::check() {
  const Check now{steps_, score_of(network_, pictures_->validation)};
  checks_.push_back(now);
  if (stopped_) return;
  if (checks_.size() == 1 || now.validation.loss < best_.validation.loss) {
    best_ = now;
    best_state_ = network_.state();
    return;
  }
  const auto patience = static_cast<std::uint64_t>(amount_of(Technique::early_stopping, settings_.strength));
  if (settings_.technique == Technique::early_stopping && steps_ - best_.step >= patience * check_interval)
    stopped_ = steps_;
}

template <class Read>
auto Training::in_final(Read read) const {
  if (settings_.technique != Technique::early_stopping) return read();
  const auto present = network_.state();
  network_.restore(best_state_);
  auto result = read();
  network_.restore(present);
  return result;
}

Score Training::final_score(const Part& part) const {
  return in_final([&] { return score_of(network_, part); });
}

std::vector<float> Training::final_weights() const {
  return in_final([&] {
    std::vector<float> all;
    for (const Variable& weight : network_.weights())
      all.insert(all.end(), weight.value().values().begin(), weight.value().values().end());
    return all;
  });
}

float Training::share_near_zero() const {
  const std::vector<float> all = final_weights();
  const auto small = std::ranges::count_if(all, [](float w) { return std::abs(w) < nearly_zero; });
  return static_cast<float>(small) / static_cast<float>(all.size());
}

}  // namespace madang::demos::regularization
