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

/// The trial over five seeds of all techniques, or of none and one.
std::vector<Outcome> trial(const test::Values& values) {
  Run run(values, seeds[0]);
  run.experiment->act({.name = "trial", .numbers = {}, .text = {}});
  Snapshot now = run.picture();
  REQUIRE(now.trial_total > 0);
  for (; now.trial_runs < now.trial_total; now = run.picture()) run.step(20);
  for (const Outcome& outcome : now.outcomes) REQUIRE(outcome.runs == 5);
  return now.outcomes;
}

/// With the settings that the demo begins with; trained once for all that is claimed of it.
const std::vector<Outcome>& shown_trial() {
  static const std::vector<Outcome> outcomes = trial({});
  return outcomes;
}

const Outcome& of(const std::vector<Outcome>& outcomes, Technique technique) {
  return *std::ranges::find(outcomes, static_cast<int>(technique), &Outcome::technique);
}

bool is_cure(const Outcome& outcome) {
  return outcome.technique != static_cast<int>(Technique::none) &&
         outcome.technique != static_cast<int>(Technique::batch_norm);
}

}  // namespace

TEST_SUITE("claims") {
  TEST_CASE(
      "regularization: at one learning rate each cure lowers the mean validation loss, but for batch norm") {
    const auto& outcomes = shown_trial();
    REQUIRE(outcomes.size() == technique_count);
    const Outcome& none = of(outcomes, Technique::none);
    for (const Outcome& outcome : outcomes) {
      CAPTURE(outcome.technique);
      if (!is_cure(outcome)) continue;
      CHECK(outcome.validation < 0.95f * none.validation);
      CHECK(outcome.test < 0.95f * none.test);
    }
    // It learns faster, the wrong labels too.
    CHECK(of(outcomes, Technique::batch_norm).validation > none.validation);

    CHECK(of(outcomes, Technique::l1).near_zero > 0.7f);
    CHECK(of(outcomes, Technique::l2).near_zero < 0.1f);
    CHECK(none.near_zero < 0.02f);
  }

  TEST_CASE("regularization: with a learning rate of its own for each technique, little of that is left") {
    // Of η = 0.01, 0.02, 0.05, 0.1, 0.2 and 0.5 with half, all and twice the strength these had, over five
    // other seeds, the lowest validation loss of a technique or one within 2 % of it.
    const auto& fast = shown_trial();
    const auto slow = trial({{"learning_rate", "0.05"}, {"strength", "0.5"}});
    const Outcome cutout = trial({{"technique", "cutout"}, {"learning_rate", "0.05"}})[1];
    const Outcome norm = trial({{"technique", "batch_norm"}, {"learning_rate", "0.01"}})[1];
    const auto best = [&](Technique technique) {
      if (technique == Technique::cutout) return cutout;
      if (technique == Technique::batch_norm) return norm;
      return of(technique == Technique::augmentation ? fast : slow, technique);
    };
    const Outcome none = best(Technique::none);
    CHECK(none.validation < 0.85f * of(fast, Technique::none).validation);
    float accuracy = 0, count = 0;
    for (const Outcome& outcome : slow) {
      CAPTURE(outcome.technique);
      if (!is_cure(outcome)) continue;
      const Outcome cure = best(static_cast<Technique>(outcome.technique));
      CHECK(cure.validation < 1.1f * none.validation);
      CHECK(cure.validation > 0.9f * none.validation);
      accuracy += cure.accuracy;
      ++count;
    }
    CHECK(accuracy / count > none.accuracy);
    CHECK(best(Technique::cutout).validation < none.validation);
    CHECK(best(Technique::early_stopping).validation < none.validation);
    CHECK(norm.validation > 1.03f * none.validation);
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
      run.step(5);  // between two checks what is lowest is now
      const Snapshot begin = run.picture();
      CHECK(begin.best_loss <= begin.final_loss);
      run.step(595);
      const Snapshot end = run.picture();
      CHECK(end.train_accuracy > 0.9f);
      CHECK(end.validation_accuracy < 0.65f);
      CHECK(end.final_loss > 1.1f * end.best_loss);
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
