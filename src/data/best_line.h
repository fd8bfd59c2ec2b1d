#pragma once

#include "data/points.h"

namespace madang {

/// The largest share of points of two classes that any straight line can put on the right side, found
/// exactly: every way a line can divide the points is tried, O(n² log n). What a network without hidden layer
/// can reach.
double best_line_accuracy(const Points& points);

}  // namespace madang
