#include "autograd/ops_norm.h"

#include <algorithm>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_reduce.h"
#include "autograd/ops_shape.h"
#include "autograd/record.h"
#include "kernels/norm.h"

namespace madang {
namespace {

using Operands = PoolVector<Variable>;  // x, weight and bias as far as they exist

/// x seen as rows of the numbers that are normalised together.
kernels::RowNorm rows_of(const char* operation, const Shape& x, int axes, float epsilon, bool centred) {
  kernels::RowNorm rows{.rows = 1, .columns = 1, .epsilon = epsilon, .centred = centred};
  for (int i = 0; i < x.rank() - axes; ++i) rows.rows *= x[i];
  for (int i = x.rank() - axes; i < x.rank(); ++i) rows.columns *= x[i];
  if (rows.columns == 0) fail(operation, "nothing to normalise", x);
  return rows;
}

std::span<const float> values_of(const Operands& operands, std::size_t index) {
  return index < operands.size() ? operands[index].value().values() : std::span<const float>();
}

// n = (x − m) r, g = dy w;  dx = r (g − mean g − n mean(g n)), dw = Σ dy n, db = Σ dy over the rows
void derive_composed(Derivation& d, const kernels::RowNorm& rows) {
  const Reduce keep{.keep_dims = true};
  const Shape matrix{rows.rows, rows.columns};
  const Variable x = reshape(d.input(0), matrix), dy = reshape(d.gradient(), matrix);
  const Variable distance = rows.centred ? x - mean(x, {1}, keep) : x;
  const Variable inverse = 1.0f / sqrt(mean(square(distance), {1}, keep) + rows.epsilon);
  const Variable n = distance * inverse;
  if (d.needs(0)) {
    const Variable g = d.input_count() > 1 ? dy * reshape(d.input(1), {rows.columns}) : dy;
    const Variable slope = g - n * mean(g * n, {1}, keep);
    d.add(0, reshape((rows.centred ? slope - mean(g, {1}, keep) : slope) * inverse, d.input(0).shape()));
  }
  if (d.input_count() > 1 && d.needs(1)) d.add(1, reshape(sum(dy * n, {0}), d.input(1).shape()));
  if (d.input_count() > 2 && d.needs(2)) d.add(2, reshape(sum(dy, {0}), d.input(2).shape()));
}

void derive_fused(Derivation& d, const kernels::RowNorm& rows, const Tensor& mean, const Tensor& inverse) {
  Tensor derivatives[3];
  for (int i = 0; i < d.input_count(); ++i) {
    if (i == 0 || d.needs(i)) derivatives[i] = Tensor::uninitialized(d.input(i).shape());
  }
  const auto weight = d.input_count() > 1 ? d.input(1).value().values() : std::span<const float>();
  kernels::row_norm_backward(
      rows,
      {d.input(0).value().values(), weight, mean.values(), inverse.values(), d.gradient().value().values()},
      derivatives[0].mutable_values(), derivatives[1].mutable_values(), derivatives[2].mutable_values());
  for (int i = 0; i < d.input_count(); ++i) {
    if (d.needs(i)) d.add(i, constant(std::move(derivatives[i])));
  }
}

Variable row_norm(const char* operation, Operands operands, const kernels::RowNorm& rows) {
  const Tensor& x = operands[0].value();
  Tensor y = Tensor::uninitialized(x.shape());
  Tensor mean = Tensor::uninitialized({rows.rows}), inverse = Tensor::uninitialized({rows.rows});
  kernels::row_norm(rows, x.values(), values_of(operands, 1), values_of(operands, 2), y.mutable_values(),
                    mean.mutable_values(), inverse.mutable_values());
  return record(operation, std::move(y), std::move(operands),
                [rows, mean = std::move(mean), inverse = std::move(inverse)](Derivation& d) {
                  if (recording()) {
                    derive_composed(d, rows);
                  } else {
                    derive_fused(d, rows, mean, inverse);
                  }
                });
}

void check_last_axes(const char* operation, const Shape& x, const Shape& weight) {
  bool fits = weight.rank() > 0 && weight.rank() <= x.rank();
  for (int i = 1; fits && i <= weight.rank(); ++i) fits = weight.at(-i) == x.at(-i);
  if (!fits) fail(operation, "weight does not have the last axes of the input", x, weight);
}

void check_channels(const char* operation, const Shape& x, const Shape& weight, const Shape& bias) {
  if (x.rank() < 2) fail(operation, "input (batch, channels, …) expected", x);
  for (const Shape& each : {weight, bias}) {
    if (each != Shape{x[1]}) fail(operation, "input (batch, channels, …) and (channels) do not fit", x, each);
  }
}

/// (channels) → (channels, 1, …), which broadcasts against x along its axis 1.
Variable along_channels(const Variable& per_channel, const Shape& x) {
  Shape shape{per_channel.shape()[0]};
  for (int i = 2; i < x.rank(); ++i) shape.push_back(1);
  return reshape(per_channel, shape);
}

/// All axes but the channels.
Axes others(const Shape& x) {
  Axes axes{0};
  for (int i = 2; i < x.rank(); ++i) axes.push_back(i);
  return axes;
}

kernels::ChannelNorm channels_of(const char* operation, const Shape& x, float epsilon) {
  kernels::ChannelNorm channels{.outer = x[0], .channels = x[1], .epsilon = epsilon};
  for (int i = 2; i < x.rank(); ++i) channels.inner *= x[i];
  if (x.size() == 0) fail(operation, "nothing to normalise", x);
  return channels;
}

// n = (x − m) r;  db = Σ dy, dw = Σ dy n, dx = w r (dy − mean dy − n mean(dy n))
void derive_batch_norm_composed(Derivation& d, float epsilon) {
  const Reduce keep{.keep_dims = true};
  const Variable &x = d.input(0), &dy = d.gradient();
  const Axes axes = others(x.shape());
  const Variable distance = x - mean(x, axes, keep);
  const Variable inverse = 1.0f / sqrt(mean(square(distance), axes, keep) + epsilon);
  const Variable n = distance * inverse;
  if (d.needs(0)) {
    const Variable slope = dy - mean(dy, axes, keep) - n * mean(dy * n, axes, keep);
    d.add(0, slope * inverse * along_channels(d.input(1), x.shape()));
  }
  if (d.needs(1)) d.add(1, sum(dy * n, axes));
  if (d.needs(2)) d.add(2, sum(dy, axes));
}

void derive_batch_norm(Derivation& d, const kernels::ChannelNorm& channels, const ChannelMoments& moments) {
  Tensor derivatives[3];
  for (int i = 0; i < 3; ++i) derivatives[i] = Tensor::uninitialized(d.input(i).shape());
  kernels::batch_norm_backward(
      channels,
      {d.input(0).value().values(), d.input(1).value().values(), moments.mean.values(),
       moments.variance.values(), d.gradient().value().values()},
      derivatives[0].mutable_values(), derivatives[1].mutable_values(), derivatives[2].mutable_values());
  for (int i = 0; i < 3; ++i) {
    if (d.needs(i)) d.add(i, constant(std::move(derivatives[i])));
  }
}

Variable group_norm_named(const char* operation, const Variable& x, int groups, const Variable& weight,
                          const Variable& bias, float epsilon) {
  const Shape& shape = x.shape();
  check_channels(operation, shape, weight.shape(), bias.shape());
  if (groups < 1 || shape[1] % groups != 0) {
    throw Error(std::string(operation) + ": channels of " + shape.to_string() + " do not make " +
                std::to_string(groups) + " groups");
  }
  const int rows = shape[0] * groups;
  int columns = shape[1] / groups;
  for (int i = 2; i < shape.rank(); ++i) columns *= shape[i];
  if (columns == 0) fail(operation, "nothing to normalise", shape);
  const Variable normal = row_norm(operation, {reshape(x, {rows, columns})},
                                   {.rows = rows, .columns = columns, .epsilon = epsilon});
  return reshape(normal, shape) * along_channels(weight, shape) + along_channels(bias, shape);
}

}  // namespace

Variable layer_norm(const Variable& x, const Variable& weight, const Variable& bias, float epsilon) {
  check_last_axes("layer_norm", x.shape(), weight.shape());
  if (bias && bias.shape() != weight.shape()) {
    fail("layer_norm", "weight and bias differ", weight.shape(), bias.shape());
  }
  return row_norm("layer_norm", bias ? Operands{x, weight, bias} : Operands{x, weight},
                  rows_of("layer_norm", x.shape(), weight.shape().rank(), epsilon, true));
}

Variable layer_norm(const Variable& x, int axes, float epsilon) {
  if (axes < 1 || axes > x.shape().rank()) {
    throw Error("layer_norm: no last " + std::to_string(axes) + " axes in " + x.shape().to_string());
  }
  return row_norm("layer_norm", {x}, rows_of("layer_norm", x.shape(), axes, epsilon, true));
}

Variable rms_norm(const Variable& x, const Variable& weight, float epsilon) {
  check_last_axes("rms_norm", x.shape(), weight.shape());
  return row_norm("rms_norm", {x, weight},
                  rows_of("rms_norm", x.shape(), weight.shape().rank(), epsilon, false));
}

Variable unit_length(const Variable& x, float epsilon) {
  if (x.shape().rank() == 0) fail("unit_length", "a last axis expected", x.shape());
  const Variable squared = sum(square(x), {-1}, {.keep_dims = true});
  // The maximum before the root: at 0 the root has no derivative.
  return x / sqrt(maximum(squared, constant(Tensor::scalar(epsilon * epsilon))));
}

Variable batch_norm(const Variable& x, const Variable& weight, const Variable& bias, float epsilon,
                    ChannelMoments* moments) {
  check_channels("batch_norm", x.shape(), weight.shape(), bias.shape());
  const kernels::ChannelNorm channels = channels_of("batch_norm", x.shape(), epsilon);
  Tensor y = Tensor::uninitialized(x.shape());
  ChannelMoments counted{Tensor::uninitialized({channels.channels}),
                         Tensor::uninitialized({channels.channels})};
  kernels::batch_norm(channels, x.value().values(), weight.value().values(), bias.value().values(),
                      y.mutable_values(), counted.mean.mutable_values(), counted.variance.mutable_values());
  if (moments) *moments = counted;
  return record("batch_norm", std::move(y), inputs(x, weight, bias),
                [channels, counted = std::move(counted)](Derivation& d) {
                  if (recording()) {
                    derive_batch_norm_composed(d, channels.epsilon);
                  } else {
                    derive_batch_norm(d, channels, counted);
                  }
                });
}

Variable batch_norm(const Variable& x, const Variable& weight, const Variable& bias,
                    const ChannelMoments& moments, float epsilon) {
  check_channels("batch_norm", x.shape(), weight.shape(), bias.shape());
  check_channels("batch_norm", x.shape(), moments.mean.shape(), moments.variance.shape());
  const Variable factor = weight / sqrt(constant(moments.variance) + epsilon);
  const Variable shift = bias - constant(moments.mean) * factor;
  return x * along_channels(factor, x.shape()) + along_channels(shift, x.shape());
}

Variable group_norm(const Variable& x, int groups, const Variable& weight, const Variable& bias,
                    float epsilon) {
  return group_norm_named("group_norm", x, groups, weight, bias, epsilon);
}

Variable instance_norm(const Variable& x, const Variable& weight, const Variable& bias, float epsilon) {
  check_channels("instance_norm", x.shape(), weight.shape(), bias.shape());
  return group_norm_named("instance_norm", x, std::max(x.shape()[1], 1), weight, bias, epsilon);
}

}  // namespace madang
