#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "core/error.h"
#include "data/cooccurrence.h"

using namespace madang;

namespace {

const data::Lines lines = {{0, 1, 2}, {1, 0}};

}  // namespace

TEST_CASE("cooccurrence: pairs within the window count, in both directions") {
  const Matrix near = data::cooccurrences(lines, 3, 1), far = data::cooccurrences(lines, 3, 2);
  CHECK(near.values == std::vector<float>{0, 2, 0, 2, 0, 1, 0, 1, 0});
  CHECK(far.values == std::vector<float>{0, 2, 1, 2, 0, 1, 1, 1, 0});
  int pairs = 0;
  data::for_each_pair(lines, 2, [&](std::size_t, std::size_t at, std::size_t other) {
    CHECK(at != other);
    ++pairs;
  });
  CHECK(pairs == 8);
  CHECK_THROWS_AS(data::cooccurrences(lines, 2, 1), Error);
}

TEST_CASE("cooccurrence: noise is the column sums to a power, of sum 1") {
  const Matrix counts{2, 2, {0, 16, 1, 0}};
  const auto plain = data::noise_distribution(counts, 1), flat = data::noise_distribution(counts, 0.75f);
  CHECK(plain[1] == doctest::Approx(16.0 / 17));
  CHECK(flat[1] == doctest::Approx(8.0 / 9));  // 16^¾ = 8
  CHECK(std::accumulate(flat.begin(), flat.end(), 0.f) == doctest::Approx(1));
}

TEST_CASE("cooccurrence: shifted PMI is ln(p(w, c) / (p(w) p(c))) − ln k") {
  const Matrix counts{2, 2, {3, 1, 1, 0}};
  const Matrix pmi = data::shifted_pmi(counts, data::noise_distribution(counts, 1), 2);
  CHECK(pmi.at(0, 0) == doctest::Approx(std::log((3 / 5.0) / (4 / 5.0 * 4 / 5.0)) - std::log(2.0)));
  CHECK(pmi.at(0, 1) == doctest::Approx(std::log((1 / 5.0) / (4 / 5.0 * 1 / 5.0)) - std::log(2.0)));
  CHECK(pmi.at(1, 1) == -INFINITY);
}

TEST_CASE("cooccurrence: the quantile of the positive counts") {
  CHECK(data::count_quantile({1, 6, {0, 5, 1, 4, 2, 3}}, 0.5f) == 3);
  CHECK(data::count_quantile({1, 6, {0, 5, 1, 4, 2, 3}}, 1) == 5);
  CHECK(data::count_quantile({1, 2, {0, 0}}, 0.5f) == 1);
}
