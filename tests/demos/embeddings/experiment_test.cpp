#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "demo/view.h"
#include "demos/embeddings/experiment.h"
#include "demos/embeddings/measure.h"
#include "demos/embeddings/model.h"
#include "support/demo_run.h"

using namespace madang;
using namespace madang::demos::embeddings;

namespace {

using Run = test::DemoRun<Snapshot>;

/// A text of 24 words, each of them often.
std::string long_enough() {
  std::string text;
  for (int round = 0; round < 8; ++round)
    for (char letter = 'a'; letter < 'a' + 24; ++letter)
      text += std::string(3, letter) + (letter % 6 == 0 ? ". " : " ");
  return text;
}

}  // namespace

TEST_CASE("embeddings: the map of the people is a cube of the right words") {
  Run run("embeddings", {{"page", "map"}});
  run.step(3);
  const Snapshot s = run.picture();
  CHECK(s.vocabulary == 88);
  CHECK(s.shown == std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7});
  REQUIRE(s.models.size() == 3);
  CHECK(s.models[1].places.rows == 8);
  CHECK(s.models[1].near.size() == 6);
  CHECK(s.models[1].right.excluded.size() == 5);
  REQUIRE(s.unit_word.size() == 24);
  CHECK(std::inner_product(s.unit_word.begin(), s.unit_word.end(), s.unit_near.begin(), 0.f) ==
        doctest::Approx(s.models[1].near[0].cosine).epsilon(1e-4));
  CHECK(s.parameters == 2 * 88 * 24);
}

TEST_CASE("embeddings: the maps are turned as a whole, so that distances stay") {
  Random random(2);
  const Tensor vectors = random.normal({32, 3});
  const auto words = words_of(Family::people);
  const Matrix plain = map_of(vectors, words, {}),
               matched = map_of(vectors, words, wanted_places(Family::people));
  const auto distance = [](const Matrix& m, int a, int b) {
    return std::hypot(m.at(a, 0) - m.at(b, 0), m.at(a, 1) - m.at(b, 1), m.at(a, 2) - m.at(b, 2));
  };
  for (int other = 1; other < 8; ++other)
    CHECK(distance(plain, 0, other) == doctest::Approx(distance(matched, 0, other)).epsilon(1e-4));
  float square = 0;
  for (const float value : matched.values) square += value * value / 8;
  CHECK(square == doctest::Approx(1).epsilon(1e-4));
  // A cube comes back as itself.
  const Matrix cube = wanted_places(Family::people);
  Tensor corners({8, 3});
  for (std::size_t i = 0; i < 24; ++i) corners.mutable_values()[i] = cube.values[i];
  const Matrix again = map_of(corners, words, cube);
  for (std::size_t i = 0; i < 24; ++i)
    CHECK(again.values[i] == doctest::Approx(cube.values[i] / std::sqrt(3.f)).epsilon(1e-3));
}

TEST_CASE("embeddings: a parallelogram in the plane of its pairs") {
  const Tensor vectors = Tensor::from({4, 3}, {0, 0, 0, 2, 0, 0, 0, 1, 0, 2, 1, 0});
  const PairPlane plane(vectors, {{0, 1}, {2, 3}});
  const auto [x, y] = plane.place(row_of(vectors, 3));
  CHECK(x == doctest::Approx(2));
  CHECK(std::abs(y) == doctest::Approx(1));
}

TEST_CASE("embeddings: the reader's question in either language, and what is wrong with it") {
  Run run("embeddings", {{"page", "analogies"}, {"query", "남자 king woman"}});
  Snapshot s = run.picture();
  CHECK(s.question == std::vector<int>{4, 0, 5});
  CHECK(s.objection.empty());
  run.change({{"query", "king"}});
  CHECK(run.picture().objection.english == "Type three words with spaces between them.");
  run.change({{"query", "king queen unicorn"}});
  s = run.picture();
  CHECK(s.objection.english == "The corpus does not have this word: unicorn");
  CHECK(s.question.empty());
}

TEST_CASE("embeddings: the reader's text is learned, and too little of it is refused") {
  Run run("embeddings", {{"source", "own"}, {"own_text", long_enough()}});
  run.step(2);
  Snapshot s = run.picture();
  CHECK(s.own_words.size() == 24);
  CHECK(s.notice.empty());
  CHECK(s.models[0].right.excluded.empty());
  run.change({{"page", "analogies"}});
  CHECK(run.picture().question == std::vector<int>{0, 1, 2});
  CHECK(run.picture().models[1].answers.size() == 3);
  run.change({{"page", "counts"}});
  CHECK(run.picture().counts.words.size() == 16);
  CHECK_THROWS_AS(run.act("trial"), demo::Halt);
  Run little("embeddings", {{"source", "own"}, {"own_text", "too little"}});
  CHECK_FALSE(little.picture().notice.empty());
  CHECK(little.picture().vocabulary == 88);
}

TEST_CASE("embeddings: a cell's arithmetic is what was counted") {
  Run run("embeddings", {{"page", "counts"}, {"kind", "skip_gram"}, {"word", "1"}, {"context", "33"}});
  run.step(2);
  const CountsPicture c = run.picture().counts;
  CHECK(c.examples.size() == 3);
  CHECK(c.goal.at(0, 0) ==
        doctest::Approx(std::log(c.count / (c.of_word * c.noise)) - std::log(5.f)).epsilon(1e-4));
  CHECK(c.asymmetry == 0);
  CHECK(c.loss >= c.least_loss);
}

TEST_CASE("embeddings: batches of a step repeat, and hold what each model reads") {
  Settings settings;
  settings.batch = 64;
  const Lessons lessons(settings, 4);
  for (const Kind kind : all_kinds) {
    const Batch one = lessons.at(kind, 7), again = lessons.at(kind, 7), next = lessons.at(kind, 8);
    CHECK(one.to == again.to);
    CHECK(one.drawn == again.drawn);
    CHECK(one.to != next.to);
    CHECK(one.to.size() == 64);
    CHECK(one.drawn.size() == (kind == Kind::glove ? 0u : 320u));
    CHECK(one.row.size() == (kind == Kind::cbow ? one.from.size() : 0u));
  }
  const Batch cells = lessons.at(Kind::glove, 1);
  for (std::size_t i = 0; i < cells.to.size(); ++i)
    CHECK(cells.counts[i] == lessons.corpus().counts.at(cells.from[i], cells.to[i]));
}

TEST_CASE("embeddings: no scores have a smaller loss than the shifted PMI") {
  Settings settings;
  settings.lines = 500;
  const Lessons lessons(settings, 1);
  const Expectation all = lessons.expectation();
  Matrix scores = data::shifted_pmi(lessons.corpus().counts, lessons.noise(), 5);
  const float least = expected_loss_of(scores, all);
  for (const float moved : {-0.5f, 0.5f}) {
    Matrix other = scores;
    for (float& score : other.values) score += moved;
    CHECK(expected_loss_of(other, all) > least);
  }
}

TEST_CASE("embeddings: the trial fills a mean for each model and skew, and can be stopped") {
  Run run("embeddings", {{"lines", "300"}, {"batch", "32"}, {"dimensions", "4"}, {"seeds", "2"}});
  run.act("trial");
  for (int i = 0; i < trial_updates && run.picture().trial.runs == 0; ++i) run.step();
  CHECK(run.picture().trial.runs == 1);
  CHECK(run.picture().trial.total == 30);
  CHECK(run.picture().trial.outcomes[0].mean.size() == 2);
  run.act("stop");
  CHECK(run.picture().trial.done());
  run.step();
  CHECK(run.picture().step == 1);
}
