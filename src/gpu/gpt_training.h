#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "gpu/device.h"
#include "kernels/adam.h"

namespace madang::gpu {

/// A decoder-only Transformer: tokens and learned positions, blocks with layer norm before each part, GELU, a
/// last layer norm, and a head without bias (Radford et al. 2019, section 2.3).
struct GptShape {
  int batch = 1;
  int length = 1;
  int model_size = 64;
  int heads = 4;
  int layers = 2;
  int feed_forward_size = 256;
  int vocabulary = 64;
};

/// Elements of each parameter, in the order in which this module wants and gives them: tokens, positions; per
/// block q, k, v, out (weight, then bias), linear1, linear2 (weight, bias), norm1, norm2 (weight, bias); last
/// norm (weight, bias), head. Weights are (out_features, in_features).
std::vector<std::size_t> gpt_parameter_sizes(const GptShape& shape);

/// Training that stays on the device: a step sends the tokens and reads nothing back.
class GptTraining {
 public:
  /// parameters: as gpt_parameter_sizes says. Throws Error for other sizes.
  GptTraining(Device& device, const GptShape& shape, std::span<const std::span<const float>> parameters);

  /// Forward, mean cross-entropy, backward, Adam. tokens, next: (batch, length). The moments' corrections of
  /// `update` are set here.
  void step(std::span<const std::int32_t> tokens, std::span<const std::int32_t> next,
            kernels::AdamUpdate update);
  /// The loss of the last step, before its update: one number.
  void read_loss(Callback callback);
  /// All parameters, one behind the other.
  void read_parameters(Callback callback);

 private:
  struct Linear {
    int out_features = 0, in_features = 0;
    Array weight = {}, bias = {}, d_weight = {}, d_bias = {};
  };
  struct Norm {
    Array weight, bias, d_weight, d_bias;
  };
  /// Parameters, and what the forward pass leaves for the backward pass.
  struct Block {
    Linear q_proj, k_proj, v_proj, out_proj, linear1, linear2;
    Norm norm1, norm2;
    Array x = {}, normed1 = {}, statistics1 = {}, q = {}, k = {}, v = {}, attended = {}, log_sum = {};
    Array middle = {}, normed2 = {}, statistics2 = {}, hidden = {}, activated = {};
  };

  Array next_parameter(std::size_t size, Array& gradient);
  Linear next_linear(int out_features, int in_features);
  Norm next_norm();
  void make_blocks();
  void apply(Commands& commands, const Linear& layer, const Array& x, const Array& y) const;
  void derive(Commands& commands, const Linear& layer, const Array& x, const Array& d_y, const Array& d_x,
              bool accumulate) const;
  void normalise(Commands& commands, const Norm& norm, const Array& x, const Array& y,
                 const Array& statistics) const;
  void forward(Commands& commands, const Block& block, const Array& y) const;
  void backward(Commands& commands, const Block& block) const;
  void backward_attention(Commands& commands, const Block& block) const;

  Device& device_;
  GptShape shape_;
  std::size_t placed_ = 0;  // of the parameters, while they are laid out
  int steps_ = 0;
  Array parameters_, gradients_, first_moments_, second_moments_;  // all of them, each at a slice's place
  Array table_, d_table_, positions_, d_positions_;
  std::vector<Block> blocks_;
  Norm norm_;
  Linear head_;
  Array tokens_, next_, last_x_, last_normed_, last_statistics_, logits_, d_logits_, losses_, loss_;
  Array d_x_, d_normed_, d_q_, d_k_, d_v_, d_attended_, d_hidden_, d_activated_, sum_, rows_;
};

}  // namespace madang::gpu
