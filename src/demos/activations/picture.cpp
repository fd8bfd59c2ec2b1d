#include "demos/activations/picture.h"

#include <algorithm>
#include <cmath>

#include "autograd/ops_softmax.h"
#include "core/tensor_matrix.h"

namespace madang::demos::activations {

namespace {

constexpr int bins = 24;
constexpr int curve_places = 161;
constexpr int field_size = 22;

/// A column of shares for each layer; what lies outside counts for the outermost bins.
Matrix histograms_of(const Measurement& m) {
  const int layers = static_cast<int>(m.pass.a.size());
  Matrix shares{bins, layers, std::vector<float>(static_cast<std::size_t>(bins * layers))};
  for (int layer = 0; layer < layers; ++layer) {
    const Tensor& a = m.pass.a[static_cast<std::size_t>(layer)].value();
    const Histogram histogram = histogram_of(a.values(), -activation_reach, activation_reach, bins);
    for (int bin = 0; bin < bins; ++bin) {
      float count = histogram.counts[static_cast<std::size_t>(bin)];
      if (bin == 0) count += histogram.below;
      if (bin == bins - 1) count += histogram.above;
      shares.at(bins - 1 - bin, layer) = count / static_cast<float>(a.size());
    }
  }
  return shares;
}

void fill_layer(LayerPicture& picture, const DeepNet& net, const Settings& settings, const Measurement& m) {
  const int layer = std::min(settings.layer, net.depth()) - 1;
  const auto index = static_cast<std::size_t>(layer);
  picture.learned_slope = net.function(layer).prelu.weight.item();
  Curve curve = curve_of(net.function(layer), curve_reach, curve_places);
  picture.curve_x = std::move(curve.x);
  picture.curve_y = std::move(curve.y);
  picture.curve_slope = std::move(curve.slope);
  const Tensor& a = m.pass.a[index].value();
  picture.sums = histogram_of(m.pass.z[index].value().values(), -curve_reach, curve_reach, 2 * bins);
  picture.activations = histogram_of(a.values(), -activation_reach, activation_reach, 2 * bins);
  picture.gradient = histogram_of(m.delta[index].values(), 2 * bins);
  const Gain gain = gain_of(net, m, layer);
  picture.gain = gain.measured;
  picture.weight_spread = gain.spread;
  picture.mean_slope = gain.slope;
  picture.expected_gain = gain.expected;
  switch (settings.look) {
    case Look::weights:
      picture.spread = matrix_of(net.weight(layer).value());
      break;
    case Look::gradient:
      picture.spread = matrix_of(m.weight_gradient[index]);
      break;
    case Look::activations:
      picture.spread = matrix_of(a);
      break;
  }
}

void fill_field(NetPicture& picture, const DeepNet& net) {
  const NoRecording off;
  const Variable logits = net.forward(data::grid(field_size, plane_reach)).logits();
  data::DecisionField field = data::decision_field(softmax(logits).value(), field_size);
  picture.field = std::move(field.probability);
  picture.field_class = std::move(field.label);
}

}  // namespace

void fill_picture(NetPicture& picture, Training& run, const Settings& settings, const Batch& all) {
  const Measurement& m = run.measured(all);
  const DeepNet& net = run.net();
  picture.gradient = settings.norm == Norm::sums ? m.delta_norm : m.weight_norm;
  picture.ratio = static_cast<float>(settings.norm == Norm::sums ? m.delta_ratio() : m.weight_ratio());
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
  picture.overflow = !std::isfinite(m.loss);
  picture.stopped = run.stopped_step().has_value();
  picture.stopped_step = run.stopped_step().value_or(0);
  picture.reason = run.reason();
  if (settings.page == Page::layers) picture.histograms = histograms_of(m);
  if (settings.page == Page::inside) fill_layer(picture.layer, net, settings, m);
  if (settings.page == Page::training) fill_field(picture, net);
}

}  // namespace madang::demos::activations
