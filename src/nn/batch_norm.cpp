#include "nn/batch_norm.h"

#include "autograd/record.h"
#include "core/python.h"

namespace madang {
namespace {

/// running ← (1 − momentum) running + momentum factor counted
void follow(const Variable& running, const Tensor& counted, float momentum, float factor) {
  const std::span<float> values = running.mutable_values();
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] += momentum * (factor * counted.data()[i] - values[i]);
  }
}

std::string constructor(const char* name, const BatchNorm& norm) {
  const BatchNormOptions pytorchs;
  return PythonCall(name)
      .with(norm.weight.shape()[0])
      .with("eps", norm.options.epsilon, pytorchs.epsilon)
      .with("momentum", norm.options.momentum, pytorchs.momentum)
      .text();
}

}  // namespace

std::string BatchNorm1d::pytorch() const { return constructor("nn.BatchNorm1d", *this); }
std::string BatchNorm2d::pytorch() const { return constructor("nn.BatchNorm2d", *this); }

BatchNorm::BatchNorm(int channels, BatchNormOptions batch_norm_options)
    : weight(parameter(Tensor::full({channels}, 1.0f))),
      bias(parameter(Tensor({channels}))),
      running_mean(constant(Tensor({channels}))),
      running_var(constant(Tensor::full({channels}, 1.0f))),
      options(batch_norm_options) {}

Variable BatchNorm::operator()(const Variable& x, Mode mode) const {
  if (mode == Mode::evaluation) {
    return batch_norm(x, weight, bias, {running_mean.value(), running_var.value()}, options.epsilon);
  }
  const auto count = static_cast<float>(x.value().size()) / static_cast<float>(weight.value().size());
  if (count < 2.0f) fail("batch_norm", "more than one number per channel expected in training", x.shape());
  ChannelMoments moments;
  Variable y = batch_norm(x, weight, bias, options.epsilon, &moments);
  follow(running_mean, moments.mean, options.momentum, 1.0f);
  follow(running_var, moments.variance, options.momentum, count / (count - 1.0f));
  return y;
}

}  // namespace madang
