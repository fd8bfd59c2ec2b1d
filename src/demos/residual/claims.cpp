// What the catalogue says this demo proves, with the demo's own networks and settings.
#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <map>
#include <tuple>

#include "autograd/ops_activation.h"
#include "demos/residual/measure.h"
#include "demos/residual/surface.h"
#include "io/file.h"
#include "support/claim.h"
#include "support/paths.h"
#include "support/seeds.h"

using namespace madang;
using namespace madang::demos::residual;

namespace {

constexpr int seeds_of_depth = 5;  // the catalogue's
constexpr int seed_count = 3;
constexpr int updates = 120;

const data::ImageSet& digits() {
  static const std::vector<std::byte> file =
      io::read_file(std::filesystem::path(test::data_folder) / "mnist.idx");
  static const data::ImageSet set = data::read_image_set(file);
  return set;
}

Settings settings_of(Recipe recipe, int depth) {
  Settings settings;
  settings.recipe = recipe;
  settings.depth = depth;
  return settings;
}

/// A run with the demo's own settings, learned once.
const Training& learned(Kind kind, Recipe recipe, int depth, std::uint64_t seed) {
  static std::map<std::tuple<Kind, Recipe, int, std::uint64_t>, Training> known;
  const auto [found, is_new] =
      known.try_emplace({kind, recipe, depth, seed}, kind, settings_of(recipe, depth), seed);
  Training& training = found->second;
  data::Batches order(static_cast<int>(digits().train.size()), batch, seed);
  while (is_new && training.steps() < updates && !training.fault())
    training.step(batch_of(digits().train, order.at(training.steps())));
  return training;
}

float mean_loss(Kind kind, Recipe recipe, int depth, int seeds) {
  float sum = 0;
  for (const auto seed : test::seeds(seeds)) sum += learned(kind, recipe, depth, seed).mean_loss();
  return sum / static_cast<float>(seeds);
}

}  // namespace

TEST_SUITE("claims") {
  TEST_CASE(
      "residual: vanishing gradient: of 30 tanh layers the plain ones stay at chance, Highway and residual "
      "learn") {
    const float chance = std::log(10.f);
    for (const auto seed : test::seeds(seed_count)) {
      CHECK_ABOVE(learned(Kind::plain, Recipe::tanh, 30, seed).mean_loss(), 0.97f * chance);
      CHECK_BELOW(learned(Kind::residual, Recipe::tanh, 30, seed).mean_loss(), 0.6f);
      CHECK_BELOW(learned(Kind::highway, Recipe::tanh, 30, seed).mean_loss(), 0.7f);
    }
  }

  TEST_CASE(
      "residual: degradation: with BN, ReLU and He a plain net of 32 layers learns worse than one of 8, a "
      "residual one doesn't") {
    const auto loss = [](Kind kind, int depth) {
      return mean_loss(kind, Recipe::normalised, depth, seeds_of_depth);
    };
    CHECK_ABOVE(loss(Kind::plain, 32), 2 * loss(Kind::plain, 8));
    CHECK_BELOW(loss(Kind::residual, 32), 1.1f * loss(Kind::residual, 8));
  }

  TEST_CASE("residual: that plain net's gradient doesn't vanish, the tanh one's does") {
    for (const auto seed : test::seeds(seed_count)) {
      const auto ratio = [&](Recipe recipe, int depth) {
        const std::vector<float>& norms = learned(Kind::plain, recipe, depth, seed).gradient_norms();
        return norms.front() / norms.back();
      };
      CHECK_BELOW(ratio(Recipe::tanh, 30), 1e-3f);
      CHECK_ABOVE(ratio(Recipe::normalised, 32), 0.1f);
    }
  }

  TEST_CASE("residual: with zeroed branches ∂L/∂x₀ is ∂L/∂x_L bit for bit, and σ(−2) = 0.1192") {
    for (const auto seed : test::seeds(seed_count))
      for (const Recipe recipe : {Recipe::tanh, Recipe::normalised}) {
        const Identity identity =
            identity_of(learned(Kind::residual, recipe, recipe == Recipe::tanh ? 30 : 32, seed).network(),
                        first_of(digits().train, batch));
        CHECK(identity.zeroed == 0);
        CHECK(identity.first != identity.last);
      }
    CHECK(sigmoid(constant(Tensor::scalar(-2))).item() == doctest::Approx(0.1192f).epsilon(1e-3));
  }

  TEST_CASE("residual: the surface around the residual net has the lower mean curvature") {
    constexpr Grain grain{.samples = 11, .images = 64, .at_once = 121};
    float plain = 0, residual = 0;
    for (const auto seed : test::seeds(seed_count)) {
      Surfaces surfaces(learned(Kind::plain, Recipe::normalised, 32, seed),
                        learned(Kind::residual, Recipe::normalised, 32, seed), digits().train, grain, seed);
      surfaces.advance();
      const Surface picture = surfaces.picture(0, 0);
      CHECK(picture.residual.losses.at(5, 5) == picture.residual.here);
      plain += picture.plain.curvature;
      residual += picture.residual.curvature;
    }
    CHECK_BELOW(residual, 0.7f * plain);
  }
}
