#include "demos/backprop/training.h"

#include <algorithm>
#include <cmath>

#include "train/evaluation.h"
#include "train/rule.h"

namespace madang::demos::backprop {

namespace {

constexpr float explosion = 10;       // the loss has grown this many times: diverged
constexpr float no_better = 1.2f;     // the loss is this many times the one at the start …
constexpr float no_gradient = 1e-5f;  // … and the gradient has this norm: saturated for good

using train::short_number;

[[noreturn]] void halt(const Settings& settings, const std::string& korean, const std::string& english) {
  const std::string rate = short_number(settings.learning_rate),
                    lower = short_number(settings.learning_rate / 10);
  throw demo::Halt({"학습률 " + rate + "에서 학습이 발산했습니다. " + korean +
                        " 학습률을 낮추고(예: " + lower + ") 처음부터 다시 시작하세요.",
                    "Training diverged at learning rate " + rate + ". " + english +
                        " Lower the learning rate (to " + lower + ", say) and reset."},
                   demo::After::intact);
}

Architecture architecture_of(const Settings& settings, int classes) {
  Architecture architecture{{2}, settings.squash, settings.loss};
  for (const int units : settings.hidden()) architecture.sizes.push_back(units);
  architecture.sizes.push_back(classes == 2 ? 1 : classes);
  return architecture;
}

Network make_network(const Settings& settings, int classes, std::uint64_t seed) {
  Random random = random_for(seed, Stream::weights);
  return Network(architecture_of(settings, classes), random);
}

train::GuardedOptimizer make_optimizer(const Settings& settings, const Network& network) {
  return {network, train::optimizer_of(settings.rule, network.parameters(), settings.learning_rate)};
}

double entropy_term(double p) { return p > 0 ? -p * std::log(p) : 0; }

}  // namespace

Training::Training(const Settings& settings, std::uint64_t seed)
    : seed_(seed),
      data_(make_dataset(settings, seed)),
      network_(make_network(settings, data_.train.classes, seed)),
      optimizer_(make_optimizer(settings, network_)),
      rounds_(static_cast<int>(data_.train.size()), random_for(seed, Stream::rounds)) {
  make_batches();
  reference_loss_ = train_score().loss;
}

void Training::make_batches() {
  const int outputs = network_.architecture().outputs();
  train_batch_ = make_batch(data::batch_of(data_.train), outputs);
  test_batch_ = make_batch(data::batch_of(data_.test), outputs);
  forget_scores();
}

void Training::take_data(const Settings& settings) {
  data_ = make_dataset(settings, seed_);
  rounds_ = data::Rounds(static_cast<int>(data_.train.size()), random_for(seed_, Stream::rounds));
  make_batches();
  accept_loss();
}

void Training::take_rule(const Settings& settings) { optimizer_ = make_optimizer(settings, network_); }

void Training::set_weight(int layer, int to, int from, float value) {
  const Variable& parameter = from < 0 ? network_.bias(layer) : network_.weight(layer);
  const int index = from < 0 ? to : to * parameter.shape().at(1) + from;
  parameter.mutable_values()[static_cast<std::size_t>(index)] = value;
  edited_ = true;
  forget_scores();
  accept_loss();
}

void Training::weights_given(const Settings& settings) {
  optimizer_ = make_optimizer(settings, network_);
  edited_ = true;
  forget_scores();
  accept_loss();
}

void Training::forget_scores() {
  train_score_.reset();
  test_score_.reset();
}

void Training::accept_loss() { reference_loss_ = std::max(reference_loss_, train_score().loss); }

const Score& Training::kept_score(std::optional<Score>& kept, const Batch& batch) const {
  if (kept) return *kept;
  if (batch.labels.empty()) return kept.emplace();
  const NoRecording off;
  const Network::Pass pass = network_.forward(batch.inputs);
  return kept.emplace(network_.error(pass, batch).item(),
                      train::accuracy(pass.z.back().value(), batch.labels));
}

float Training::constant_loss() const {
  const auto targets = train_batch_.targets.values();
  const auto outputs = static_cast<std::size_t>(network_.architecture().outputs());
  double loss = 0;
  for (std::size_t k = 0; k < outputs; ++k) {
    double share = 0;  // of the points for which y of this output is 1: the best constant ŷ
    for (std::size_t i = k; i < targets.size(); i += outputs) share += static_cast<double>(targets[i]);
    share /= static_cast<double>(data_.train.size());
    if (network_.architecture().loss == Loss::half_squared_error)
      loss += 0.5 * share * (1 - share);
    else
      loss += entropy_term(share) + (outputs == 1 ? entropy_term(1 - share) : 0);
  }
  return static_cast<float>(loss);
}

void Training::step(const Settings& settings, bool measured) {
  const data::Rounds rounds_before = rounds_;
  const Batch batch = make_batch(data::batch_of(data_.train, rounds_.next(settings.batch)),
                                 network_.architecture().outputs());
  const Variable loss = network_.error(network_.forward(batch.inputs), batch);
  try {
    update(settings, backward(loss), loss.item(), measured);
  } catch (const demo::Halt&) {
    rounds_ = rounds_before;
    throw;
  }
}

void Training::update(const Settings& settings, const Gradients& gradients, float loss, bool measured) {
  optimizer_.set_learning_rate(settings.learning_rate);
  const auto scores_before = std::pair(train_score_, test_score_);
  try {
    const auto update = optimizer_.step(loss, gradients, [&] {
      forget_scores();
      watch(settings, loss, measured);
    });
    if (update.fault) throw train::diverged(*update.fault, settings.learning_rate);
  } catch (const demo::Halt&) {
    std::tie(train_score_, test_score_) = scores_before;
    throw;
  }
  ++steps_;
}

void Training::watch(const Settings& settings, float batch_loss, bool measured) const {
  if (!measured && batch_loss <= explosion * reference_loss_) return;
  const float loss = train_score().loss;
  if (loss <= no_better * reference_loss_) return;
  const std::string from = short_number(reference_loss_);
  const std::string to = short_number(loss);
  if (!(loss <= explosion * reference_loss_))
    halt(settings, "손실이 " + from + "에서 " + to + "까지 커졌습니다.",
         "The loss grew from " + from + " to " + to + ".");
  const Variable error = network_.error(network_.forward(train_batch_.inputs), train_batch_);
  if (gradient_norm(backward(error), network_.parameters()) < no_gradient)
    halt(settings,
         "걸음이 너무 커서 유닛이 모두 포화(saturation)되었습니다. 손실은 처음(" + from + ")보다 큰 " + to +
             "인데 기울기가 거의 0이라 더 배우지 못합니다.",
         "The steps were so large that the units are saturated: the loss is " + to + ", above the " + from +
             " at the start, and the gradient is almost 0, so nothing more is learned.");
}

}  // namespace madang::demos::backprop
