#include "demos/activations/measure.h"

#include <algorithm>
#include <cmath>

#include "autograd/ops_reduce.h"
#include "autograd/ops_softmax.h"
#include "core/tensor_matrix.h"
#include "train/evaluation.h"

namespace madang::demos::activations {

namespace {

constexpr int layer_bins = 48;  // of one layer
constexpr int curve_places = 161;
constexpr int field_size = 22;

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
Tensor slopes_at(const Squash& function, const Tensor& z) {
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

Measurement measure(const DeepNet& net, const data::PlaneBatch& batch) {
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

FunctionCurve curve_of(const Squash& function, float reach, int places) {
  FunctionCurve curve;
  for (int i = 0; i < places; ++i)
    curve.x.push_back(reach * (2 * static_cast<float>(i) / static_cast<float>(places - 1) - 1));
  const Tensor x = Tensor::from({places}, curve.x);
  curve.y = numbers_of(function(constant(x)).value());
  curve.slope = numbers_of(slopes_at(function, x));
  return curve;
}

Gain gain_of(const DeepNet& net, const Measurement& m, int layer) {
  const auto index = static_cast<std::size_t>(layer);
  const Tensor& next = net.weight(layer + 1).value();
  Gain gain;
  gain.measured = norm_of(m.delta[index]) / norm_of(m.delta[index + 1]);
  gain.spread = static_cast<float>(next.shape()[1] * mean_square(next));
  gain.slope = static_cast<float>(mean_square(slopes_at(net.function(layer), m.pass.z[index].value())));
  gain.expected = std::sqrt(gain.spread * gain.slope);
  return gain;
}

namespace {

/// A column of shares for each layer; what lies outside counts for the outermost bins.
Matrix histograms_of(const Measurement& m) {
  constexpr float reach = activation_reach + bin_width / 2;
  constexpr int bins = static_cast<int>(2 * reach / bin_width);
  const int layers = static_cast<int>(m.pass.a.size());
  Matrix shares{bins, layers, std::vector<float>(static_cast<std::size_t>(bins * layers))};
  for (int layer = 0; layer < layers; ++layer) {
    const Tensor& a = m.pass.a[static_cast<std::size_t>(layer)].value();
    const Histogram histogram = histogram_of(a.values(), -reach, reach, bins);
    for (int bin = 0; bin < bins; ++bin) {
      float count = histogram.counts[static_cast<std::size_t>(bin)];
      if (bin == 0) count += histogram.below;
      if (bin == bins - 1) count += histogram.above;
      shares.at(bins - 1 - bin, layer) = count / static_cast<float>(a.size());
    }
  }
  return shares;
}

LayerPicture layer_picture(const DeepNet& net, const Settings& settings, const Measurement& m) {
  LayerPicture picture;
  const int layer = std::min(settings.layer, net.depth()) - 1;
  const auto index = static_cast<std::size_t>(layer);
  picture.learned_slope = net.function(layer).prelu.weight.item();
  picture.curve = curve_of(net.function(layer), curve_reach, curve_places);
  const Tensor& a = m.pass.a[index].value();
  picture.sums = histogram_of(m.pass.z[index].value().values(), -curve_reach, curve_reach, layer_bins);
  picture.activations = histogram_of(a.values(), -activation_reach, activation_reach, layer_bins);
  picture.gradient = histogram_of(m.delta[index].values(), layer_bins);
  picture.gain = gain_of(net, m, layer);
  picture.spread = matrix_of(settings.look == Look::weights    ? net.weight(layer).value()
                             : settings.look == Look::gradient ? m.weight_gradient[index]
                                                               : a);
  return picture;
}

void fill_field(NetPicture& picture, const DeepNet& net) {
  const NoRecording off;
  const Variable logits = net.forward(data::grid(field_size, plane_reach)).logits();
  data::DecisionField field = data::decision_field(softmax(logits).value(), field_size);
  picture.field = std::move(field.probability);
  picture.field_class = std::move(field.label);
}

}  // namespace

NetPicture picture_of(const DeepNet& net, const Measurement& m, const Settings& settings) {
  NetPicture picture;
  picture.gradient = settings.norm == Norm::sums ? m.delta_norm : m.weight_norm;
  picture.ratio = picture.gradient.front() / picture.gradient.back();
  for (int layer = 0; layer < net.depth(); ++layer) {
    picture.layers.push_back(static_cast<float>(layer + 1));
    for (const Variable& slope : net.function(layer).parameters()) picture.slopes.push_back(slope.item());
  }
  picture.mean = m.mean;
  picture.variance = m.variance;
  picture.off = m.off;
  picture.off_share = m.off_share();
  picture.loss = m.loss;
  picture.accuracy = m.accuracy;
  if (settings.page == Page::layers) picture.histograms = histograms_of(m);
  if (settings.page == Page::inside) picture.layer = layer_picture(net, settings, m);
  if (settings.page != Page::inside) fill_field(picture, net);
  return picture;
}

}  // namespace madang::demos::activations
