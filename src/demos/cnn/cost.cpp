#include "demos/cnn/cost.h"

namespace madang::demos::cnn {

namespace {

/// A convolution with or without bias, counted into `cost`, from `in` to `channels` with `kernel` and
/// `stride`.
struct Counted {
  Cost& cost;
  Volume at;

  void conv(int channels, int kernel, int stride, int padding, bool norm) {
    const int in = at.channels;
    at = {channels, (at.height + 2 * padding - kernel) / stride + 1,
          (at.width + 2 * padding - kernel) / stride + 1};
    const std::int64_t weights = static_cast<std::int64_t>(channels) * in * kernel * kernel;
    cost.parameters += weights + (norm ? 2 : 1) * channels;  // γ and β take the place of the bias
    cost.multiply_adds += weights * at.area();
  }
};

void widen(Cost& cost, int kernel, int stride) {
  cost.field += (kernel - 1) * cost.jump;
  cost.jump *= stride;
}

void count_inception(const InceptionChannels& ways, const Volume& in, Cost& cost) {
  const auto way = [&](int reduced, int channels, int kernel) {
    Counted counted{cost, in};
    if (reduced > 0) counted.conv(reduced, 1, 1, 0, false);
    counted.conv(channels, kernel, 1, kernel / 2, false);
  };
  way(0, ways.conv1x1, 1);
  way(ways.reduced3x3, ways.conv3x3, 3);
  way(ways.reduced5x5, ways.conv5x5, 5);
  way(0, ways.pooled, 1);
  widen(cost, 5, 1);
}

void count_residual(const Layer& layer, const Volume& in, Cost& cost) {
  Counted counted{cost, in};
  counted.conv(layer.channels, 3, layer.stride, 1, true);
  counted.conv(layer.channels, 3, 1, 1, true);
  if (layer.stride != 1 || layer.channels != in.channels)
    Counted{cost, in}.conv(layer.channels, 1, layer.stride, 0, true);
  widen(cost, 3, layer.stride);
  widen(cost, 3, 1);
}

Cost cost_after(const Layer& layer, const Volume& in, int field, int jump) {
  Cost cost{.out = in, .field = field, .jump = jump};
  const auto places = [&](int size) { return (size + 2 * layer.padding - layer.kernel) / layer.stride + 1; };
  switch (layer.kind) {
    case Kind::convolution: {
      Counted counted{cost, in};
      counted.conv(layer.channels, layer.kernel, layer.stride, layer.padding, layer.norm);
      cost.out = counted.at;
      widen(cost, layer.kernel, layer.stride);
      return cost;
    }
    case Kind::max_pool:
      cost.out = {in.channels, places(in.height), places(in.width)};
      widen(cost, layer.kernel, layer.stride);
      return cost;
    case Kind::inception:
      count_inception(layer.ways, in, cost);
      cost.out.channels = layer.channels;
      return cost;
    case Kind::residual:
      count_residual(layer, in, cost);
      cost.out = {layer.channels, (in.height - 1) / layer.stride + 1, (in.width - 1) / layer.stride + 1};
      return cost;
    case Kind::average:
      cost.out = {in.channels, 1, 1};
      widen(cost, in.height, 1);
      return cost;
    case Kind::dense:
      cost.out = {layer.channels, 1, 1};
      cost.multiply_adds = static_cast<std::int64_t>(in.size()) * layer.channels;
      cost.parameters = cost.multiply_adds + layer.channels;
      widen(cost, in.height, 1);
      return cost;
  }
  return cost;
}

}  // namespace

std::vector<Cost> costs_of(const Architecture& architecture, Volume in) {
  std::vector<Cost> costs;
  Cost before{.out = in};
  for (const Layer& layer : architecture)
    before = costs.emplace_back(cost_after(layer, before.out, before.field, before.jump));
  return costs;
}

Cost total_of(const std::vector<Cost>& costs) {
  Cost total = costs.back();
  total.parameters = total.multiply_adds = 0;
  for (const Cost& cost : costs) {
    total.parameters += cost.parameters;
    total.multiply_adds += cost.multiply_adds;
  }
  return total;
}

int field_of(const std::vector<Cost>& costs) {
  int field = 1;
  for (const Cost& cost : costs)
    if (cost.out.area() > 1) field = cost.field;
  return field;
}

int depth_of(const Architecture& architecture) {
  int depth = 0;
  for (const Layer& layer : architecture) {
    if (layer.kind == Kind::convolution || layer.kind == Kind::dense) depth += 1;
    if (layer.kind == Kind::inception || layer.kind == Kind::residual) depth += 2;
  }
  return depth;
}

}  // namespace madang::demos::cnn
