// Patches, groups of tokens, rollout, and where an attention weight comes from.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "core/tensor_matrix.h"
#include "demos/vit/measure.h"
#include "demos/vit/patches.h"
#include "demos/vit/training.h"

using namespace madang;
using namespace madang::demos::vit;

namespace {

Tensor counted_image() {
  Tensor image({1, 1, canvas, canvas});
  std::iota(image.mutable_values().begin(), image.mutable_values().end(), 0.f);
  return image;
}

Tensor noise(int images, std::uint64_t seed = 3) {
  return Random(seed).uniform({images, 1, canvas, canvas}, 0, 1);
}

Matrix square(int size, std::vector<float> values) { return {size, size, std::move(values)}; }

/// A block whose heads have these weights, for the rollout.
Attended with_heads(std::vector<Matrix> heads) { return {nullptr, {{}, std::move(heads), {}}}; }

}  // namespace

TEST_CASE("vit: the border is empty and the image in its middle") {
  const Tensor image = bordered(Tensor::full({2, 1, side, side}, 1.f));
  CHECK(image.shape() == Shape{2, 1, canvas, canvas});
  float sum = 0;
  for (const float v : image.values()) sum += v;
  CHECK(sum == 2 * side * side);
  CHECK(image.values()[border * canvas + border] == 1);
  CHECK(image.values()[border * canvas + border - 1] == 0);
}

TEST_CASE("vit: patches are squares, row by row, each with its pixels row by row") {
  const Tensor cut = patches_of(constant(counted_image()), 8).value();
  CHECK(cut.shape() == Shape{1, 16, 64});
  CHECK(cut.values()[0] == 0);
  CHECK(cut.values()[8] == canvas);           // second row of the first patch
  CHECK(cut.values()[64] == 8);               // second patch
  CHECK(cut.values()[4 * 64] == 8 * canvas);  // first of the second row
}

TEST_CASE("vit: rearranged patches are those of the image, in the order given") {
  Random random(5);
  const Order order = shuffled_order(16, random);
  CHECK(std::set<std::int32_t>(order.begin(), order.end()).size() == 16);
  const Tensor before = patches_of(constant(counted_image()), 8).value();
  const Tensor after = patches_of(constant(rearranged(counted_image(), 8, {&order, 1})), 8).value();
  for (std::size_t place = 0; place < 16; ++place)
    CHECK(after.values()[place * 64] == before.values()[static_cast<std::size_t>(order[place]) * 64]);
}

TEST_CASE("vit: windows hold neighbours; shifted ones hide what comes in from the other edge") {
  const Groups plain = windows(4, 2, 0);
  CHECK(plain.count == 4);
  CHECK(plain.order == std::vector<std::int32_t>{0, 1, 4, 5, 2, 3, 6, 7, 8, 9, 12, 13, 10, 11, 14, 15});
  CHECK(plain.regions.empty());
  const Groups shifted = windows(4, 2, 1);
  CHECK(std::vector(shifted.order.begin(), shifted.order.begin() + 4) ==
        std::vector<std::int32_t>{5, 6, 9, 10});
  // The last window is made of the four corners, of which none sees another.
  CHECK(std::vector(shifted.order.end() - 4, shifted.order.end()) == std::vector<std::int32_t>{15, 12, 3, 0});
  CHECK(std::set<std::int32_t>(shifted.regions.end() - 4, shifted.regions.end()).size() == 4);
  const Groups far = unfolded(4, 2);
  CHECK(std::vector(far.order.begin(), far.order.begin() + 4) == std::vector<std::int32_t>{0, 2, 8, 10});
}

TEST_CASE("vit: a token's output depends on its group only, and weights between groups are 0") {
  Random random(2);
  const TransformerOptions options{.model_size = 8, .heads = 2, .feed_forward_size = 16};
  const GroupedBlock block(options, windows(4, 2, 1), random);
  const Tensor x = Random(4).normal({2, 16, 8});
  Tensor other = x;
  other.mutable_data()[5 * 8] += 1;  // token 5 of the first image
  const Tensor before = block(constant(x)).value(), after = block(constant(other)).value();
  for (int token = 0; token < 32; ++token) {
    float change = 0;
    for (int i = 0; i < 8; ++i)
      change += std::abs(before.data()[token * 8 + i] - after.data()[token * 8 + i]);
    const bool together = token == 5 || token == 6 || token == 9 || token == 10;
    CHECK((change > 0) == together);
  }
  const auto trace = block.inspect(constant(x));
  CHECK(trace.output.value().values()[77] == doctest::Approx(before.values()[77]).epsilon(1e-4));
  CHECK(trace.heads.size() == 2);
  CHECK(trace.heads[0].at(5, 6) > 0);
  CHECK(trace.heads[0].at(5, 4) == 0);
  CHECK(trace.heads[0].at(0, 15) == 0);  // in one window, but of another region
  CHECK(trace.heads[0].at(0, 0) == doctest::Approx(1));
}

