#pragma once

#include "core/random.h"
#include "nn/module.h"

namespace madang {

/// Restricted Boltzmann machine of units that are 0 or 1 (Smolensky 1986; Hinton 2002):
///   p(v, h) ∝ exp(b·v + c·h + h W v)
struct Rbm {
  /// Weights start at N(0, 0.01²), biases at 0 (Hinton 2010, section 8).
  Rbm(int visible, int hidden, Random& random);

  // visible: (batch, visible) → p(h = 1 | v): (batch, hidden)
  Variable hidden_probabilities(const Variable& visible) const;
  // hidden: (batch, hidden) → p(v = 1 | h): (batch, visible)
  Variable visible_probabilities(const Variable& hidden) const;
  /// F(v) = −b·v − Σ log(1 + exp(c + W v)), so that p(v) ∝ e^−F(v). (batch, visible) → (batch)
  Variable free_energy(const Variable& visible) const;

  /// `steps` rounds of Gibbs sampling: hidden units given the visible, visible given the hidden.
  Tensor gibbs(const Tensor& visible, int steps, Random& random) const;

  /// The loss of contrastive divergence CD-k: mean F(data) − mean F(data after k rounds), the second as fixed
  /// samples. Its gradient is ⟨p(h|v) v⟩ of the model minus that of the data (Hinton 2002, eq. 5), so any
  /// optimiser can take the step. The value is no measure of progress.
  Variable contrastive_divergence(const Tensor& data, int k, Random& random) const;

  /// Mean squared difference between data and p(v | h) for h drawn given the data.
  float reconstruction_error(const Tensor& data, Random& random) const;

  std::vector<Variable> parameters() const { return {weight, visible_bias, hidden_bias}; }
  std::vector<NamedParameter> named_parameters() const {
    return {{"weight", weight}, {"visible_bias", visible_bias}, {"hidden_bias", hidden_bias}};
  }

  Variable weight;        // (hidden, visible)
  Variable visible_bias;  // (visible)
  Variable hidden_bias;   // (hidden)
};

/// 1 with the given probability, else 0.
Tensor sample_bernoulli(const Tensor& probabilities, Random& random);

}  // namespace madang
