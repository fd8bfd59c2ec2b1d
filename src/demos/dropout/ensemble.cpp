#include "demos/dropout/ensemble.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "autograd/ops_activation.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_dropout.h"
#include "autograd/ops_softmax.h"

namespace madang::demos::dropout {

namespace {

using Numbers = std::vector<double>;

/// W x + b
Numbers affine(const Linear& layer, const Numbers& x) {
  const auto weights = layer.weight.value().values(), bias = layer.bias.value().values();
  Numbers y(bias.begin(), bias.end());
  for (std::size_t i = 0; i < y.size(); ++i)
    for (std::size_t j = 0; j < x.size(); ++j) y[i] += static_cast<double>(weights[i * x.size() + j]) * x[j];
  return y;
}

Numbers log_softmax(const Numbers& logits) {
  const double top = *std::ranges::max_element(logits);
  double sum = 0;
  for (const double v : logits) sum += std::exp(v - top);
  Numbers result = logits;
  for (double& v : result) v -= top + std::log(sum);
  return result;
}

Numbers rectified(Numbers x) {
  for (double& v : x) v = std::max(v, 0.);
  return x;
}

std::vector<float> exponentials(const Numbers& logs) {
  std::vector<float> all;
  for (const double v : logs) all.push_back(static_cast<float>(std::exp(v)));
  return all;
}

double largest_difference(const Numbers& a, const Numbers& b) {
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(a[i] - b[i]));
  return largest;
}

void add(Numbers& sum, const Numbers& x, double weight) {
  sum.resize(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) sum[i] += weight * x[i];
}

/// The small network from its hidden units on.
struct Small {
  std::vector<const Linear*> layers;  // the first is behind the image, the second behind the mask

  explicit Small(const Sequential& network) {
    for (std::size_t i = 0; i < network.size(); ++i)
      if (const Linear* layer = network.get_if<Linear>(i)) layers.push_back(layer);
  }
  Numbers next(const Numbers& hidden) const { return affine(*layers[1], hidden); }
  Numbers logits(const Numbers& next) const {
    return layers.size() == 2 ? next : affine(*layers[2], rectified(next));
  }
};

Numbers masked(const Numbers& hidden, int mask, double keep) {
  Numbers thin = hidden;
  for (std::size_t j = 0; j < thin.size(); ++j) thin[j] *= (mask >> j & 1) / keep;
  return thin;
}

double probability(int mask, double keep) {
  const int kept = std::popcount(static_cast<unsigned>(mask));
  return std::pow(keep, kept) * std::pow(1 - keep, thin_units - kept);
}

/// What the picture says of one mask.
void look_at(const Small& small, const Numbers& hidden, double keep, int truth, int mask, Masks& result) {
  const Numbers next = small.next(masked(hidden, mask, keep));
  const bool deep = small.layers.size() > 2;
  const auto row = static_cast<std::size_t>(deep ? 0 : truth);
  const auto weights = small.layers[1]->weight.value().values().subspan(row * thin_units, thin_units);
  result.weight = static_cast<float>(probability(mask, keep));
  result.hidden.assign(hidden.begin(), hidden.end());
  result.outgoing.assign(weights.begin(), weights.end());
  result.outgoing_bias = small.layers[1]->bias.value().values()[row];
  result.sum = static_cast<float>(next[row]);
  result.thin_chances = exponentials(log_softmax(small.logits(next)));
}

std::vector<const Linear*> linear_layers(const Sequential& dense) { return Small(dense).layers; }

}  // namespace

Masks masks_of(const Sequential& small_network, float rate, const Tensor& image, int truth, int mask) {
  const Small small(small_network);
  const double keep = 1 - static_cast<double>(rate);
  const Numbers pixels_in(image.values().begin(), image.values().end());
  const Numbers hidden = rectified(affine(*small.layers.front(), pixels_in));
  Masks result;
  result.chances = {32, 32, {}};
  Numbers mean_log, mean_chance, mean_next, mean_logits;
  for (int m = 0; m < thin_masks; ++m) {
    const Numbers next = small.next(masked(hidden, m, keep)), logits = small.logits(next);
    const Numbers logs = log_softmax(logits);
    const double weight = probability(m, keep);
    Numbers chances = logs;
    for (double& v : chances) v = std::exp(v);
    result.chances.values.push_back(static_cast<float>(chances[static_cast<std::size_t>(truth)]));
    add(mean_log, logs, weight);
    add(mean_chance, chances, weight);
    add(mean_next, next, weight);
    add(mean_logits, logits, weight);
  }
  const Numbers next = small.next(hidden), logits = small.logits(next);
  result.geometric = exponentials(log_softmax(mean_log));
  result.scaled = exponentials(log_softmax(logits));
  result.arithmetic.assign(mean_chance.begin(), mean_chance.end());
  for (std::size_t i = 0; i < classes; ++i)
    result.geometric_gap = std::max(result.geometric_gap, std::abs(result.geometric[i] - result.scaled[i]));
  result.next_difference = static_cast<float>(largest_difference(mean_next, next));
  result.output_gap = static_cast<float>(largest_difference(mean_logits, logits));
  look_at(small, hidden, keep, truth, mask, result);
  return result;
}

