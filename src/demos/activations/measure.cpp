#include "demos/activations/measure.h"

#include <cmath>

#include "autograd/ops_reduce.h"
#include "autograd/ops_softmax.h"
#include "train/evaluation.h"

namespace madang::demos::activations {

namespace {

double mean_square(const Tensor& values) {
  double sum = 0;
  for (const float v : values.values()) sum += static_cast<double>(v) * v;
  return sum / static_cast<double>(values.size());
}

void measure_activations(const Tensor& a, Measurement& result) {
  double sum = 0;
  for (const float v : a.values()) sum += v;
  const double mean = sum / static_cast<double>(a.size());
  double square = 0;
  for (const float v : a.values()) square += (v - mean) * (v - mean);
  result.mean.push_back(static_cast<float>(mean));
  result.variance.push_back(static_cast<float>(square / static_cast<double>(a.size())));
}

float share_off(const Tensor& z) {
  const auto units = static_cast<std::size_t>(z.shape()[1]);
  std::vector<char> on(units, 0);
  const auto values = z.values();
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!(values[i] <= 0)) on[i % units] = 1;
  std::size_t off = 0;
  for (const char unit : on) off += !unit;
  return static_cast<float>(off) / static_cast<float>(units);
}

/// f′ at every number of `z`, from the engine.
Tensor slopes_at(const SquashLayer& function, const Tensor& z) {
  const Variable at = parameter(z);
  return backward(sum(function(at))).of(at).value();
}

}  // namespace

float norm_of(const Tensor& values) {
  return static_cast<float>(std::sqrt(mean_square(values) * static_cast<double>(values.size())));
}

float Measurement::off_share() const {
  float sum = 0;
  for (const float share : off) sum += share;
  return sum / static_cast<float>(off.size());
}

Measurement measure(const DeepNet& net, const Batch& batch) {
  Measurement result;
  result.pass = net.forward(batch.inputs);
  const Variable loss = cross_entropy(result.pass.logits(), batch.labels);
  result.loss = loss.item();
  result.accuracy = train::accuracy(result.pass.logits().value(), batch.labels);
  const Gradients gradients = backward(loss, {.keep_intermediate = true});
  for (int layer = 0; layer <= net.depth(); ++layer) {
    const auto index = static_cast<std::size_t>(layer);
    result.delta.push_back(gradients.of(result.pass.z[index]).value());
    result.weight_gradient.push_back(gradients.of(net.weight(layer)).value());
    if (layer == net.depth()) break;
    result.delta_norm.push_back(norm_of(result.delta.back()));
    result.weight_norm.push_back(norm_of(result.weight_gradient.back()));
    measure_activations(result.pass.a[index].value(), result);
    result.off.push_back(share_off(result.pass.z[index].value()));
  }
  return result;
}

Curve curve_of(const SquashLayer& function, float reach, int places) {
  Curve curve;
  for (int i = 0; i < places; ++i)
    curve.x.push_back(reach * (2 * static_cast<float>(i) / static_cast<float>(places - 1) - 1));
  const Tensor x = Tensor::from({places}, curve.x);
  const Tensor y = function(constant(x)).value(), slope = slopes_at(function, x);
  curve.y.assign(y.values().begin(), y.values().end());
  curve.slope.assign(slope.values().begin(), slope.values().end());
  return curve;
}

Gain gain_of(const DeepNet& net, const Measurement& m, int layer) {
  const auto index = static_cast<std::size_t>(layer);
  const Tensor& next = net.weight(layer + 1).value();
  Gain gain;
  gain.measured = static_cast<float>(static_cast<double>(norm_of(m.delta[index])) /
                                     static_cast<double>(norm_of(m.delta[index + 1])));
  gain.spread = static_cast<float>(next.shape()[1] * mean_square(next));
  gain.slope = static_cast<float>(mean_square(slopes_at(net.function(layer), m.pass.z[index].value())));
  gain.expected = std::sqrt(gain.spread * gain.slope);
  return gain;
}

}  // namespace madang::demos::activations
