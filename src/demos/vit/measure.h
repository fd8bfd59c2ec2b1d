#pragma once

#include <vector>

#include "demos/vit/experiment.h"
#include "demos/vit/network.h"

namespace madang::demos::vit {

/// What a block computed for the image that is looked at, and the block, which is the network's and lives as
/// long.
struct Attended {
  const GroupedBlock* block;
  GroupedBlock::Trace trace;
};
/// Of every block in which tokens attend, from the input on. image: (1, 1, canvas, canvas)
std::vector<Attended> attended(const Classifier& network, const Tensor& image);

/// Attention rollout: the product of ½ (A + I) over the blocks, A the mean of the heads, rows renormalised
/// (Abnar & Zuidema 2020, section 3; weights of ½ for the way around). Rows sum to 1. → (tokens, tokens)
Matrix rollout(const std::vector<Attended>& blocks);

/// The row of a token; of −1, which stands for all, the mean of all rows.
std::vector<float> row_of(const Matrix& weights, int token);

/// How the weight that `query` gives to `key` comes about: softmax over the keys of q · k / √head_dim
/// (Vaswani et al. 2017, eq. 1). Tokens and head are counted from 0.
Calculation calculation_of(const Attended& attended, int head, int query, int key);

/// Cosine of the position embeddings of each pair of patches (Dosovitskiy et al. 2021, figure 7); empty where
/// there are none. → (patches, patches)
Matrix position_similarity(const Classifier& network);

/// Largest difference of a class's probability between an image and the same with other places for its
/// patches, as long as all position embeddings are 0. images: (2, 1, canvas, canvas)
float order_difference(const Classifier& network, const Tensor& images);

/// What the network's answer depends on: |∂ its logit / ∂ pixel|, summed over each cell of a grid, the sum
/// of all made 1. → (grid²)
std::vector<float> dependence(const Classifier& network, const Tensor& image, int grid);

/// Multiply-adds of self-attention of `width` over a grid of tokens (Liu et al. 2021, eq. 1 and 2):
/// 4 n d² + 2 n² d, and in windows of M² tokens 4 n d² + 2 M² n d.
struct AttentionCost {
  double full = 0, windowed = 0;
};
AttentionCost attention_cost(int grid, int window, int width);

}  // namespace madang::demos::vit
