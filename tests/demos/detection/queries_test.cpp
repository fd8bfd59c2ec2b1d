// Prices, matching and loss of the query decoder.
#include "demos/detection/queries.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "autograd/variable.h"
#include "demos/detection/yolo.h"

using namespace madang;
using namespace madang::demos::detection;

namespace {

/// Every query says the class that it should and the box that is given.
QueryDecoder::Said said_boxes(const std::vector<data::Box>& boxes, const std::vector<int>& labels) {
  Tensor logits({query_count, form_classes + 1}), shares({query_count, 4});
  for (std::size_t q = 0; q < query_count; ++q) {
    logits.mutable_values()[q * (form_classes + 1) + static_cast<std::size_t>(labels[q])] = 30;
    const data::Box& box = boxes[q];
    float* to = shares.mutable_data() + q * 4;
    for (const float number : {box.centre_x(), box.centre_y(), box.width(), box.height()})
      *to++ = number / side;
  }
  return {constant(logits), constant(shares)};
}

}  // namespace

TEST_CASE("detection: the price of a perfect query is −1, of another what its parts say") {
  std::vector<data::Box> boxes(query_count, {0, 0, 12, 12});
  std::vector<int> labels(query_count, 1);
  boxes[3] = {24, 24, 36, 48};
  labels[3] = 2;
  const Objects objects = {{{24, 24, 36, 48}, 2}};
  const auto prices = prices_of(said_boxes(boxes, labels), 0, objects);
  REQUIRE(prices.size() == query_count);
  CHECK(prices[3].total() == doctest::Approx(-1).epsilon(1e-5));
  CHECK(prices[0].chance == doctest::Approx(0).epsilon(1e-5));
  CHECK(prices[0].distance == doctest::Approx((24 + 30 + 0 + 12) / 48.0));
  CHECK(prices[0].overlap == doctest::Approx(data::generalized_iou(boxes[0], objects[0].box)));
  CHECK(matched(prices, 1) == std::vector<int>{3});
}

TEST_CASE("detection: the matching is the cheapest of all, where each object's best query would be one") {
  std::vector<Price> prices(2 * query_count, Price{0, 2, 0});
  prices[4] = {0.9f, 0.1f, 0.8f};                // object 0 likes query 4 best
  prices[5] = {0.8f, 0.1f, 0.8f};                // and 5 nearly as well
  prices[query_count + 4] = {0.9f, 0.1f, 0.8f};  // object 1 has nothing else
  CHECK(matched(prices, 2) == std::vector<int>{5, 4});
}

TEST_CASE("detection: right answers cost next to nothing, and a second box on an object is a mistake") {
  const QueryDecoder net(6, form_classes, Random(1));
  std::vector<data::Box> boxes(query_count, {4, 4, 20, 20});
  std::vector<int> labels(query_count, form_classes);  // no object
  labels[2] = 0;
  const std::vector<Objects> truths = {{{{4, 4, 20, 20}, 0}}};
  const auto loss = [&] {
    const std::vector<QueryDecoder::Said> said = {said_boxes(boxes, labels)};
    return query_loss(net, said, truths).item();
  };
  CHECK(loss() == doctest::Approx(0).epsilon(1e-4));
  labels[5] = 0;                                                             // says it again
  CHECK(loss() == doctest::Approx(30 * 0.1 / (1 + 7 * 0.1)).epsilon(1e-4));  // a wrong class of weight 0.1
}

TEST_CASE("detection: queries answer alike for a scene alone and in a batch, and looking changes nothing") {
  const QueryDecoder net(6, form_classes, Random(1));
  Random random(2);
  const Variable features = constant(random.normal({2, feature_channels, 6, 6}));
  const QueryDecoder::Pass plain = net.forward(features), looked = net.forward(features, true);
  CHECK(plain.said.size() == 2);  // after each block
  CHECK(plain.said.back().logits.shape() == Shape{2 * query_count, form_classes + 1});
  CHECK(looked.looks.shape() == Shape{2, 4, query_count, 36});
  for (std::size_t i = 0; i < 4 * 2 * query_count; ++i)
    CHECK(plain.said.back().boxes.value().values()[i] ==
          doctest::Approx(looked.said.back().boxes.value().values()[i]).epsilon(1e-4));
  const auto looks = looked.looks.value().values().first(36);
  CHECK(std::accumulate(looks.begin(), looks.end(), 0.f) == doctest::Approx(1));
  const auto found = net.detections(plain.said.back(), 1);
  REQUIRE(found.size() == query_count);
  for (const auto& each : found) CHECK(each.label < form_classes);
}

TEST_CASE("detection: the decoder says what it costs") {
  const QueryDecoder net(6, form_classes, Random(1));
  const std::int64_t d = 48, n = 36, q = 8, hidden = 96;
  const std::int64_t encoder = 4 * n * d * d + 2 * n * n * d + 2 * n * d * hidden;
  const std::int64_t block =
      4 * q * d * d + 2 * q * q * d + (2 * q + 2 * n) * d * d + 2 * q * n * d + 2 * q * d * hidden;
  CHECK(net.multiply_adds() == encoder + 2 * block + q * (d * 5 + d * d + d * 4));
}