Tensor first_hidden(const Sequential& dense, const Tensor& images) {
  const NoRecording off;
  return relu((*linear_layers(dense).front())(constant(images.reshaped({images.shape()[0], pixels}))))
      .value();
}

Variable thin_logits(const Sequential& dense, const Tensor& first, const LayerMasks& masks,
                     std::vector<Tensor>* hidden) {
  const auto layers = linear_layers(dense);
  Variable signal = constant(first);
  for (std::size_t i = 0; i < masks.size(); ++i) {
    if (i > 0) signal = relu((*layers[i])(signal));
    signal = signal * constant(masks[i]);
    if (hidden) hidden->push_back(signal.value());
  }
  return (*layers.back())(signal);
}

LayerMasks all_on(int units) { return LayerMasks(hidden_layers, Tensor::full({units}, 1)); }

LayerMasks drawn_masks(int units, float rate, Random& random) {
  LayerMasks masks;
  for (int layer = 0; layer < hidden_layers; ++layer) masks.push_back(dropout_mask({units}, rate, random));
  return masks;
}

ThinNets thin_nets(const Sequential& dense, float rate, const Batch& test, std::uint64_t seed) {
  const NoRecording off;
  const Tensor first = first_hidden(dense, test.images);
  const int units = first.shape()[1];
  Random random = random_for(seed, Stream::thin_nets);
  const auto error_of = [&](const Tensor& chances) { return 1 - train::accuracy(chances, test.labels); };
  ThinNets result;
  constexpr int most = 64;
  Tensor sum;
  for (int count = 1; count <= most; ++count) {
    const Tensor chances = softmax(thin_logits(dense, first, drawn_masks(units, rate, random))).value();
    result.single += error_of(chances) / most;
    if (count == 1) {
      sum = chances;
    } else {
      auto total = sum.mutable_values();
      for (std::size_t i = 0; i < total.size(); ++i) total[i] += chances.values()[i];
    }
    if (!std::has_single_bit(static_cast<unsigned>(count))) continue;
    result.counts.push_back(static_cast<float>(count));
    result.errors.push_back(error_of(sum));
  }
  result.scaled = error_of(dense(constant(test.images), Mode::evaluation).value());
  return result;
}

std::vector<float> robustness(const Sequential& dense, const Batch& test, std::uint64_t seed) {
  const NoRecording off;
  const Tensor first = first_hidden(dense, test.images);
  const int units = first.shape()[1];
  std::vector<float> errors;
  for (int tenths = 0; tenths < 10; ++tenths) {
    Random random = random_for(seed, Stream::thin_nets);
    const auto masks = drawn_masks(units, static_cast<float>(tenths) / 10, random);
    errors.push_back(1 - train::accuracy(thin_logits(dense, first, masks).value(), test.labels));
  }
  return errors;
}

Matrix correlations(const Tensor& activations) {
  const int rows = activations.shape()[0], units = activations.shape()[1];
  const auto values = activations.values();
  std::vector<Numbers> centred(static_cast<std::size_t>(units), Numbers(static_cast<std::size_t>(rows)));
  for (int j = 0; j < units; ++j) {
    Numbers& own = centred[static_cast<std::size_t>(j)];
    for (int i = 0; i < rows; ++i)
      own[static_cast<std::size_t>(i)] = static_cast<double>(values[static_cast<std::size_t>(i * units + j)]);
    const double mean = std::accumulate(own.begin(), own.end(), 0.) / rows;
    for (double& v : own) v -= mean;
    const double length = std::sqrt(std::inner_product(own.begin(), own.end(), own.begin(), 0.));
    for (double& v : own) v = length > 1e-6 ? v / length : 0;
  }
  Matrix all{units, units, std::vector<float>(static_cast<std::size_t>(units * units))};
  for (int a = 0; a < units; ++a)
    for (int b = 0; b <= a; ++b) {
      const Numbers &x = centred[static_cast<std::size_t>(a)], &y = centred[static_cast<std::size_t>(b)];
      all.at(a, b) = all.at(b, a) = static_cast<float>(std::inner_product(x.begin(), x.end(), y.begin(), 0.));
    }
  return all;
}

float mean_correlation(const Matrix& correlations) {
  double sum = 0;
  int pairs = 0;
  for (int a = 0; a < correlations.rows; ++a)
    for (int b = 0; b < a; ++b) {
      if (correlations.at(a, a) == 0 || correlations.at(b, b) == 0) continue;  // it does not vary
      sum += std::abs(static_cast<double>(correlations.at(a, b)));
      ++pairs;
    }
  return pairs == 0 ? 0 : static_cast<float>(sum / pairs);
}

}  // namespace madang::demos::dropout
