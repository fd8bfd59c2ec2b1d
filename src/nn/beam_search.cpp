#include "nn/beam_search.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "core/error.h"

namespace madang {

namespace {

class Search {
 public:
  Search(const NextLogProbabilities& next, const BeamOptions& options) : next_(next), options_(options) {}

  BeamSearch run() {
    live_ = {-1};
    for (int length = 1; length <= options_.most_tokens && !live_.empty() && !is_decided(length); ++length)
      follow(candidates(length));
    if (found_.lines.empty()) found_.lines = live_;
    std::ranges::stable_sort(found_.lines, std::greater{}, [this](int node) { return score_of(node); });
    found_.lines.resize(std::min(found_.lines.size(), width()));
    return std::move(found_);
  }

 private:
  std::size_t width() const { return static_cast<std::size_t>(options_.width); }
  const BeamNode& node(int index) const { return found_.tree[static_cast<std::size_t>(index)]; }
  float score_of(int index) const {
    return beam_score(node(index).log_probability, node(index).length, options_.length_penalty);
  }

  /// Of each line followed its likeliest tokens, all in one order. More than `width` of one are never needed,
  /// and one more as the end may be among them.
  std::vector<BeamNode> candidates(int length) const {
    std::vector<BeamNode> all;
    for (const int parent : live_) {
      const auto log_probabilities = next_(found_.line(parent));
      if (options_.end >= static_cast<int>(log_probabilities.size()))
        throw Error("beam_search: the end is none of the tokens");
      std::vector<int> tokens(log_probabilities.size());
      std::iota(tokens.begin(), tokens.end(), 0);
      const auto of = [&](int token) { return log_probabilities[static_cast<std::size_t>(token)]; };
      std::ranges::stable_sort(tokens, std::greater{}, of);
      tokens.resize(std::min(tokens.size(), width() + 1));
      const float before = parent < 0 ? 0.f : node(parent).log_probability;
      for (const int token : tokens)
        all.push_back({.token = token,
                       .parent = parent,
                       .length = length,
                       .log_probability = before + of(token),
                       .ended = token == options_.end});
    }
    std::ranges::stable_sort(all, std::greater{}, &BeamNode::log_probability);
    return all;
  }

  void follow(std::vector<BeamNode> considered) {
    std::vector<int> now;
    for (std::size_t rank = 0; rank < considered.size(); ++rank) {
      BeamNode& one = considered[rank];
      const auto index = static_cast<int>(found_.tree.size());
      one.kept = one.ended ? rank < width() : now.size() < width();
      if (one.kept) (one.ended ? found_.lines : now).push_back(index);
      found_.tree.push_back(one);
    }
    live_ = std::move(now);
  }

  /// ln P never rises, so the score of what is followed is at best that of a line as long as may be.
  bool is_decided(int length) const {
    if (found_.lines.size() < width() || length == 1) return false;
    std::vector<float> scores;
    for (const int line : found_.lines) scores.push_back(score_of(line));
    std::ranges::sort(scores, std::greater{});
    const float hope =
        beam_score(node(live_.front()).log_probability, options_.most_tokens, options_.length_penalty);
    return hope <= scores[width() - 1];
  }

  const NextLogProbabilities& next_;
  const BeamOptions& options_;
  BeamSearch found_;
  std::vector<int> live_;
};

}  // namespace

float beam_score(float log_probability, int length, float length_penalty) {
  return log_probability / std::pow((5.f + static_cast<float>(length)) / 6.f, length_penalty);
}

std::vector<int> BeamSearch::line(int node) const {
  std::vector<int> tokens;
  for (int at = node; at >= 0; at = tree[static_cast<std::size_t>(at)].parent)
    tokens.push_back(tree[static_cast<std::size_t>(at)].token);
  std::ranges::reverse(tokens);
  return tokens;
}

BeamSearch beam_search(const NextLogProbabilities& next, const BeamOptions& options) {
  if (options.width < 1 || options.most_tokens < 1 || options.end < 0)
    throw Error("beam_search: width, tokens and end must not be below 1, 1 and 0");
  return Search(next, options).run();
}

}  // namespace madang
