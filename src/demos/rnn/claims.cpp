// What the catalogue says this demo proves. Cells are trained by the same functions as in the demo, with its
// settings; what a snapshot shows is checked against them.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <numeric>

#include "demos/rnn/experiment.h"
#include "demos/rnn/net_run.h"
#include "support/demo_run.h"

using namespace madang;
using namespace madang::rnn;

namespace {

constexpr std::uint64_t seeds[] = {1, 2, 3, 4};
constexpr int updates = 700;
/// The RNN may choose: Adam's learning rate, beginning with an orthogonal matrix, gradients clipped.
constexpr float rates[] = {0.002f, 0.006f, 0.02f};

struct Trained {
  float loss = 0;
  bool solved = false;
  float first_far_share = 0, far_share = 0;  // of the gradient, 50 steps back
};

Trained train(Cell cell, const Settings& settings, std::uint64_t seed, int count) {
  Lesson lesson(settings, seed);
  NetRun run(cell, settings, lesson, seed);
  for (int i = 0; i < count; ++i) run.step(lesson, lesson.next(settings.batch), settings);
  const Score now = score(run.net(), lesson, lesson.probe());
  const int far = far_distance(lesson);
  return {now.loss, solved(settings.task, now), far_share(run.first_reach().hidden, far),
          far_share(reach_of(run.net(), lesson, lesson.probe(), reach_rows).hidden, far)};
}

struct Contest {
  Trained lstm, gru;
  std::vector<Trained> rnn;  // one for each rate
};

/// Trained once for all that is claimed of it.
const Contest& contest(std::uint64_t seed) {
  static std::map<std::uint64_t, Contest> known;
  const auto [entry, is_new] = known.try_emplace(seed);
  if (!is_new) return entry->second;
  Contest& c = entry->second;
  c.lstm = train(Cell::lstm, {}, seed, updates);
  c.gru = train(Cell::gru, {}, seed, updates / 2);  // it needs no more
  for (const float rate : rates) {
    Settings settings;
    settings.learning_rate = rate;
    c.rnn.push_back(train(Cell::rnn, settings, seed, updates));
  }
  return c;
}

Trained untrained(Cell cell, RnnStart start, float gate_bias, std::uint64_t seed) {
  Settings settings;
  settings.rnn_start = start;
  settings.gate_bias = gate_bias;
  return train(cell, settings, seed, 0);
}

}  // namespace

TEST_SUITE("claims") {
  TEST_CASE("rnn: LSTM and GRU solve the adding problem over 60 steps, the RNN at no learning rate") {
    for (const auto seed : seeds) {
      CAPTURE(seed);
      const Contest& c = contest(seed);
      CHECK(c.lstm.solved);
      CHECK(c.gru.solved);
      for (const Trained& rnn : c.rnn) {
        CHECK_FALSE(rnn.solved);
        CHECK(rnn.loss > 0.1f);  // always saying 1 has 0.167
      }
    }
  }

  TEST_CASE(
      "rnn: having learned, LSTM and GRU carry the gradient over 50 steps orders farther than the RNN") {
    float orders = 0;
    for (const auto seed : seeds) {
      CAPTURE(seed);
      const Contest& c = contest(seed);
      CHECK(c.lstm.far_share > 1e-3f);
      CHECK(c.gru.far_share > 1e-2f);
      for (const Trained& rnn : c.rnn) {
        const float smallest = 1e-30f;  // some of the RNN's are 0
        CHECK(c.lstm.far_share > 10 * rnn.far_share);
        CHECK(c.gru.far_share > 300 * rnn.far_share);
        orders += std::log10(c.lstm.far_share / std::max(rnn.far_share, smallest));
      }
    }
    CHECK(orders / static_cast<float>(std::size(seeds) * std::size(rates)) > 3);  // on average
  }

  TEST_CASE("rnn: before learning the start decides, for the RNN its matrix, for LSTM the forget bias") {
    for (const auto seed : seeds) {
      CAPTURE(seed);
      const auto rnn = [&](RnnStart start) { return untrained(Cell::rnn, start, 1, seed).far_share; };
      const auto lstm = [&](float bias) {
        return untrained(Cell::lstm, RnnStart::uniform, bias, seed).far_share;
      };
      CHECK(rnn(RnnStart::uniform) < 1e-9f);
      CHECK(rnn(RnnStart::orthogonal) > 1e5f * rnn(RnnStart::uniform));
      CHECK(lstm(1) > 1e3f * rnn(RnnStart::uniform));
      CHECK(lstm(1) > 1e3f * lstm(0));
      CHECK(lstm(4) > 100 * lstm(1));
    }
  }

  TEST_CASE(
      "rnn: where nothing has to be filtered out, an orthogonal RNN recalls what LSTM with bias 1 does not") {
    Settings settings;
    settings.task = Task::recall;
    settings.length = 50;
    settings.learning_rate = 0.01f;
    for (const auto seed : seeds) {
      CHECK(train(Cell::rnn, settings, seed, 300).solved);
      CHECK(train(Cell::lstm, settings, seed, 300).loss > 2);  // guessing has 2.08
    }
  }

  TEST_CASE("rnn: the demo shows these numbers, and all three cells learn from the same sequences") {
    for (const auto seed : seeds) {
      test::DemoRun<Snapshot> run("rnn", {{"length", "20"}, {"hidden", "8"}, {"batch", "8"}}, seed);
      run.step(20);
      Settings settings;
      settings.length = 20;
      settings.hidden = settings.batch = 8;
      const Snapshot picture = run.picture();
      for (const Cell cell : all_cells) {
        const CellPicture& shown = picture.cells[static_cast<std::size_t>(cell)];
        const Trained alone = train(cell, settings, seed, 20);
        CHECK(shown.loss == alone.loss);
        CHECK(shown.far_share == alone.far_share);
        CHECK(shown.first_far_share == alone.first_far_share);
      }
    }
  }

  TEST_CASE("rnn: all three learn more of a text than how often each character stands in it") {
    for (const auto seed : seeds) {
      test::DemoRun<Snapshot> run(
          "rnn",
          {{"task", "text"}, {"source", "english"}, {"length", "20"}, {"batch", "16"}, {"page", "answers"}},
          seed);
      run.step(100);
      const Snapshot picture = run.picture();
      for (const CellPicture& cell : picture.cells) {
        CHECK(cell.loss < picture.idle_loss - 0.3f);
        CHECK(std::accumulate(cell.next.begin(), cell.next.end(), 0.f) == doctest::Approx(1));
        CHECK(cell.sample.size() >= 100);
      }
    }
  }
}
