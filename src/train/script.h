#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "data/image_set.h"
#include "io/state_dict.h"
#include "optim/optimizer.h"

/// A run as a Python script that needs nothing but torch and prints the losses that the demo's curve has.
namespace madang::train {

struct ScriptHead {
  std::string run = "The same training";
  std::uint64_t seed = 1;
  std::uint64_t steps = 100;
  std::string prints = "the loss of each step's batch";
};

/// The loop over the steps. What is text is Python, in terms of what the script has defined before.
struct ScriptLoop {
  std::string element = "chosen";    ///< what a step takes of `sequence`; empty: nothing but its number
  std::string sequence = "batches";  ///< with as many elements as there are steps
  std::vector<float> rates = {};     ///< the learning rate of each step; empty: the optimiser's
  std::string before = {};           ///< lines before the loss
  std::string loss = {};             ///< an expression
  float gradient_norm_limit = 0;     ///< as in Optimizer; 0: none
  std::string after = {};            ///< lines after the update
  /// The expression whose value is printed before the first step, as that of step 0, and after every step;
  /// empty: the loss of each step is, before its update.
  std::string report = {};
  bool modes = false;  ///< the report is of evaluation: model.eval() before it, model.train() afterwards
};

/// Writes a script from top to bottom; each call adds a piece.
class Script {
 public:
  explicit Script(const ScriptHead& head);

  /// name = torch.tensor(…): numbers, shape and all. comment: behind it.
  Script& tensor(const std::string& name, const Tensor& values, const std::string& comment = {});
  /// name = torch.tensor([3, 1, …]): class labels, token numbers.
  Script& labels(const std::string& name, std::span<const std::int32_t> values);
  /// batches = […]: the numbers of every step's examples. at(step), step from 0 → std::int32_t in a row.
  template <class At>
  Script& batches(At at) {
    return write(batches_of(at));
  }
  /// The same for images: `images` (count, 1, height, width), 0 … 1, and `labels`, of those alone that a
  /// batch takes, and `batches` with their numbers in these.
  template <class At>
  Script& batches(const data::LabelledImages& images, At at) {
    return write(images, batches_of(at));
  }
  /// Hand-written lines.
  Script& code(const std::string& lines);
  /// A hand-written class or function, two blank lines around it.
  Script& definition(const std::string& lines);

  /// name = constructor, and its state as first weights.
  Script& model(const std::string& constructor, std::span<const io::NamedTensor> state,
                const std::string& name = "model");
  /// A module that says its own constructor, with the classes that it needs.
  template <class Module>
  Script& model(const Module& module, const std::string& name = "model") {
    if constexpr (requires { module.pytorch_classes(); })
      for (const std::string& text : module.pytorch_classes()) definition(text);
    return model(module.pytorch(), io::state_dict(module), name);
  }

  /// groups: as in Optimizer::pytorch.
  Script& optimizer(const Optimizer& optimizer, std::span<const std::string> groups = {});
  Script& loop(const ScriptLoop& loop);

  /// All of it, with the imports that it needs.
  std::string text() const;

 private:
  using Batches = std::vector<std::vector<std::int32_t>>;

  template <class At>
  Batches batches_of(At at) const {
    Batches batches;
    for (std::uint64_t step = 0; step < head_.steps; ++step) {
      const auto& rows = at(step);
      batches.emplace_back(rows.begin(), rows.end());
    }
    return batches;
  }
  Script& write(const Batches& batches);
  Script& write(const data::LabelledImages& images, Batches batches);
  void add(const std::string& lines, bool definition);

  ScriptHead head_;
  std::string body_;
  bool after_definition_ = false;
};

}  // namespace madang::train
