#include "demos/cnn/training.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "autograd/with_element.h"
#include "demo/experiment.h"
#include "nn/losses.h"
#include "optim/schedule.h"

namespace madang::demos::cnn {

namespace {

constexpr int images_between_looks = 3000;

double now_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Puts the running values of batch norm, which every training pass moves, back in the end.
class KeptBuffers {
 public:
  explicit KeptBuffers(const ConvNet& net) : buffers_(net.named_buffers()) {
    for (const NamedParameter& buffer : buffers_) values_.push_back(buffer.variable.value());
  }
  ~KeptBuffers() {
    for (std::size_t i = 0; i < values_.size(); ++i) buffers_[i].variable.assign(values_[i]);
  }
  KeptBuffers(const KeptBuffers&) = delete;
  KeptBuffers& operator=(const KeptBuffers&) = delete;

 private:
  std::vector<NamedParameter> buffers_;
  std::vector<Tensor> values_;
};

}  // namespace

void Trace::add(std::uint64_t step, float value) {
  if (!thinning_.admits(count_++, {&x, &y})) return;
  x.push_back(static_cast<float>(step));
  y.push_back(value);
}

float rate_factor(const Settings& settings, std::uint64_t step, std::uint64_t steps_per_epoch) {
  if (settings.plan == Plan::constant) return 1;
  const int length = settings.cycle * static_cast<int>(steps_per_epoch);
  return OneCycle{.steps = length}(static_cast<int>(step % static_cast<std::uint64_t>(length)));
}

ConvNet first_net(const Settings& settings, std::uint64_t seed) {
  enum class Stream : std::uint64_t { weights = 1 };
  return network_of(settings.network, settings.blocks, settings.vgg_norm, random_for(seed, Stream::weights));
}

data::Batches batches_of(const Settings& settings, const data::ImageSet& set, std::uint64_t seed) {
  return {static_cast<int>(set.train.size()), settings.batch, seed};
}

Training::Training(const Settings& settings, const data::ImageSet& set, std::uint64_t seed)
    : set_(set),
      batch_(settings.batch),
      net_(first_net(settings, seed)),
      optimizer_(net_.parameters(), {.learning_rate = settings.learning_rate}),
      batches_(batches_of(settings, set, seed)) {}

void Training::step(const Settings& settings) {
  const double begin = now_seconds();
  learn(settings);
  seconds_ += now_seconds() - begin;
  ++steps_;
  time.add(steps_, static_cast<float>(seconds_));
  const std::uint64_t interval = static_cast<std::uint64_t>(std::max(1, images_between_looks / batch_));
  if (steps_ % interval == 0) look();
}

void Training::learn(const Settings& settings) {
  const auto [images, labels] = next_batch();
  const Variable logits = net_.logits(images, Mode::training);
  const Variable loss = cross_entropy(logits, labels);
  if (!std::isfinite(loss.item()))
    throw demo::Halt(
        {"학습이 발산하여 수가 float의 한계를 넘었습니다. 학습률을 낮추고 처음부터 다시 시작하세요.",
         "Training diverged: the numbers left the range of float. Lower the learning rate and "
         "reset."});
  optimizer_.set_learning_rate(settings.learning_rate * rate_factor(settings, steps_, batches_.per_epoch()));
  optimizer_.step(backward(loss));
  loss_ = loss.item();
  train_loss.add(steps_ + 1, loss_);
  // A mean over some twenty batches, corrected for its beginning at 0 as Adam's moments are.
  constexpr float kept = 0.95f;
  mean_right_ = kept * mean_right_ + (1 - kept) * train::accuracy(logits.value(), labels);
  mean_weight_ = kept * mean_weight_ + (1 - kept);
  train_accuracy.add(steps_ + 1, mean_right_ / mean_weight_);
}

Training::Batch Training::next_batch() {
  const auto chosen = batches_.at(steps_);
  return {constant(set_.train.images(chosen)), set_.train.labels_of(chosen)};
}

std::vector<io::NamedTensor> Training::gradients() {
  const KeptBuffers kept(net_);
  const auto [images, labels] = next_batch();
  const Gradients all = backward(cross_entropy(net_.logits(images, Mode::training), labels));
  std::vector<io::NamedTensor> named;
  for (const auto& [name, variable] : net_.named_parameters())
    named.push_back({name, all.of(variable).value()});
  return named;
}

std::vector<io::NamedTensor> Training::activations() {
  const KeptBuffers kept(net_);
  const NoRecording off;
  std::vector<io::NamedTensor> named;
  for (const Variable& output : net_.outputs(next_batch().images, Mode::training))
    named.push_back({std::to_string(named.size()) + ".activation", output.value()});
  return named;
}

double Training::loss_with(const Variable& parameter, std::size_t index, float value) {
  const KeptBuffers kept(net_);
  const NoRecording off;
  const auto [images, labels] = next_batch();
  return with_element(parameter, index, value,
                      [&] { return cross_entropy(net_.logits(images, Mode::training), labels).item(); });
}

train::Evaluation evaluate(const ConvNet& net, const data::LabelledImages& images) {
  constexpr int at_once = 100;
  const std::vector<std::int32_t> truths(images.labels.begin(), images.labels.end());
  const auto logits_of = [&](std::span<const std::int32_t> chosen) {
    return net.logits(constant(images.images(chosen)), Mode::evaluation);
  };
  return train::evaluate(logits_of, truths, at_once);
}

void Training::look() {
  evaluation_ = evaluate(net_, set_.test);
  const float accuracy = evaluation_->accuracy();
  test_accuracy.add(steps_, accuracy);
  if (goal_step_ || accuracy < goal_accuracy) return;
  goal_step_ = steps_;
  goal_seconds_ = seconds_;
}

}  // namespace madang::demos::cnn
