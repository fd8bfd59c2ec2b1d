#pragma once

#include <functional>
#include <span>
#include <vector>

namespace madang {

/// ln P of each next token after a line of tokens: (length) → (tokens).
using NextLogProbabilities = std::function<std::vector<float>(std::span<const int>)>;

struct BeamOptions {
  int width = 4;               ///< lines that are followed; 1 is greedy decoding
  int end = 0;                 ///< the token that ends a line
  int most_tokens = 32;        ///< of a line, its end included
  float length_penalty = 0.f;  ///< α below; 0: none
};

/// One token at the end of a line that was considered.
struct BeamNode {
  int token = 0;
  int parent = -1;              ///< index of the node before it; −1: it begins a line
  int length = 1;               ///< tokens of the line up to here
  float log_probability = 0.f;  ///< ln P of the line up to here
  bool kept = false;            ///< among the best of its length: followed further, or ended
  bool ended = false;

  friend bool operator==(const BeamNode&, const BeamNode&) = default;
};

struct BeamSearch {
  std::vector<BeamNode> tree;  ///< length by length, the likeliest first
  std::vector<int> lines;      ///< the last nodes of what was found, the best first; `width` at the most

  /// The tokens up to a node.
  std::vector<int> line(int node) const;
};

/// The score of a line, ln P / ((5 + length) / 6)^α (Wu et al. 2016, equation 14).
float beam_score(float log_probability, int length, float length_penalty);

/// Follows the `width` likeliest lines token by token (Sutskever et al. 2014, section 3.2). A line that ends
/// among the `width` best of its length is found; the search stops when nothing that is still followed can
/// pass the `width` best of these. Where none ends, those of `most_tokens` are what is found. Throws Error
/// for options below 1 and for a `next` that gives no token or not the end.
BeamSearch beam_search(const NextLogProbabilities& next, const BeamOptions& options);

}  // namespace madang
