#pragma once

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "demo/experiment.h"
#include "io/safetensors.h"
#include "nn/module.h"

namespace madang::train {

/// What a demo says of a model once, so that it can be looked into, its gradient checked on the spot, saved
/// and loaded.
struct Inside {
  std::string prefix{};  ///< of its names where a demo has several: "a" makes "a.0.weight"
  std::vector<NamedParameter> parameters;
  std::vector<NamedParameter> buffers{};
  /// The loss whose gradient is shown, always of the same data while nothing is trained; none where there are
  /// no data. What it does to buffers is put back.
  std::function<Variable()> loss{};
  /// What the units say to those data.
  std::function<std::vector<io::NamedTensor>()> activations{};
};

template <Module Model>
Inside inside_of(const Model& model, std::function<Variable()> loss,
                 std::function<std::vector<io::NamedTensor>()> activations = {}, std::string prefix = {}) {
  Inside inside{std::move(prefix), model.named_parameters(), {}, std::move(loss), std::move(activations)};
  if constexpr (Buffered<Model>) inside.buffers = model.named_buffers();
  return inside;
}

/// Parameters and buffers.
std::vector<io::NamedTensor> tensors_of(std::span<const Inside> models);
/// Gives all of them their values of a file. Throws io::Refused before anything has changed, also for a
/// weight that is no number or beyond GuardedOptimizer::largest_weight.
void load(std::span<const Inside> models, std::span<const io::NamedTensor> file);
std::vector<io::NamedTensor> gradients_of(std::span<const Inside> models);
/// The loss of the model to which the parameter belongs, with one number of it changed. Throws Error for an
/// unknown name.
double loss_with(std::span<const Inside> models, const std::string& name, std::size_t index, float value);
std::vector<io::NamedTensor> activations_of(std::span<const Inside> models);

/// Base of an experiment that trains: what demo::AnyExperiment wants to know of its models comes from
/// `insides`.
template <class Settings, class Snapshot>
class Experiment : public demo::Experiment<Settings, Snapshot> {
 public:
  std::vector<io::NamedTensor> named_tensors() override { return tensors_of(insides()); }
  void load_tensors(std::span<const io::NamedTensor> file) override {
    const auto models = insides();
    if (models.empty()) return demo::AnyExperiment::load_tensors(file);  // refuses it
    load(models, file);
    loaded();
  }
  std::vector<io::NamedTensor> named_gradients() override { return gradients_of(insides()); }
  double loss_with(const std::string& name, std::size_t index, float value) override {
    return train::loss_with(insides(), name, index, value);
  }
  std::vector<io::NamedTensor> named_activations() override { return activations_of(insides()); }
  /// The run so far, and at least a hundred steps: see script.
  std::string as_pytorch() override { return script(std::max<std::uint64_t>(100, updates())); }

 protected:
  /// The models in the present settings; none where nothing is trained.
  virtual std::vector<Inside> insides() = 0;
  /// Updates made since the reset.
  virtual std::uint64_t updates() const = 0;
  /// Weights came from a file: what was measured is no longer of this model.
  virtual void loaded() {}
  /// The run up to that step as PyTorch, see demo::AnyExperiment::as_pytorch.
  virtual std::string script(std::uint64_t /*steps*/) { return {}; }
};

}  // namespace madang::train
