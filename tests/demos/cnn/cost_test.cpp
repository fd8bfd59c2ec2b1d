// What the table of networks says, held against the networks themselves.
#include <doctest/doctest.h>

#include "demos/cnn/network.h"
#include "demos/cnn/zoo.h"

using namespace madang;
using namespace madang::demos::cnn;

namespace {

struct Member {
  Network network;
  int blocks;
  bool norm;
};
constexpr Member members[] = {{Network::lenet, 1, false},     {Network::alexnet, 1, false},
                              {Network::vgg, 1, false},       {Network::vgg, 2, true},
                              {Network::inception, 1, false}, {Network::resnet, 1, false},
                              {Network::resnet, 3, false}};

}  // namespace

TEST_CASE("cnn: parameters and sizes are those of the networks that are built") {
  for (const auto& [network, blocks, norm] : members) {
    const ConvNet net = network_of(network, blocks, norm, Random(1));
    const std::vector<Cost> costs = net.costs();
    CHECK(net.cost().parameters == parameter_count(net));
    CHECK(net.names.size() == costs.size());
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
      CHECK(network_of(network, blocks, false, Random(1)).cost().depth == 6 * blocks + 2);
}

TEST_CASE("cnn: layers are named in both languages, with kernel and step") {
  const ConvNet net = network_of(Network::alexnet, 1, false, Random(1));
  CHECK(net.names[0].english == "Convolution 5×5 / 2");
  CHECK(net.names[1].korean == "최대 풀링 3×3 / 2");
  CHECK(net.names.back().korean == "완전 연결");
  CHECK(net.filters(2).shape() == Shape{24, 16, 5, 5});
  CHECK_FALSE(net.filters(1));
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
