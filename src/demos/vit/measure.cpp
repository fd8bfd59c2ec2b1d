#include "demos/vit/measure.h"

#include <algorithm>
#include <cmath>

#include "autograd/ops_reduce.h"
#include "autograd/ops_shape.h"
#include "autograd/ops_softmax.h"
#include "core/tensor_matrix.h"
#include "train/update.h"

namespace madang::demos::vit {

namespace {

const PatchEmbedding* embedding_of(const Classifier& network) {
  return network.layers.get_if<PatchEmbedding>(0);
}

/// ½ (mean of the heads + I), rows made to sum to 1.
Matrix with_way_around(const std::vector<Matrix>& heads) {
  Matrix mean = heads.front();
  for (std::size_t i = 0; i < mean.values.size(); ++i) {
    float sum = 0;
    for (const Matrix& head : heads) sum += head.values[i];
    mean.values[i] = sum / static_cast<float>(heads.size()) / 2;
  }
  for (int row = 0; row < mean.rows; ++row) {
    mean.at(row, row) += 0.5f;
    float sum = 0;
    for (int column = 0; column < mean.columns; ++column) sum += mean.at(row, column);
    for (int column = 0; column < mean.columns; ++column) mean.at(row, column) /= sum;
  }
  return mean;
}

Matrix product(const Matrix& a, const Matrix& b) {
  Matrix result{a.rows, b.columns,
                std::vector<float>(static_cast<std::size_t>(a.rows) * static_cast<std::size_t>(b.columns))};
  for (int i = 0; i < a.rows; ++i)
    for (int k = 0; k < a.columns; ++k)
      for (int j = 0; j < b.columns; ++j) result.at(i, j) += a.at(i, k) * b.at(k, j);
  return result;
}

/// A row of (groups, heads, size, columns).
std::span<const float> row(const Tensor& x, int group, int head, int index) {
  const Shape& shape = x.shape();
  const auto columns = static_cast<std::size_t>(shape[3]);
  const int number = (group * shape[1] + head) * shape[2] + index;
  return x.values().subspan(static_cast<std::size_t>(number) * columns, columns);
}

}  // namespace

std::vector<Attended> attended(const Classifier& network, const Tensor& image) {
  const NoRecording off;
  const std::vector<Variable> outputs = network.layers.trace(constant(image), Mode::evaluation);
  std::vector<Attended> all;
  for (std::size_t i = 1; i < outputs.size(); ++i) {
    if (const auto* block = network.layers.get_if<GroupedBlock>(i))
      all.push_back({block, block->inspect(outputs[i - 1])});
    if (const auto* hybrid = network.layers.get_if<MobileVitBlock>(i)) {
      Variable tokens = hybrid->tokens(outputs[i - 1]);
      for (const GroupedBlock& block : hybrid->blocks) {
        all.push_back({&block, block.inspect(tokens)});
        tokens = all.back().trace.output;
      }
    }
  }
  return all;
}

Matrix rollout(const std::vector<Attended>& blocks) {
  Matrix result = with_way_around(blocks.front().trace.heads);
  for (std::size_t i = 1; i < blocks.size(); ++i)
    result = product(with_way_around(blocks[i].trace.heads), result);
  return result;
}

std::vector<float> row_of(const Matrix& weights, int token) {
  const auto columns = static_cast<std::size_t>(weights.columns);
  std::vector<float> result(columns);
  for (int i = 0; i < weights.rows; ++i)
    if (token < 0 || i == token)
      for (int j = 0; j < weights.columns; ++j)
        result[static_cast<std::size_t>(j)] +=
            weights.at(i, j) / (token < 0 ? static_cast<float>(weights.rows) : 1.f);
  return result;
}

Calculation calculation_of(const Attended& attended, int head, int query, int key) {
  const GroupedBlock& block = *attended.block;
  const auto& made = attended.trace.block.self_attn;
  const int size = block.groups.size(), from = block.place_of(query), to = block.place_of(key);
  const int group = from / size;
  const auto scores = row(made.scores.value(), group, head, from % size);
  const auto weights = row(made.weights.value(), group, head, from % size);
  double sum = 0;
  for (const float score : scores) sum += std::exp(static_cast<double>(score));
  Calculation result{.sum = static_cast<float>(sum), .seen = size};
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const double weight = std::exp(static_cast<double>(scores[i])) / sum;
    result.difference = std::max(result.difference, std::abs(static_cast<float>(weight) - weights[i]));
  }
  result.possible = to / size == group && std::isfinite(scores[static_cast<std::size_t>(to % size)]);
  if (!result.possible) return result;
  result.q = numbers_of(row(made.q.value(), group, head, from % size));
  result.k = numbers_of(row(made.k.value(), group, head, to % size));
  result.score = scores[static_cast<std::size_t>(to % size)];
  result.weight = weights[static_cast<std::size_t>(to % size)];
  return result;
}

Matrix position_similarity(const Classifier& network) {
  const PatchEmbedding* embedding = embedding_of(network);
  if (!embedding || !embedding->positions) return {};
  const Matrix all = matrix_of(embedding->positions.value());
  const int first = network.first_tokens, patches = all.rows - first;
  const auto dot = [&](int a, int b) {
    double sum = 0;
    for (int i = 0; i < all.columns; ++i)
      sum += static_cast<double>(all.at(first + a, i)) * static_cast<double>(all.at(first + b, i));
    return sum;
  };
  Matrix result{patches, patches, std::vector<float>(static_cast<std::size_t>(patches * patches))};
  for (int a = 0; a < patches; ++a)
    for (int b = 0; b < patches; ++b)
      result.at(a, b) = static_cast<float>(dot(a, b) / std::sqrt(dot(a, a) * dot(b, b)));
  return result;
}

float order_difference(const Classifier& network, const Tensor& images) {
  const NoRecording off;
  std::vector<Variable> positions;
  if (const PatchEmbedding* embedding = embedding_of(network); embedding && embedding->positions)
    positions = {embedding->positions};
  const train::Kept kept(positions);
  for (Variable& each : positions) each.assign(Tensor(each.shape()));
  const Tensor chances = softmax(network.logits(images)).value();
  float largest = 0;
  for (std::size_t i = 0; i < classes; ++i)
    largest = std::max(largest, std::abs(chances.values()[i] - chances.values()[classes + i]));
  return largest;
}

std::vector<float> dependence(const Classifier& network, const Tensor& image, int grid) {
  const Variable x = parameter(image);
  const Variable logits = network.layers(x, Mode::evaluation);
  const Tensor slope = backward(max(slice(logits, 1, 0, classes))).of(x).value();
  std::vector<float> cells(static_cast<std::size_t>(grid * grid));
  const int cell = canvas / grid;
  float sum = 0;
  for (int i = 0; i < canvas * canvas; ++i) {
    const float size = std::abs(slope.values()[static_cast<std::size_t>(i)]);
    cells[static_cast<std::size_t>(i / canvas / cell * grid + i % canvas / cell)] += size;
    sum += size;
  }
  if (sum > 0)
    for (float& each : cells) each /= sum;
  return cells;
}

AttentionCost attention_cost(int grid, int window, int width) {
  const double tokens = std::pow(grid, 2), d = width, seen = std::pow(std::min(window, grid), 2);
  const double projections = 4 * tokens * d * d;
  return {.full = projections + 2 * tokens * tokens * d, .windowed = projections + 2 * seen * tokens * d};
}

}  // namespace madang::demos::vit
