#include "nn/lora.h"

#include <algorithm>
#include <cmath>

#include "autograd/ops_arithmetic.h"

namespace madang {
namespace {

Linear frozen(Linear layer) {
  layer.weight = layer.weight.detach();
  if (layer.bias) layer.bias = layer.bias.detach();
  return layer;
}

}  // namespace

LoraLinear::LoraLinear(const Linear& pretrained, Random& random, LoraOptions lora_options)
    : options(lora_options), base(frozen(pretrained)) {
  const Shape& shape = base.weight.shape();
  if (options.rank < 1 || options.rank > std::min(shape[0], shape[1])) {
    throw Error("lora: rank " + std::to_string(options.rank) + " of a weight " + shape.to_string());
  }
  // As the authors' code has it: uniform, as PyTorch starts a dense layer.
  const float reach = 1.0f / std::sqrt(static_cast<float>(shape[1]));
  lora_a = parameter(random.uniform({options.rank, shape[1]}, -reach, reach));
  lora_b = parameter(Tensor({shape[0], options.rank}));
}

Variable LoraLinear::operator()(const Variable& x) const {
  return base(x) + linear(linear(x, lora_a), lora_b) * scale();
}

Tensor LoraLinear::update() const {
  const NoRecording guard;
  return (matmul(lora_b, lora_a) * scale()).value();
}

Linear LoraLinear::merged() const {
  const NoRecording guard;
  Linear layer = base;
  layer.weight = parameter((base.weight + constant(update())).value());
  if (base.bias) layer.bias = parameter(base.bias.value());
  return layer;
}

}  // namespace madang
