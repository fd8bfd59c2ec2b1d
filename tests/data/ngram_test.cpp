#include "data/ngram.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "core/error.h"
#include "core/random.h"

using namespace madang;
using data::Ngram;

namespace {

// a b a b a c
constexpr std::array<std::int32_t, 6> line = {0, 1, 0, 1, 0, 2};

}  // namespace

TEST_CASE("n-gram: probabilities are counts, with as much added to each as asked") {
  const Ngram unigrams(line, 3, 1, 0.f);
  CHECK(unigrams.probability({}, 0) == doctest::Approx(3.0 / 6));
  CHECK(unigrams.probability({}, 2) == doctest::Approx(1.0 / 6));
  const Ngram bigrams(line, 3, 2, 0.f);
  CHECK(bigrams.probability(std::array{0}, 1) == doctest::Approx(2.0 / 3));
  CHECK(bigrams.probability(std::array{2, 1}, 0) == doctest::Approx(1));     // only the last counts
  CHECK(bigrams.probability(std::array{2}, 1) == doctest::Approx(1.0 / 3));  // never seen
  const Ngram laplace(line, 3, 2);
  CHECK(laplace.probability(std::array{0}, 1) == doctest::Approx((2.0 + 1) / (3 + 3)));
  CHECK(laplace.probability(std::array{2}, 1) == doctest::Approx(1.0 / 3));
}

TEST_CASE("n-gram: what follows a context sums to 1") {
  for (const int order : {1, 2, 3})
    for (const float added : {0.f, 0.1f, 1.f}) {
      const Ngram model(line, 3, order, added);
      for (std::int32_t a = 0; a < 3; ++a)
        for (std::int32_t b = 0; b < 3; ++b) {
          double sum = 0;
          for (std::int32_t token = 0; token < 3; ++token) sum += model.probability(std::array{a, b}, token);
          CHECK(sum == doctest::Approx(1));
        }
    }
}

TEST_CASE("n-gram: the cross-entropy is the mean of −ln P, and that of a long chain its entropy") {
  const Ngram bigrams(line, 3, 2, 0.f);
  // b a b a c after a b a b a: ln 3/2, 0, ln 3/2, 0, ln 3
  CHECK(bigrams.cross_entropy(line) == doctest::Approx((2 * std::log(1.5) + std::log(3.0)) / 5));

  // A chain that stays with 0.9: H = −0.9 ln 0.9 − 0.1 ln 0.1 = 0.3251; of single tokens ln 2.
  Random random(1);
  std::vector<std::int32_t> chain = {0};
  while (chain.size() < 20000) chain.push_back(random.uniform() < 0.9f ? chain.back() : 1 - chain.back());
  CHECK(Ngram(chain, 2, 2).cross_entropy(chain) == doctest::Approx(0.3251).epsilon(0.02));
  CHECK(Ngram(chain, 2, 1).cross_entropy(chain) == doctest::Approx(std::log(2.0)).epsilon(0.02));
}

TEST_CASE("n-gram: what is no token, and what cannot be, is refused") {
  CHECK_THROWS_AS(Ngram(line, 2, 1), Error);
  CHECK_THROWS_AS(Ngram(line, 3, 0), Error);
  CHECK_THROWS_AS(Ngram(line, 3, 1, -1.f), Error);
  const Ngram bigrams(line, 3, 2);
  CHECK_THROWS_AS(bigrams.probability({}, 0), Error);
  CHECK_THROWS_AS(bigrams.probability(std::array{0}, 3), Error);
  CHECK_THROWS_AS(bigrams.cross_entropy(std::array<std::int32_t, 1>{0}), Error);
}
