#include "demos/attention/measure.h"

#include <algorithm>
#include <cmath>

#include "core/random.h"

namespace madang::demos::attention {

namespace {

struct Spread {
  double sum = 0, squares = 0, count = 0;
  void add(double value) {
    sum += value;
    squares += value * value;
    ++count;
  }
  float variance() const {
    const double mean = count > 0 ? sum / count : 0;
    return count > 0 ? static_cast<float>(squares / count - mean * mean) : 0.f;
  }
};

/// H(α) / log(keys in sight) of one row; nothing where only one key is in sight.
void add_entropy(const Matrix& scaled, const Matrix& weights, int row, Spread& entropies) {
  double entropy = 0;
  int in_sight = 0;
  for (int key = 0; key < weights.columns; ++key) {
    const double weight = weights.at(row, key);
    in_sight += std::isinf(scaled.at(row, key)) ? 0 : 1;
    if (weight > 0) entropy -= weight * std::log(weight);
  }
  if (in_sight > 1) entropies.add(entropy / std::log(in_sight));
}

float mean(const Spread& spread) {
  return spread.count > 0 ? static_cast<float>(spread.sum / spread.count) : 0.f;
}

Matrix rows_reversed(const Matrix& matrix) {
  Matrix reversed = matrix;
  for (int row = 0; row < matrix.rows; ++row)
    for (int column = 0; column < matrix.columns; ++column)
      reversed.at(row, column) = matrix.at(matrix.rows - 1 - row, column);
  return reversed;
}

Matrix output_of(Flow flow, const Rules& rules) {
  attend(flow, rules, {});
  join(flow, {});
  return flow.output;
}

/// The tokens in reverse order, positions and mask where they were. Numbers that were edited on the way are
/// left out: they stand at fixed places.
float permutation_difference(const Flow& flow, const Rules& rules) {
  Flow reversed = flow;
  reversed.embedding = rows_reversed(flow.embedding);
  if (flow.cross()) reversed.source = rows_reversed(flow.source);
  const Matrix there = output_of(std::move(reversed), rules);
  const Matrix back = rows_reversed(output_of(flow, rules));
  float largest = 0;
  for (std::size_t i = 0; i < there.values.size(); ++i)
    largest = std::max(largest, std::fabs(there.values[i] - back.values[i]));
  return largest;
}

Matrix gaussian(int rows, int columns, Random& random) {
  Matrix matrix{rows, columns, {}};
  for (int i = 0; i < rows * columns; ++i) matrix.values.push_back(random.normal());
  return matrix;
}

/// Without the keys that are hidden from it, what one query mixes: softmax and sum over the others alone.
std::vector<double> mixed_of_seen(const Head& head, int row) {
  std::vector<int> seen;
  for (int key = 0; key < head.scaled.columns; ++key)
    if (!std::isinf(head.scaled.at(row, key))) seen.push_back(key);
  std::vector<double> mixed(static_cast<std::size_t>(head.v.columns));
  if (seen.empty()) return mixed;
  float largest = head.scaled.at(row, seen.front());
  for (const int key : seen) largest = std::max(largest, head.scaled.at(row, key));
  double total = 0;
  for (const int key : seen) total += std::exp(double{head.scaled.at(row, key)} - largest);
  for (const int key : seen) {
    const auto weight = static_cast<float>(std::exp(double{head.scaled.at(row, key)} - largest) / total);
    for (std::size_t i = 0; i < mixed.size(); ++i)
      mixed[i] += double{weight} * head.v.at(key, static_cast<int>(i));
  }
  return mixed;
}

void measure_mask(const Head& head, int row, Measures& measures) {
  int seen = 0;
  for (int key = 0; key < head.weights.columns; ++key) {
    if (!std::isinf(head.scaled.at(row, key))) {
      ++seen;
      continue;
    }
    ++measures.hidden_cells;
    measures.largest_hidden_weight =
        std::max(measures.largest_hidden_weight, std::fabs(head.weights.at(row, key)));
  }
  if (seen == 0) ++measures.blind_rows;
  if (seen == head.weights.columns) return;
  const std::vector<double> without = mixed_of_seen(head, row);
  for (std::size_t i = 0; i < without.size(); ++i)
    measures.masked_difference =
        std::max(measures.masked_difference,
                 std::fabs(head.mixed.at(row, static_cast<int>(i)) - static_cast<float>(without[i])));
}

}  // namespace

Measures measure(const Flow& flow, const Rules& rules) {
  Measures measures;
  Spread scores, entropies;
  for (const Head& head : flow.heads) {
    for (int row = 0; row < head.weights.rows; ++row) {
      double sum = 0;
      bool sees = false;
      for (int key = 0; key < head.weights.columns; ++key) {
        sum += head.weights.at(row, key);
        if (std::isinf(head.scaled.at(row, key))) continue;
        scores.add(head.scaled.at(row, key));
        sees = true;
      }
      if (sees)
        measures.row_sum_error = std::max(measures.row_sum_error, static_cast<float>(std::fabs(sum - 1)));
      measure_mask(head, row, measures);
      add_entropy(head.scaled, head.weights, row, entropies);
    }
  }
  measures.score_variance = scores.variance();
  measures.row_entropy = mean(entropies);
  measures.permutation_difference = permutation_difference(flow, rules);
  return measures;
}

Scaling measure_scaling(std::uint64_t seed) {
  constexpr int tokens = 32;
  Scaling result;
  for (int depth = 4; depth <= 256; depth *= 2) {
    result.depth.push_back(static_cast<float>(depth));
    Random random(seed, static_cast<std::uint64_t>(depth));
    const Matrix queries = gaussian(tokens, depth, random);
    const Matrix scores_of_depth = product_transposed(queries, gaussian(tokens, depth, random));
    for (const bool scaled : {false, true}) {
      const Matrix inputs = scaled_and_masked(scores_of_depth, Rules{.scaled = scaled}.scale(depth), {});
      const Matrix shares = softmax_rows(inputs);
      Spread scores, entropies, weights;
      for (const float score : inputs.values) scores.add(score);
      for (const float weight : shares.values) weights.add(double{weight} * tokens);
      for (int row = 0; row < tokens; ++row) add_entropy(inputs, shares, row, entropies);
      (scaled ? result.scaled_variance : result.plain_variance).push_back(scores.variance());
      (scaled ? result.scaled_entropy : result.plain_entropy).push_back(mean(entropies));
      (scaled ? result.scaled_spread : result.plain_spread).push_back(weights.variance());
    }
  }
  return result;
}

}  // namespace madang::demos::attention
