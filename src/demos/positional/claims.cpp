#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "demos/positional/experiment.h"
#include "support/claim.h"
#include "support/demo_run.h"
#include "support/seeds.h"

using namespace madang;
using namespace madang::positional;

namespace {

using test::Values;

struct Run : test::DemoRun<Snapshot> {
  Run(const Values& values, std::uint64_t seed) : DemoRun("positional", values, seed) {}
};

constexpr int seed_count = 4;

Values pair(const char* a, const char* b) { return {{"position", a}, {"position_b", b}, {"size", "16"}}; }

}  // namespace

TEST_SUITE("claims") {
  TEST_CASE("positional: without positions an order task stays at chance, with sinusoids it is solved") {
    for (const auto seed : test::seeds(seed_count)) {
      CAPTURE(seed);
      Run run(pair("none", "sinusoidal"), seed);
      run.step(220);
      const Snapshot picture = run.picture();
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
      Values values = pair("none", "t5");
      values.push_back({"task", "latest"});
      Run run(values, seed);
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
      Run run(pair("learned", "t5"), seed);
      run.step(220);
      const Snapshot picture = run.picture();
      const ModelPicture &learned = picture.models[0], &relative = picture.models[1];
      CHECK_ABOVE(learned.accuracy, 0.95f);
      CHECK_ABOVE(relative.accuracy, 0.95f);
      CHECK_BELOW(learned.accuracy_beyond, picture.guess_beyond);
      CHECK_ABOVE(relative.accuracy_beyond, 0.5f);
      CHECK_BELOW(relative.accuracy_beyond, 0.97f);
      run.change({{"page", "distance"}});
      // Four and five places back share a number in every head; three has one of its own.
      const Matrix bias = run.picture().models[1].profile;
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
      Values values = {{"position", "transformer_xl"}, {"position_b", "rope"}};
      Run run(values, seed);
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
      Run run(pair("alibi", "sinusoidal"), seed);
      run.step(220);
      const Snapshot picture = run.picture();
      CHECK_BELOW(picture.models[0].accuracy, picture.guess + 0.1f);
      CHECK_ABOVE(picture.models[1].accuracy, 0.95f);
    }
  }

  TEST_CASE(
      "positional: ALiBi finds the latest value at three times the trained length, learned positions do "
      "not") {
    for (const auto seed : test::seeds(seed_count)) {
      CAPTURE(seed);
      Run run({{"position", "learned"}, {"position_b", "alibi"}, {"task", "latest"}}, seed);
      run.step(300);
      const Snapshot picture = run.picture();
      const ModelPicture &learned = picture.models[0], &alibi = picture.models[1];
      CHECK_ABOVE(learned.accuracy, picture.guess + 0.15f);
      CHECK_ABOVE(alibi.accuracy, picture.guess + 0.15f);
      CHECK_BELOW(learned.accuracy_beyond, picture.guess_beyond);
      CHECK_ABOVE(alibi.accuracy_beyond, alibi.accuracy - 0.15f);
    }
  }

  TEST_CASE("positional: what was learned is to look three places back") {
    for (const auto seed : test::seeds(seed_count)) {
      CAPTURE(seed);
      Values values = pair("none", "t5");
      values.push_back({"page", "distance"});
      Run run(values, seed);
      run.step(120);
      const Snapshot picture = run.picture();
      const auto& attended = picture.models[1].attended;
      const auto strongest = std::ranges::max_element(attended) - attended.begin();
      CHECK(strongest - (picture.trained_length - 1) == -3);
      const auto [low, high] = std::ranges::minmax(picture.models[0].attended);
      CHECK_ABOVE(attended[static_cast<std::size_t>(strongest)], 2 * high);
    }
  }
}
