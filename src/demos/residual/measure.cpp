#include "demos/residual/measure.h"

#include <algorithm>
#include <cmath>

#include "core/tensor_matrix.h"
#include "nn/losses_classification.h"

namespace madang::demos::residual {

namespace {

/// Those of the shown units from `first` on, of the first examples.
Matrix part_of(const Tensor& all, int first) {
  Matrix part = columns_of(matrix_of(all), first, shown_units);
  part.rows = std::min(part.rows, shown_examples);
  part.values.resize(static_cast<std::size_t>(part.rows * part.columns));
  return part;
}

float norm_of(const Tensor& values) {
  double sum = 0;
  for (const float v : values.values()) sum += static_cast<double>(v) * v;
  return static_cast<float>(std::sqrt(sum));
}

float largest_difference(std::span<const float> a, std::span<const float> b) {
  float found = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const float difference = std::abs(a[i] - b[i]);
    if (!(difference <= found)) found = difference;
  }
  return found;
}

/// y of a cell, from what is shown.
float joined(const BlockPicture& p, Kind kind, int row, int unit) {
  const float x = p.x.at(row, unit), f = p.f.at(row, unit);
  switch (kind) {
    case Kind::plain:
    case Kind::dense:
      return f;
    case Kind::residual:
      return x + p.scale * f;
    case Kind::highway:
      return p.t.at(row, unit) * f + (1 - p.t.at(row, unit)) * x;
  }
  throw Error("residual: no such kind");
}

std::pair<Tensor, Tensor> end_gradients(const Network& network, const Batch& batch) {
  const train::Kept buffers(without_names(network.named_buffers()));
  const Network::Pass pass = network.forward(batch.images, Mode::training);
  const Gradients gradients = backward(cross_entropy(pass.logits, batch.labels), {.keep_intermediate = true});
  return {gradients.of(pass.x.front()).value(), gradients.of(pass.x.back()).value()};
}

}  // namespace

BlockPicture block_picture(const Network& network, int block, const Batch& batch, int row, int unit) {
  const NoRecording off;
  const Network::Pass pass = network.forward(batch.images, Mode::evaluation);
  const auto index = static_cast<std::size_t>(block);
  const Network::Step step = network.through(pass.x[index], block, Mode::evaluation);
  const bool dense = network.kind() == Kind::dense;
  const int added = dense ? step.x.shape()[1] : 0;
  BlockPicture picture;
  picture.x = part_of(step.x.value(), dense ? added - shown_units : 0);
  picture.f = part_of(step.f.value(), 0);
  if (step.t) picture.t = part_of(step.t.value(), 0);
  picture.y = part_of(step.y.value(), added);
  picture.scale = network.scale();
  const Linear& last = network.layers()[2 * index + 1].linear;
  const Matrix a = matrix_of(step.a.value()), w = matrix_of(last.weight.value());
  for (int i = 0; i < a.columns; ++i) {
    picture.a.push_back(a.at(row, i));
    picture.w.push_back(w.at(unit, i));
  }
  picture.bias = last.bias.value().values()[static_cast<std::size_t>(unit)];
  std::vector<float> expected;
  for (int r = 0; r < picture.y.rows; ++r)
    for (int u = 0; u < picture.y.columns; ++u) expected.push_back(joined(picture, network.kind(), r, u));
  picture.difference = largest_difference(expected, picture.y.values);
  return picture;
}

Tensor logits_without(const Network& network, const Network::Pass& pass, LeftOut left_out, int block) {
  if (left_out == LeftOut::none) return pass.logits.value();
  const bool all = left_out == LeftOut::all;
  const Variable& x = pass.x[all ? 0 : static_cast<std::size_t>(block)];
  return network.logits_from(x, all ? network.blocks() : block + 1, Mode::evaluation).value();
}

Lesions lesions_of(const Network& network, const Batch& batch) {
  const NoRecording off;
  const Network::Pass pass = network.forward(batch.images, Mode::evaluation);
  const auto loss = [&](LeftOut left_out, int block) {
    return cross_entropy(constant(logits_without(network, pass, left_out, block)), batch.labels).item();
  };
  Lesions lesions{.kind = network.kind(), .whole = loss(LeftOut::none, 0), .without = {}};
  for (int block = 0; block < network.blocks(); ++block) lesions.without.push_back(loss(LeftOut::one, block));
  return lesions;
}

Identity identity_of(const Network& network, const Batch& batch) {
  Identity identity;
  const auto [first, last] = end_gradients(network, batch);
  identity.first = norm_of(first);
  identity.last = norm_of(last);
  std::vector<Variable> branches;
  for (std::size_t i = 1; i < network.layers().size(); i += 2) {
    branches.push_back(network.layers()[i].linear.weight);
    branches.push_back(network.layers()[i].linear.bias);
  }
  const train::Kept weights(branches);
  for (const Variable& each : branches) each.assign(Tensor(each.shape()));
  const auto [zeroed_first, zeroed_last] = end_gradients(network, batch);
  identity.zeroed = largest_difference(zeroed_first.values(), zeroed_last.values());
  return identity;
}

}  // namespace madang::demos::residual
