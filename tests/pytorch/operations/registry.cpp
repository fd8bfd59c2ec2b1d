// What madang_operations can run: a line for each operation, and for what layers compute.
#include <algorithm>
#include <map>

#include "autograd/ops_activation.h"
#include "autograd/ops_argmax.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_attention.h"
#include "autograd/ops_conv.h"
#include "autograd/ops_discrete.h"
#include "autograd/ops_lstm.h"
#include "autograd/ops_matmul.h"
#include "autograd/ops_norm.h"
#include "autograd/ops_pad.h"
#include "autograd/ops_pool.h"
#include "autograd/ops_pow.h"
#include "autograd/ops_reduce.h"
#include "autograd/ops_segment.h"
#include "autograd/ops_select.h"
#include "autograd/ops_shape.h"
#include "autograd/ops_softmax.h"
#include "autograd/ops_upsample.h"
#include "autograd/unstack.h"
#include "case.h"
#include "nn/batch_norm.h"
#include "nn/gru.h"
#include "nn/losses.h"
#include "nn/relative_positions.h"
#include "nn/rnn.h"
#include "nn/rotary.h"
#include "nn/transformer.h"

namespace madang::test {
namespace {

std::vector<std::int32_t> indices(const Case& c, const char* name) { return c.wholes(name); }

Axes axes(const Case& c) { return c.list<Axes>("axes"); }
Reduce keep(const Case& c) { return {.keep_dims = c.is("keep")}; }

template <class Operation>
Variable reduced(const Case& c, Operation operation) {
  return c.has("axes") ? operation(c[0], axes(c), keep(c)) : operation(c[0]);
}

ConvOptions conv_options(const Case& c) {
  ConvOptions options{c.size("stride"), c.size("padding"), c.size("dilation"), c.whole("groups")};
  if (c.has("padding_after")) options.padding_after = c.size("padding_after");
  return options;
}
Conv1dOptions conv1d_options(const Case& c) {
  Conv1dOptions options{c.whole("stride"), c.whole("padding"), c.whole("dilation"), c.whole("groups")};
  if (c.has("padding_after")) options.padding_after = c.whole("padding_after");
  return options;
}
ConvTransposeOptions transpose_options(const Case& c) {
  return {c.size("stride"), c.size("padding"), c.size("output_padding"), c.size("dilation"),
          c.whole("groups")};
}
ConvTranspose1dOptions transpose1d_options(const Case& c) {
  return {c.whole("stride"), c.whole("padding"), c.whole("output_padding"), c.whole("dilation"),
          c.whole("groups")};
}

PoolOptions pool_options(const Case& c) {
  PoolOptions options{.padding = c.size("padding"),
                      .count_include_pad = c.is("count_include_pad"),
                      .dilation = c.size("dilation"),
                      .ceil_mode = c.is("ceil_mode")};
  if (c.has("stride")) options.stride = c.size("stride");
  if (c.has("padding_after")) options.padding_after = c.size("padding_after");
  return options;
}
Pool1dOptions pool1d_options(const Case& c) {
  Pool1dOptions options{.padding = c.whole("padding"),
                        .count_include_pad = c.is("count_include_pad"),
                        .dilation = c.whole("dilation"),
                        .ceil_mode = c.is("ceil_mode")};
  if (c.has("stride")) options.stride = c.whole("stride");
  if (c.has("padding_after")) options.padding_after = c.whole("padding_after");
  return options;
}

/// The positions along an axis, as numbers in the shape of the other axes.
Variable places(const Case& c, std::vector<std::int32_t> (*find)(const Tensor&, int)) {
  const std::vector<std::int32_t> found = find(c[0].value(), c.whole("axis"));
  Tensor result = Tensor::uninitialized(c.list<Shape>("shape"));
  std::ranges::copy(found, result.mutable_values().begin());
  return constant(std::move(result));
}

Variable padded(const Case& c) {
  const int axis = c.whole("axis"), before = c.whole("before"), after = c.whole("after");
  if (c.has("value")) return pad(c[0], axis, before, after, c.number("value"));
  return c.has("mode") ? pad(c[0], axis, before, after, static_cast<PadMode>(c.whole("mode")))
                       : pad(c[0], axis, before, after);
}

Variable sliced(const Case& c) {
  const int axis = c.whole("axis"), begin = c.whole("begin"), end = c.whole("end");
  return c.has("step") ? slice(c[0], axis, begin, end, c.whole("step")) : slice(c[0], axis, begin, end);
}

Reduction reduction(const Case& c) { return static_cast<Reduction>(c.whole("reduction")); }

CrossEntropyOptions cross_entropy_options(const Case& c, std::size_t weights) {
  CrossEntropyOptions options{.label_smoothing = c.number("label_smoothing"), .reduction = reduction(c)};
  if (c.has("ignore_index")) options.ignore_index = c.whole("ignore_index");
  if (c[weights]) options.class_weights = c[weights].value();
  return options;
}

AttentionOptions attention_options(const Case& c) {
  AttentionOptions options{.causal = c.is("causal")};
  if (c.has("scale")) options.scale = c.number("scale");
  const std::size_t masks = c.count() - 3 - c.is("dropped");
  if (masks > 0) options.mask = c[3].value();
  if (c.is("dropped")) options.dropout = c[c.count() - 1].value();
  return options;
}

/// Inputs from `first` on.
RecurrentWeights weights_from(const Case& c, std::size_t first) {
  return {c[first], c[first + 1], c[first + 2], c[first + 3]};
}

template <class Cell>
Cell with_weights(const Case& c, std::size_t first) {
  Random random(1);
  Cell cell(1, 1, random);
  cell.weights = weights_from(c, first);
  return cell;
}

TransformerOptions transformer_options(const Case& c) {
  return {.model_size = c.whole("size"),
          .heads = c.whole("heads"),
          .feed_forward_size = c.whole("feed_forward"),
          .activation = c.is("relu") ? Activation::relu : Activation::gelu,
          .norm = c.is("before") ? NormPlacement::before : NormPlacement::after};
}

/// Inputs from `next` on, in the order of named_parameters.
template <class Layer>
void rebind(Layer& layer, const Case& c, std::size_t& next) {
  layer.weight = c[next++];
  layer.bias = c[next++];
}
void rebind(MultiHeadAttention& attention, const Case& c, std::size_t& next) {
  for (Linear* layer : {&attention.q_proj, &attention.k_proj, &attention.v_proj, &attention.out_proj})
    rebind(*layer, c, next);
}

Variable encoder_block(const Case& c) {
  Random random(1);
  TransformerEncoderBlock block(transformer_options(c), random);
  std::size_t next = 1;
  rebind(block.self_attn, c, next);
  for (Linear* layer : {&block.linear1, &block.linear2}) rebind(*layer, c, next);
  for (LayerNorm* norm : {&block.norm1, &block.norm2}) rebind(*norm, c, next);
  AttentionOptions attention{.causal = c.is("causal")};
  if (c.has("lengths")) attention.key_lengths = c.wholes("lengths");
  return block(c[0], attention);
}

Variable decoder_block(const Case& c) {
  Random random(1);
  TransformerDecoderBlock block(transformer_options(c), random);
  std::size_t next = 2;
  for (MultiHeadAttention* attention : {&block.self_attn, &block.multihead_attn}) rebind(*attention, c, next);
  for (Linear* layer : {&block.linear1, &block.linear2}) rebind(*layer, c, next);
  for (LayerNorm* norm : {&block.norm1, &block.norm2, &block.norm3}) rebind(*norm, c, next);
  DecoderMasks masks;
  if (c.has("lengths")) masks.memory_lengths = c.wholes("lengths");
  return block(c[0], c[1], masks);
}

Variable batch_norm_in_evaluation(const Case& c) {
  return batch_norm(c[0], c[1], c[2], {c[3].value(), c[4].value()}, c.number("epsilon"));
}

Variable layer_norm_of(const Case& c) {
  return c.has("axes") ? layer_norm(c[0], c.whole("axes"), c.number("epsilon"))
                       : layer_norm(c[0], c[1], c[2], c.number("epsilon"));
}

using Operations = std::map<std::string, Run>;

const Operations& pointwise() {
  static const Operations all = {
      {"add", [](const Case& c) { return c.has("b") ? add(c[0], c.number("b")) : add(c[0], c[1]); }},
      {"subtract", [](const Case& c) { return c.has("b") ? c[0] - c.number("b") : subtract(c[0], c[1]); }},
      {"subtract_from", [](const Case& c) { return c.number("a") - c[0]; }},
      {"multiply",
       [](const Case& c) { return c.has("b") ? multiply(c[0], c.number("b")) : multiply(c[0], c[1]); }},
      {"divide", [](const Case& c) { return c.has("b") ? c[0] / c.number("b") : divide(c[0], c[1]); }},
      {"divide_number", [](const Case& c) { return c.number("a") / c[0]; }},
      {"maximum", [](const Case& c) { return maximum(c[0], c[1]); }},
      {"minimum", [](const Case& c) { return minimum(c[0], c[1]); }},
      {"negate", [](const Case& c) { return negate(c[0]); }},
      {"exp", [](const Case& c) { return exp(c[0]); }},
      {"log", [](const Case& c) { return log(c[0]); }},
      {"sqrt", [](const Case& c) { return sqrt(c[0]); }},
      {"square", [](const Case& c) { return square(c[0]); }},
      {"pow", [](const Case& c) { return pow(c[0], c.number("exponent")); }},
      {"pow_tensor", [](const Case& c) { return pow(c[0], c[1]); }},
      {"abs", [](const Case& c) { return abs(c[0]); }},
      {"clamp", [](const Case& c) { return clamp(c[0], c.number("low"), c.number("high")); }},
      {"sin", [](const Case& c) { return sin(c[0]); }},
      {"cos", [](const Case& c) { return cos(c[0]); }},
      {"where", [](const Case& c) { return where(c[2].value(), c[0], c[1]); }},
      {"stop_gradient", [](const Case& c) { return stop_gradient(c[0]) * c[0]; }},
      {"sigmoid", [](const Case& c) { return sigmoid(c[0]); }},
      {"tanh", [](const Case& c) { return tanh(c[0]); }},
      {"relu", [](const Case& c) { return relu(c[0]); }},
      {"leaky_relu", [](const Case& c) { return leaky_relu(c[0], c.number("slope")); }},
      {"prelu", [](const Case& c) { return prelu(c[0], c[1], c.whole("axis")); }},
      {"elu", [](const Case& c) { return elu(c[0], c.number("alpha")); }},
      {"selu", [](const Case& c) { return selu(c[0]); }},
      {"gelu", [](const Case& c) { return gelu(c[0]); }},
      {"gelu_tanh", [](const Case& c) { return gelu_tanh(c[0]); }},
      {"softplus", [](const Case& c) { return softplus(c[0]); }},
      {"silu", [](const Case& c) { return silu(c[0]); }},
      {"straight_through", [](const Case& c) { return straight_through(c[1].value(), c[0]); }},
      {"straight_through_round", [](const Case& c) { return straight_through_round(c[0]); }},
  };
  return all;
}

const Operations& rearranging() {
  static const Operations all = {
      {"sum", [](const Case& c) { return c.has("axes") ? sum(c[0], axes(c), keep(c)) : sum(c[0]); }},
      {"mean", [](const Case& c) { return reduced(c, [](auto&&... a) { return mean(a...); }); }},
      {"max", [](const Case& c) { return reduced(c, [](auto&&... a) { return max(a...); }); }},
      {"min", [](const Case& c) { return reduced(c, [](auto&&... a) { return min(a...); }); }},
      {"argmax", [](const Case& c) { return places(c, argmax); }},
      {"argmin", [](const Case& c) { return places(c, argmin); }},
      {"variance", [](const Case& c) { return reduced(c, [](auto&&... a) { return variance(a...); }); }},
      {"logsumexp", [](const Case& c) { return logsumexp(c[0], axes(c), keep(c)); }},
      {"sum_to", [](const Case& c) { return sum_to(c[0], c.list<Shape>("shape")); }},
      {"broadcast_to", [](const Case& c) { return broadcast_to(c[0], c.list<Shape>("shape")); }},
      {"reshape", [](const Case& c) { return reshape(c[0], c.list<Shape>("shape")); }},
      {"permute", [](const Case& c) { return permute(c[0], c.list<Axes>("order")); }},
      {"transpose", [](const Case& c) { return transpose(c[0]); }},
      {"slice", sliced},
      {"pad", padded},
      {"concat", [](const Case& c) { return concat(c.inputs, c.whole("axis")); }},
      {"stack", [](const Case& c) { return stack(c.inputs, c.whole("axis")); }},
      {"unstack", [](const Case& c) { return unstack(c[0], c.whole("axis")).at(c.wholes("part").at(0)); }},
      {"gather", [](const Case& c) { return gather(c[0], indices(c, "indices"), c.whole("axis")); }},
      {"scatter_add",
       [](const Case& c) {
         return scatter_add(c[0], indices(c, "indices"), c.whole("size"), c.whole("axis"));
       }},
      {"pick", [](const Case& c) { return pick(c[0], indices(c, "indices")); }},
      {"segment_sum",
       [](const Case& c) { return segment_sum(c[0], indices(c, "segments"), c.whole("count")); }},
      {"segment_mean",
       [](const Case& c) { return segment_mean(c[0], indices(c, "segments"), c.whole("count")); }},
      {"segment_max",
       [](const Case& c) { return segment_max(c[0], indices(c, "segments"), c.whole("count")); }},
      {"segment_softmax",
       [](const Case& c) { return segment_softmax(c[0], indices(c, "segments"), c.whole("count")); }},
      {"one_hot_of_largest", [](const Case& c) { return constant(one_hot_of_largest(c[0].value())); }},
      {"upsample_nearest", [](const Case& c) { return upsample_nearest(c[0], c.size("factor")); }},
      {"upsample_bilinear", [](const Case& c) { return upsample_bilinear(c[0], c.size("factor")); }},
      {"resize_nearest", [](const Case& c) { return resize_nearest(c[0], c.size("size")); }},
      {"resize_bilinear", [](const Case& c) { return resize_bilinear(c[0], c.size("size")); }},
      {"keys_from_distances", [](const Case& c) { return keys_from_distances(c[0]); }},
      {"rotary", [](const Case& c) { return rotary(c[0], c.whole("first")); }},
  };
  return all;
}

const Operations& layers() {
  static const Operations all = {
      {"matmul", [](const Case& c) { return matmul(c[0], c[1], {.a = c.is("a"), .b = c.is("b")}); }},
      {"linear", [](const Case& c) { return c[2] ? linear(c[0], c[1], c[2]) : linear(c[0], c[1]); }},
      {"conv2d", [](const Case& c) { return conv2d(c[0], c[1], c[2], conv_options(c)); }},
      {"conv1d", [](const Case& c) { return conv1d(c[0], c[1], c[2], conv1d_options(c)); }},
      {"conv_transpose2d",
       [](const Case& c) { return conv_transpose2d(c[0], c[1], c[2], transpose_options(c)); }},
      {"conv_transpose1d",
       [](const Case& c) { return conv_transpose1d(c[0], c[1], c[2], transpose1d_options(c)); }},
      {"max_pool2d", [](const Case& c) { return max_pool2d(c[0], c.size("kernel"), pool_options(c)); }},
      {"average_pool2d",
       [](const Case& c) { return average_pool2d(c[0], c.size("kernel"), pool_options(c)); }},
      {"mixed_pool2d",
       [](const Case& c) { return mixed_pool2d(c[0], c[1], c.size("kernel"), pool_options(c)); }},
      {"max_pool1d", [](const Case& c) { return max_pool1d(c[0], c.whole("kernel"), pool1d_options(c)); }},
      {"average_pool1d",
       [](const Case& c) { return average_pool1d(c[0], c.whole("kernel"), pool1d_options(c)); }},
      {"global_average_pool", [](const Case& c) { return global_average_pool(c[0]); }},
      {"global_max_pool", [](const Case& c) { return global_max_pool(c[0]); }},
      {"layer_norm", layer_norm_of},
      {"rms_norm", [](const Case& c) { return rms_norm(c[0], c[1], c.number("epsilon")); }},
      {"unit_length", [](const Case& c) { return unit_length(c[0], c.number("epsilon")); }},
      {"batch_norm", [](const Case& c) { return batch_norm(c[0], c[1], c[2], c.number("epsilon")); }},
      {"batch_norm_in_evaluation", batch_norm_in_evaluation},
      {"group_norm",
       [](const Case& c) { return group_norm(c[0], c.whole("groups"), c[1], c[2], c.number("epsilon")); }},
      {"instance_norm", [](const Case& c) { return instance_norm(c[0], c[1], c[2], c.number("epsilon")); }},
      {"softmax", [](const Case& c) { return softmax(c[0]); }},
      {"log_softmax", [](const Case& c) { return log_softmax(c[0]); }},
      {"scaled_dot_product_attention",
       [](const Case& c) { return scaled_dot_product_attention(c[0], c[1], c[2], attention_options(c)); }},
      {"attention", [](const Case& c) { return attention(c[0], c[1], c[2], attention_options(c)).output; }},
      {"attention_weights",
       [](const Case& c) { return attention(c[0], c[1], c[2], attention_options(c)).weights; }},
      {"lstm",
       [](const Case& c) {
         return lstm(c[0], c[1], c[2], weights_from(c, 3), {c.is("reverse"), c.is("with_cells")});
       }},
      {"lstm_step",
       [](const Case& c) {
         const LstmStep step = lstm_step(c[0], c[1], c[2], weights_from(c, 3));
         return c.is("cell") ? step.cell : step.hidden;
       }},
      {"gru_cell", [](const Case& c) { return with_weights<GruCell>(c, 2)(c[0], c[1]).hidden; }},
      {"rnn_cell",
       [](const Case& c) {
         RnnCell cell = with_weights<RnnCell>(c, 2);
         cell.activation = c.is("relu") ? RnnActivation::relu : RnnActivation::tanh;
         return cell(c[0], c[1]);
       }},
      {"transformer_encoder_block", encoder_block},
      {"transformer_decoder_block", decoder_block},
  };
  return all;
}

const Operations& losses() {
  static const Operations all = {
      {"cross_entropy",
       [](const Case& c) { return cross_entropy(c[0], indices(c, "labels"), cross_entropy_options(c, 1)); }},
      {"cross_entropy_with_targets",
       [](const Case& c) { return cross_entropy(c[0], c[1], cross_entropy_options(c, 2)); }},
      {"cross_entropy_plain", [](const Case& c) { return cross_entropy(c[0], indices(c, "labels")); }},
      {"binary_cross_entropy", [](const Case& c) { return binary_cross_entropy(c[0], c[1], reduction(c)); }},
      {"binary_cross_entropy_with_logits",
       [](const Case& c) {
         const Tensor weight = c[2] ? c[2].value() : Tensor();
         return binary_cross_entropy_with_logits(c[0], c[1], {weight, reduction(c)});
       }},
      {"focal",
       [](const Case& c) {
         return focal(c[0], c[1], {c.number("alpha"), c.number("gamma"), reduction(c)});
       }},
      {"hinge", [](const Case& c) { return hinge(c[0], c[1], reduction(c)); }},
      {"kl_divergence", [](const Case& c) { return kl_divergence(c[0], c[1], reduction(c)); }},
      {"gaussian_kl", [](const Case& c) { return gaussian_kl(c[0], c[1], reduction(c)); }},
      {"nt_xent", [](const Case& c) { return nt_xent(c[0], c.number("temperature")); }},
      {"info_nce", [](const Case& c) { return info_nce(c[0], c[1], c.number("temperature")); }},
      {"clip_loss", [](const Case& c) { return clip_loss(c[0], c[1], c[2]); }},
      {"triplet", [](const Case& c) { return triplet(c[0], c[1], c[2], c.number("margin"), reduction(c)); }},
      {"mse", [](const Case& c) { return mse(c[0], c[1], reduction(c)); }},
      {"half_squared_error", [](const Case& c) { return half_squared_error(c[0], c[1], reduction(c)); }},
      {"mean_absolute_error", [](const Case& c) { return mean_absolute_error(c[0], c[1], reduction(c)); }},
      {"huber", [](const Case& c) { return huber(c[0], c[1], c.number("delta"), reduction(c)); }},
      {"generalized_iou_loss", [](const Case& c) { return generalized_iou_loss(c[0], c[1], reduction(c)); }},
      {"dice_loss",
       [](const Case& c) {
         return dice_loss(c[0], c[1], {c.number("smoothing"), reduction(c)});
       }},
      {"gan_discriminator_loss", [](const Case& c) { return gan_discriminator_loss(c[0], c[1]); }},
      {"gan_generator_loss", [](const Case& c) { return gan_generator_loss(c[0]); }},
      {"hinge_discriminator_loss", [](const Case& c) { return hinge_discriminator_loss(c[0], c[1]); }},
      {"hinge_generator_loss", [](const Case& c) { return hinge_generator_loss(c[0]); }},
      {"wasserstein_critic_loss", [](const Case& c) { return wasserstein_critic_loss(c[0], c[1]); }},
      {"wasserstein_generator_loss", [](const Case& c) { return wasserstein_generator_loss(c[0]); }},
  };
  return all;
}

}  // namespace

Run operation_named(const std::string& name) {
  for (const Operations* family : {&pointwise(), &rearranging(), &layers(), &losses()}) {
    const auto found = family->find(name);
    if (found != family->end()) return found->second;
  }
  return nullptr;
}

std::vector<std::string> operation_names() {
  std::vector<std::string> names;
  for (const Operations* family : {&pointwise(), &rearranging(), &layers(), &losses()}) {
    for (const auto& [name, run] : *family) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace madang::test
