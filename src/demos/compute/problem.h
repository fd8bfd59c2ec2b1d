#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "demos/compute/experiment.h"
#include "kernels/attention.h"
#include "kernels/gemm.h"

namespace madang::demos::compute {

/// How far a result is from double precision.
struct Agreement {
  float difference = 0;  ///< the largest; infinite for a NaN
  float relative = 0;    ///< divided by the largest number there is
};

/// Random input of one size, drawn so that results scatter around zero with a deviation near 1, and some rows
/// of what should come of it.
class Problem {
 public:
  Problem(const Shape& shape, int n, std::uint64_t seed);

  /// On the CPU, into result(). `backend` is scalar, simd or relaxed.
  void run(Backend backend);
  std::span<const float> result() const { return result_; }
  Agreement compare(std::span<const float> result) const;

  const Shape& shape() const { return shape_; }
  int n() const { return n_; }
  /// What a kernel is told of it: the one of its work, matmul or attention.
  kernels::Gemm gemm() const { return {.rows = n_, .columns = n_, .depth = n_}; }
  kernels::Attention attention() const;
  /// a and b, or q, k and v.
  std::span<const float> input(int which) const { return inputs_[static_cast<std::size_t>(which)]; }

 private:
  std::vector<double> exact_row(int row) const;
  std::vector<double> exact_product_row(int row) const;
  std::vector<double> exact_attention_row(int row) const;
  int rows() const { return shape_.work == Work::matmul ? n_ : n_ * shape_.heads; }
  int columns() const { return shape_.work == Work::matmul ? n_ : shape_.depth; }

  Shape shape_;
  int n_;
  std::array<std::vector<float>, 3> inputs_;
  std::vector<float> result_;
  std::vector<int> checked_;                // rows
  std::vector<std::vector<double>> exact_;  // what they should be
};

/// The vector kernels that everything else of this program runs on: relaxed SIMD where there is any.
Backend best_vectors();

}  // namespace madang::demos::compute
