#include "demo/look.h"

#include <algorithm>
#include <cmath>

namespace madang::demo {

namespace {

constexpr std::size_t most_shown = 1 << 16;  // numbers of a tensor in a frame
constexpr int least_bins = 7, most_bins = 41;

Matrix matrix_of(const Tensor& tensor) {
  const Shape& shape = tensor.shape();
  const std::size_t rows = shape.rank() > 1 ? static_cast<std::size_t>(shape[0]) : 1;
  const std::size_t columns = rows == 0 ? 0 : tensor.size() / rows;
  if (columns == 0) return {};
  const std::size_t shown_columns = std::min(columns, most_shown);
  const std::size_t shown_rows = std::min(rows, most_shown / shown_columns);
  const float* first = tensor.data();
  return {static_cast<int>(shown_rows), static_cast<int>(shown_columns),
          shown_rows == 1 ? std::vector<float>(first, first + shown_columns)
                          : std::vector<float>(first, first + shown_rows * columns)};
}

Numbers numbers_of(const Tensor& tensor) {
  Numbers numbers;
  numbers.matrix = matrix_of(tensor);
  if (numbers.matrix.empty()) return numbers;
  double sum = 0, squares = 0;
  numbers.least = numbers.most = tensor.data()[0];
  for (const float v : tensor.values()) {
    sum += v;
    squares += static_cast<double>(v) * v;
    numbers.least = std::min(numbers.least, v);
    numbers.most = std::max(numbers.most, v);
  }
  const double count = static_cast<double>(tensor.size());
  const double mean = sum / count;
  numbers.mean = static_cast<float>(mean);
  numbers.deviation = static_cast<float>(std::sqrt(std::max(0.0, squares / count - mean * mean)));
  const int bins = static_cast<int>(2 * std::sqrt(count));
  numbers.histogram = histogram_of(tensor.values(), std::clamp(bins, least_bins, most_bins));
  return numbers;
}

const Tensor* find(const std::vector<io::NamedTensor>& all, const std::string& name) {
  const auto found = std::ranges::find(all, name, &io::NamedTensor::name);
  return found == all.end() ? nullptr : &found->tensor;
}

void check(AnyExperiment& experiment, Look& look, const Tensor& gradient) {
  const auto index = static_cast<std::size_t>(look.element);
  look.derivative = gradient.values()[index];
  look.difference = finite_difference<float>(
      [&](float value) { return experiment.loss_with(look.tensor, index, value); }, look.value);
  look.checked = true;
}

}  // namespace

Look look_into(AnyExperiment& experiment, const LookAt& at) {
  auto tensors = experiment.named_tensors();
  for (auto& activation : experiment.named_activations()) tensors.push_back(std::move(activation));
  if (tensors.empty()) return {};
  Look look;
  for (const auto& [name, tensor] : tensors) look.names.push_back(name);
  const Tensor* wanted = find(tensors, at.tensor);
  look.tensor = wanted ? at.tensor : tensors.front().name;
  const Tensor& tensor = wanted ? *wanted : tensors.front().tensor;
  const Shape& shape = tensor.shape();
  for (int i = 0; i < shape.rank(); ++i) look.shape.push_back(shape[i]);
  look.values = numbers_of(tensor);
  look.cut = look.values.matrix.values.size() < tensor.size();
  const auto gradients = experiment.named_gradients();
  const Tensor* gradient = find(gradients, look.tensor);
  if (gradient) look.gradient = numbers_of(*gradient);
  if (at.element < 0 || static_cast<std::size_t>(at.element) >= tensor.size()) return look;
  look.element = at.element;
  look.value = tensor.values()[static_cast<std::size_t>(at.element)];
  if (gradient) check(experiment, look, *gradient);
  return look;
}

}  // namespace madang::demo
