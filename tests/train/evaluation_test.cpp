#include "train/evaluation.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "core/error.h"

namespace madang::train {

using Labels = std::vector<std::int32_t>;

namespace {

constexpr float nan = std::numeric_limits<float>::quiet_NaN();
constexpr float infinity = std::numeric_limits<float>::infinity();

/// Logits that make the probabilities of the softmax 0.5, 0.3, 0.2 and so on.
const std::vector<std::vector<float>> chances = {
    {0.5f, 0.3f, 0.2f}, {0.1f, 0.2f, 0.7f}, {0.6f, 0.3f, 0.1f}, {0.2f, 0.4f, 0.4f}, {0.05f, 0.9f, 0.05f}};
const Labels truths = {0, 2, 1, 2, 0};

Variable logits_of(std::span<const std::int32_t> examples) {
  std::vector<float> values;
  for (const auto example : examples)
    for (const float chance : chances[static_cast<std::size_t>(example)]) values.push_back(std::log(chance));
  return constant(Tensor::from(Shape{static_cast<int>(examples.size()), 3}, values));
}

}  // namespace

TEST_CASE("likeliest: the first of the largest, and no class where something is no number") {
  const Tensor logits = Tensor::from(
      Shape{5, 3}, {1, 3, 2, /**/ 2, 2, 1, /**/ 0, nan, 9, /**/ -infinity, -2, -1, /**/ 0, infinity, 1});
  CHECK(likeliest(logits) == Labels{1, 0, no_class, 2, 1});
  CHECK(likeliest(Tensor::from(Shape{4, 1}, {-0.1f, 0, 0.1f, nan})) == Labels{0, 0, 1, no_class});
  CHECK(likeliest(Tensor(Shape{0, 3})).empty());
}

TEST_CASE("accuracy: what is no number counts as wrong, whatever the label") {
  const Tensor logits = Tensor::from(Shape{4, 2}, {1, 0, 0, 1, nan, 0, 0, nan});
  CHECK(accuracy(logits, Labels{0, 1, 0, 0}) == 0.5f);
  CHECK(accuracy(logits, Labels{0, 0, 1, 1}) == 0.25f);
  CHECK(accuracy(Tensor(Shape{0, 2}), Labels{}) == 0);
  CHECK_THROWS_AS(accuracy(logits, Labels{0}), Error);
}

TEST_CASE("evaluate: the same whichever number of examples is asked for at once") {
  for (const int at_once : {1, 2, 5, 100}) {
    CAPTURE(at_once);
    const Evaluation all = evaluate(logits_of, truths, at_once);
    CHECK(all.classes == 3);
    CHECK(all.truths == truths);
    CHECK(all.guesses == Labels{0, 2, 0, 1, 1});
    CHECK(all.accuracy() == 0.4f);
    CHECK(all.sureness[4] == doctest::Approx(0.9));
    CHECK(all.loss == doctest::Approx(-std::log(0.5 * 0.7 * 0.3 * 0.4 * 0.05) / 5));
    CHECK(all.confusion().values == std::vector<float>{1, 1, 0, 1, 0, 0, 0, 1, 1});
    CHECK(all.mistakes(9) == Labels{4, 2, 3});
    CHECK(all.mistakes(1) == Labels{4});
  }
  CHECK(evaluate(logits_of, Labels{}, 10).accuracy() == 0);
  CHECK_THROWS_AS(evaluate(logits_of, truths, 0), Error);
}

TEST_CASE("evaluator: in pieces, with what is known so far, stopped and gone on with") {
  Evaluator evaluator(truths, 2);
  CHECK(evaluator.share() == 0);
  CHECK(evaluator.result().accuracy() == 0);
  evaluator.advance(logits_of);
  CHECK(evaluator.share() == 0.4f);
  CHECK(evaluator.result().guesses == Labels{0, 2});
  CHECK(evaluator.result().accuracy() == 1);
  CHECK(evaluator.result().loss == doctest::Approx(-std::log(0.5 * 0.7) / 2));
  // A piece that fails is not done and leaves nothing behind.
  const auto fails = [](std::span<const std::int32_t>) -> Variable { throw Error("lost"); };
  CHECK_THROWS_AS(evaluator.advance(fails), Error);
  CHECK(evaluator.share() == 0.4f);
  CHECK(evaluator.result().guesses.size() == 2);
  evaluator.advance_for(1000, logits_of);
  CHECK(evaluator.finished());
  const Evaluation all = evaluate(logits_of, truths, 100);
  CHECK(evaluator.result().guesses == all.guesses);
  CHECK(evaluator.result().loss == doctest::Approx(all.loss));
  evaluator.advance(logits_of);
  CHECK(evaluator.result().guesses.size() == 5);
  CHECK_THROWS_AS(Evaluator(truths, 0), Error);
}

TEST_CASE("evaluate: an answer that is no number is wrong, but no mistake to look at") {
  const auto nothing = [](std::span<const std::int32_t> examples) {
    return constant(Tensor::full(Shape{static_cast<int>(examples.size()), 3}, nan));
  };
  const Evaluation all = evaluate(nothing, truths, 2);
  CHECK(all.accuracy() == 0);
  CHECK(all.mistakes(9).empty());
  CHECK(all.confusion().values == std::vector<float>(9));
}

}  // namespace madang::train
