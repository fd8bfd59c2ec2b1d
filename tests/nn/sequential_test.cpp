// What a Sequential computes, counts, names and says of itself.
#include "nn/sequential.h"

#include <doctest/doctest.h>

#include <cmath>

#include "autograd/ops_reduce.h"
#include "autograd/ops_shape.h"
#include "nn/activation.h"
#include "nn/conv.h"
#include "nn/dropout.h"
#include "nn/inception.h"
#include "nn/linear.h"
#include "nn/pool.h"
#include "nn/residual.h"

using namespace madang;

static_assert(Buffered<Sequential> && Layer<Sequential> && RandomLayer<Sequential>);
static_assert(Layer<Linear> && Layer<ResidualBlock> && Layer<Dropout> && !Layer<int>);

namespace {

const Relu rectified;

/// 1×8×8 → 4×8×8 → 4×4×4 → 3, with batch norm.
Sequential small_net(Random& random) {
  Sequential stem, net;
  stem.add(Conv2d(1, 4, 3, random, {.padding = 1}, {.bias = false})).add(BatchNorm2d(4)).add(rectified);
  return net.add(stem).add(MaxPool2d{}).add(Flatten{}).add(Linear(64, 3, random));
}

std::vector<std::string> names_of(const std::vector<NamedParameter>& named) {
  std::vector<std::string> names;
  for (const NamedParameter& one : named) names.push_back(one.name);
  return names;
}

using Names = std::vector<std::string>;

/// Side of the square of places that the middle number of the output depends on.
int measured_field(const Sequential& net) {
  constexpr int large = 61, middle = large / 2;
  const Variable x = parameter(Random(3).uniform({1, 1, large, large}, 0, 1));
  const Variable y = net(x, Mode::evaluation);
  const int at = y.shape()[2] / 2;
  const Tensor gradient = backward(sum(slice(slice(y, 2, at, at + 1), 3, at, at + 1))).of(x).value();
  int first = large, last = -1;
  for (int i = 0; i < large * large; ++i)
    if (gradient.values()[static_cast<std::size_t>(i)] != 0) {
      first = std::min(first, i / large);
      last = std::max(last, i / large);
    }
  CHECK(first <= middle);
  return last - first + 1;
}

}  // namespace

TEST_CASE("sequential: forward is its layers by hand, and the trace holds each output") {
  Random random(1);
  const Linear first(3, 4, random), second(4, 2, random);
  Sequential net;
  net.add(first).add(ActivationLayer{Activation::tanh}).add(second);
  const Variable x = constant(Random(2).normal({5, 3}));
  const Tensor expected = second(tanh(first(x))).value();
  const auto outputs = net.trace(x, Mode::training);
  REQUIRE(outputs.size() == 3);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CHECK(outputs[2].value().values()[i] == expected.values()[i]);
    CHECK(net(x, Mode::evaluation).value().values()[i] == expected.values()[i]);
  }
  CHECK(outputs[1].shape() == Shape{5, 4});
  CHECK(Sequential()(x, Mode::training).node() == x.node());
}

TEST_CASE("sequential: names are PyTorch's, those given too; a copy has the same parameters") {
  Random random(3);
  const Sequential net = small_net(random);
  CHECK(names_of(net.named_parameters()) ==
        Names{"0.0.weight", "0.1.weight", "0.1.bias", "3.weight", "3.bias"});
  CHECK(names_of(net.named_buffers()) == Names{"0.1.running_mean", "0.1.running_var"});
  const Sequential copy = net;
  net.parameters().front().mutable_values()[0] = 7;
  CHECK(copy.parameters().front().value().values()[0] == 7);
  Sequential named;
  named.add("hidden", Linear(2, 3, random)).add(rectified);
  CHECK(names_of(named.named_parameters()) == Names{"hidden.weight", "hidden.bias"});
  CHECK(named.name(1) == "1");
  CHECK_THROWS_AS(named.add("hidden", rectified), Error);
}

