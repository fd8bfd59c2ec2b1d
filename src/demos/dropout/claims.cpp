// What the catalogue says this demo proves, with the demo's own networks and settings.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <tuple>

#include "demos/dropout/ensemble.h"
#include "demos/dropout/picture.h"
#include "demos/dropout/shift.h"
#include "io/file.h"
#include "support/claim.h"
#include "support/paths.h"
#include "support/seeds.h"

using namespace madang;
using namespace madang::demos::dropout;

namespace {

const data::ImageSet& digits() {
  static const std::vector<std::byte> file =
      io::read_file(std::filesystem::path(test::data_folder) / "mnist.idx");
  static const data::ImageSet set = data::read_image_set(file);
  return set;
}

const Batch& test_batch() {
  static const Batch batch = Lessons(digits(), 100, 1).test();
  return batch;
}

Tensor image_of(int number) {
  const std::int32_t row[] = {number};
  return digits().test.images(row);
}

void teach(Training& training, int images, int updates, std::uint64_t seed) {
  Lessons lessons(digits(), images, seed);
  for (int i = 0; i < updates; ++i) training.step(lessons.at(training.steps()));
}

/// A run of the demo; with rate 0 of learning at the one tuned for it. Runs are kept, as claims share them.
const Training& learned(Kind kind, Arm arm, std::uint64_t seed, float dropped = 0.5f,
                        int updates = trial_updates) {
  static std::map<std::tuple<Kind, Arm, std::uint64_t, float, int>, Training> known;
  const std::tuple key(kind, arm, seed, dropped, updates);
  if (const auto found = known.find(key); found != known.end()) return found->second;
  Settings settings;
  settings.kind = kind;
  settings.rate = dropped;
  settings.learning_rate = tuned_rate(arm, kind);
  Training training = training_of(arm, settings, seed);
  teach(training, settings.images, updates, seed);
  return known.emplace(key, std::move(training)).first->second;
}

Score score(const Training& training) {
  const NoRecording off;
  return score_of(training.network()(constant(test_batch().images), Mode::evaluation).value(),
                  test_batch().labels);
}

/// Of a measure of several seeds.
template <class Measure>
float mean_over(int seeds, Measure measure) {
  float sum = 0;
  for (const auto seed : test::seeds(seeds)) sum += measure(seed);
  return sum / static_cast<float>(seeds);
}

Training small_of(bool deep, std::uint64_t seed) {
  Training small(small_network(deep, 0.5f, random_for(seed, Stream::small_weights)), 0.003f, seed);
  teach(small, 500, 100, seed);
  return small;
}

/// Of the second hidden layer, on test images.
Matrix hidden_correlations(const Training& training) {
  const Sequential& network = training.network();
  const Tensor first = first_hidden(network, test_batch().images);
  std::vector<Tensor> hidden;
  const NoRecording off;
  thin_logits(network, first, all_on(first.shape()[1]), &hidden);
  return correlations(hidden.back());
}

}  // namespace

