#include "data/best_line.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/error.h"

namespace madang {

namespace {

/// A point as seen from the pivot: it changes sides when the line through the pivot has turned by `angle`.
struct Turn {
  double angle;  // of the line, in [0, π)
  int change;    // to `right`, when the point crosses from one side to the other
};

/// Most points on their right side over all lines that pass through point `pivot` or just beside it. Class 1
/// counts as right on the left of the line; turning the line half around swaps the two.
int most_right_around(const Points& points, std::size_t pivot, std::vector<Turn>& turns) {
  turns.clear();
  int right = 0;         // with the line along +x, its left side is y > pivot
  int at_pivot[2] = {};  // points at the very place of the pivot go to either side together
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double dx = static_cast<double>(points.x[i]) - points.x[pivot];
    const double dy = static_cast<double>(points.y[i]) - points.y[pivot];
    const int label = points.label[i];
    if (dx == 0 && dy == 0) {
      ++at_pivot[label];
      continue;
    }
    // just after angle 0 a point on +x lies on the right of the line, one on −x on its left
    const bool on_left = dy > 0 || (dy == 0 && dx < 0);
    right += on_left == (label == 1);
    double angle = std::atan2(dy, dx);
    if (angle < 0) angle += std::numbers::pi;
    if (dy == 0) continue;  // crosses at 0 and π only
    turns.push_back({angle, on_left == (label == 1) ? -1 : 1});
  }
  std::ranges::sort(turns, {}, &Turn::angle);
  const int all = static_cast<int>(points.size());
  const int more = std::max(at_pivot[0], at_pivot[1]);
  const int fewer = std::min(at_pivot[0], at_pivot[1]);
  // half around, every point but those at the pivot is right where it was wrong
  const auto best_of = [&](int others) { return std::max(others + more, all - fewer - others); };
  int best = best_of(right);
  for (std::size_t i = 0; i < turns.size(); ++i) {
    right += turns[i].change;
    if (i + 1 == turns.size() || turns[i + 1].angle > turns[i].angle) best = std::max(best, best_of(right));
  }
  return best;
}

}  // namespace

double best_line_accuracy(const Points& points) {
  if (points.size() == 0) return 0;
  for (const auto label : points.label)
    if (label != 0 && label != 1) throw Error("best_line_accuracy: label " + std::to_string(label));
  std::vector<Turn> turns;
  int best = 0;
  for (std::size_t i = 0; i < points.size(); ++i) best = std::max(best, most_right_around(points, i, turns));
  return static_cast<double>(best) / static_cast<double>(points.size());
}

}  // namespace madang
