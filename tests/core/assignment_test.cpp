#include "core/assignment.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <numeric>

#include "core/error.h"
#include "core/random.h"

using namespace madang;

namespace {

Matrix random_costs(int rows, int columns, Random& random, bool ties) {
  Matrix costs{rows, columns, {}};
  for (int i = 0; i < rows * columns; ++i)
    costs.values.push_back(ties ? static_cast<float>(random.below(4)) - 1 : random.uniform(-5, 5));
  return costs;
}

/// The least cost over all ways to give each row (of at most as many as columns) a column.
double least_by_trying(const Matrix& costs) {
  std::vector<int> columns(static_cast<std::size_t>(costs.columns));
  std::iota(columns.begin(), columns.end(), 0);
  double least = std::numeric_limits<double>::infinity();
  do {
    double total = 0;
    for (int row = 0; row < costs.rows; ++row)
      total += double{costs.at(row, columns[static_cast<std::size_t>(row)])};
    least = std::min(least, total);
  } while (std::ranges::next_permutation(columns).found);
  return least;
}

Matrix turned(const Matrix& costs) {
  Matrix result{costs.columns, costs.rows, std::vector<float>(costs.values.size())};
  for (int i = 0; i < costs.rows; ++i)
    for (int j = 0; j < costs.columns; ++j) result.at(j, i) = costs.at(i, j);
  return result;
}

bool each_once(std::vector<int> columns, int pairs) {
  std::erase(columns, unassigned);
  std::ranges::sort(columns);
  return static_cast<int>(columns.size()) == pairs && std::ranges::adjacent_find(columns) == columns.end();
}

}  // namespace

TEST_CASE("assignment: published examples") {
  // SciPy's linear_sum_assignment has this one in its manual.
  const Matrix three{3, 3, {4, 1, 3, 2, 0, 5, 3, 2, 2}};
  CHECK(assignment(three) == std::vector<int>{1, 0, 2});
  CHECK(assignment_cost(three, assignment(three)) == 5);
  // Costs i · j (Machol & Wien 1976): hard for the first algorithms. The largest row takes the smallest
  // column.
  Matrix products{9, 9, {}};
  for (int i = 1; i <= 9; ++i)
    for (int j = 1; j <= 9; ++j) products.values.push_back(static_cast<float>(i * j));
  CHECK(assignment(products) == std::vector<int>{8, 7, 6, 5, 4, 3, 2, 1, 0});
  CHECK(assignment_cost(products, assignment(products)) == 165);
}

TEST_CASE("assignment: as cheap as the cheapest of all, wide and tall, with negative and equal costs") {
  Random random(1);
  for (int rows = 1; rows <= 5; ++rows)
    for (int columns = rows; columns <= 6; ++columns)
      for (int round = 0; round < 20; ++round) {
        const Matrix costs = random_costs(rows, columns, random, round % 2);
        CAPTURE(rows);
        CAPTURE(columns);
        CAPTURE(round);
        const double least = least_by_trying(costs);
        const auto wide = assignment(costs), tall = assignment(turned(costs));
        CHECK(assignment_cost(costs, wide) == doctest::Approx(least).epsilon(1e-9));
        CHECK(assignment_cost(turned(costs), tall) == doctest::Approx(least).epsilon(1e-9));
        CHECK(each_once(wide, rows));
        CHECK(each_once(tall, rows));
        CHECK(std::ranges::count(tall, unassigned) == columns - rows);
      }
}

TEST_CASE("assignment: many queries for a few objects, costs that differ by much") {
  Random random(2);
  Matrix costs = random_costs(4, 200, random, false);
  for (float& cost : costs.values) cost = cost * 1e6f + 1e8f;
  const int cheap[] = {17, 3, 199, 0};
  for (int row = 0; row < 4; ++row) costs.at(row, cheap[row]) = -1e8f;
  CHECK(assignment(costs) == std::vector<int>(std::begin(cheap), std::end(cheap)));
}

TEST_CASE("assignment: nothing to assign, and what is refused") {
  CHECK(assignment({}).empty());
  CHECK(assignment({0, 3, {}}).empty());
  CHECK(assignment({2, 0, {}}) == std::vector<int>{unassigned, unassigned});
  CHECK(assignment_cost({2, 0, {}}, {unassigned, unassigned}) == 0);
  const float infinity = std::numeric_limits<float>::infinity();
  CHECK_THROWS_WITH_AS(assignment({1, 2, {0, infinity}}),
                       "assignment: the cost of row 0 and column 1 is not finite", Error);
  CHECK_THROWS_AS(assignment({1, 1, {std::numeric_limits<float>::quiet_NaN()}}), Error);
  CHECK_THROWS_AS(assignment({2, 2, {1, 2, 3}}), Error);
}
