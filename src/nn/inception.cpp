#include "nn/inception.h"

#include <array>

#include "autograd/ops_activation.h"
#include "autograd/ops_pool.h"
#include "autograd/ops_shape.h"

namespace madang {
namespace {

/// Keeps height and width; `kernel` is odd.
Conv2d same_size(int in, int out, int kernel, Random& random) {
  return {in, out, kernel, random, {.padding = kernel / 2}, {.initialisation = Initialisation::he_normal}};
}

}  // namespace

InceptionBlock::InceptionBlock(int in_channels, const InceptionChannels& channels, Random& random)
    : conv1x1(same_size(in_channels, channels.conv1x1, 1, random)),
      reduced3x3(same_size(in_channels, channels.reduced3x3, 1, random)),
      conv3x3(same_size(channels.reduced3x3, channels.conv3x3, 3, random)),
      reduced5x5(same_size(in_channels, channels.reduced5x5, 1, random)),
      conv5x5(same_size(channels.reduced5x5, channels.conv5x5, 5, random)),
      pooled(same_size(in_channels, channels.pooled, 1, random)) {}

Variable InceptionBlock::operator()(const Variable& x) const {
  const std::array<Variable, 4> ways{relu(conv1x1(x)), relu(conv3x3(relu(reduced3x3(x)))),
                                     relu(conv5x5(relu(reduced5x5(x)))),
                                     relu(pooled(max_pool2d(x, 3, {.stride = 1, .padding = 1})))};
  return concat(ways, 1);
}

std::vector<NamedParameter> InceptionBlock::named_parameters() const {
  std::vector<NamedParameter> named;
  append_named(named, "branch1.conv", conv1x1);
  append_named(named, "branch2.0.conv", reduced3x3);
  append_named(named, "branch2.1.conv", conv3x3);
  append_named(named, "branch3.0.conv", reduced5x5);
  append_named(named, "branch3.1.conv", conv5x5);
  append_named(named, "branch4.1.conv", pooled);
  return named;
}

}  // namespace madang
