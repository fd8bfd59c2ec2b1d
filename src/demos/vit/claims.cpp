// What the catalogue says this demo proves, with the demo's own networks and settings.
#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <map>
#include <tuple>

#include "demos/vit/measure.h"
#include "demos/vit/patches.h"
#include "demos/vit/training.h"
#include "io/file.h"
#include "support/claim.h"
#include "support/paths.h"
#include "support/seeds.h"

using namespace madang;
using namespace madang::demos::vit;

namespace {

constexpr int seed_count = 3;

const data::ImageSet& digits() {
  static const std::vector<std::byte> file =
      io::read_file(std::filesystem::path(test::data_folder) / "mnist.idx");
  static const data::ImageSet set = data::read_image_set(file);
  return set;
}

/// Both networks after trial_updates, each at its own best rate; kept, for several claims ask.
const Training& trained(Images images, std::uint64_t seed) {
  static std::map<std::pair<Images, std::uint64_t>, Training> known;
  const auto [found, fresh] = known.try_emplace({images, seed}, tuned(Settings{}, images), digits(), seed);
  if (fresh)
    for (int i = 0; i < trial_updates; ++i) found->second.learn();
  return found->second;
}

/// What the CNN is ahead by on the test images, a mean over the seeds.
float gap(Images images) {
  float sum = 0;
  for (const auto seed : test::seeds(seed_count)) {
    const Training& training = trained(images, seed);
    sum += accuracy_of(training.cnn(), digits().test) - accuracy_of(training.network(), digits().test);
  }
  return sum / seed_count;
}

/// Test accuracy after so many updates with 200 images.
float accuracy_with_few(Network network, int updates, std::uint64_t seed) {
  Settings settings;
  settings.network = network;
  Training training(tuned(settings, Images::few), digits(), seed);
  for (int i = 0; i < updates; ++i) training.learn();
  return accuracy_of(training.network(), digits().test);
}

/// A test image, and the same with its patches in another order.
Tensor two_orders(std::int32_t image, std::uint64_t seed) {
  Random random(seed, 40);
  const std::int32_t twice[] = {image, image};
  const Order orders[] = {shuffled_order(patch_count(8), random), shuffled_order(patch_count(8), random)};
  return rearranged(bordered(digits().test.images(twice)), 8, orders);
}

}  // namespace

TEST_SUITE("claims") {
  TEST_CASE("vit: with 200 images the CNN wins by far, and the gap shrinks as data grows") {
    const float few = gap(Images::few), all = gap(Images::all);
    CHECK_ABOVE(few, 0.15f);
    CHECK_ABOVE(all, 0.f);
    CHECK_ABOVE(few - all, 0.02f);
  }

  TEST_CASE("vit: with 200 images it does not lack capacity: it has memorised them") {
    for (const auto seed : test::seeds(seed_count)) {
      const Training& training = trained(Images::few, seed);
      CHECK_BELOW(training.loss(), 0.1f);
      CHECK_BELOW(accuracy_of(training.network(), digits().test), 0.65f);
    }
  }

  TEST_CASE(
      "vit: with 200 images windows read more than the ViT, and so does the hybrid in half the updates") {
    float vit = 0, windowed = 0, hybrid = 0;
    for (const auto seed : test::seeds(2)) {
      vit += accuracy_of(trained(Images::few, seed).network(), digits().test) / 2;
      windowed += accuracy_with_few(Network::window, trial_updates, seed) / 2;
      hybrid += accuracy_with_few(Network::hybrid, trial_updates / 2, seed) / 2;
    }
    CHECK_ABOVE(windowed - vit, 0.05f);
    CHECK_ABOVE(hybrid - vit, 0.1f);
  }

  TEST_CASE("vit: without positions the answer is the same for every order of the patches") {
    for (const auto seed : test::seeds(seed_count)) {
      const Classifier& network = trained(Images::all, seed).network();
      for (const std::int32_t image : {0, 1, 2})
        CHECK_BELOW(order_difference(network, two_orders(image, seed)), 1e-6f);
    }
  }

  TEST_CASE("vit: with positions a fresh shuffle of each test image costs accuracy") {
    for (const auto seed : test::seeds(seed_count)) {
      const Look look = look_at(trained(Images::all, seed).network(), digits().test, 8, seed);
      CHECK_ABOVE(look.accuracy, 0.6f);
      CHECK_BELOW(look.shuffled, look.accuracy / 2);
    }
  }

  TEST_CASE("vit: windows cost in proportion to the patches, full attention with their square") {
    for (const int grid : {8, 16, 32, 64}) {
      const AttentionCost one = attention_cost(grid, 4, width), four = attention_cost(2 * grid, 4, width);
      CHECK(four.windowed == 4 * one.windowed);
      // Without the projections, which both have.
      const double projections = 4. * grid * grid * width * width;
      CHECK(four.full - 4 * projections == 16 * (one.full - projections));
    }
    CHECK(attention_cost(8, 4, 32).full == 524288);  // Liu et al. 2021, eq. 1 and 2
    CHECK(attention_cost(8, 4, 32).windowed == 327680);
    // And so the networks count: 64 patches with two blocks.
    Settings settings;
    settings.patch = Patch::small;
    settings.network = Network::window;
    const auto counted = [](const Settings& own) {
      return attended(first_network(own, 1), Tensor({1, 1, canvas, canvas}))
          .front()
          .block->cost({width, 1, 64});
    };
    Random random(1);
    const GroupedBlock full({.model_size = width, .heads = 4, .feed_forward_size = 64}, all_together(64),
                            random);
    const std::int64_t mlp = 64 * 2 * width * 64;
    CHECK(counted(settings).multiply_adds - mlp == 327680);
    CHECK(full.cost({width, 1, 64}).multiply_adds - mlp == 524288);
  }
}
