#include "demos/compute/problem.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/random.h"
#include "kernels/variant.h"

namespace madang::demos::compute {

namespace {

constexpr int most_checked_rows = 16;

/// Uniform with mean 0 and standard deviation `deviation`.
std::vector<float> numbers(std::size_t count, float deviation, std::uint64_t seed, std::uint64_t stream) {
  Random random(seed, stream);
  const float bound = deviation * std::sqrt(3.f);
  std::vector<float> values(count);
  for (float& value : values) value = random.uniform(-bound, bound);
  return values;
}

std::size_t product(int a, int b, int c = 1) {
  return static_cast<std::size_t>(a) * static_cast<std::size_t>(b) * static_cast<std::size_t>(c);
}

}  // namespace

Backend best_vectors() { return kernel_variants().back().relaxed ? Backend::relaxed : Backend::simd; }

Problem::Problem(const Shape& shape, int n, std::uint64_t seed) : shape_(shape), n_(n) {
  result_.resize(product(rows(), columns()));
  const bool matmul = shape.work == Work::matmul;
  for (std::size_t i = 0; i < (matmul ? 2u : 3u); ++i) {
    const float deviation = matmul && i == 1 ? 1 / std::sqrt(static_cast<float>(n)) : 1.f;
    inputs_[i] = numbers(result_.size(), deviation, seed, 31 + i);
  }
  const int count = std::min(rows(), most_checked_rows);
  for (int i = 0; i < count; ++i) {
    checked_.push_back(count > 1 ? i * (rows() - 1) / (count - 1) : 0);
    exact_.push_back(exact_row(checked_.back()));
  }
}

kernels::Attention Problem::attention() const {
  return {.batch = shape_.heads,
          .queries = n_,
          .keys = n_,
          .depth = shape_.depth,
          .value_depth = shape_.depth,
          .scale = 1 / std::sqrt(static_cast<float>(shape_.depth))};
}

void Problem::run(Backend backend) {
  const auto [q, k, v] = std::array{input(0), input(1), input(2)};
  const bool matmul = shape_.work == Work::matmul;
  if (backend == Backend::scalar)
    return matmul ? kernels::gemm_reference(gemm(), q, k, result_)
                  : kernels::attention_reference(attention(), q, k, v, {}, result_);
  const auto variants = kernel_variants();
  const KernelVariant& kernel = backend == Backend::simd ? variants.front() : variants.back();
  if (matmul)
    kernel.matmul(n_, n_, n_, q, k, result_);
  else
    kernel.attention(shape_.heads, n_, shape_.depth, q, k, v, result_);
}

std::vector<double> Problem::exact_row(int row) const {
  return shape_.work == Work::matmul ? exact_product_row(row) : exact_attention_row(row);
}

std::vector<double> Problem::exact_product_row(int row) const {
  const std::size_t n = static_cast<std::size_t>(n_);
  std::vector<double> sums(n);
  for (std::size_t k = 0; k < n; ++k) {
    const double a = inputs_[0][static_cast<std::size_t>(row) * n + k];
    for (std::size_t j = 0; j < n; ++j) sums[j] += a * inputs_[1][k * n + j];
  }
  return sums;
}

/// softmax(q kᵀ / √d) v from the formula (Vaswani et al. 2017, equation 1).
std::vector<double> Problem::exact_attention_row(int row) const {
  const std::size_t depth = static_cast<std::size_t>(shape_.depth), keys = static_cast<std::size_t>(n_);
  const std::size_t head = static_cast<std::size_t>(row / n_) * keys * depth;
  const float* q = inputs_[0].data() + static_cast<std::size_t>(row) * depth;
  std::vector<double> weights(keys), mixed(depth);
  for (std::size_t key = 0; key < keys; ++key) {
    const float* k = inputs_[1].data() + head + key * depth;
    for (std::size_t i = 0; i < depth; ++i) weights[key] += double{q[i]} * k[i];
    weights[key] /= std::sqrt(static_cast<double>(depth));
  }
  const double largest = *std::ranges::max_element(weights);
  double total = 0;
  for (double& weight : weights) total += weight = std::exp(weight - largest);
  for (std::size_t key = 0; key < keys; ++key)
    for (std::size_t i = 0; i < depth; ++i)
      mixed[i] += weights[key] / total * inputs_[2][head + key * depth + i];
  return mixed;
}

Agreement Problem::compare(std::span<const float> result) const {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (result.size() != result_.size()) return {INFINITY, INFINITY};
  double difference = 0, largest = 0;
  for (std::size_t i = 0; i < checked_.size(); ++i) {
    const auto row = result.subspan(product(checked_[i], columns()), product(columns(), 1));
    for (std::size_t j = 0; j < row.size(); ++j) {
      const double distance = std::fabs(row[j] - exact_[i][j]);
      difference = std::max(difference, std::isnan(distance) ? infinity : distance);
      largest = std::max(largest, std::fabs(exact_[i][j]));
    }
  }
  return {static_cast<float>(difference), static_cast<float>(difference / largest)};
}

}  // namespace madang::demos::compute