TEST_SUITE("claims") {
  TEST_CASE("dropout: the geometric mean over all 1,024 masks is the weight-scaled network") {
    for (const auto seed : test::seeds(3)) {
      const Training small = small_of(false, seed);
      for (const float rate : {0.2f, 0.5f, 0.8f}) {
        const Masks masks = masks_of(small.network(), rate, image_of(0), 7, 341);
        CHECK(masks.chances.values.size() == 1024);
        CHECK_BELOW(masks.geometric_gap, 1e-6f);
      }
    }
  }

  TEST_CASE("dropout: the mean is the whole network's at the next pre-activation, and not at a deep output") {
    constexpr int images = 10, seeds = 3;
    float gap = 0;
    for (const auto seed : test::seeds(seeds)) {
      const Training small = small_of(true, seed);
      for (int image = 0; image < images; ++image) {
        const Masks masks = masks_of(small.network(), 0.5f, image_of(image), 7, 341);
        CHECK_BELOW(masks.next_difference, 1e-5f);
        gap += masks.output_gap / (images * seeds);
      }
    }
    CHECK_ABOVE(gap, 0.03f);
  }

  TEST_CASE("dropout: the mean of some 50 thin networks comes near the whole network; one alone errs more") {
    float away = 0, single = 0;
    for (const auto seed : test::seeds(3)) {
      const ThinNets thin =
          thin_nets(learned(Kind::dense, Arm::units, seed).network(), 0.5f, test_batch(), seed);
      away += std::abs(thin.errors.back() - thin.scaled) / 3;
      single += (thin.single - thin.scaled) / 3;
    }
    CHECK_BELOW(away, 0.02f);
    CHECK_ABOVE(single, 0.05f);
  }

  TEST_CASE("dropout: behind it batch norm's output in evaluation has the standard deviation √q") {
    for (const float q : {0.5f, 0.7f, 0.9f})
      CHECK_NEAR(shifted_deviation(q, Random(test::seed())), std::sqrt(q), 0.03f);
    const auto deviation = [](Arm arm) {
      return mean_over(3, [&](std::uint64_t seed) {
        return evaluation_deviations(learned(Kind::norm, arm, seed, 0.5f, 200).network(), test_batch().images)
            .front();
      });
    };
    const float predicted = mean_over(3, [](std::uint64_t seed) {
      return predicted_deviations(learned(Kind::norm, Arm::before_norm, seed, 0.5f, 200).network(), 0.5f,
                                  test_batch().images)
          .front();
    });
    CHECK_NEAR(deviation(Arm::before_norm), predicted, 0.05f);
    CHECK_BELOW(deviation(Arm::before_norm), 0.8f);
    CHECK_NEAR(deviation(Arm::after_norm), 1, 0.1f);
  }

  TEST_CASE("dropout: variational masks stay the same over time, spatial ones drop whole channels") {
    for (const auto seed : test::seeds(3)) {
      const auto thin = [&](Kind kind, Arm arm) {
        Settings settings;
        settings.kind = kind;
        return thinned(training_of(arm, settings, seed), kind, image_of(0), 0);
      };
      CHECK(thin(Kind::rnn, Arm::variational).identity == 0);
      CHECK(thin(Kind::rnn, Arm::fresh).identity > 0);
      const auto mixed = [](const Thinned& maps) {
        return std::ranges::count_if(maps.masks, [](const MaskPicture& map) {
          return std::ranges::min(map.mask.values) != std::ranges::max(map.mask.values);
        });
      };
      CHECK(mixed(thin(Kind::cnn, Arm::channels)) == 0);
      CHECK(mixed(thin(Kind::cnn, Arm::elements)) == 8);
      CHECK_BELOW(thin(Kind::transformer, Arm::attention).identity, 1e-5f);
    }
  }

  TEST_CASE("dropout: each at its own rate, test error falls; with nine in ten off it does not") {
    const auto error = [](Kind kind, Arm arm, int seeds, float dropped = 0.5f) {
      return mean_over(seeds,
                       [&](std::uint64_t seed) { return score(learned(kind, arm, seed, dropped)).error; });
    };
    CHECK_BELOW(error(Kind::dense, Arm::units, 3), error(Kind::dense, Arm::none, 3));
    CHECK_BELOW(error(Kind::cnn, Arm::elements, 2), error(Kind::cnn, Arm::none, 2));
    CHECK_ABOVE(error(Kind::dense, Arm::units, 3, 0.9f), error(Kind::dense, Arm::none, 3));
  }

  TEST_CASE("dropout: units can be missing; their correlation is measured, and does not fall") {
    const auto half_off = [](Arm arm) {
      return mean_over(3, [&](std::uint64_t seed) {
        return robustness(learned(Kind::dense, arm, seed).network(), test_batch(), seed)[5];
      });
    };
    CHECK_ABOVE(half_off(Arm::none), half_off(Arm::units) + 0.05f);
    const auto rho = [](Arm arm) {
      return mean_over(3, [&](std::uint64_t seed) {
        return mean_correlation(hidden_correlations(learned(Kind::dense, arm, seed)));
      });
    };
    CHECK_ABOVE(rho(Arm::units), rho(Arm::none));
  }
}
