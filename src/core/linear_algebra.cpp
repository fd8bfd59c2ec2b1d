#include "core/linear_algebra.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <string>

namespace madang {
namespace {

using Dense = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;
using Rows = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

[[noreturn]] void fail(const char* operation, const std::string& what, const Shape& shape) {
  throw Error(std::string(operation) + ": " + what + ": " + shape.to_string());
}

void check_finite(const char* operation, const Tensor& tensor) {
  if (!std::ranges::all_of(tensor.values(), [](float x) { return std::isfinite(x); })) {
    fail(operation, "not all numbers are finite", tensor.shape());
  }
}

Dense matrix_from(const char* operation, const Tensor& tensor) {
  const Shape& shape = tensor.shape();
  if (shape.rank() != 2 || tensor.size() == 0) fail(operation, "a matrix expected", shape);
  check_finite(operation, tensor);
  return Eigen::Map<const Rows>(tensor.data(), shape[0], shape[1]).cast<double>();
}

Dense square_from(const char* operation, const Tensor& tensor) {
  Dense matrix = matrix_from(operation, tensor);
  if (matrix.rows() != matrix.cols()) fail(operation, "a square matrix expected", tensor.shape());
  return matrix;
}

/// Symmetric to the rounding of float; the rest is averaged away.
Dense symmetric_from(const char* operation, const Tensor& tensor) {
  const Dense matrix = square_from(operation, tensor);
  const Dense turned = matrix.transpose();
  if ((matrix - turned).cwiseAbs().maxCoeff() > 1e-4 * std::max(matrix.cwiseAbs().maxCoeff(), 1e-30)) {
    fail(operation, "a symmetric matrix expected", tensor.shape());
  }
  return 0.5 * (matrix + turned);
}

Tensor tensor_from(const Dense& matrix) {
  Tensor tensor = Tensor::uninitialized({matrix.rows(), matrix.cols()});
  if (tensor.size() != 0) {
    Eigen::Map<Rows>(tensor.mutable_data(), matrix.rows(), matrix.cols()) = matrix.cast<float>();
  }
  return tensor;
}

Tensor vector_from(const Vector& vector) { return tensor_from(vector).reshaped({vector.size()}); }

/// −1 where the number of largest magnitude in a column is negative.
double sign_of(const Dense& matrix, Eigen::Index column) {
  Eigen::Index largest = 0;
  matrix.col(column).cwiseAbs().maxCoeff(&largest);
  return matrix(largest, column) < 0 ? -1.0 : 1.0;
}

Eigen::SelfAdjointEigenSolver<Dense> decompose(const char* operation, const Tensor& tensor) {
  Eigen::SelfAdjointEigenSolver<Dense> solver(symmetric_from(operation, tensor));
  if (solver.info() != Eigen::Success) fail(operation, "the iteration did not converge", tensor.shape());
  return solver;
}

struct Decomposed {
  Dense u, v;
  Vector singular_values;
};

Decomposed decompose(const Dense& matrix) {
  const Eigen::BDCSVD<Dense> solver(matrix, Eigen::ComputeThinU | Eigen::ComputeThinV);
  Decomposed result{solver.matrixU(), solver.matrixV(), solver.singularValues()};
  for (Eigen::Index i = 0; i < result.u.cols(); ++i) {
    const double sign = sign_of(result.v, i);
    result.u.col(i) *= sign;
    result.v.col(i) *= sign;
  }
  return result;
}

}  // namespace

Svd svd(const Tensor& matrix) {
  const Decomposed parts = decompose(matrix_from("svd", matrix));
  return {tensor_from(parts.u), vector_from(parts.singular_values), tensor_from(parts.v)};
}

SymmetricEigen symmetric_eigen(const Tensor& matrix) {
  const auto solver = decompose("symmetric_eigen", matrix);
  Dense vectors = solver.eigenvectors();
  for (Eigen::Index i = 0; i < vectors.cols(); ++i) vectors.col(i) *= sign_of(vectors, i);
  return {vector_from(solver.eigenvalues()), tensor_from(vectors)};
}

Tensor matrix_square_root(const Tensor& matrix) {
  const auto solver = decompose("matrix_square_root", matrix);
  const Vector& values = solver.eigenvalues();
  if (values.minCoeff() < -1e-5 * values.cwiseAbs().maxCoeff()) {
    fail("matrix_square_root",
         "a positive semidefinite matrix expected, smallest eigenvalue " + std::to_string(values.minCoeff()),
         matrix.shape());
  }
  const Vector roots = values.cwiseMax(0.0).cwiseSqrt();
  return tensor_from(solver.eigenvectors() * roots.asDiagonal() * solver.eigenvectors().transpose());
}

Tensor solve(const Tensor& a, const Tensor& b) {
  const Dense matrix = square_from("solve", a);
  const Shape& shape = b.shape();
  if (shape.rank() < 1 || shape.rank() > 2 || shape[0] != a.shape()[0]) {
    throw Error("solve: matrix (n, n) and right side (n) or (n, columns) do not fit: " +
                a.shape().to_string() + " and " + shape.to_string());
  }
  if (b.size() == 0) return b;
  const Dense right = matrix_from("solve", b.reshaped({shape[0], -1}));
  const Eigen::FullPivLU<Dense> solver(matrix);
  if (!solver.isInvertible()) fail("solve", "the matrix is singular", a.shape());
  return tensor_from(solver.solve(right)).reshaped(shape);
}

Pca pca(const Tensor& rows, int count) {
  Dense data = matrix_from("pca", rows);
  if (data.rows() < 2) fail("pca", "at least two rows expected", rows.shape());
  if (count < 1 || count > std::min(data.rows(), data.cols())) {
    fail("pca", "no such number of components, " + std::to_string(count) + ", of", rows.shape());
  }
  const Eigen::RowVectorXd mean = data.colwise().mean();
  data.rowwise() -= mean;
  const Decomposed parts = decompose(data);
  const Vector variances = parts.singular_values.cwiseAbs2() / static_cast<double>(data.rows() - 1);
  return {vector_from(mean.transpose()), tensor_from(parts.v.leftCols(count).transpose()),
          vector_from(variances.head(count)), static_cast<float>(variances.sum())};
}

Tensor Pca::project(const Tensor& rows) const {
  Dense data = matrix_from("pca", rows);
  const Dense directions = matrix_from("pca", components);
  if (data.cols() != directions.cols()) fail("pca", "rows of another number of features", rows.shape());
  data.rowwise() -= Eigen::Map<const Eigen::RowVectorXf>(mean.data(), directions.cols()).cast<double>();
  return tensor_from(data * directions.transpose());
}

Tensor Pca::reconstruct(const Tensor& coordinates) const {
  const Dense data = matrix_from("pca", coordinates);
  const Dense directions = matrix_from("pca", components);
  if (data.cols() != directions.rows())
    fail("pca", "coordinates of another number of components", coordinates.shape());
  Dense rows = data * directions;
  rows.rowwise() += Eigen::Map<const Eigen::RowVectorXf>(mean.data(), directions.cols()).cast<double>();
  return tensor_from(rows);
}

}  // namespace madang
