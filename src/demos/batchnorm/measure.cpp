#include "demos/batchnorm/measure.h"

#include <algorithm>
#include <cmath>
#include <compare>
#include <numeric>

#include "autograd/ops_activation.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_matmul.h"
#include "autograd/ops_reduce.h"
#include "core/histogram.h"
#include "core/tensor_matrix.h"

namespace madang::demos::batchnorm {

namespace {

constexpr float scale_factor = 3;
constexpr int bins = 13;

float largest_difference(std::span<const float> a, std::span<const float> b) {
  float found = 0;
  for (std::size_t i = 0; i < a.size(); ++i) found = std::max(found, std::abs(a[i] - b[i]));
  return found;
}

/// Nothing is recorded, and the running values are put back.
Network::Pass pass_of(const Network& network, const Tensor& images, Mode mode) {
  const train::Kept buffers(without_names(network.named_buffers()));
  const NoRecording off;
  return network.forward(images, mode);
}

/// BN(aWu) against BN(Wu), and the gradients of a weighted sum of both with respect to the weights. The
/// variance is a² times as large, so the identity is exact where ε is, too; with the same ε it is not for two
/// rows, whose gradient is all of ε's making.
void check_scale(const Variable& u, const Tensor& weight, Identities& checks) {
  const auto at = [&](float a) {
    Tensor scaled = weight;
    for (float& w : scaled.mutable_values()) w *= a;
    const Variable moved = parameter(scaled);
    const BatchNorm norm(weight.shape()[0], {.epsilon = a * a * default_norm_epsilon});
    const Variable y = norm(linear(u, moved), Mode::training);
    Random random(1);
    const Tensor gradient = backward(sum(y * constant(random.normal(y.shape())))).of(moved).value();
    const auto values = gradient.values();
    return std::pair(y.value(),
                     std::sqrt(std::inner_product(values.begin(), values.end(), values.begin(), 0.)));
  };
  const auto [y, gradient] = at(1);
  const auto [y_scaled, gradient_scaled] = at(scale_factor);
  checks.scale = largest_difference(y.values(), y_scaled.values()) / train::largest_magnitude(y.values());
  checks.gradient_ratio = static_cast<float>(gradient_scaled / gradient);
}

/// γ and β that undo a normalisation; and of two rows only the sign of their difference is left.
void check_rows(const Tensor& z, Identities& checks) {
  const Shape units{z.shape()[1]};
  ChannelMoments moments;
  const Tensor x = batch_norm(constant(z), constant(Tensor::full(units, 1)), constant(Tensor(units)),
                              default_norm_epsilon, &moments)
                       .value();
  Tensor gamma = moments.variance;
  for (float& v : gamma.mutable_values()) v = std::sqrt(v + default_norm_epsilon);
  const Tensor restored = batch_norm(constant(z), constant(gamma), constant(moments.mean)).value();
  checks.restored = largest_difference(restored.values(), z.values()) / train::largest_magnitude(z.values());
  if (z.shape()[0] != 2) return;
  const std::size_t count = moments.mean.size();
  for (std::size_t unit = 0; unit < count; ++unit) {
    const double d = static_cast<double>(z.values()[unit]) - z.values()[count + unit];
    const double expected = d / std::sqrt(d * d + 4 * static_cast<double>(default_norm_epsilon));
    checks.sign = std::max(checks.sign, static_cast<float>(std::abs(x.values()[unit] - expected)));
  }
}

/// The part that is shown.
Matrix first_of(const Matrix& all) {
  Matrix part = columns_of(all, 0, std::min(all.columns, shown_units));
  part.rows = std::min(all.rows, shown_rows);
  part.values.resize(static_cast<std::size_t>(part.rows * part.columns));
  return part;
}

Matrix histograms_of(const std::vector<Variable>& layers) {
  Matrix shares{bins, static_cast<int>(layers.size()), std::vector<float>(bins * layers.size())};
  for (int layer = 0; layer < shares.columns; ++layer) {
    const auto values = layers[static_cast<std::size_t>(layer)].value().values();
    const Histogram counts = histogram_of(values, -inside_reach, inside_reach, bins);
    for (int bin = 0; bin < bins; ++bin) {
      float count = counts.counts[static_cast<std::size_t>(bin)];
      if (bin == 0) count += counts.below;
      if (bin == bins - 1) count += counts.above;
      shares.at(bins - 1 - bin, layer) = count / static_cast<float>(values.size());
    }
  }
  return shares;
}

float share_off(const Tensor& y) {
  const auto units = static_cast<std::size_t>(y.shape()[1]);
  std::vector<char> on(units, 0);
  for (std::size_t i = 0; i < y.size(); ++i)
    if (!(y.values()[i] <= 0)) on[i % units] = 1;
  return static_cast<float>(std::ranges::count(on, 0)) / static_cast<float>(units);
}

/// Moments of the batch beside the running ones, in the order of the running means.
void compare_statistics(const BatchNorm& norm, const Tensor& z, Inside& inside) {
  ChannelMoments moments;
  batch_norm(constant(z), norm.weight, norm.bias, norm.options.epsilon, &moments);
  const auto running = norm.running_mean.value().values(), variance = norm.running_var.value().values();
  std::vector<std::size_t> order(running.size());
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return std::weak_order(running[a], running[b]) < 0;  // NaN has a place in it, too
  });
  for (const std::size_t i : order) {
    inside.batch_mean.push_back(moments.mean.values()[i]);
    inside.running_mean.push_back(running[i]);
    inside.batch_deviation.push_back(std::sqrt(moments.variance.values()[i]));
    inside.running_deviation.push_back(std::sqrt(variance[i]));
  }
}

