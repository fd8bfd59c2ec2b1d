// What the table of networks says, held against the networks themselves.
#include <doctest/doctest.h>

#include "autograd/ops_reduce.h"
#include "autograd/ops_shape.h"
#include "demos/cnn/network.h"
#include "demos/cnn/zoo.h"

using namespace madang;
using namespace madang::demos::cnn;

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
    const std::vector<demos::cnn::Cost> costs = costs_of(architecture);
    CHECK(total_of(costs).parameters == counted(net));
    const NoRecording off;
    const auto outputs = net.outputs(constant(Tensor({1, 1, side, side})), Mode::evaluation);
    REQUIRE(outputs.size() == costs.size());
    for (std::size_t i = 0; i < costs.size(); ++i)
      CHECK(outputs[i].value().size() == static_cast<std::size_t>(costs[i].out.size()));
    CHECK(outputs.back().shape() == Shape{1, classes});
  }
}

TEST_CASE("cnn: parameters, multiply-adds, receptive field and depth of every network, by hand") {
  struct ByHand {
    Network network;
    int parameters, multiply_adds, field, depth;
  };
  constexpr ByHand all[] = {
      // 28 → 24 → 12 → 8 → 4
      {Network::lenet, (25 * 8 + 8) + (25 * 8 * 16 + 16) + (256 * 10 + 10),
       24 * 24 * 25 * 8 + 8 * 8 * 25 * 8 * 16 + 256 * 10, 1 + 4 + 1 + 4 * 2 + 1 * 2, 3},
      // 28 → 14 → 6 → 6 → 3 → 3 → 3 → 3
      {Network::alexnet,
       (25 * 16 + 16) + (25 * 16 * 24 + 24) + (9 * 24 * 32 + 32) + (9 * 32 * 32 + 32) + (9 * 32 * 24 + 24) +
           (216 * 64 + 64) + (64 * 64 + 64) + (64 * 10 + 10),
       14 * 14 * 25 * 16 + 6 * 6 * 25 * 16 * 24 + 3 * 3 * 9 * (24 * 32 + 32 * 32 + 32 * 24) + 216 * 64 +
           64 * 64 + 64 * 10,
       1 + 4 + 2 * 2 + 4 * 4 + 2 * 4 + 3 * 2 * 8, 8},
      // 28 → 14 → 7 → 3
      {Network::vgg,
       (9 * 8 + 8) + 2 * (9 * 8 * 8 + 8) + (9 * 8 * 16 + 16) + (9 * 16 * 16 + 16) + (9 * 16 * 32 + 32) +
           (9 * 32 * 32 + 32) + (288 * 10 + 10),
       28 * 28 * 9 * 8 + 14 * 14 * 9 * 2 * 8 * 8 + 7 * 7 * 9 * (8 * 16 + 16 * 16) +
           3 * 3 * 9 * (16 * 32 + 32 * 32) + 288 * 10,
       1 + 2 + 1 + 4 * 2 + 2 + 4 * 4 + 4 + 4 * 8, 8},
      // 28 → 14 → 14 → 7 → 7
      {Network::inception,
       (25 * 8 + 8) +
           ((8 * 6 + 6) + (8 * 6 + 6) + (9 * 6 * 10 + 10) + (8 * 3 + 3) + (25 * 3 * 4 + 4) + (8 * 4 + 4)) +
           ((24 * 10 + 10) + (24 * 8 + 8) + (9 * 8 * 18 + 18) + (24 * 4 + 4) + (25 * 4 * 8 + 8) +
            (24 * 8 + 8)) +
           (44 * 10 + 10),
       28 * 28 * 25 * 8 + 14 * 14 * (8 * 6 + 8 * 6 + 9 * 6 * 10 + 8 * 3 + 25 * 3 * 4 + 8 * 4) +
           7 * 7 * (24 * 10 + 24 * 8 + 9 * 8 * 18 + 24 * 4 + 25 * 4 * 8 + 24 * 8) + 44 * 10,
       1 + 4 + 1 + 4 * 2 + 2 + 4 * 4, 6},
      // VGG's, with γ and β of each convolution for its bias, and two shortcuts of 1×1
      {Network::resnet,
       9 * 8 + 9 * 2 * 8 * 8 + 9 * (8 * 16 + 16 * 16) + 8 * 16 + 9 * (16 * 32 + 32 * 32) + 16 * 32 +
           2 * (3 * 8 + 3 * 16 + 3 * 32) + (288 * 10 + 10),
       28 * 28 * 9 * 8 + 14 * 14 * 9 * 2 * 8 * 8 + 7 * 7 * (9 * (8 * 16 + 16 * 16) + 8 * 16) +
           3 * 3 * (9 * (16 * 32 + 32 * 32) + 16 * 32) + 288 * 10,
       1 + 2 + 1 + 4 * 2 + 2 + 4 * 4 + 4 + 4 * 8, 8}};
  const std::vector<ZooRow> rows = zoo_rows({});  // what the demo shows
  for (const ByHand& expected : all) {
    const ZooRow& row = rows[static_cast<std::size_t>(expected.network)];
    CAPTURE(static_cast<int>(expected.network));
    CHECK(row.parameters == static_cast<float>(expected.parameters));
    CHECK(row.multiply_adds == static_cast<float>(expected.multiply_adds));
    CHECK(row.field == expected.field);
    CHECK(row.depth == expected.depth);
  }
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
