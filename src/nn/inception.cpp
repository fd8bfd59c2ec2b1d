#include "nn/inception.h"

#include <array>

#include "autograd/ops_activation.h"
#include "autograd/ops_pool.h"
#include "autograd/ops_shape.h"
#include "core/python.h"
#include "nn/pool.h"

namespace madang {
namespace {

/// Keeps height and width; `kernel` is odd.
Conv2d same_size(int in, int out, int kernel, Random& random) {
  return {in, out, kernel, random, {.padding = kernel / 2}, {.initialisation = Initialisation::he_normal}};
}

constexpr const char* conv_relu_class = R"py(class ConvRelu(nn.Module):
    def __init__(self, inputs, outputs, kernel):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, kernel, padding=kernel // 2)

    def forward(self, x):
        return self.conv(x).relu()
)py";

constexpr const char* inception_class = R"py(class InceptionBlock(nn.Module):
    def __init__(self, inputs, conv1x1, reduced3x3, conv3x3, reduced5x5, conv5x5, pooled):
        super().__init__()
        self.branch1 = ConvRelu(inputs, conv1x1, 1)
        self.branch2 = nn.Sequential(ConvRelu(inputs, reduced3x3, 1), ConvRelu(reduced3x3, conv3x3, 3))
        self.branch3 = nn.Sequential(ConvRelu(inputs, reduced5x5, 1), ConvRelu(reduced5x5, conv5x5, 5))
        self.branch4 = nn.Sequential(nn.MaxPool2d(3, 1, 1), ConvRelu(inputs, pooled, 1))

    def forward(self, x):
        return torch.cat([self.branch1(x), self.branch2(x), self.branch3(x), self.branch4(x)], 1)
)py";

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

Cost InceptionBlock::cost(const Volume& in) const {
  const MaxPool2d pool{3, {.stride = 1, .padding = 1}};
  return conv1x1.cost(in)
      .beside(cost_through(in, reduced3x3, conv3x3))
      .beside(cost_through(in, reduced5x5, conv5x5))
      .beside(cost_through(in, pool, pooled));
}

std::string InceptionBlock::pytorch() const {
  PythonCall call("InceptionBlock");
  call.with(conv1x1.weight.shape()[1]);
  for (const Conv2d* conv : {&conv1x1, &reduced3x3, &conv3x3, &reduced5x5, &conv5x5, &pooled})
    call.with(conv->weight.shape()[0]);
  return call.text();
}

std::vector<std::string> InceptionBlock::pytorch_classes() const {
  return {conv_relu_class, inception_class};
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
