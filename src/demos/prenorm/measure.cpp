#include "demos/prenorm/measure.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "autograd/ops_softmax.h"
#include "core/tensor_matrix.h"
#include "nn/losses_classification.h"

namespace madang::demos::prenorm {

namespace {

float root_mean_square(const Tensor& values) {
  double squares = 0;
  for (const float v : values.values()) squares += static_cast<double>(v) * static_cast<double>(v);
  return static_cast<float>(std::sqrt(squares / static_cast<double>(values.size())));
}

/// ‖y(W + δ) − y(W)‖ ÷ ‖y(W)‖ for δ = −learning_rate · sign(∂L/∂W): Adam's first step. Liu et al. 2020,
/// section 4, measure the same for random steps and along training.
float change_of(const Model& model, const Batch& batch, const Tensor& before, const Gradients& gradients,
                float learning_rate) {
  const NoRecording off;
  const std::vector<Variable> weights = model.block_parameters();
  const train::Kept kept(weights);
  for (const Variable& each : weights) {
    const auto slopes = gradients.of(each).value().values();
    Tensor moved = each.value();
    float* values = moved.mutable_data();
    for (std::size_t i = 0; i < moved.size(); ++i)
      if (slopes[i] != 0) values[i] -= slopes[i] > 0 ? learning_rate : -learning_rate;
    each.assign(moved);
  }
  Tensor after = model.inspect(batch.inputs, context).output.value();
  float* values = after.mutable_data();
  for (std::size_t i = 0; i < after.size(); ++i) values[i] -= before.values()[i];
  return root_mean_square(after) / root_mean_square(before);
}

struct Moments {
  double mean = 0, deviation = 0;
};
Moments moments_of(std::span<const float> values, float epsilon) {
  double mean = 0, squares = 0;
  for (const float v : values) mean += static_cast<double>(v) / static_cast<double>(values.size());
  for (const float v : values) squares += std::pow(static_cast<double>(v) - mean, 2);
  return {mean, std::sqrt(squares / static_cast<double>(values.size()) + static_cast<double>(epsilon))};
}

/// Of the first piece of text, its first places.
Matrix first_places(const Variable& x) {
  Matrix all = matrix_of(x.value());
  all.rows = std::min(all.rows, shown_places);
  all.values.resize(static_cast<std::size_t>(all.rows * all.columns));
  return all;
}

}  // namespace

Layers layers_of(const Model& model, const Batch& batch, float learning_rate) {
  const Model::Pass pass = model.inspect(batch.inputs, context);
  const Gradients gradients =
      backward(cross_entropy(pass.logits, batch.targets), {.keep_intermediate = true});
  Layers layers;
  const auto along = [&](const Variable& x) {
    layers.trunk.push_back(root_mean_square(x.value()));
    layers.way.push_back(gradient_norm(gradients, std::array{x}));
  };
  along(pass.x0);
  for (std::size_t i = 0; i < pass.blocks.size(); ++i) {
    along(pass.blocks[i].output);
    layers.added.push_back(root_mean_square(pass.blocks[i].ways[1].added.value()));
    layers.gradient.push_back(gradient_norm(gradients, std::array{model.blocks()[i].linear2.weight}));
  }
  layers.change = change_of(model, batch, pass.output.value(), gradients, learning_rate);
  return layers;
}

CellPicture cell_of(const Model& model, int block, const Batch& batch, int row, int unit) {
  const NoRecording off;
  const TransformerEncoderBlock& layer = model.blocks()[static_cast<std::size_t>(block)];
  const WayAround way = model.inspect(batch.inputs, context).blocks[static_cast<std::size_t>(block)].ways[1];
  const bool after = layer.options.norm == NormPlacement::after;
  const auto gamma = layer.norm2.weight.value().values(), beta = layer.norm2.bias.value().values();
  CellPicture cell{.x = first_places(way.in), .f = first_places(way.added), .y = first_places(way.out)};
  for (int r = 0; r < cell.x.rows; ++r) {
    std::vector<float> in;
    for (int u = 0; u < width; ++u) in.push_back(cell.x.at(r, u) + (after ? cell.f.at(r, u) : 0.f));
    const Moments moments = moments_of(in, layer.norm2.epsilon);
    for (int u = 0; u < width; ++u) {
      const auto at = static_cast<std::size_t>(u);
      const double normed = (static_cast<double>(in[at]) - moments.mean) / moments.deviation;
      const auto out =
          static_cast<float>(static_cast<double>(gamma[at]) * normed + static_cast<double>(beta[at]));
      const float y = after ? out : in[at] + cell.f.at(r, u);
      const float apart = std::abs(y - cell.y.at(r, u));
      if (!(apart <= cell.difference)) cell.difference = apart;
      if (r != row || u != unit) continue;
      cell.in = in[at];
      cell.mean = static_cast<float>(moments.mean);
      cell.deviation = static_cast<float>(moments.deviation);
      cell.gamma = gamma[at];
      cell.beta = beta[at];
      cell.out = out;
    }
  }
  return cell;
}

std::vector<float> next_after(const Model& model, std::span<const std::int32_t> characters) {
  const NoRecording off;
  const Variable logits = model.logits(characters, static_cast<int>(characters.size()));
  const Matrix all = matrix_of(softmax(logits).value());
  return {all.values.end() - all.columns, all.values.end()};
}

}  // namespace madang::demos::prenorm
