#pragma once

#include <vector>

#include "core/matrix.h"

namespace madang {

/// The pairs of rows and columns of least total cost, each row and each column in one pair at most, and as
/// many pairs as the shorter side has: the linear assignment problem (Kuhn 1955), which set prediction solves
/// to give each object a query of its own (Carion et al. 2020, eq. 1). Shortest augmenting paths (Jonker &
/// Volgenant 1987, in the rectangular form of Crouse 2016), O(s² l) for a shorter side s and a longer one l.
/// Of several solutions of one cost the same one is found everywhere. costs: any sign. Returns the column of
/// each row, unassigned where a row has none. Throws Error for a cost that is not finite.
std::vector<int> assignment(const Matrix& costs);
constexpr int unassigned = -1;

/// What an assignment costs: the sum over its pairs.
double assignment_cost(const Matrix& costs, const std::vector<int>& column_of_row);

}  // namespace madang
