#pragma once

#include <span>
#include <vector>

#include "demos/positional/scheme.h"
#include "nn/embedding.h"
#include "nn/linear.h"
#include "nn/multi_head_attention.h"
#include "nn/norm.h"

namespace madang::demos::positional {

/// One block of a Transformer without causal mask (a mask would tell the order too: Haviv et al. 2022), norm
/// first (Xiong et al. 2020), between an embedding and a layer of answers. Models of one seed begin with the
/// same weights, whatever their scheme.
class Model {
 public:
  Model(const Blueprint& blueprint, Random random);

  struct Pass {
    Variable logits;   // (asked, answers)
    Variable weights;  // (count, heads, length, length): what each place attends to
  };
  // symbols: (count, length)   asked: indices of those symbols at which an answer is wanted
  Pass forward(std::span<const std::int32_t> symbols, int length, std::span<const std::int32_t> asked) const;

  const PositionScheme& scheme() const { return scheme_; }
  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  /// As the state_dict of the same model in PyTorch, see pytorch.cpp.
  std::vector<NamedParameter> named_parameters() const;

 private:
  Embedding embedding_;
  MultiHeadAttention attention_;
  Linear linear1_, linear2_, answer_;
  LayerNorm norm1_, norm2_, norm3_;
  PositionScheme scheme_;
};

}  // namespace madang::demos::positional
