// What the table of networks says, held against the networks themselves.
#include <doctest/doctest.h>

#include "autograd/ops_reduce.h"
#include "autograd/ops_shape.h"
#include "demos/cnn/network.h"
#include "demos/cnn/zoo.h"

using namespace madang;
using namespace madang::cnn;

namespace {

std::int64_t counted(const ConvNet& net) {
  std::int64_t count = 0;
  for (const Variable& parameter : net.parameters())
    count += static_cast<std::int64_t>(parameter.value().size());
  return count;
}

struct Member {
  Network network;
  int blocks;
  bool norm;
};
constexpr Member members[] = {{Network::lenet, 1, false},     {Network::alexnet, 1, false},
                              {Network::vgg, 1, false},       {Network::vgg, 2, true},
                              {Network::inception, 1, false}, {Network::resnet, 1, false},
                              {Network::resnet, 3, false}};

/// Side of the square of pixels that the middle number of the output depends on; the picture is large enough.
int measured_field(const Architecture& architecture) {
  constexpr int large = 61, middle = large / 2;
  const Variable x = parameter(Random(3).uniform({1, 1, large, large}, 0, 1));
  const Variable y = ConvNet(architecture, Random(4), {1, large, large}).outputs(x, Mode::evaluation).back();
  const int at = y.shape()[2] / 2;
  const Variable column = slice(slice(y, 2, at, at + 1), 3, at, at + 1);
  const Tensor gradient = backward(sum(column)).of(x).value();
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

TEST_CASE("cnn: parameters and sizes are those of the networks that are built") {
  for (const auto& [network, blocks, norm] : members) {
    const Architecture architecture = architecture_of(network, blocks, norm);
    const ConvNet net(architecture, Random(1));
    const std::vector<Cost> costs = costs_of(architecture);
    CHECK(total_of(costs).parameters == counted(net));
    const NoRecording off;
    const auto outputs = net.outputs(constant(Tensor({1, 1, side, side})), Mode::evaluation);
    REQUIRE(outputs.size() == costs.size());
    for (std::size_t i = 0; i < costs.size(); ++i)
      CHECK(outputs[i].value().size() == static_cast<std::size_t>(costs[i].out.size()));
    CHECK(outputs.back().shape() == Shape{1, classes});
  }
}

TEST_CASE("cnn: multiply-adds of LeNet, by hand; VGG and ResNet are equally deep") {
  const Cost total = total_of(costs_of(architecture_of(Network::lenet, 1, false)));
  CHECK(total.multiply_adds == 24 * 24 * 8 * 25 + 8 * 8 * 16 * 8 * 25 + 256 * 10);
  CHECK(depth_of(architecture_of(Network::lenet, 1, false)) == 3);
  for (int blocks = 1; blocks <= 3; ++blocks)
    for (const Network network : {Network::vgg, Network::resnet})
      CHECK(depth_of(architecture_of(network, blocks, false)) == 6 * blocks + 2);
}

TEST_CASE("cnn: receptive fields are those that backpropagation measures") {
  const Layer conv3x3{.channels = 4, .kernel = 3, .padding = 1, .relu = false, .ways = {}};
  const Layer conv5x5{.channels = 4, .kernel = 5, .stride = 2, .padding = 2, .relu = false, .ways = {}};
  const Layer block{
      .kind = Kind::residual, .channels = 4, .kernel = 3, .stride = 2, .padding = 1, .ways = {}};
  const InceptionChannels ways{2, 2, 2, 2, 2, 2};
  const Layer inception{.kind = Kind::inception, .channels = ways.total(), .ways = ways};
  for (const Architecture& architecture :
       {Architecture{conv3x3}, Architecture{conv3x3, conv3x3}, Architecture{conv5x5, conv3x3},
        Architecture{conv5x5, conv5x5, conv3x3}, Architecture{conv3x3, inception},
        Architecture{conv3x3, block, conv3x3}}) {
    const int expected = costs_of(architecture, {1, 61, 61}).back().field;
    CHECK(measured_field(architecture) <= expected);      // ReLU may cut a corner off
    CHECK(measured_field(architecture) >= expected - 4);  // but not much
  }
  CHECK(measured_field({conv5x5, conv5x5, conv3x3}) == costs_of({conv5x5, conv5x5, conv3x3}).back().field);
}

TEST_CASE("cnn: times are measured for every network, and only when asked for") {
  Settings settings;
  settings.batch = 8;
  std::vector<ZooRow> rows = zoo_rows(settings);
  REQUIRE(rows.size() == network_count);
  for (const ZooRow& row : rows) CHECK(row.answer_ms == 0);
  measure_times(rows, settings);
  for (const ZooRow& row : rows) {
    CHECK(row.answer_ms > 0);
    CHECK(row.training_ms > 0);
  }
}