TEST_CASE("sequential: a layer of a known type can be asked for") {
  Random random(4);
  const Sequential net = small_net(random);
  REQUIRE(net.get_if<Linear>(3));
  CHECK(net.get_if<Linear>(3)->weight.node() == net.parameters()[3].node());
  CHECK(net.get_if<Conv2d>(3) == nullptr);
  CHECK(net.get_if<Sequential>(0)->get_if<Conv2d>(0) != nullptr);
}

TEST_CASE("sequential: mode and random numbers reach the layers that want them, also inside") {
  Sequential inner, net;
  inner.add(Dropout{0.5f});
  net.add(inner).add([](const Variable& x, Mode mode) { return mode == Mode::training ? x : tanh(x); });
  const Variable ones = constant(Tensor::full({100}, 1.0f));
  Random random(5), same(5);
  const Tensor dropped = net(ones, Mode::training, &random).value();
  const Tensor expected = dropout(ones, 0.5f, same).value();
  for (std::size_t i = 0; i < 100; ++i) CHECK(dropped.values()[i] == expected.values()[i]);
  CHECK(net(ones, Mode::evaluation).value().values()[0] == doctest::Approx(std::tanh(1.0)));
  CHECK_THROWS_AS(net(ones, Mode::training), Error);
}

TEST_CASE("sequential: sizes, parameters and multiply-adds by hand, and as built") {
  Random random(6);
  const Sequential net = small_net(random);
  const Volume in{1, 8, 8};
  const auto costs = net.costs(in);
  const Cost total = net.cost(in);
  REQUIRE(costs.size() == 4);
  CHECK(costs[0].parameters == 9 * 4 + 2 * 4);  // γ and β take the place of the bias
  CHECK(costs[0].multiply_adds == 8 * 8 * 9 * 4);
  CHECK(costs[3].parameters == 64 * 3 + 3);
  CHECK(total.multiply_adds == 8 * 8 * 9 * 4 + 64 * 3);
  CHECK(total.parameters == parameter_count(net));
  CHECK(total.depth == 2);
  CHECK(total.out == Volume{3, 1, 1});
  CHECK(costs[1].field == 1 + 2 + 1);
  CHECK(costs[1].jump == 2);
  CHECK(spatial_field(costs) == 4);
  CHECK(total.field == 4 + 3 * 2);  // a dense layer sees the four places of the last map in each direction
  const auto outputs = net.trace(constant(Tensor({1, 1, 8, 8})), Mode::evaluation);
  for (std::size_t i = 0; i < costs.size(); ++i)
    CHECK(outputs[i].value().size() == static_cast<std::size_t>(costs[i].out.size()));
  CHECK_THROWS_AS(net.costs({2, 8, 8}), Error);
  CHECK_THROWS_AS(net.costs({1, 9, 10}), Error);
  Sequential silent;
  silent.add([](const Variable& x) { return x; });
  CHECK_THROWS_AS(silent.costs(in), Error);
  CHECK_THROWS_AS(silent.pytorch(), Error);
}

