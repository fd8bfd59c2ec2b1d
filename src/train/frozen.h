#pragma once

#include "train/update.h"

namespace madang::train {

/// A model's numbers as they are now, to be asked later while it learns on: what is measured in pieces is
/// then of one model. It costs no copy until the next update.
class Frozen {
 public:
  /// Parameters and buffers.
  template <class Model>
  explicit Frozen(const Model& model) : Frozen(model.named_parameters()) {
    if constexpr (Buffered<Model>) keep(model.named_buffers());
  }

  /// Runs with the numbers of then; those of now are back at the end, also where it throws.
  template <class Function>
  auto operator()(Function function) const {
    const Kept now(variables_);
    for (std::size_t i = 0; i < variables_.size(); ++i) variables_[i].assign(values_[i]);
    return function();
  }

 private:
  explicit Frozen(const std::vector<NamedParameter>& named) { keep(named); }
  void keep(const std::vector<NamedParameter>& named) {
    for (const NamedParameter& each : named) {
      variables_.push_back(each.variable);
      values_.push_back(each.variable.value());
    }
  }

  std::vector<Variable> variables_;
  std::vector<Tensor> values_;
};

}  // namespace madang::train
