#include "train/loss_surface.h"

#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include "autograd/variable.h"
#include "core/error.h"

namespace madang::train {

namespace {

double product(std::span<const float> a, std::span<const float> b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.);
}

double product(const std::vector<Tensor>& a, const std::vector<Tensor>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += product(a[i].values(), b[i].values());
  return sum;
}

}  // namespace

std::vector<Tensor> filter_normalised_direction(const std::vector<Variable>& parameters, Random& random) {
  std::vector<Tensor> direction;
  for (const Variable& parameter : parameters) {
    const Shape& shape = parameter.shape();
    if (shape.rank() < 2) {
      direction.emplace_back(shape);
      continue;
    }
    Tensor drawn = random.normal(shape);
    const std::span<float> all = drawn.mutable_values();
    const std::size_t length = all.size() / static_cast<std::size_t>(shape[0]);
    for (std::size_t first = 0; first < all.size(); first += length) {
      const auto row = all.subspan(first, length);
      const auto weights = parameter.value().values().subspan(first, length);
      const double factor = std::sqrt(product(weights, weights) / product(row, row));
      for (float& v : row) v = static_cast<float>(v * factor);
    }
    direction.push_back(std::move(drawn));
  }
  return direction;
}

LossSurface::LossSurface(Frozen frozen, std::vector<Variable> parameters, Random random, int samples,
                         float reach, int at_once)
    : frozen_(std::move(frozen)),
      parameters_(std::move(parameters)),
      delta_(filter_normalised_direction(parameters_, random)),
      eta_(filter_normalised_direction(parameters_, random)),
      reach_(reach),
      pieces_(static_cast<std::size_t>(samples * samples), at_once) {
  if (samples < 3) throw Error("loss surface: " + std::to_string(samples) + " samples a side");
  losses_ = {samples, samples, std::vector<float>(pieces_.count(), std::numeric_limits<float>::quiet_NaN())};
  double squares = 0;
  for (const Variable& each : parameters_)
    if (each.shape().rank() >= 2) squares += product(each.value().values(), each.value().values());
  weight_norm_ = static_cast<float>(std::sqrt(squares));
}

void LossSurface::advance(const Loss& loss) {
  const auto place = [this](int index) {
    return reach_ * (2 * static_cast<float>(index) / static_cast<float>(losses_.rows - 1) - 1);
  };
  pieces_.advance([&](std::span<const std::int32_t> points) {
    for (const std::int32_t point : points) {
      const int row = point / losses_.columns, column = point % losses_.columns;
      losses_.at(row, column) = loss_at(place(column), place(row), loss);
    }
  });
}

float LossSurface::loss_at(float alpha, float beta, const Loss& loss) const {
  return frozen_([&] {
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
      if (parameters_[i].shape().rank() < 2) continue;
      const std::span<float> w = parameters_[i].mutable_values();
      const auto d = delta_[i].values(), e = eta_[i].values();
      for (std::size_t k = 0; k < w.size(); ++k) w[k] += alpha * d[k] + beta * e[k];
    }
    const NoRecording off;
    return loss();
  });
}

float LossSurface::distance(float alpha, float beta) const {
  const double a = alpha, b = beta;
  return static_cast<float>(std::sqrt(a * a * product(delta_, delta_) + 2 * a * b * product(delta_, eta_) +
                                      b * b * product(eta_, eta_)));
}

float mean_curvature(const Matrix& losses, float reach) {
  if (losses.rows < 3 || losses.columns < 3)
    throw Error("mean curvature: " + std::to_string(losses.rows) + " × " + std::to_string(losses.columns) +
                " points");
  const double step_x = 2. * reach / (losses.columns - 1), step_y = 2. * reach / (losses.rows - 1);
  double sum = 0;
  for (int row = 1; row + 1 < losses.rows; ++row)
    for (int column = 1; column + 1 < losses.columns; ++column) {
      const double middle = 2. * losses.at(row, column);
      sum += std::abs((losses.at(row, column - 1) + losses.at(row, column + 1) - middle) / (step_x * step_x));
      sum += std::abs((losses.at(row - 1, column) + losses.at(row + 1, column) - middle) / (step_y * step_y));
    }
  return static_cast<float>(sum / (2. * (losses.rows - 2) * (losses.columns - 2)));
}

}  // namespace madang::train
