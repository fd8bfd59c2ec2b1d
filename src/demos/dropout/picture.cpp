#include "demos/dropout/picture.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_dropout.h"
#include "autograd/ops_shape.h"
#include "autograd/ops_softmax.h"
#include "core/tensor_matrix.h"
#include "demos/dropout/ensemble.h"
#include "nn/pool.h"

namespace madang::demos::dropout {

namespace {

constexpr int shown_channels = 8, shown_states = 32, shown_terms = 5;

Matrix grid_of(std::span<const float> values, int columns) {
  return {static_cast<int>(values.size()) / columns, columns, numbers_of(values)};
}

/// A mask with all its numbers, where it was 1 along the axes over which it stays the same.
Tensor whole_mask(const Tensor& mask, const Shape& shape) {
  return broadcast_to(constant(mask), shape).value();
}

/// The first feature maps of (1, channels, rows, columns), each with its mask.
void add_maps(const Tensor& x, const Tensor& mask, Thinned& result) {
  const int area = x.shape()[2] * x.shape()[3];
  for (int channel = 0; channel < std::min(shown_channels, x.shape()[1]); ++channel) {
    const auto part = [&](const Tensor& all) {
      return grid_of(
          all.values().subspan(static_cast<std::size_t>(channel * area), static_cast<std::size_t>(area)),
          x.shape()[3]);
    };
    result.masks.push_back({part(x), part(mask)});
  }
}

/// Every dropout layer of a Sequential, with its mask drawn again.
void add_layers(const Training& training, const std::vector<Variable>& outputs, std::uint64_t step,
                Thinned& result) {
  Random lots = training.lots(step);
  for (std::size_t i = 1; i < training.network().size(); ++i) {
    const Dropout* dropout = training.network().get_if<Dropout>(i);
    if (!dropout) continue;
    const Tensor x = outputs[i - 1].value(), mask = whole_mask(dropout->mask(x.shape(), lots), x.shape());
    for (std::size_t j = 0; j < x.size(); ++j)
      result.identity = std::max(result.identity,
                                 std::abs(x.values()[j] * mask.values()[j] - outputs[i].value().values()[j]));
    if (x.shape().rank() == 2) {
      result.masks.push_back({grid_of(x.values(), grid_columns), grid_of(mask.values(), grid_columns)});
    } else if (result.masks.empty()) {
      add_maps(x, mask, result);
    }
  }
}

/// The same maps of the CNN that has no dropout layer: all on.
void add_whole_maps(const Sequential& network, const std::vector<Variable>& outputs, Thinned& result) {
  std::size_t pool = 0;
  while (!network.get_if<MaxPool2d>(pool)) ++pool;
  const Tensor x = outputs[pool].value();
  add_maps(x, Tensor::full(x.shape(), 1), result);
}

void add_states(const Training& training, const RowLstm& reader, const Variable& rows, std::uint64_t step,
                Thinned& result) {
  Random lots = training.lots(step);
  const auto masks = reader.masks(1, lots);
  const auto states = reader.states(rows, masks);
  MaskPicture picture{{rows_read, shown_states, {}}, {rows_read, shown_states, {}}};
  for (std::size_t time = 0; time < states.size(); ++time) {
    const auto h = states[time].value().values().first(shown_states);
    const auto m = masks[time].front().value().values().first(shown_states);
    picture.plain.values.insert(picture.plain.values.end(), h.begin(), h.end());
    picture.mask.values.insert(picture.mask.values.end(), m.begin(), m.end());
    for (std::size_t i = 0; i < m.size(); ++i)
      result.identity = std::max(result.identity, std::abs(m[i] - picture.mask.values[i]));
  }
  result.masks.push_back(std::move(picture));
}

void add_heads(const Training& training, const RowTransformer& reader, const Variable& rows,
               std::uint64_t step, Thinned& result) {
  const int heads = reader.attention.head_count;
  const Tensor weights = reader.weights(rows).value();
  Random lots = training.lots(step);  // the mask of the weights is drawn first
  const Tensor mask = reader.mask(1, lots);
  constexpr std::size_t area = rows_read * rows_read;
  for (std::size_t head = 0; head < static_cast<std::size_t>(heads); ++head)
    result.masks.push_back({grid_of(weights.values().subspan(head * area, area), rows_read),
                            grid_of(mask.values().subspan(head * area, area), rows_read)});
  for (std::size_t i = 0; i < weights.size(); i += rows_read) {
    const auto row = weights.values().subspan(i, rows_read);
    result.identity = std::max(result.identity, std::abs(std::accumulate(row.begin(), row.end(), -1.f)));
  }
}

}  // namespace

Thinned thinned(const Training& training, Kind kind, const Tensor& image, std::uint64_t step) {
  const NoRecording off;
  Thinned result;
  if (kind == Kind::norm) return result;
  const Sequential& network = training.network();
  Random lots = training.lots(step);
  const std::vector<Variable> outputs = network.trace(constant(image), Mode::training, &lots);
  result.chances = numbers_of(softmax(outputs.back()).value());
  if (const RowLstm* reader = network.get_if<RowLstm>(1))
    add_states(training, *reader, outputs.front(), step, result);
  else if (const RowTransformer* tokens = network.get_if<RowTransformer>(1))
    add_heads(training, *tokens, outputs.front(), step, result);
  else
    add_layers(training, outputs, step, result);
  if (kind == Kind::cnn && result.masks.empty()) add_whole_maps(network, outputs, result);
  return result;
}

UnitSum sum_of(const Sequential& dense, int layer, int unit, const Tensor& image) {
  const NoRecording off;
  const std::vector<Variable> outputs = dense.trace(constant(image), Mode::evaluation);
  std::size_t place = 0;
  for (int found = -1; found < layer;)
    if (dense.get_if<Linear>(++place)) ++found;
  const Linear& linear = *dense.get_if<Linear>(place);
  const auto x = outputs[place - 1].value().values();
  const auto w = linear.weight.value().values().subspan(static_cast<std::size_t>(unit) * x.size(), x.size());
  std::vector<std::size_t> order(x.size());
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::sort(order, std::ranges::greater{}, [&](std::size_t i) { return std::abs(x[i] * w[i]); });
  UnitSum sum;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::size_t j = order[i];
    if (i >= shown_terms) {
      sum.rest += x[j] * w[j];
      continue;
    }
    sum.inputs.push_back(x[j]);
    sum.weights.push_back(w[j]);
  }
  sum.bias = linear.bias.value().values()[static_cast<std::size_t>(unit)];
  sum.z = outputs[place].value().values()[static_cast<std::size_t>(unit)];
  if (layer == 0) sum.incoming = numbers_of(w);
  return sum;
}

}  // namespace madang::demos::dropout
