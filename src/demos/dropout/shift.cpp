#include "demos/dropout/shift.h"

#include <cmath>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_dropout.h"
#include "autograd/ops_norm.h"
#include "nn/batch_norm.h"

namespace madang::demos::dropout {

namespace {

struct NormInput {
  const BatchNorm1d* norm;
  Tensor x;  // (rows, units), in evaluation
};

std::vector<NormInput> norm_inputs(const Sequential& network, const Tensor& images) {
  const NoRecording off;
  const std::vector<Variable> outputs = network.trace(constant(images), Mode::evaluation);
  std::vector<NormInput> all;
  for (std::size_t i = 1; i < network.size(); ++i)
    if (const BatchNorm1d* norm = network.get_if<BatchNorm1d>(i))
      all.push_back({norm, outputs[i - 1].value()});
  return all;
}

ChannelMoments moments_of(const Tensor& x) {
  const Shape units{x.shape()[1]};
  ChannelMoments moments;
  batch_norm(constant(x), constant(Tensor::full(units, 1)), constant(Tensor(units)), default_norm_epsilon,
             &moments);
  return moments;
}

/// Root mean square of what `variance_at` says of each unit.
template <class VarianceAt>
float root_mean(std::size_t units, const VarianceAt& variance_at) {
  double sum = 0;
  for (std::size_t i = 0; i < units; ++i) sum += variance_at(i);
  return static_cast<float>(std::sqrt(sum / static_cast<double>(units)));
}

}  // namespace

float shifted_deviation(float keep, Random random) {
  const NoRecording off;
  constexpr int count = 4096;
  const Variable x = constant(random.normal({count, 1}));
  const BatchNorm norm(1, {.momentum = 1});
  norm(madang::dropout(x, 1 - keep, random),
       Mode::training);  // its running values are now those of this batch
  const Tensor y = norm(x, Mode::evaluation).value();
  return std::sqrt(moments_of(y).variance.values().front());
}

std::vector<float> evaluation_deviations(const Sequential& network, const Tensor& images) {
  std::vector<float> all;
  for (const auto& [norm, x] : norm_inputs(network, images)) {
    const ChannelMoments moments = moments_of(x);
    const auto variance = moments.variance.values(), running = norm->running_var.value().values();
    all.push_back(root_mean(variance.size(), [&](std::size_t i) {
      return static_cast<double>(variance[i]) / static_cast<double>(running[i] + norm->options.epsilon);
    }));
  }
  return all;
}

std::vector<float> predicted_deviations(const Sequential& network, float keep, const Tensor& images) {
  std::vector<float> all;
  for (const auto& input : norm_inputs(network, images)) {
    const ChannelMoments moments = moments_of(input.x);
    const auto variance = moments.variance.values(), mean = moments.mean.values();
    all.push_back(root_mean(variance.size(), [&](std::size_t i) {
      const auto v = static_cast<double>(variance[i]), m = static_cast<double>(mean[i]);
      const double q = static_cast<double>(keep), trained = v / q + m * m * (1 - q) / q;
      return trained > 0 ? v / trained : 0;
    }));
  }
  return all;
}

ShiftPicture shift_of(const std::vector<Training>& networks, float keep, const Tensor& images, int unit) {
  ShiftPicture shift;
  for (int tenths = 1; tenths <= 10; ++tenths) shift.keep.push_back(static_cast<float>(tenths) / 10);
  for (const float q : shift.keep) shift.measured.push_back(shifted_deviation(q, Random(1)));
  for (const Training& each : networks)
    for (const float v : evaluation_deviations(each.network(), images)) shift.layers.push_back(v);
  const Sequential& before = networks[1].network();
  shift.predicted = predicted_deviations(before, keep, images);
  const NormInput first = norm_inputs(before, images).front();
  const ChannelMoments moments = moments_of(first.x);
  const auto i = static_cast<std::size_t>(unit) % moments.mean.size();
  shift.mean = moments.mean.values()[i];
  shift.variance = moments.variance.values()[i];
  shift.running = first.norm->running_var.value().values()[i];
  return shift;
}

}  // namespace madang::demos::dropout
