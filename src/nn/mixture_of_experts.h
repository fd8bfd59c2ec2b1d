#pragma once

#include "nn/mlp.h"

namespace madang {

struct MixtureOptions {
  int experts = 4;
  int top = 2;           // experts that see a token
  int hidden_size = 64;  // of each expert
  Activation activation = Activation::relu;
};

/// A layer of which each token uses a part: a gate sends it to the `top` experts that it scores highest, and
/// their outputs are added, weighted by the gate (Shazeer et al. 2017, section 2).
struct MixtureOfExperts {
  struct Result {
    Variable output;  // (tokens, features)
    /// N Σ fₑ Pₑ, fₑ the share of tokens that expert e got and Pₑ the mean of its probability (Fedus, Zoph &
    /// Shazeer 2022, eq. 4); 1 when the load is even.
    Variable balance_loss;
    /// Squared coefficient of variation of the sums of gate weights (Shazeer et al. 2017, eq. 6 and 7).
    Variable importance_loss;
    Variable probabilities;           // (tokens, experts), before the choice
    PoolVector<std::int32_t> chosen;  // (tokens, top), the best first
    PoolVector<int> load;             // tokens per expert
  };

  MixtureOfExperts(int features, Random& random, MixtureOptions options = {});

  /// The weight of a chosen expert is its probability; with top > 1 divided by the sum over those chosen
  /// (which is the softmax over their scores), with top = 1 as it is, or the gate would not learn.
  // x: (tokens, features)
  Result operator()(const Variable& x) const;

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const;

  MixtureOptions options;
  Linear gate;
  std::vector<Mlp> experts;
};

}  // namespace madang