/// So that the numbers that a norm takes together follow each other; its own inverse.
Matrix in_runs(const Matrix& z, Norm norm) { return norm == Norm::batch ? transposed(z) : z; }

/// How many they are. z: as in_runs returns it
std::size_t run_length(const Matrix& z, Norm norm) {
  return static_cast<std::size_t>(norm == Norm::group ? std::max(1, z.columns / group_count) : z.columns);
}

Moments moments_of(std::span<const float> run) {
  const auto count = static_cast<double>(run.size());
  const double mean = std::accumulate(run.begin(), run.end(), 0.) / count;
  double squares = 0;
  for (const float v : run) squares += std::pow(static_cast<double>(v) - mean, 2);
  return {mean, squares / count, static_cast<int>(run.size())};
}

}  // namespace

Moments moments_of(const Matrix& z, Norm norm, int row, int unit) {
  const Matrix runs = in_runs(z, norm);
  const auto place =
      static_cast<std::size_t>(norm == Norm::batch ? unit * z.rows + row : row * z.columns + unit);
  const std::size_t length = run_length(runs, norm);
  return moments_of(std::span(runs.values).subspan(place / length * length, length));
}

Matrix normalised(const Matrix& z, Norm norm, float epsilon) {
  if (norm == Norm::none) return z;
  Matrix runs = in_runs(z, norm);
  const std::size_t length = run_length(runs, norm);
  for (std::size_t first = 0; first < runs.values.size(); first += length) {
    const std::span<float> run = std::span(runs.values).subspan(first, length);
    const Moments moments = moments_of(run);
    const double deviation = std::sqrt(moments.variance + static_cast<double>(epsilon));
    for (float& v : run) v = static_cast<float>((static_cast<double>(v) - moments.mean) / deviation);
  }
  return in_runs(runs, norm);
}

Calculation calculation_of(const Network& network, int layer, const Batch& batch, std::span<const Edit> edits,
                           int row, int unit) {
  const Network::Pass pass = pass_of(network, batch.images, Mode::training);
  const auto index = static_cast<std::size_t>(layer);
  Matrix z = matrix_of(pass.z[index].value());
  for (const Edit& edit : edits)
    if (edit.row < z.rows && edit.unit < z.columns) z.at(edit.row, edit.unit) = edit.value;
  row = std::min({row, z.rows - 1, shown_rows - 1});
  unit = std::min({unit, z.columns - 1, shown_units - 1});
  Calculation result;
  const Matrix x = normalised(z, network.norm(), default_norm_epsilon);
  Matrix y = x;
  if (const auto affine = network.affine(layer)) {
    for (int i = 0; i < y.rows; ++i)
      for (int j = 0; j < y.columns; ++j)
        y.at(i, j) = affine->gamma.at(0, j) * x.at(i, j) + affine->beta.at(0, j);
    result.gamma = affine->gamma.at(0, unit);
    result.beta = affine->beta.at(0, unit);
  }
  if (edits.empty()) result.difference = largest_difference(y.values, pass.y[index].value().values());
  const Moments moments = moments_of(z, network.norm(), row, unit);
  result.mean = static_cast<float>(moments.mean);
  result.variance = static_cast<float>(moments.variance);
  result.count = moments.count;
  result.y = y.at(row, unit);
  result.z = first_of(z);
  result.normalised = first_of(x);
  return result;
}

Identities identities_of(const Network& network, int layer, const Batch& batch) {
  const Network::Pass pass = pass_of(network, batch.images, Mode::training);
  const auto index = static_cast<std::size_t>(layer);
  const Tensor u = layer == 0 ? batch.images.reshaped({batch.images.shape()[0], pixels})
                              : relu(constant(pass.y[index - 1].value())).value();
  Identities checks;
  check_scale(constant(u), network.linear(layer).weight.value(), checks);
  const NoRecording off;
  check_rows(pass.z[index].value(), checks);
  return checks;
}

Dependence dependence_of(const Network& network, const Batch& batch, const Batch& other) {
  Tensor mixed = other.images;
  std::copy_n(batch.images.data(), pixels, mixed.mutable_data());
  const auto difference = [&](Mode mode) {
    const Tensor alone = pass_of(network, batch.images, mode).logits.value();
    const Tensor among = pass_of(network, mixed, mode).logits.value();
    return largest_difference(alone.values().first(classes), among.values());
  };
  return {.training = difference(Mode::training), .evaluation = difference(Mode::evaluation)};
}

Inside inside_of(const Network& network, int layer, const Batch& batch, Mode mode) {
  const Network::Pass pass = pass_of(network, batch.images, mode);
  const NoRecording off;
  Inside inside;
  inside.histograms = histograms_of(pass.y);
  for (const Variable& y : pass.y) inside.off.push_back(share_off(y.value()));
  if (const BatchNorm* norm = network.batch_norm(layer))
    compare_statistics(*norm, pass.z[static_cast<std::size_t>(layer)].value(), inside);
  return inside;
}

}  // namespace madang::demos::batchnorm
