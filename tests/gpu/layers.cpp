#include "gpu/layers.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels.h"
#include "kernels/activation.h"
#include "kernels/adam.h"
#include "kernels/elementwise.h"
#include "kernels/norm.h"
#include "kernels/reduce.h"
#include "kernels/softmax.h"
#include "support.h"

namespace madang::gpu_tests {
namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

std::string name_of(const gpu::Rows& shape) {
  return std::to_string(shape.rows) + "×" + std::to_string(shape.columns);
}

std::size_t size_of(const gpu::Rows& shape) {
  return static_cast<std::size_t>(shape.rows) * static_cast<std::size_t>(shape.columns);
}

gpu::Array upload(const std::vector<float>& values) { return device().upload(values); }

void test_elementwise(std::size_t count, const Then& then) {
  auto a = numbers(count, 1, 3), b = numbers(count, 2, 3);
  if (count > 4) a[1] = NAN, b[2] = NAN, a[3] = infinity;
  const auto expect = [&](gpu::Elementwise operation, const std::vector<float>& wanted, const char* name) {
    gpu::Commands commands(device());
    const gpu::Array y = poisoned(count);
    gpu::elementwise(commands, operation, upload(a), upload(b), y);
    expect_close(commands, y, wanted, std::string(name) + " of " + std::to_string(count), then);
  };
  std::vector<float> y(count), slope(count);
  using enum gpu::Elementwise;
  kernels::add_reference(a, b, y);
  expect(add, y, "add");
  kernels::multiply_reference(a, b, y);
  expect(multiply, y, "multiply");
  kernels::relu_reference(a, y);
  expect(relu, y, "ReLU");
  kernels::relu_backward_reference(b, a, y);  // by its value, which is positive where x is
  expect(relu_backward, y, "derivative of ReLU");
  kernels::gelu_reference(a, y, {});
  expect(gelu, y, "GELU");
  kernels::gelu_reference(b, y, slope);
  kernels::multiply_reference(a, slope, y);
  expect(gelu_backward, y, "derivative of GELU");
}

void test_layer_norm(const gpu::Rows& shape, bool accumulate, bool with_nan, const Then& then) {
  const std::size_t columns = static_cast<std::size_t>(shape.columns),
                    rows = static_cast<std::size_t>(shape.rows);
  auto x = numbers(size_of(shape), 1, 2);
  if (with_nan) x[x.size() / 2] = NAN;
  const auto weight = numbers(columns, 2), bias = numbers(columns, 3), d_y = numbers(x.size(), 4);
  std::vector<float> y(x.size()), mean(rows), inverse(rows), statistics, d_x(x.size()), d_weight(columns),
      d_bias(columns);
  const kernels::RowNorm norm = {.rows = shape.rows, .columns = shape.columns};
  kernels::row_norm_reference(norm, x, weight, bias, y, mean, inverse);
  kernels::row_norm_backward_reference(norm, {x, weight, mean, inverse, d_y}, d_x, d_weight, d_bias);
  for (std::size_t i = 0; i < rows; ++i) statistics.insert(statistics.end(), {mean[i], inverse[i]});

  const std::string name = " of layer norm " + name_of(shape) + (with_nan ? ", NaN" : "");
  gpu::Commands commands(device());
  const gpu::Array got_y = poisoned(y.size()), got_statistics = poisoned(2 * rows);
  const gpu::Array on_device = upload(x), weights = upload(weight);
  gpu::layer_norm(commands, shape, norm.epsilon, on_device, weights, upload(bias), got_y, got_statistics);
  expect_close(commands, got_y, y, "value" + name, then);
  expect_close(commands, got_statistics, statistics, "statistics" + name, then);

  const auto before = numbers(x.size(), 5);
  if (accumulate) kernels::add_reference(d_x, before, d_x);
  const gpu::Array got_x = accumulate ? upload(before) : poisoned(x.size()), got_weight = poisoned(columns),
                   got_bias = poisoned(columns);
  gpu::layer_norm_backward(commands, shape, {on_device, weights, upload(statistics), upload(d_y)}, got_x,
                           got_weight, got_bias, accumulate);
  expect_close(commands, got_x, d_x, "d_x" + name, then);
  expect_close(commands, got_weight, d_weight, "d_weight" + name, then);
  expect_close(commands, got_bias, d_bias, "d_bias" + name, then);
}

void test_cross_entropy(const gpu::Rows& shape, std::vector<float> x, const char* what, const Then& then) {
  const auto columns = static_cast<std::size_t>(shape.columns), rows = static_cast<std::size_t>(shape.rows);
  const auto labels = whole_numbers(rows, shape.columns, 6);
  std::vector<float> losses, d_x(x.size());
  for (std::size_t i = 0; i < rows; ++i) {
    const auto row = std::span(x).subspan(i * columns, columns);
    const auto d_row = std::span(d_x).subspan(i * columns, columns);
    losses.push_back(static_cast<float>(
        kernels::cross_entropy_reference(1, shape.columns, row, std::span(labels).subspan(i, 1), d_row)));
    d_row[static_cast<std::size_t>(labels[i])] -= 1;
  }
  for (float& value : d_x) value *= 0.25f;
  gpu::Commands commands(device());
  const gpu::Array got_losses = poisoned(rows), got_x = poisoned(x.size());
  gpu::cross_entropy(commands, shape, 0.25f, upload(x), device().upload(labels), got_losses, got_x);
  const std::string name = " of cross-entropy " + name_of(shape) + what;
  expect_close(commands, got_losses, losses, "value" + name, then);
  expect_close(commands, got_x, d_x, "derivative" + name, then);
}

void test_cross_entropies(const Then& then) {
  for (const gpu::Rows& shape : {gpu::Rows{1, 1}, {1, 7}, {5, 63}, {3, 64}, {4, 65}, {131, 2}, {2, 1031}}) {
    test_cross_entropy(shape, numbers(size_of(shape), 1, 3), "", then);
  }
  const gpu::Rows shape = {6, 9};
  auto large = numbers(54, 2, 300);
  test_cross_entropy(shape, large, ", large logits", then);
  auto masked = numbers(54, 3);
  for (std::size_t i = 0; i < 54; i += 2) masked[i] = -infinity;
  test_cross_entropy(shape, masked, ", −∞ in half of the places", then);
  std::fill(masked.begin() + 9, masked.begin() + 18, -infinity);
  test_cross_entropy(shape, masked, ", a row of −∞", then);
  auto faulty = numbers(54, 4);
  faulty[4] = NAN, faulty[31] = infinity;
  test_cross_entropy(shape, faulty, ", NaN and +∞", then);
}

void test_embedding(int vocabulary, int columns, int batch, int length, bool positions, const Then& then) {
  const auto width = static_cast<std::size_t>(columns);
  const auto rows = static_cast<std::size_t>(batch * length);
  const auto tokens = whole_numbers(rows, vocabulary, 1);
  const auto table = numbers(static_cast<std::size_t>(vocabulary) * width, 2);
  const auto places = numbers(positions ? static_cast<std::size_t>(length) * width : 0, 3);
  const auto d_out = numbers(rows * width, 4);
  std::vector<float> out(rows * width), d_table(table.size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::size_t row = i / width, entry = static_cast<std::size_t>(tokens[row]) * width + i % width;
    out[i] = table[entry] + (positions ? places[i % places.size()] : 0);
    d_table[entry] += d_out[i];
  }
  const std::string name =
      " of embedding, " + std::to_string(rows) + " tokens of " + std::to_string(vocabulary);
  gpu::Commands commands(device());
  const gpu::Array got = poisoned(out.size()), got_table = poisoned(table.size());
  gpu::embedding(commands, columns, device().upload(tokens), upload(table), upload(places), got);
  gpu::embedding_backward(commands, columns, device().upload(tokens), upload(d_out), got_table);
  expect_close(commands, got, out, "value" + name, then);
  expect_close(commands, got_table, d_table, "derivative" + name, then);
}

void test_sums(const gpu::Rows& shape, const Then& then) {
  const auto x = numbers(size_of(shape), 1);
  std::vector<float> sums(static_cast<std::size_t>(shape.columns));
  for (std::size_t i = 0; i < x.size(); ++i) sums[i % sums.size()] += 0.5f * x[i];
  gpu::Commands commands(device());
  const gpu::Array got = poisoned(sums.size());
  gpu::column_sums(commands, shape, 0.5f, upload(x), got);
  expect_close(commands, got, sums, "column sums of " + name_of(shape), then);
}

void test_adam(std::size_t count, bool decoupled, const Then& then) {
  const auto gradient = numbers(count, 1);
  auto first = numbers(count, 2), second = numbers(count, 3), parameter = numbers(count, 4);
  for (float& value : second) value *= value;
  const kernels::AdamUpdate update = {.learning_rate = 0.1f,
                                      .correction1 = 0.271f,
                                      .correction2 = 0.003f,
                                      .weight_decay = 0.2f,
                                      .decoupled_decay = decoupled};
  gpu::Commands commands(device());
  const gpu::Array got_first = upload(first), got_second = upload(second), got = upload(parameter);
  gpu::adam(commands, update, upload(gradient), got_first, got_second, got);
  kernels::adam_update_reference(update, gradient, first, second, parameter);
  const std::string name = (decoupled ? " after AdamW of " : " after Adam of ") + std::to_string(count);
  expect_close(commands, got, parameter, "parameter" + name, then);
  expect_close(commands, got_first, first, "first moment" + name, then);
  expect_close(commands, got_second, second, "second moment" + name, then);
}

}  // namespace

void test_layers(const Then& then) {
  for (const std::size_t count : {1, 5, 63, 64, 65, 1031}) test_elementwise(count, then);
  for (const gpu::Rows& shape : {gpu::Rows{1, 1}, {1, 5}, {3, 63}, {2, 64}, {5, 65}, {67, 31}, {2, 1031}}) {
    test_layer_norm(shape, shape.rows % 2 == 0, false, then);
    test_sums(shape, then);
  }
  test_layer_norm({7, 13}, false, true, then);
  test_cross_entropies(then);
  test_embedding(1, 1, 1, 1, false, then);
  test_embedding(11, 17, 3, 7, true, then);
  test_embedding(65, 67, 5, 13, false, then);
  for (const std::size_t count : {1, 64, 257}) test_adam(count, count % 2 == 0, then);
}

}  // namespace madang::gpu_tests
