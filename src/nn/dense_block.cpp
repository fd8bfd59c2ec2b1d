#include "nn/dense_block.h"

#include <array>

#include "autograd/ops_activation.h"
#include "autograd/ops_shape.h"

namespace madang {
namespace {

std::string layer_name(std::size_t index) { return "denselayer" + std::to_string(index + 1); }

}  // namespace

DenseBlock::DenseBlock(int in_channels, int growth, int layer_count, Random& random) {
  if (layer_count < 1) throw Error("dense_block: " + std::to_string(layer_count) + " layers");
  for (int i = 0; i < layer_count; ++i) {
    const int channels = in_channels + i * growth;
    layers.push_back(
        {BatchNorm(channels), Conv2d(channels, growth, 3, random, {.padding = 1},
                                     {.initialisation = Initialisation::he_normal, .bias = false})});
  }
}

Variable DenseBlock::operator()(const Variable& x, Mode mode) const {
  Variable all = x;
  for (const Layer& layer : layers) {
    const std::array<Variable, 2> parts{all, layer.conv(relu(layer.norm(all, mode)))};
    all = concat(parts, 1);
  }
  return all;
}

std::vector<NamedParameter> DenseBlock::named_parameters() const {
  std::vector<NamedParameter> named;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    append_named(named, layer_name(i) + ".norm1", layers[i].norm);
    append_named(named, layer_name(i) + ".conv1", layers[i].conv);
  }
  return named;
}

std::vector<NamedParameter> DenseBlock::named_buffers() const {
  std::vector<NamedParameter> named;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    append_named_buffers(named, layer_name(i) + ".norm1", layers[i].norm);
  }
  return named;
}

}  // namespace madang
