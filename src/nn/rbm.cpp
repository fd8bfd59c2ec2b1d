#include "nn/rbm.h"

#include "autograd/ops_activation.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_matmul.h"
#include "autograd/ops_reduce.h"

namespace madang {

Tensor sample_bernoulli(const Tensor& probabilities, Random& random) {
  Tensor sample = Tensor::uninitialized(probabilities.shape());
  float* out = sample.mutable_data();
  for (float probability : probabilities.values()) *out++ = random.uniform() < probability ? 1.0f : 0.0f;
  return sample;
}

Rbm::Rbm(int visible, int hidden, Random& random)
    : weight(parameter(random.normal({hidden, visible}, 0.0f, 0.01f))),
      visible_bias(parameter(Tensor({visible}))),
      hidden_bias(parameter(Tensor({hidden}))) {}

Variable Rbm::hidden_probabilities(const Variable& visible) const {
  return sigmoid(linear(visible, weight, hidden_bias));
}

Variable Rbm::visible_probabilities(const Variable& hidden) const {
  return sigmoid(matmul(hidden, weight) + visible_bias);
}

Variable Rbm::free_energy(const Variable& visible) const {
  return -(sum(visible * visible_bias, {-1}) + sum(softplus(linear(visible, weight, hidden_bias)), {-1}));
}

Tensor Rbm::gibbs(const Tensor& visible, int steps, Random& random) const {
  const NoRecording guard;
  Tensor v = visible;
  for (int i = 0; i < steps; ++i) {
    const Tensor h = sample_bernoulli(hidden_probabilities(constant(v)).value(), random);
    v = sample_bernoulli(visible_probabilities(constant(h)).value(), random);
  }
  return v;
}

Variable Rbm::contrastive_divergence(const Tensor& data, int k, Random& random) const {
  if (k < 1) throw Error("rbm: contrastive divergence of " + std::to_string(k) + " rounds");
  const Tensor model = gibbs(data, k, random);
  return mean(free_energy(constant(data))) - mean(free_energy(constant(model)));
}

float Rbm::reconstruction_error(const Tensor& data, Random& random) const {
  const NoRecording guard;
  const Tensor h = sample_bernoulli(hidden_probabilities(constant(data)).value(), random);
  return mean(square(visible_probabilities(constant(h)) - constant(data))).item();
}

}  // namespace madang