TEST_CASE("cost: blocks and pools, held against what they give and have") {
  Random random(7);
  const Volume in{8, 14, 10};
  const Variable x = constant(random.uniform({1, 8, 14, 10}, 0, 1));
  const auto check = [&](const auto& layer, int field, int depth) {
    Sequential net;
    net.add(layer);
    const Cost cost = layer.cost(in);
    const Shape& shape = net(x, Mode::evaluation).shape();
    CHECK(cost.out == Volume{shape[1], shape.rank() > 2 ? shape[2] : 1, shape.rank() > 2 ? shape[3] : 1});
    CHECK(cost.parameters == parameter_count(net));
    CHECK(cost.field == field);
    CHECK(cost.depth == depth);
  };
  check(ResidualBlock(8, 8, random), 5, 2);
  check(ResidualBlock(8, 16, random, {.stride = 2, .order = ResidualOrder::pre_activation}), 7, 2);
  check(BottleneckBlock(8, 16, random), 3, 3);
  check(InceptionBlock(8, {2, 3, 4, 5, 6, 7}, random), 5, 2);
  check(Conv2d(8, 6, Size2(3, 5), random, {.stride = 2, .padding = Size2(1, 0), .dilation = 2, .groups = 2}),
        9, 1);
  check(MaxPool2d{3, {.stride = 2, .padding = 1}}, 3, 0);
  check(AveragePool2d{}, 2, 0);
  check(GlobalAveragePool{}, 14, 0);
  check(Prelu{}, 1, 0);
  check(Prelu{8}, 1, 0);
  CHECK(Prelu{3}.pytorch() == "nn.PReLU(num_parameters=3)");
  CHECK(InceptionBlock(8, {2, 3, 4, 5, 6, 7}, random).cost(in).multiply_adds ==
        14 * 10 * 8 * (2 + 3 + 5 + 7) + 14 * 10 * (9 * 3 * 4 + 25 * 5 * 6));
  CHECK(ResidualBlock(8, 16, random, {.stride = 2}).cost(in).multiply_adds ==
        7 * 5 * (9 * 8 * 16 + 9 * 16 * 16 + 8 * 16));
}

TEST_CASE("cost: receptive fields are those that backpropagation measures") {
  Random random(8);
  const auto conv = [&](int in, int kernel, int stride) {
    return Conv2d(in, 4, kernel, random, {.stride = stride, .padding = kernel / 2});
  };
  std::vector<Sequential> nets(5);
  nets[0].add(conv(1, 3, 1)).add(conv(4, 3, 1));
  nets[1].add(conv(1, 5, 2)).add(conv(4, 3, 1));
  nets[2].add(conv(1, 5, 2)).add(conv(4, 5, 2)).add(conv(4, 3, 1));
  nets[3].add(conv(1, 3, 1)).add(InceptionBlock(4, {2, 2, 2, 2, 2, 2}, random));
  nets[4].add(conv(1, 3, 1)).add(ResidualBlock(4, 4, random, {.stride = 2})).add(conv(4, 3, 1));
  for (std::size_t i = 0; i < nets.size(); ++i) {
    CAPTURE(i);
    const int expected = nets[i].cost({1, 61, 61}).field;
    CHECK(measured_field(nets[i]) <= expected);                    // ReLU may cut a corner off
    CHECK(measured_field(nets[i]) >= expected - (i > 2 ? 4 : 0));  // but not much
  }
}

TEST_CASE("sequential: what it is in PyTorch, each class once") {
  Random random(9);
  Sequential net;
  net.add(Linear(2, 8, random))
      .add(ActivationLayer{Activation::tanh})
      .add(Linear(8, 1, random, {.bias = false}));
  CHECK(net.pytorch() == "nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1, bias=False))");
  CHECK(net.pytorch_classes().empty());
  CHECK(small_net(random).pytorch() ==
        "nn.Sequential(\n"
        "    nn.Sequential(nn.Conv2d(1, 4, 3, padding=1, bias=False), nn.BatchNorm2d(4), nn.ReLU()),\n"
        "    nn.MaxPool2d(2),\n"
        "    nn.Flatten(),\n"
        "    nn.Linear(64, 3),\n"
        ")");
  Sequential blocks, named;
  blocks.add(ResidualBlock(4, 4, random)).add(ResidualBlock(4, 8, random, {.stride = 2}));
  CHECK(blocks.pytorch() == "nn.Sequential(ResidualBlock(4, 4), ResidualBlock(4, 8, stride=2))");
  CHECK(blocks.pytorch_classes() == ResidualBlock(4, 4, random).pytorch_classes());
  named.add("hidden", Linear(2, 3, random)).add(rectified);
  CHECK(named.pytorch() == "nn.Sequential(OrderedDict([(\"hidden\", nn.Linear(2, 3)), (\"1\", nn.ReLU())]))");
}
