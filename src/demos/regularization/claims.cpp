// What the catalogue says this demo proves, driven as the page drives it: by settings, steps and snapshots.
#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <span>
#include <string>

#include "demos/regularization/experiment.h"
#include "support/data_files.h"
#include "support/demo_run.h"

using namespace madang;
using namespace madang::regularization;

namespace {

constexpr std::uint64_t seeds[] = {1, 2, 3, 4, 5};

struct Run {
  Run(const test::Values& values, std::uint64_t seed) : experiment(demo::make_experiment("regularization")) {
    auto fields = experiment->fields();
    for (const Text& reason : demo::set_values(fields, values)) FAIL(reason.english);
    test::load_files(*experiment);
    experiment->reset(seed);
  }
  Snapshot picture() { return io::from_bytes<Snapshot>(experiment->snapshot()); }
  void step(int count) {
    for (int i = 0; i < count; ++i) experiment->step();
  }

  std::unique_ptr<demo::AnyExperiment> experiment;
};

/// The trial over the seeds 1 to 5 of all techniques, or of none and one.
std::vector<Outcome> trial(const test::Values& values) {
  Run run(values, 1);
  run.experiment->act({.name = "trial", .numbers = {}, .text = {}});
  Snapshot now = run.picture();
  REQUIRE(now.trial_total > 0);
  for (; now.trial_runs < now.trial_total; now = run.picture()) run.step(20);
  for (const Outcome& outcome : now.outcomes) REQUIRE(outcome.runs == 5);
  return now.outcomes;
}

const Outcome& of(const std::vector<Outcome>& outcomes, Technique technique) {
  return *std::ranges::find(outcomes, static_cast<int>(technique), &Outcome::technique);
}

}  // namespace

TEST_SUITE("claims") {
  TEST_CASE(
      "regularization: in the mean of 5 seeds each cure lowers the validation loss, but for batch norm") {
    const auto shown = trial({}), slower = trial({{"learning_rate", "0.1"}});
    REQUIRE(shown.size() == technique_count);
    const auto best = [&](Technique technique) {  // of the two learning rates, for each its own
      return std::min(of(shown, technique).validation, of(slower, technique).validation);
    };
    const Outcome& none = of(shown, Technique::none);
    for (int i = 1; i < technique_count; ++i) {
      const auto technique = static_cast<Technique>(i);
      CAPTURE(i);
      if (technique == Technique::batch_norm) continue;
      CHECK(of(shown, technique).validation < 0.9f * none.validation);
      CHECK(of(shown, technique).test < 0.9f * none.test);
      CHECK(best(technique) < 0.98f * best(Technique::none));
    }
    // It learns faster, the wrong labels too.
    CHECK(of(shown, Technique::batch_norm).validation > none.validation);

    CHECK(of(shown, Technique::l1).near_zero > 0.5f);
    CHECK(of(shown, Technique::l2).near_zero < 0.1f);
    CHECK(none.near_zero < 0.02f);
  }

  TEST_CASE(
      "regularization: where a network learns slowly and labels are right, batch norm lowers the loss") {
    const auto outcomes = trial(
        {{"technique", "batch_norm"}, {"learning_rate", "0.05"}, {"images", "500"}, {"wrong_labels", "0"}});
    REQUIRE(outcomes.size() == 2);
    CHECK(outcomes[1].validation < outcomes[0].validation);
  }

  TEST_CASE("regularization: without a cure the network learns wrong labels by heart and overfits") {
    for (const auto seed : seeds) {
      Run run({}, seed);
      run.step(600);
      const Snapshot end = run.picture();
      CHECK(end.train_accuracy > 0.9f);
      CHECK(end.validation_accuracy < 0.65f);
      CHECK(end.final_loss > 1.2f * end.best_loss);
    }
  }

  TEST_CASE("regularization: early stopping hands over the validation minimum") {
    for (const auto seed : seeds) {
      Run plain({}, seed), stopping({{"technique", "early_stopping"}}, seed);
      plain.step(600);
      stopping.step(600);
      const Snapshot without = plain.picture(), with = stopping.picture();
      CHECK(with.validation == without.validation);  // the same run, of which another moment is taken
      REQUIRE(with.stopped > 0);
      const auto checks_until_stop = static_cast<std::ptrdiff_t>(with.stopped) / 10 + 1;
      const auto seen = std::span(with.validation).first(static_cast<std::size_t>(checks_until_stop));
      CHECK(with.final_loss == *std::ranges::min_element(seen));
      CHECK(with.final_loss < without.final_loss);
      CHECK(with.final_loss < 1.05f * without.best_loss);  // patience may miss a later, slightly lower one
    }
  }
}
