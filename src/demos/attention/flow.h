#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/matrix.h"

namespace madang::demos::attention {

/// The matrices that the reader can change by hand, in the order in which they are computed.
enum class Which : std::uint8_t {
  embedding,
  source,  ///< embedding of the second sentence
  w_q,
  w_k,
  w_v,
  q,
  k,
  v,
  scores,   ///< Q Kᵀ
  scaled,   ///< divided by √d and temperature, masked
  weights,  ///< α = softmax
  mixed,    ///< α V of one head
  w_o,
  output,
};
/// As they stand in links; never renamed.
inline constexpr std::array<std::string_view, 14> which_names = {
    "embedding", "source", "w_q",    "w_k",     "w_v",   "q",   "k",
    "v",         "scores", "scaled", "weights", "mixed", "w_o", "output"};
std::optional<Which> which_named(std::string_view name);

/// A number that the reader put in place of the computed one.
struct Edit {
  Which which = Which::embedding;
  int head = 0;
  int row = 0;
  int column = 0;
  float value = 0;
  float before = 0;  ///< what was computed there

  template <class Visitor>
  void visit(Visitor& v) {
    v(which, head, row, column, value, before);
  }
};

/// One head. Rows of q, scores, scaled, weights and mixed are the tokens that ask; rows of k and v and
/// columns of scores are the tokens that are looked at.
struct Head {
  Matrix w_q = {}, w_k = {}, w_v = {};            // (embedding, depth)
  Matrix q = {}, k = {}, v = {};                  // (tokens, depth)
  Matrix scores = {}, scaled = {}, weights = {};  // (queries, keys)
  Matrix mixed = {};                              // (queries, depth)

  template <class Visitor>
  void visit(Visitor& visitor) {
    visitor(w_q, w_k, w_v, q, k, v, scores, scaled, weights, mixed);
  }
};

/// Everything between the tokens and the output. The embeddings, the positions and the matrices W are given,
/// the rest is computed from them.
struct Flow {
  Matrix embedding;         // (tokens, embedding)
  Matrix positions;         // the same, or empty: none are added
  Matrix source;            // of the second sentence; empty: the sentence asks itself
  Matrix source_positions;  // as positions
  Matrix x;                 // embedding + positions
  Matrix y;                 // where keys and values come from: source + its positions, or x again
  std::vector<Head> heads;
  Matrix joined;  // (tokens, heads * depth)
  Matrix w_o;     // (heads * depth, embedding)
  Matrix output;  // (tokens, embedding)

  bool cross() const { return !source.empty(); }

  template <class Visitor>
  void visit(Visitor& v) {
    v(embedding, positions, source, source_positions, x, y, heads, joined, w_o, output);
  }
};

/// The matrix that an edit names; null where there is no such head or matrix in this flow.
const Matrix* matrix_of(const Flow& flow, Which which, int head);

}  // namespace madang::demos::attention
