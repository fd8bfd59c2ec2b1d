#include "train/trial.h"

#include <doctest/doctest.h>

#include <cmath>

#include "demo/experiment.h"

using namespace madang;

TEST_CASE("trial: seed by seed, means and sample deviations, failures counted apart") {
  std::vector<std::pair<int, std::uint64_t>> begun;
  train::Trial trial(2, 3, 10, [&](int contestant, std::uint64_t seed) -> train::Trial::Run {
    begun.push_back({contestant, seed});
    return [=, pieces = 0]() mutable -> std::optional<train::Trial::Measured> {
      if (++pieces < 2) return {};
      const auto value = static_cast<float>(seed);
      if (contestant == 1 && seed == 10) throw demo::Halt({"발산", "diverged"});
      if (contestant == 1 && seed == 11) return train::Trial::Measured{{NAN, 0}};
      return train::Trial::Measured{{value, 2 * value}};
    };
  });
  CHECK(trial.picture().outcomes[0].mean.empty());
  int pieces = 0;
  for (; !trial.done(); ++pieces) trial.advance();
  CHECK(pieces == 12);
  CHECK((begun ==
         std::vector<std::pair<int, std::uint64_t>>{{0, 10}, {1, 10}, {0, 11}, {1, 11}, {0, 12}, {1, 12}}));
  const demo::TrialPicture picture = trial.picture();
  CHECK(picture.done());
  CHECK(picture.outcomes[0].mean[1] == 22.f);
  CHECK(picture.outcomes[0].deviation[0] == doctest::Approx(1.f));
  CHECK(picture.outcomes[1].failures == 2);
  CHECK(picture.outcomes[1].failure_share() == doctest::Approx(2.f / 3));
  CHECK(picture.outcomes[1].mean[0] == 12.f);
  CHECK(picture.outcomes[1].deviation[0] == 0.f);
  trial.advance();  // nothing is left to do
  CHECK(trial.picture().runs == 6);
}

TEST_CASE("trial: a stopped one keeps what has ended and begins nothing more") {
  int begun = 0;
  train::Trial trial(2, 3, 1, [&](int contestant, std::uint64_t) -> train::Trial::Run {
    ++begun;
    return [=, pieces = 0]() mutable -> std::optional<train::Trial::Measured> {
      if (++pieces < 2) return {};
      return train::Trial::Measured{{static_cast<float>(contestant)}};
    };
  });
  for (int i = 0; i < 5; ++i) trial.advance();  // amid the third run
  CHECK_FALSE(trial.done());
  trial.stop();
  CHECK(trial.done());
  trial.advance();
  CHECK(begun == 3);
  const demo::TrialPicture picture = trial.picture();
  CHECK(picture.runs == 2);
  CHECK(picture.total == 2);
  CHECK(picture.outcomes[1].mean.front() == 1.f);
}
