#include "gpu/gpt_training.h"

#include <cmath>
#include <numeric>

#include "gpu/attention.h"
#include "gpu/checks.h"
#include "gpu/layers.h"
#include "gpu/matmul.h"

namespace madang::gpu {
namespace {

constexpr float epsilon = 1e-5f;

std::size_t placed_size(std::size_t size) {
  return rounded_up_division(size, Array::slice_step) * Array::slice_step;
}

int rows_of(const GptShape& shape) { return shape.batch * shape.length; }

Attention attention_of(const GptShape& shape) {
  const int depth = shape.model_size / shape.heads;
  return {.shape = {.batch = shape.batch * shape.heads,
                    .queries = shape.length,
                    .keys = shape.length,
                    .depth = depth,
                    .value_depth = depth,
                    .scale = 1 / std::sqrt(static_cast<float>(depth)),
                    .causal = true},
          .interleaved_heads = shape.heads};
}

}  // namespace

std::vector<std::size_t> gpt_parameter_sizes(const GptShape& shape) {
  const std::size_t model = product(1, shape.model_size), inner = product(1, shape.feed_forward_size),
                    table = product(shape.vocabulary, shape.model_size);
  std::vector<std::size_t> sizes = {table, product(shape.length, shape.model_size)};
  for (int i = 0; i < shape.layers; ++i) {
    for (int projection = 0; projection < 4; ++projection) sizes.insert(sizes.end(), {model * model, model});
    sizes.insert(sizes.end(), {inner * model, inner, model * inner, model, model, model, model, model});
  }
  sizes.insert(sizes.end(), {model, model, table});
  return sizes;
}

GptTraining::GptTraining(Device& device, const GptShape& shape,
                         std::span<const std::span<const float>> parameters)
    : device_(device), shape_(shape) {
  expect(shape.heads > 0 && shape.model_size % shape.heads == 0,
         "GptTraining: heads do not divide the model");
  const auto sizes = gpt_parameter_sizes(shape);
  expect_size("GptTraining: the list of parameters", parameters.size(), sizes.size());
  std::vector<float> values;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    expect_size("GptTraining: a parameter", parameters[i].size(), sizes[i]);
    values.insert(values.end(), parameters[i].begin(), parameters[i].end());
    values.resize(placed_size(values.size()));
  }
  const std::vector<float> zeros(values.size());
  parameters_ = device.upload(values);
  gradients_ = device.upload(zeros);  // between the parameters they stay so, and Adam leaves zeros alone
  first_moments_ = device.upload(zeros);
  second_moments_ = device.upload(zeros);
  make_blocks();
}

Array GptTraining::next_parameter(std::size_t size, Array& gradient) {
  const std::size_t first = placed_;
  placed_ += placed_size(size);
  gradient = gradients_.slice(first, size);
  return parameters_.slice(first, size);
}

GptTraining::Linear GptTraining::next_linear(int out_features, int in_features) {
  Linear layer{.out_features = out_features, .in_features = in_features};
  layer.weight = next_parameter(product(out_features, in_features), layer.d_weight);
  return layer;
}

GptTraining::Norm GptTraining::next_norm() {
  Norm norm;
  norm.weight = next_parameter(product(1, shape_.model_size), norm.d_weight);
  norm.bias = next_parameter(product(1, shape_.model_size), norm.d_bias);
  return norm;
}

