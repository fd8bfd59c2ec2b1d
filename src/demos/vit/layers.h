#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/matrix.h"
#include "nn/conv.h"
#include "nn/cost.h"
#include "nn/linear.h"
#include "nn/norm.h"
#include "nn/transformer.h"

namespace madang::demos::vit {

/// Cuts an image into patches, projects each to a vector, puts learned tokens in front and adds learned
/// position embeddings (Dosovitskiy et al. 2021, eq. 1).
struct PatchEmbedding {
  /// first_tokens: that stand in front, the class token and DeiT's distillation token.
  PatchEmbedding(int patch_side, int width, int first_tokens, bool with_positions, Random& random);

  // x: (images, 1, canvas, canvas) → (images, tokens + patches, width)
  Variable operator()(const Variable& x) const;

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const;
  Cost cost(const Volume& in) const;
  std::string pytorch() const;
  std::vector<std::string> pytorch_classes() const;

  int patch;
  Linear projection;   // patch² → width
  Variable tokens;     // (first tokens, width), or nothing
  Variable positions;  // (first tokens + patches, width), or nothing
};

/// Which tokens attend to each other: groups of equal size that follow each other in `order`.
struct Groups {
  std::vector<std::int32_t> order;         // the token at each place
  int count = 1;                           // of groups
  std::vector<std::int32_t> regions = {};  // of the token at each place; others of its group are masked

  int size() const { return static_cast<int>(order.size()) / count; }
};
Groups all_together(int tokens);
/// Windows of `window`² tokens of a grid that is first moved up and left by `shift`; what comes in from the
/// other edge is masked (Liu et al. 2021, section 3.2, figure 4).
Groups windows(int grid, int window, int shift);
/// Tokens at the same place of every square of `square`² (Mehta & Rastegari 2022, section 3.1).
Groups unfolded(int grid, int square);

/// An encoder block in which tokens attend within their group only.
struct GroupedBlock {
  GroupedBlock(const TransformerOptions& options, Groups token_groups, Random& random);

  // x: (images, tokens, width) → the same shape
  Variable operator()(const Variable& x) const;
  struct Trace {
    TransformerTrace block;     // of all groups, one after the other
    std::vector<Matrix> heads;  // attention weights of the first image, (tokens, tokens): 0 between groups
    Variable output;
  };
  Trace inspect(const Variable& x) const;
  /// Where a token stands in groups.order.
  int place_of(int token) const { return places_[static_cast<std::size_t>(token)]; }

  std::vector<Variable> parameters() const { return block.parameters(); }
  std::vector<NamedParameter> named_parameters() const;
  Cost cost(const Volume& in) const;
  std::string pytorch() const;
  std::vector<std::string> pytorch_classes() const;

  TransformerEncoderBlock block;
  Groups groups;

 private:
  Variable grouped(const Variable& x) const;
  Variable in_place(const Variable& x, const Shape& shape) const;
  AttentionOptions options(int images) const;
  std::vector<Matrix> heads_of(const Tensor& weights) const;

  std::vector<std::int32_t> places_;  // of each token in groups.order
  Tensor mask_;                       // (groups, size, size), or empty
};

/// The norm behind the blocks, and a classifier for each of the first tokens, or, where there are none, one
/// for the mean of all (Dosovitskiy et al. 2021, eq. 4; DeiT: Touvron et al. 2021, section 4).
struct TokenReadout {
  TokenReadout(int width, int classes, int first_tokens, Random& random);

  // x: (images, tokens, width) → (images, heads · classes), a head after the other
  Variable operator()(const Variable& x) const;

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const;
  Cost cost(const Volume& in) const;
  std::string pytorch() const;
  std::vector<std::string> pytorch_classes() const;

  LayerNorm norm;
  std::vector<Linear> heads;
  int first_tokens;
};

/// x + W₂ GELU(W₁ LN(depthwise 7×7 of x)) (Liu et al. 2022, "A ConvNet for the 2020s", figure 4), without
/// layer scale, which needs long training.
struct ConvNextBlock {
  ConvNextBlock(int channels, Random& random);

  // x: (images, channels, height, width) → the same shape
  Variable operator()(const Variable& x) const;

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const;
  Cost cost(const Volume& in) const;
  std::string pytorch() const;
  std::vector<std::string> pytorch_classes() const;

  Conv2d depthwise;
  LayerNorm norm;
  Linear expand, reduce;
};

/// Convolutions for what is near, a Transformer over unfolded pixels for what is far, and both brought
/// together (Mehta & Rastegari 2022, figure 1b), without batch norm.
struct MobileVitBlock {
  MobileVitBlock(int channels, int grid, const TransformerOptions& options, int depth, Random& random);

  // x: (images, channels, grid, grid) → the same shape
  Variable operator()(const Variable& x) const;
  /// What enters the encoder blocks. → (images, grid², width)
  Variable tokens(const Variable& x) const;

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const;
  Cost cost(const Volume& in) const;
  std::string pytorch() const;
  std::vector<std::string> pytorch_classes() const;

  Conv2d local, enter, leave, fuse;
  std::vector<GroupedBlock> blocks;
  LayerNorm norm;
  int grid;
};

}  // namespace madang::demos::vit
