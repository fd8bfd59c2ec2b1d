// What the catalogue says this demo proves, driven as the page drives it: by settings, steps and snapshots.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <tuple>

#include "demo/experiment.h"
#include "demos/positional/experiment.h"
#include "support/claim.h"
#include "support/demo_run.h"
#include "support/demo_text.h"
#include "support/seeds.h"

using namespace madang;
using namespace madang::demos::positional;

namespace {

using test::Values;

struct Run : test::DemoRun<Snapshot> {
  Run(const Values& values, std::uint64_t seed) : DemoRun("positional", values, seed) {}
};

constexpr int seed_count = 3, updates = 220;

/// What two pages show of a run at its end.
struct Finished {
  Snapshot learning, distance;
};

/// Both positions learn from the same batches, neither knowing of the other, so that one run serves several
/// claims; it is trained once.
const Finished& finished(const char* a, const char* b, std::uint64_t seed) {
  static std::map<std::tuple<std::string, std::string, std::uint64_t>, Finished> known;
  const auto [entry, is_new] = known.try_emplace({a, b, seed});
  if (is_new) {
    Run run({{"position", a}, {"position_b", b}, {"size", "16"}}, seed);
    run.step(updates);
    entry->second.learning = run.picture();
    run.change({{"page", "distance"}});
    entry->second.distance = run.picture();
  }
  return entry->second;
}

}  // namespace

TEST_SUITE("claims") {
  TEST_CASE("positional: without positions an order task stays at chance, with sinusoids it is solved") {
    for (const auto seed : test::seeds(seed_count)) {
      CAPTURE(seed);
      const Snapshot& picture = finished("none", "sinusoidal", seed).learning;
      CHECK_ABOVE(picture.guess, 1 / 16.f);  // the best guess of whom does not know the order
      CHECK_BELOW(picture.guess, 0.3f);
      CHECK_BELOW(picture.models[0].accuracy, picture.guess + 0.03f);
      CHECK_ABOVE(picture.models[1].accuracy, 0.95f);
      CHECK_BELOW(picture.models[1].accuracy_beyond, 0.3f);  // sums that it has never seen
    }
  }

  TEST_CASE("positional: nor is the latest value found without positions") {
    for (const auto seed : test::seeds(seed_count)) {
      CAPTURE(seed);
      Run run({{"position", "none"}, {"position_b", "t5"}, {"size", "16"}, {"task", "latest"}}, seed);
      run.step(200);
      const Snapshot picture = run.picture();
      CHECK_BELOW(picture.models[0].accuracy, picture.guess + 0.12f);  // both of some 190 questions: ± 4 %
      CHECK_ABOVE(picture.models[1].accuracy, 0.8f);
    }
  }

  TEST_CASE("positional: PE(p + k) is a linear map of PE(p), the same for every p") {
    for (const char* size : {"16", "32", "64"}) {
      Run run({{"page", "encoding"}, {"size", size}}, test::seed());
      for (const char* shift : {"1", "3", "11", "24"}) {
        run.change({{"shift", shift}});
        const Snapshot picture = run.picture();
        CHECK_BELOW(picture.shift_error, 1e-6f);
        const Matrix& m = picture.shift;
        for (int i = 0; i < m.rows; i += 2) {  // turns: of length 1, and nothing outside the pair
          CHECK(m.at(i, i) * m.at(i, i) + m.at(i, i + 1) * m.at(i, i + 1) == doctest::Approx(1));
          for (int j = 0; j < m.columns; ++j) CHECK((j / 2 == i / 2 || m.at(i, j) == 0));
        }
      }
    }
  }

  TEST_CASE("positional: learned positions fail beyond the trained length, T5's bias holds better") {
    for (const auto seed : test::seeds(seed_count)) {
      CAPTURE(seed);
      const auto& [picture, distance] = finished("learned", "t5", seed);
      const ModelPicture &vectors = picture.models[0], &relative = picture.models[1];
      CHECK_ABOVE(vectors.accuracy, 0.95f);
      CHECK_ABOVE(relative.accuracy, 0.95f);
      CHECK_BELOW(vectors.accuracy_beyond, picture.guess_beyond);
      CHECK_ABOVE(relative.accuracy_beyond, 0.5f);
      CHECK_BELOW(relative.accuracy_beyond, 0.97f);
      // Four and five places back share a number in every head; three has one of its own.
      const Matrix& bias = distance.models[1].profile;
      REQUIRE(bias.rows == heads);
      const int here = bias.columns / 2;
      for (int head = 0; head < bias.rows; ++head) {
        CHECK(bias.at(head, here - 4) == bias.at(head, here - 5));
        CHECK(bias.at(head, here - 3) != bias.at(head, here - 4));
      }
    }
  }

  TEST_CASE("positional: so do Transformer-XL's bias and RoPE") {
    for (const auto seed : test::seeds(seed_count)) {
      CAPTURE(seed);
      Run run({{"position", "transformer_xl"}, {"position_b", "rope"}}, seed);
      run.step(120);
      const Snapshot picture = run.picture();
      for (const ModelPicture& model : picture.models) {
        CHECK_ABOVE(model.accuracy, 0.95f);
        CHECK_ABOVE(model.accuracy_beyond, 0.95f);
      }
    }
  }

  TEST_CASE("positional: ALiBi cannot point exactly three places back") {
    for (const auto seed : test::seeds(seed_count)) {
      CAPTURE(seed);
      const Snapshot& picture = finished("alibi", "sinusoidal", seed).learning;
      CHECK_BELOW(picture.models[0].accuracy, picture.guess + 0.1f);
      CHECK_ABOVE(picture.models[1].accuracy, 0.95f);
    }
  }

  TEST_CASE(
      "positional: ALiBi finds the latest value at three times the trained length, learned positions do "
      "not") {
    float lost = 0;  // by ALiBi beyond the trained length, mean
    for (const auto seed : test::seeds(seed_count)) {
      CAPTURE(seed);
      Run run({{"position", "learned"}, {"position_b", "alibi"}, {"task", "latest"}}, seed);
      run.step(300);
      const Snapshot picture = run.picture();
      const ModelPicture &vectors = picture.models[0], &alibi = picture.models[1];
      CHECK_ABOVE(vectors.accuracy, picture.guess + 0.15f);
      CHECK_ABOVE(alibi.accuracy, picture.guess + 0.15f);
      CHECK_BELOW(vectors.accuracy_beyond, picture.guess_beyond);
      CHECK_ABOVE(alibi.accuracy_beyond, picture.guess_beyond + 0.15f);
      lost += (alibi.accuracy - alibi.accuracy_beyond) / seed_count;
    }
    CHECK_BELOW(lost, 0.12f);
    CHECK(test::text_says("positional", {"거의 비슷하게 맞힌다", "right nearly as often as within it"}));
  }

  TEST_CASE("positional: what was learned is to look three places back") {
    for (const auto seed : test::seeds(seed_count)) {
      CAPTURE(seed);
      const Snapshot& picture = finished("learned", "t5", seed).distance;
      const Snapshot& without = finished("none", "sinusoidal", seed).distance;
      const auto& attended = picture.models[1].attended;
      const auto strongest = std::ranges::max_element(attended) - attended.begin();
      CHECK(strongest - (picture.trained_length - 1) == -3);
      const auto [low, high] = std::ranges::minmax(without.models[0].attended);
      CHECK_ABOVE(attended[static_cast<std::size_t>(strongest)], 2 * high);
    }
  }
}
