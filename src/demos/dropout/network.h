#pragma once

#include <vector>

#include "demos/dropout/settings.h"
#include "nn/dropout.h"
#include "nn/linear.h"
#include "nn/lstm.h"
#include "nn/multi_head_attention.h"
#include "nn/norm.h"
#include "nn/sequential.h"

namespace madang::demos::dropout {

constexpr int lstm_units = 64;
constexpr int cnn_channels[] = {8, 16};

/// An image as rows_read rows, one a time step, through an LSTM: (batch, 1, rows, rows) → (batch, units), the
/// last state. Dropout is on h's way to the next step and, with the same mask, on its way out.
struct RowLstm {
  /// One mask for all steps, or a fresh one at each: (batch, units) each.
  std::vector<RecurrentStates> masks(int batch, Random& random) const;
  /// The states that the masks are on, step by step.
  std::vector<Variable> states(const Variable& images, const std::vector<RecurrentStates>& masks) const;
  Variable operator()(const Variable& images, Mode mode, Random* random) const;

  std::vector<Variable> parameters() const { return lstm.parameters(); }
  std::vector<NamedParameter> named_parameters() const { return lstm.named_parameters(); }
  std::string pytorch() const;
  std::vector<std::string> pytorch_classes() const;

  Lstm lstm;
  float rate;
  bool fresh;
};

/// The rows as tokens through a block of a Transformer: (batch, 1, rows, rows) → (batch, model), their mean.
/// x ← x + attention(norm x), x ← x + W₂ relu(W₁ norm x): as TransformerEncoderBlock with the norms before,
/// which would bring every activation there is into the program that is downloaded.
struct RowTransformer {
  RowTransformer(int model_size, float attention_rate, float output_rate, Random& random);
  Variable tokens(const Variable& images) const;  // (batch, rows, model)
  Variable operator()(const Variable& images, Mode mode, Random* random) const;
  /// The attention weights before dropout: (batch, heads, rows, rows), and the mask drawn for them.
  Variable weights(const Variable& images) const;
  Tensor mask(int batch, Random& random) const;

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const;
  std::string pytorch() const;
  std::vector<std::string> pytorch_classes() const;

  float attention_rate, output_rate;
  Linear embed;
  Variable positions;  // (rows, model), learned
  LayerNorm norm1, norm2;
  MultiHeadAttention attention;
  Linear linear1, linear2;
};

/// (batch, 1, side, side) → (batch, classes). Networks of one seed begin with the same weights, whatever
/// their dropout: He et al. 2015, eq. 10, before a ReLU.
Sequential network_of(Arm arm, const Settings& settings, Random random);

/// pixels → thin_units ReLUs, dropout → where `deep`, as many again without → classes.
Sequential small_network(bool deep, float rate, Random random);

}  // namespace madang::demos::dropout
