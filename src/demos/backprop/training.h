#pragma once

#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "data/batches.h"
#include "demo/experiment.h"
#include "demo/thinning.h"
#include "demos/backprop/dataset.h"
#include "demos/backprop/network.h"
#include "io/safetensors.h"
#include "optim/adam.h"
#include "optim/sgd.h"

namespace madang::demos::backprop {

struct Score {
  float loss = 0;
  float accuracy = 0;
};

/// Loss over the steps, thinned out so that it never holds more than a few hundred places.
struct Curve {
  std::vector<float> steps, train, test;
  demo::Thinning thinning;

  void add(std::uint64_t step, float train_loss, float test_loss);
};

/// A value, so that a step that fails can be taken back.
using AnyOptimizer = std::variant<Sgd, Adam>;

/// The network with its data and optimiser, and the watch over whether learning still makes sense.
class Training {
 public:
  Training(const Settings& settings, std::uint64_t seed);

  /// One batch. Throws demo::Halt when it diverges; everything is then as before the step.
  void step(const Settings& settings);
  /// One update with gradients, and their loss, from elsewhere; the same watch.
  void update(const Settings& settings, const Gradients& gradients, float loss);

  /// New points under the same network.
  void take_data(const Settings& settings);
  void take_rule(const Settings& settings);
  /// The reader has put a weight by hand: what follows is measured against the loss it has now.
  void set_weight(int layer, int to, int from, float value);

  /// The parameters under the names that they have in the torch.nn.Sequential of the PyTorch script, where an
  /// activation follows each layer: "0.weight", "0.bias", "2.weight" …
  std::vector<io::NamedTensor> tensors() const;
  /// All of them from a file; throws io::Refused before anything has changed.
  void load(std::span<const io::NamedTensor> file);

  /// Over all training points: ∂E/∂ of each of tensors(), E with one number moved, and a of every layer.
  std::vector<io::NamedTensor> gradients() const;
  double loss_with(const std::string& name, std::size_t index, float value) const;
  std::vector<io::NamedTensor> activations() const;

  /// Nothing was learned or set by hand yet.
  bool untouched() const { return steps_ == 0 && !edited_; }
  std::uint64_t steps() const { return steps_; }
  const Network& network() const { return network_; }
  const Dataset& data() const { return data_; }
  const Curve& curve() const { return curve_; }
  Score score(const Batch& batch) const;
  Score train_score() const { return score(train_batch_); }
  Score test_score() const { return score(test_batch_); }

 private:
  void apply(const Settings& settings, const Gradients& gradients);
  void watch(const Settings& settings, float batch_loss) const;
  void record();
  void make_batches();

  std::uint64_t seed_;
  Dataset data_;
  Network network_;
  AnyOptimizer optimizer_;
  data::Rounds rounds_;
  Batch train_batch_;
  Batch test_batch_;
  Curve curve_;
  std::uint64_t steps_ = 0;
  bool edited_ = false;
  float reference_loss_ = 0;  // growth is measured against it: the loss at the start
};

}  // namespace madang::demos::backprop
