#pragma once

#include "core/tensor.h"

/// Dense linear algebra that is no hot path: computed in double by Eigen, which stays out of this header.
/// Vectors of a decomposition come with a fixed sign (their largest number is positive), so that every build
/// gives the same. Wrong shapes, numbers that are not finite and singular matrices throw Error naming the
/// operation.
namespace madang {

/// matrix (rows, columns) = u diag(singular_values) vᵀ
struct Svd {
  Tensor u;                // (rows, k), k = min(rows, columns), orthonormal columns
  Tensor singular_values;  // (k), falling
  Tensor v;                // (columns, k), orthonormal columns
};
Svd svd(const Tensor& matrix);

/// matrix (n, n), symmetric = vectors diag(values) vectorsᵀ
struct SymmetricEigen {
  Tensor values;   // (n), rising
  Tensor vectors;  // (n, n): one per column, orthonormal
};
SymmetricEigen symmetric_eigen(const Tensor& matrix);

/// The symmetric matrix whose square is this symmetric positive semidefinite one.
Tensor matrix_square_root(const Tensor& matrix);

/// x with a x = b. a: (n, n)  b: (n) or (n, columns)
Tensor solve(const Tensor& a, const Tensor& b);

/// The directions of largest variance (Pearson 1901; Hotelling 1933).
struct Pca {
  Tensor mean;               // (features)
  Tensor components;         // (count, features), orthonormal rows, the largest variance first
  Tensor variances;          // (count), divided by n − 1
  float total_variance = 0;  // of all directions

  // rows: (n, features) → (n, count)
  Tensor project(const Tensor& rows) const;
  // coordinates: (n, count) → (n, features)
  Tensor reconstruct(const Tensor& coordinates) const;
};
/// rows: (n, features), n ≥ 2; 1 ≤ count ≤ min(n, features)
Pca pca(const Tensor& rows, int count);

}  // namespace madang