void GptTraining::make_blocks() {
  const int rows = rows_of(shape_), model = shape_.model_size, inner = shape_.feed_forward_size;
  const auto array = [&](int columns) { return device_.array(product(rows, columns)); };
  const auto with_bias = [&](int out_features, int in_features) {
    Linear layer = next_linear(out_features, in_features);
    layer.bias = next_parameter(product(1, out_features), layer.d_bias);
    return layer;
  };
  table_ = next_parameter(product(shape_.vocabulary, model), d_table_);
  positions_ = next_parameter(product(shape_.length, model), d_positions_);
  for (int i = 0; i < shape_.layers; ++i) {
    Block block{.q_proj = with_bias(model, model),
                .k_proj = with_bias(model, model),
                .v_proj = with_bias(model, model),
                .out_proj = with_bias(model, model),
                .linear1 = with_bias(inner, model),
                .linear2 = with_bias(model, inner),
                .norm1 = next_norm(),
                .norm2 = next_norm()};
    for (Array* saved : {&block.x, &block.normed1, &block.q, &block.k, &block.v, &block.attended,
                         &block.middle, &block.normed2}) {
      *saved = array(model);
    }
    block.statistics1 = array(2);
    block.statistics2 = array(2);
    block.log_sum = array(shape_.heads);
    block.hidden = array(inner);
    block.activated = array(inner);
    blocks_.push_back(std::move(block));
  }
  norm_ = next_norm();
  head_ = next_linear(shape_.vocabulary, model);
  for (Array* saved :
       {&last_x_, &last_normed_, &d_x_, &d_normed_, &d_q_, &d_k_, &d_v_, &d_attended_, &sum_}) {
    *saved = array(model);
  }
  d_hidden_ = array(inner);
  d_activated_ = array(inner);
  logits_ = array(shape_.vocabulary);
  d_logits_ = array(shape_.vocabulary);
  tokens_ = array(1);
  next_ = array(1);
  losses_ = array(1);
  last_statistics_ = array(2);
  rows_ = array(2 * shape_.heads);
  loss_ = device_.array(1);
}

void GptTraining::apply(Commands& commands, const Linear& layer, const Array& x, const Array& y) const {
  const kernels::Gemm shape = {.rows = rows_of(shape_),
                               .columns = layer.out_features,
                               .depth = layer.in_features,
                               .transpose_b = true};
  matmul(commands, {.shape = shape, .bias = layer.bias}, x, layer.weight, y);
}

void GptTraining::derive(Commands& commands, const Linear& layer, const Array& x, const Array& d_y,
                         const Array& d_x, bool accumulate) const {
  const int rows = rows_of(shape_);
  const kernels::Gemm of_weight = {
      .rows = layer.out_features, .columns = layer.in_features, .depth = rows, .transpose_a = true};
  const kernels::Gemm of_x = {
      .rows = rows, .columns = layer.in_features, .depth = layer.out_features, .accumulate = accumulate};
  matmul(commands, {.shape = of_weight}, d_y, x, layer.d_weight);
  matmul(commands, {.shape = of_x}, d_y, layer.weight, d_x);
  if (layer.bias.size() > 0) column_sums(commands, {rows, layer.out_features}, 1, d_y, layer.d_bias);
}

void GptTraining::normalise(Commands& commands, const Norm& norm, const Array& x, const Array& y,
                            const Array& statistics) const {
  layer_norm(commands, {rows_of(shape_), shape_.model_size}, epsilon, x, norm.weight, norm.bias, y,
             statistics);
}

void GptTraining::forward(Commands& commands, const Block& block, const Array& y) const {
  normalise(commands, block.norm1, block.x, block.normed1, block.statistics1);
  apply(commands, block.q_proj, block.normed1, block.q);
  apply(commands, block.k_proj, block.normed1, block.k);
  apply(commands, block.v_proj, block.normed1, block.v);
  attention(commands, attention_of(shape_), block.q, block.k, block.v, {}, block.attended, block.log_sum);
  apply(commands, block.out_proj, block.attended, sum_);
  elementwise(commands, Elementwise::add, block.x, sum_, block.middle);
  normalise(commands, block.norm2, block.middle, block.normed2, block.statistics2);
  apply(commands, block.linear1, block.normed2, block.hidden);
  elementwise(commands, Elementwise::gelu, block.hidden, block.hidden, block.activated);
  apply(commands, block.linear2, block.activated, sum_);
  elementwise(commands, Elementwise::add, block.middle, sum_, y);
}

