#include "demos/backprop/training.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "autograd/with_element.h"
#include "io/refused.h"
#include "io/state_dict.h"
#include "train/evaluation.h"

namespace madang::demos::backprop {

namespace {

constexpr float explosion = 10;         // the loss has grown this many times: diverged
constexpr float largest_weight = 1e5f;  // with it five layers still stay below the largest float
constexpr float no_better = 1.2f;       // the loss is this many times the one at the start …
constexpr float no_gradient = 1e-5f;    // … and the gradient has this norm: saturated for good

std::string short_number(float value) {
  char text[32];
  const bool whole = value >= 1000 && value < 1e6f;  // 1000, not 1e+03
  std::snprintf(text, sizeof text, whole ? "%.0f" : "%.3g", static_cast<double>(value));
  return text;
}

Text way_back(const Settings& settings) {
  const std::string lower = short_number(settings.learning_rate / 10);
  return {" 학습률을 낮추고(예: " + lower + ") 처음부터 다시 시작하세요.",
          " Lower the learning rate (to " + lower + ", say) and reset."};
}

[[noreturn]] void halt(const Settings& settings, const std::string& korean, const std::string& english) {
  const std::string rate = short_number(settings.learning_rate);
  const Text back = way_back(settings);
  throw demo::Halt({"학습률 " + rate + "에서 학습이 발산했습니다. " + korean + back.korean,
                    "Training diverged at learning rate " + rate + ". " + english + back.english});
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

AnyOptimizer make_optimizer(const Settings& settings, const Network& network) {
  const float rate = settings.learning_rate;
  switch (settings.rule) {
    case Rule::gradient_descent:
      return Sgd(network.parameters(), {.learning_rate = rate});
    case Rule::momentum:
      return Sgd(network.parameters(), {.learning_rate = rate, .momentum = 0.9f});
    case Rule::adam:
      return Adam(network.parameters(), {.learning_rate = rate});
  }
  throw Error("training: no such rule");
}

}  // namespace

void Curve::add(std::uint64_t step, float train_loss, float test_loss) {
  if (!thinning.admits(step, {&steps, &train, &test})) return;
  steps.push_back(static_cast<float>(step));
  train.push_back(train_loss);
  test.push_back(test_loss);
}

Training::Training(const Settings& settings, std::uint64_t seed)
    : seed_(seed),
      data_(make_dataset(settings, seed)),
      network_(make_network(settings, data_.train.classes, seed)),
      optimizer_(make_optimizer(settings, network_)),
      rounds_(static_cast<int>(data_.train.size()), random_for(seed, Stream::rounds)) {
  make_batches();
  reference_loss_ = train_score().loss;
  if (data_.train.size() > 0) record();
}

void Training::make_batches() {
  const int outputs = network_.architecture().outputs();
  train_batch_ = make_batch(data::batch_of(data_.train), outputs);
  test_batch_ = make_batch(data::batch_of(data_.test), outputs);
}

void Training::take_data(const Settings& settings) {
  data_ = make_dataset(settings, seed_);
  rounds_ = data::Rounds(static_cast<int>(data_.train.size()), random_for(seed_, Stream::rounds));
  make_batches();
  reference_loss_ = std::max(reference_loss_, train_score().loss);
}

void Training::take_rule(const Settings& settings) { optimizer_ = make_optimizer(settings, network_); }

void Training::set_weight(int layer, int to, int from, float value) {
  const Variable& parameter = from < 0 ? network_.bias(layer) : network_.weight(layer);
  const int index = from < 0 ? to : to * parameter.shape().at(1) + from;
  parameter.mutable_values()[static_cast<std::size_t>(index)] = value;
  edited_ = true;
  reference_loss_ = std::max(reference_loss_, train_score().loss);
}

std::vector<io::NamedTensor> Training::tensors() const {
  std::vector<io::NamedTensor> all;
  for (int i = 0; i < network_.architecture().layers(); ++i) {
    const std::string place = std::to_string(2 * i);
    all.push_back({place + ".weight", network_.weight(i).value()});
    all.push_back({place + ".bias", network_.bias(i).value()});
  }
  return all;
}

void Training::load(std::span<const io::NamedTensor> file) {
  std::vector<Tensor> values = io::matched(tensors(), file);
  for (const Tensor& value : values)
    if (!std::ranges::all_of(value.values(), [](float v) { return std::abs(v) <= largest_weight; }))
      throw io::Refused({"가중치가 너무 크거나 수가 아닙니다. -100000에서 100000 사이여야 합니다.",
                         "A weight is too large or no number; from -100000 to 100000 is accepted."});
  for (std::size_t i = 0; i < values.size(); ++i) network_.parameters()[i].assign(std::move(values[i]));
  edited_ = true;
  reference_loss_ = std::max(reference_loss_, train_score().loss);
}

std::vector<io::NamedTensor> Training::gradients() const {
  const Gradients all = backward(network_.error(network_.forward(train_batch_.inputs), train_batch_));
  auto named = tensors();
  for (std::size_t i = 0; i < named.size(); ++i) named[i].tensor = all.of(network_.parameters()[i]).value();
  return named;
}

double Training::loss_with(const std::string& name, std::size_t index, float value) const {
  const auto named = tensors();
  const auto found = std::ranges::find(named, name, &io::NamedTensor::name);
  const Variable& parameter = network_.parameters().at(static_cast<std::size_t>(found - named.begin()));
  return with_element(parameter, index, value, [&] { return score(train_batch_).loss; });
}

std::vector<io::NamedTensor> Training::activations() const {
  const NoRecording off;
  const Network::Pass pass = network_.forward(train_batch_.inputs);
  std::vector<io::NamedTensor> named;
  for (std::size_t i = 0; i < pass.a.size(); ++i)
    named.push_back({std::to_string(2 * i + 1) + ".activation", pass.a[i].value()});
  return named;
}

Score Training::score(const Batch& batch) const {
  if (batch.labels.empty()) return {};
  const NoRecording off;
  const Network::Pass pass = network_.forward(batch.inputs);
  return {network_.error(pass, batch).item(), train::accuracy(pass.z.back().value(), batch.labels)};
}

void Training::step(const Settings& settings) {
  const data::Rounds rounds_before = rounds_;
  const Batch batch = make_batch(data::batch_of(data_.train, rounds_.next(settings.batch)),
                                 network_.architecture().outputs());
  const Variable loss = network_.error(network_.forward(batch.inputs), batch);
  try {
    update(settings, backward(loss), loss.item());
  } catch (const demo::Halt&) {
    rounds_ = rounds_before;
    throw;
  }
}

void Training::update(const Settings& settings, const Gradients& gradients, float loss) {
  std::vector<Tensor> weights_before;
  for (const Variable& parameter : network_.parameters()) weights_before.push_back(parameter.value());
  const AnyOptimizer optimizer_before = optimizer_;
  try {
    apply(settings, gradients);
    watch(settings, loss);
  } catch (const demo::Halt&) {
    for (std::size_t i = 0; i < weights_before.size(); ++i)
      network_.parameters()[i].assign(weights_before[i]);
    optimizer_ = optimizer_before;
    throw;
  }
  ++steps_;
  if (curve_.thinning.due(steps_)) record();
}

void Training::apply(const Settings& settings, const Gradients& gradients) {
  std::visit(
      [&](auto& optimizer) {
        optimizer.set_learning_rate(settings.learning_rate);
        optimizer.step(gradients);
      },
      optimizer_);
  if (!network_.within(largest_weight))
    halt(settings, "가중치가 계산할 수 없을 만큼 커졌습니다.",
         "The weights grew beyond what can be computed with.");
}

void Training::watch(const Settings& settings, float batch_loss) const {
  const bool due = curve_.thinning.due(steps_ + 1);
  if (!due && batch_loss <= explosion * reference_loss_) return;
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

void Training::record() {
  const float test = data_.test.size() > 0 ? test_score().loss : 0;
  curve_.add(steps_, train_score().loss, test);  // finite, since the weights are limited
}

}  // namespace madang::demos::backprop
