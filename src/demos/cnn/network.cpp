#include "demos/cnn/network.h"

#include "autograd/ops_activation.h"
#include "autograd/ops_pool.h"
#include "autograd/ops_shape.h"

namespace madang::demos::cnn {

namespace {

Variable activated(const Layer& layer, const Variable& x) { return layer.relu ? relu(x) : x; }

}  // namespace

ConvNet::Part ConvNet::part_of(const Layer& layer, const Volume& in, Random& random) {
  switch (layer.kind) {
    case Kind::convolution: {
      const ConvStart start{.initialisation = Initialisation::he_normal, .bias = !layer.norm};
      Convolution part{{in.channels,
                        layer.channels,
                        layer.kernel,
                        random,
                        {.stride = layer.stride, .padding = layer.padding},
                        start},
                       {}};
      if (layer.norm) part.norm.emplace(layer.channels);
      return part;
    }
    case Kind::inception:
      return InceptionBlock(in.channels, layer.ways, random);
    case Kind::residual:
      return ResidualBlock(in.channels, layer.channels, random, {.stride = layer.stride});
    case Kind::dense:
      return Linear(
          in.size(), layer.channels, random,
          {.initialisation = layer.relu ? Initialisation::he_normal : Initialisation::lecun_normal});
    case Kind::max_pool:
    case Kind::average:
      return Nothing{};
  }
  throw Error("cnn: no such layer");
}

ConvNet::ConvNet(const Architecture& architecture, Random random, Volume in) : architecture_(architecture) {
  const std::vector<Cost> costs = costs_of(architecture, in);
  for (std::size_t i = 0; i < architecture.size(); ++i)
    parts_.push_back(part_of(architecture[i], i == 0 ? in : costs[i - 1].out, random));
}

std::vector<Variable> ConvNet::outputs(const Variable& x, Mode mode) const {
  std::vector<Variable> all;
  Variable signal = x;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const Layer& layer = architecture_[i];
    switch (layer.kind) {
      case Kind::convolution: {
        const auto& [conv, norm] = std::get<Convolution>(parts_[i]);
        signal = activated(layer, norm ? (*norm)(conv(signal), mode) : conv(signal));
        break;
      }
      case Kind::max_pool:
        signal = max_pool2d(signal, layer.kernel, {.stride = Size2(layer.stride), .padding = layer.padding});
        break;
      case Kind::inception:
        signal = std::get<InceptionBlock>(parts_[i])(signal);
        break;
      case Kind::residual:
        signal = std::get<ResidualBlock>(parts_[i])(signal, mode);
        break;
      case Kind::average:
        signal = global_average_pool(signal);
        break;
      case Kind::dense:
        signal = activated(layer, std::get<Linear>(parts_[i])(reshape(signal, {signal.shape()[0], -1})));
        break;
    }
    all.push_back(signal);
  }
  return all;
}

Variable ConvNet::filters(std::size_t layer) const {
  const auto* convolution = std::get_if<Convolution>(&parts_[layer]);
  return convolution ? convolution->conv.weight : Variable();
}

std::vector<NamedParameter> ConvNet::named_parameters() const {
  std::vector<NamedParameter> named;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const std::string name = std::to_string(i);
    if (const auto* convolution = std::get_if<Convolution>(&parts_[i])) {
      append_named(named, name + ".0", convolution->conv);
      if (convolution->norm) append_named(named, name + ".1", *convolution->norm);
    }
    if (const auto* block = std::get_if<InceptionBlock>(&parts_[i])) append_named(named, name, *block);
    if (const auto* block = std::get_if<ResidualBlock>(&parts_[i])) append_named(named, name, *block);
    if (const auto* head = std::get_if<Linear>(&parts_[i])) append_named(named, name + ".1", *head);
  }
  return named;
}

std::vector<NamedParameter> ConvNet::named_buffers() const {
  std::vector<NamedParameter> named;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const auto* convolution = std::get_if<Convolution>(&parts_[i]);
    if (convolution && convolution->norm)
      append_named_buffers(named, std::to_string(i) + ".1", *convolution->norm);
    if (const auto* block = std::get_if<ResidualBlock>(&parts_[i]))
      append_named_buffers(named, std::to_string(i), *block);
  }
  return named;
}

}  // namespace madang::demos::cnn