// d_x_ holds the derivative of the block's output, and then of its input: the way around only adds to it.
void GptTraining::backward(Commands& commands, const Block& block) const {
  const Rows rows = {rows_of(shape_), shape_.model_size};
  derive(commands, block.linear2, block.activated, d_x_, d_activated_, false);
  elementwise(commands, Elementwise::gelu_backward, d_activated_, block.hidden, d_hidden_);
  derive(commands, block.linear1, block.normed2, d_hidden_, d_normed_, false);
  layer_norm_backward(commands, rows, {block.middle, block.norm2.weight, block.statistics2, d_normed_}, d_x_,
                      block.norm2.d_weight, block.norm2.d_bias, true);
  backward_attention(commands, block);
  layer_norm_backward(commands, rows, {block.x, block.norm1.weight, block.statistics1, d_normed_}, d_x_,
                      block.norm1.d_weight, block.norm1.d_bias, true);
}

void GptTraining::backward_attention(Commands& commands, const Block& block) const {
  derive(commands, block.out_proj, block.attended, d_x_, d_attended_, false);
  attention_backward(commands, attention_of(shape_),
                     {block.q, block.k, block.v, {}, block.attended, block.log_sum, d_attended_}, rows_, d_q_,
                     d_k_, d_v_);
  derive(commands, block.q_proj, block.normed1, d_q_, d_normed_, false);
  derive(commands, block.k_proj, block.normed1, d_k_, d_normed_, true);
  derive(commands, block.v_proj, block.normed1, d_v_, d_normed_, true);
}

void GptTraining::step(std::span<const std::int32_t> tokens, std::span<const std::int32_t> next,
                       kernels::AdamUpdate update) {
  const int rows = rows_of(shape_), model = shape_.model_size;
  device_.write(tokens_, tokens);
  device_.write(next_, next);
  Commands commands(device_);
  embedding(commands, model, tokens_, table_, positions_, blocks_.empty() ? last_x_ : blocks_[0].x);
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    forward(commands, blocks_[i], i + 1 < blocks_.size() ? blocks_[i + 1].x : last_x_);
  }
  normalise(commands, norm_, last_x_, last_normed_, last_statistics_);
  apply(commands, head_, last_normed_, logits_);
  cross_entropy(commands, {rows, shape_.vocabulary}, 1 / static_cast<float>(rows), logits_, next_, losses_,
                d_logits_);
  column_sums(commands, {rows, 1}, 1 / static_cast<float>(rows), losses_, loss_);

  derive(commands, head_, last_normed_, d_logits_, d_normed_, false);
  layer_norm_backward(commands, {rows, model}, {last_x_, norm_.weight, last_statistics_, d_normed_}, d_x_,
                      norm_.d_weight, norm_.d_bias);
  for (std::size_t i = blocks_.size(); i-- > 0;) backward(commands, blocks_[i]);
  embedding_backward(commands, model, tokens_, d_x_, d_table_);
  column_sums(commands, {shape_.batch, shape_.length * model}, 1, d_x_, d_positions_);

  ++steps_;
  update.correction1 = static_cast<float>(1 - std::pow(double{update.beta1}, steps_));
  update.correction2 = static_cast<float>(1 - std::pow(double{update.beta2}, steps_));
  adam(commands, update, gradients_, first_moments_, second_moments_, parameters_);
  commands.submit();
}

void GptTraining::read_loss(Callback callback) {
  Commands(device_).submit_and_read(loss_, std::move(callback));
}

void GptTraining::read_parameters(Callback callback) {
  Commands(device_).submit_and_read(
      parameters_, [sizes = gpt_parameter_sizes(shape_), callback = std::move(callback)](Outcome outcome) {
        std::vector<float> values;
        std::size_t first = 0;
        for (const std::size_t size : outcome.ok() ? sizes : std::vector<std::size_t>()) {
          const auto part = std::span(outcome.values).subspan(first, size);
          values.insert(values.end(), part.begin(), part.end());
          first += placed_size(size);
        }
        callback({std::move(values), std::move(outcome.reason)});
      });
}

}  // namespace madang::gpu
