#include "core/assignment.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "core/error.h"

namespace madang {
namespace {

Matrix transposed(const Matrix& matrix) {
  Matrix result{matrix.columns, matrix.rows, std::vector<float>(matrix.values.size())};
  for (int row = 0; row < matrix.rows; ++row)
    for (int column = 0; column < matrix.columns; ++column) result.at(column, row) = matrix.at(row, column);
  return result;
}

void check(const Matrix& costs) {
  if (costs.rows < 0 || costs.columns < 0 ||
      costs.values.size() != static_cast<std::size_t>(costs.rows) * static_cast<std::size_t>(costs.columns))
    throw Error("assignment: " + std::to_string(costs.values.size()) + " costs for " +
                std::to_string(costs.rows) + " rows and " + std::to_string(costs.columns) + " columns");
  for (int row = 0; row < costs.rows; ++row)
    for (int column = 0; column < costs.columns; ++column)
      if (!std::isfinite(costs.at(row, column)))
        throw Error("assignment: the cost of row " + std::to_string(row) + " and column " +
                    std::to_string(column) + " is not finite");
}

/// At most as many rows as columns. With dual numbers u of rows and v of columns no reduced cost
/// c − u − v is negative, and those of assigned pairs are 0: then no other assignment costs less.
class Solver {
 public:
  explicit Solver(const Matrix& costs)
      : costs_(costs),
        u_(size(costs.rows)),
        v_(size(costs.columns)),
        row_of_(size(costs.columns), unassigned),
        column_of_(size(costs.rows), unassigned) {}

  std::vector<int> solve() {
    for (int row = 0; row < costs_.rows; ++row) assign(row);
    return column_of_;
  }

 private:
  static std::size_t size(int count) { return static_cast<std::size_t>(count); }

  /// Dijkstra's search over reduced costs from the row to the nearest free column; the pairs along the way
  /// are exchanged.
  void assign(int row) {
    distance_.assign(v_.size(), std::numeric_limits<double>::infinity());
    previous_.assign(v_.size(), unassigned);
    std::vector<char> done(v_.size());
    std::vector<int> visited;
    int from = row, free = unassigned;
    double length = 0;
    while (free == unassigned) {
      relax(from, length, done);
      const int next = nearest(done);
      done[size(next)] = true;
      length = distance_[size(next)];
      if (row_of_[size(next)] == unassigned)
        free = next;
      else
        visited.push_back(next), from = row_of_[size(next)];
    }
    u_[size(row)] += length;
    for (const int column : visited) {
      u_[size(row_of_[size(column)])] += length - distance_[size(column)];
      v_[size(column)] -= length - distance_[size(column)];
    }
    exchange(row, free);
  }

  void relax(int from, double length, const std::vector<char>& done) {
    for (int column = 0; column < costs_.columns; ++column) {
      if (done[size(column)]) continue;
      const double reduced = double{costs_.at(from, column)} - u_[size(from)] - v_[size(column)];
      if (length + reduced >= distance_[size(column)]) continue;
      distance_[size(column)] = length + reduced;
      previous_[size(column)] = from;
    }
  }

  /// Of equally near columns a free one, which ends the search, else the first.
  int nearest(const std::vector<char>& done) const {
    int best = unassigned;
    for (int column = 0; column < costs_.columns; ++column) {
      if (done[size(column)]) continue;
      const auto at = size(column);
      if (best == unassigned || distance_[at] < distance_[size(best)] ||
          (distance_[at] == distance_[size(best)] && row_of_[at] == unassigned &&
           row_of_[size(best)] != unassigned))
        best = column;
    }
    return best;
  }

  void exchange(int row, int column) {
    int from = unassigned;
    while (from != row) {
      from = previous_[size(column)];
      row_of_[size(column)] = from;
      std::swap(column, column_of_[size(from)]);
    }
  }

  const Matrix& costs_;
  std::vector<double> u_, v_;
  std::vector<int> row_of_, column_of_;
  std::vector<double> distance_;  // of each column from the row that is being assigned
  std::vector<int> previous_;     // the row before each column on the way
};

}  // namespace

std::vector<int> assignment(const Matrix& costs) {
  check(costs);
  if (costs.rows <= costs.columns) return Solver(costs).solve();
  const Matrix turned = transposed(costs);
  const std::vector<int> row_of = Solver(turned).solve();
  std::vector<int> column_of(static_cast<std::size_t>(costs.rows), unassigned);
  for (std::size_t column = 0; column < row_of.size(); ++column)
    column_of[static_cast<std::size_t>(row_of[column])] = static_cast<int>(column);
  return column_of;
}

double assignment_cost(const Matrix& costs, const std::vector<int>& column_of_row) {
  double total = 0;
  for (std::size_t row = 0; row < column_of_row.size(); ++row)
    if (column_of_row[row] != unassigned)
      total += double{costs.at(static_cast<int>(row), column_of_row[row])};
  return total;
}

}  // namespace madang
