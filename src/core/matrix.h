#pragma once

#include <cstddef>
#include <vector>

namespace madang {

/// A plain row-major matrix of numbers, as pictures and snapshots carry it. For computing, use Tensor.
struct Matrix {
  int rows = 0;
  int columns = 0;
  std::vector<float> values;  // rows * columns

  float at(int row, int column) const { return values[static_cast<std::size_t>(row) * columns + column]; }
  float& at(int row, int column) { return values[static_cast<std::size_t>(row) * columns + column]; }
  bool empty() const { return values.empty(); }

  template <class Visitor>
  void visit(Visitor& v) {
    v(rows, columns, values);
  }
};

}  // namespace madang