TEST_CASE("vit: rollout multiplies ½(A + I), and its rows sum to 1") {
  const Matrix ahead = square(2, {0, 1, 0, 1}), uniform = square(2, {0.5f, 0.5f, 0.5f, 0.5f});
  const Matrix one = rollout({with_heads({ahead, uniform})});
  CHECK(one.at(0, 0) == doctest::Approx(0.625));
  CHECK(one.at(0, 1) == doctest::Approx(0.375));
  // Later blocks stand on the left: token 0 of the second looks at token 1 of the first, which looks at both.
  const Matrix two = rollout({with_heads({uniform}), with_heads({ahead})});
  CHECK(two.at(0, 0) == doctest::Approx(0.5 * 0.75 + 0.5 * 0.25));
  CHECK(two.at(1, 1) == doctest::Approx(0.75));
  for (const auto network : {Network::vit, Network::deit, Network::window, Network::hybrid}) {
    Settings settings;
    settings.network = network;
    const Matrix rolled = rollout(attended(first_network(settings, 1), noise(1)));
    for (int i = 0; i < rolled.rows; ++i) {
      const auto row = row_of(rolled, i);
      CHECK(std::accumulate(row.begin(), row.end(), 0.f) == doctest::Approx(1));
    }
  }
}

TEST_CASE("vit: the row of a token, or the mean of all") {
  const Matrix weights = square(2, {0.25f, 0.75f, 1, 0});
  CHECK(row_of(weights, 1) == std::vector<float>{1, 0});
  CHECK(row_of(weights, -1) == std::vector<float>{0.625f, 0.375f});
}

TEST_CASE("vit: the arithmetic shown is the engine's, and a masked key has none") {
  Settings settings;
  settings.network = Network::window;
  const auto network = first_network(settings, 1);
  const auto blocks = attended(network, noise(1));
  REQUIRE(blocks.size() == 2);
  const Calculation c = calculation_of(blocks[1], 1, 5, 6);
  CHECK(c.possible);
  CHECK(c.seen == 4);
  CHECK(c.difference < 1e-6f);
  double product = 0;
  for (std::size_t i = 0; i < c.q.size(); ++i) product += static_cast<double>(c.q[i] * c.k[i]);
  CHECK(c.q.size() == 8);
  CHECK(c.score == doctest::Approx(product / std::sqrt(8)).epsilon(1e-4));
  CHECK(c.weight ==
        doctest::Approx(std::exp(static_cast<double>(c.score)) / static_cast<double>(c.sum)).epsilon(1e-5));
  CHECK(c.weight == doctest::Approx(blocks[1].trace.heads[1].at(5, 6)));
  CHECK_FALSE(calculation_of(blocks[1], 0, 5, 0).possible);   // another window
  CHECK_FALSE(calculation_of(blocks[1], 0, 15, 0).possible);  // the same one, masked
}

TEST_CASE("vit: similarity is 1 on the diagonal, symmetric, and empty without positions") {
  Settings settings;
  const Matrix similarity = position_similarity(first_network(settings, 1));
  CHECK(similarity.rows == 16);
  CHECK(similarity.at(3, 3) == doctest::Approx(1));
  CHECK(similarity.at(3, 7) == doctest::Approx(similarity.at(7, 3)));
  CHECK(std::abs(similarity.at(3, 7)) < 0.9f);
  settings.positions = false;
  CHECK(position_similarity(first_network(settings, 1)).empty());
}

TEST_CASE(
    "vit: with positions at 0 the order does not matter to a ViT; to windows it does; nothing is left "
    "changed") {
  const std::int32_t numbers[] = {0, 0};
  Random random(1);
  const Order orders[] = {shuffled_order(16, random), shuffled_order(16, random)};
  Tensor twice({2, 1, canvas, canvas});
  const Tensor image = noise(1);
  for (const auto i : numbers) std::ranges::copy(image.values(), twice.mutable_data() + i);
  std::ranges::copy(image.values(), twice.mutable_data() + canvas * canvas);
  const Tensor both = rearranged(twice, 8, orders);
  Settings settings;
  const Classifier vit = first_network(settings, 1);
  const Tensor before = vit.logits(both).value();
  CHECK(order_difference(vit, both) < 1e-6f);
  CHECK(std::ranges::equal(vit.logits(both).value().values(), before.values()));
  settings.network = Network::window;
  CHECK(order_difference(first_network(settings, 1), both) > 1e-4f);
}

TEST_CASE("vit: dependence is a share of each cell, and 0 where nothing is read") {
  Settings settings;
  settings.network = Network::convnext;
  const auto cells = dependence(first_network(settings, 1), noise(1), 4);
  CHECK(cells.size() == 16);
  CHECK(std::accumulate(cells.begin(), cells.end(), 0.f) == doctest::Approx(1));
  CHECK(*std::ranges::min_element(cells) > 0);
}

TEST_CASE("vit: an attention layer in one window is a full one") {
  const AttentionCost cost = attention_cost(4, 4, 8);
  CHECK(cost.full == 4 * 16 * 64 + 2 * 256 * 8);
  CHECK(cost.windowed == cost.full);
}
