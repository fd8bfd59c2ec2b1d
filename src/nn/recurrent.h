#pragma once

#include "autograd/ops_lstm.h"
#include "autograd/ops_shape.h"
#include "core/python.h"
#include "core/random.h"
#include "nn/module.h"

namespace madang {

struct RecurrentOptions {
  int layers = 1;
  bool bidirectional = false;
  bool bias = true;
};

/// The weights of all layers and directions of a recurrent network, with PyTorch's names (weight_ih_l0, …,
/// bias_hh_l1_reverse) and PyTorch's start: uniform in ±1/√hidden, biases too.
struct RecurrentStack {
  /// blocks: 1 for a tanh cell, 3 for a GRU, 4 for an LSTM.
  RecurrentStack(const char* operation, int in_features, int hidden, int blocks, Random& random,
                 const RecurrentOptions& options);

  int directions() const { return options.bidirectional ? 2 : 1; }
  const RecurrentWeights& part(int layer, int direction) const {
    return parts[static_cast<std::size_t>(layer * directions() + direction)];
  }
  std::vector<NamedParameter> named_parameters() const;
  /// The constructor in PyTorch, "nn.LSTM(8, 32, batch_first=True)", up to what the kind adds.
  PythonCall pytorch(const char* name) const;

  int hidden_size;
  RecurrentOptions options;
  std::vector<RecurrentWeights> parts;  // layer by layer, the forward direction before the backward one
};

/// PyTorch's start of a cell: everything uniform in ±1/√hidden.
RecurrentWeights recurrent_weights(const char* operation, int in_features, int hidden, int blocks, bool bias,
                                   Random& random);
/// weight_ih, weight_hh, bias_ih, bias_hh, each followed by `suffix`.
void append_named(std::vector<NamedParameter>& all, const std::string& suffix,
                  const RecurrentWeights& weights);

/// What each layer and direction starts from or ends with, as in RecurrentStack::parts: (batch, hidden) each.
/// Empty: zeros.
using RecurrentStates = PoolVector<Variable>;

/// Variational dropout within a recurrent network: what h of the step before is multiplied with on its way to
/// the next sums, the same at all steps (Gal & Ghahramani 2016, section 4). Neither an LSTM's cell nor what a
/// GRU keeps of h is masked. For each part as in RecurrentStack::parts a mask as of dropout_mask, (batch,
/// hidden).
RecurrentStates recurrent_masks(const RecurrentStack& stack, int batch, float rate, Random& random);
/// The part's mask, nothing where there are none. Throws Error where one is missing or does not fit.
Variable mask_of(const char* operation, const RecurrentStates& masks, std::size_t part, int batch,
                 int hidden);

/// The part's first state: as given, or zeros.
Variable first_state(const char* operation, const RecurrentStates& states, std::size_t part, int batch,
                     int hidden);

/// Layer after layer, the directions of a layer side by side.
/// run(part number, x (batch, length, features), reverse) → (batch, length, hidden)
template <class Run>
Variable run_layers(const RecurrentStack& stack, const Variable& x, Run run) {
  Variable signal = x;
  std::size_t part = 0;
  for (int layer = 0; layer < stack.options.layers; ++layer) {
    Variable output = run(part++, signal, false);
    if (stack.options.bidirectional) {
      const Variable both[] = {output, run(part++, signal, true)};
      output = concat(both, -1);
    }
    signal = std::move(output);
  }
  return signal;
}

}  // namespace madang
