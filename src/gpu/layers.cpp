#include "gpu/layers.h"

#include <array>
#include <cstdint>

#include "gpu/checks.h"
#include "gpu/shaders.h"

namespace madang::gpu {
namespace {

struct RowUniforms {
  std::uint32_t rows, columns;
  float number = 0;        // epsilon or scale, where the shader has one
  std::uint32_t flag = 0;  // as number
};

RowUniforms uniforms_of(const char* operation, const Rows& shape, float number = 0) {
  expect(shape.rows >= 0 && shape.columns > 0, std::string(operation) + ": no such shape");
  return {static_cast<std::uint32_t>(shape.rows), static_cast<std::uint32_t>(shape.columns), number, 0};
}

std::uint32_t unsigned_of(std::size_t value) { return static_cast<std::uint32_t>(value); }

Workgroups for_elements(const Commands& commands, std::size_t count) {
  return commands.spread(rounded_up_division(count, 64));
}

Workgroups for_rows(const Commands& commands, const Rows& shape) {
  return commands.spread(static_cast<std::size_t>(shape.rows));
}

void sum_columns(Commands& commands, RowUniforms uniforms, bool normalised,
                 const std::array<Array, 4>& arrays) {
  uniforms.flag = normalised;
  commands.dispatch({"column_sums", shaders::column_sums}, uniforms, arrays,
                    {rounded_up_division(uniforms.columns, 16), 1, 1});
}

}  // namespace

void elementwise(Commands& commands, Elementwise operation, const Array& a, const Array& b, const Array& y) {
  expect_size("elementwise: b", b.size(), a.size());
  expect_size("elementwise: y", y.size(), a.size());
  if (y.size() == 0) return;
  const std::array arrays = {a, b, y};
  const std::array uniforms = {unsigned_of(y.size()), static_cast<std::uint32_t>(operation)};
  commands.dispatch({"elementwise", shaders::elementwise}, uniforms, arrays,
                    for_elements(commands, y.size()));
}

void layer_norm(Commands& commands, const Rows& shape, float epsilon, const Array& x, const Array& weight,
                const Array& bias, const Array& y, const Array& statistics) {
  const RowUniforms uniforms = uniforms_of("layer_norm", shape, epsilon);
  const std::size_t size = product(shape.rows, shape.columns), columns = uniforms.columns;
  expect_size("layer_norm: x", x.size(), size);
  expect_size("layer_norm: weight", weight.size(), columns);
  expect_size("layer_norm: bias", bias.size(), columns);
  expect_size("layer_norm: y", y.size(), size);
  expect_size("layer_norm: statistics", statistics.size(), 2 * std::size_t{uniforms.rows});
  if (size == 0) return;
  const std::array arrays = {x, weight, bias, y, statistics};
  commands.dispatch({"layer_norm", shaders::layer_norm}, uniforms, arrays, for_rows(commands, shape));
}

void layer_norm_backward(Commands& commands, const Rows& shape, const LayerNormSaved& saved, const Array& d_x,
                         const Array& d_weight, const Array& d_bias, bool accumulate) {
  const RowUniforms uniforms = uniforms_of("layer_norm_backward", shape, 1);
  const std::size_t size = product(shape.rows, shape.columns), columns = uniforms.columns;
  expect_size("layer_norm_backward: x", saved.x.size(), size);
  expect_size("layer_norm_backward: weight", saved.weight.size(), columns);
  expect_size("layer_norm_backward: statistics", saved.statistics.size(), 2 * std::size_t{uniforms.rows});
  expect_size("layer_norm_backward: d_y", saved.d_y.size(), size);
  expect_size("layer_norm_backward: d_x", d_x.size(), size);
  expect_size("layer_norm_backward: d_weight", d_weight.size(), columns);
  expect_size("layer_norm_backward: d_bias", d_bias.size(), columns);
  const std::array<std::uint32_t, 3> of_rows = {uniforms.rows, uniforms.columns, accumulate};
  const std::array arrays = {saved.x, saved.weight, saved.statistics, saved.d_y, d_x};
  if (size > 0) {
    commands.dispatch({"layer_norm_backward", shaders::layer_norm_backward}, of_rows, arrays,
                      for_rows(commands, shape));
  }
  sum_columns(commands, uniforms, true, {saved.d_y, saved.x, saved.statistics, d_weight});
  column_sums(commands, shape, 1, saved.d_y, d_bias);
}

void column_sums(Commands& commands, const Rows& shape, float scale, const Array& x, const Array& sums) {
  const RowUniforms uniforms = uniforms_of("column_sums", shape, scale);
  expect_size("column_sums: x", x.size(), product(shape.rows, shape.columns));
  expect_size("column_sums: sums", sums.size(), uniforms.columns);
  sum_columns(commands, uniforms, false, {x, x, x, sums});
}

void cross_entropy(Commands& commands, const Rows& shape, float scale, const Array& x, const Array& labels,
                   const Array& losses, const Array& d_x) {
  const RowUniforms uniforms = uniforms_of("cross_entropy", shape, scale);
  const std::size_t size = product(shape.rows, shape.columns);
  expect_size("cross_entropy: x", x.size(), size);
  expect_size("cross_entropy: labels", labels.size(), uniforms.rows);
  expect_size("cross_entropy: losses", losses.size(), uniforms.rows);
  expect_size("cross_entropy: d_x", d_x.size(), size);
  if (size == 0) return;
  const std::array arrays = {x, labels, losses, d_x};
  commands.dispatch({"cross_entropy", shaders::cross_entropy}, uniforms, arrays, for_rows(commands, shape));
}

void embedding(Commands& commands, int columns, const Array& tokens, const Array& table,
               const Array& positions, const Array& out) {
  const RowUniforms check = uniforms_of("embedding", {0, columns});
  expect(table.size() % check.columns == 0 && positions.size() % check.columns == 0,
         "embedding: not rows of " + std::to_string(columns));
  expect_size("embedding: out", out.size(), tokens.size() * check.columns);
  if (out.size() == 0) return;
  const std::array<std::uint32_t, 4> uniforms = {unsigned_of(tokens.size()), check.columns,
                                                 unsigned_of(table.size() / check.columns),
                                                 unsigned_of(positions.size() / check.columns)};
  const std::array arrays = {tokens, table, positions.size() > 0 ? positions : table, out};
  commands.dispatch({"embedding", shaders::embedding}, uniforms, arrays, for_elements(commands, out.size()));
}

void embedding_backward(Commands& commands, int columns, const Array& tokens, const Array& d_out,
                        const Array& d_table) {
  const RowUniforms check = uniforms_of("embedding_backward", {0, columns});
  expect(d_table.size() % check.columns == 0, "embedding_backward: not rows of " + std::to_string(columns));
  expect_size("embedding_backward: d_out", d_out.size(), tokens.size() * check.columns);
  if (d_table.size() == 0) return;
  const std::size_t vocabulary = d_table.size() / check.columns;
  const std::array<std::uint32_t, 3> uniforms = {unsigned_of(tokens.size()), check.columns,
                                                 unsigned_of(vocabulary)};
  const std::array arrays = {tokens, d_out, d_table};
  commands.dispatch({"embedding_backward", shaders::embedding_backward}, uniforms, arrays,
                    commands.spread(vocabulary));
}

void adam(Commands& commands, const kernels::AdamUpdate& update, const Array& gradient,
          const Array& first_moment, const Array& second_moment, const Array& parameter) {
  struct Uniforms {
    std::uint32_t count, decoupled_decay;
    float learning_rate, beta1, beta2, epsilon, correction1, correction2, weight_decay;
  };
  expect_size("adam: gradient", gradient.size(), parameter.size());
  expect_size("adam: first_moment", first_moment.size(), parameter.size());
  expect_size("adam: second_moment", second_moment.size(), parameter.size());
  if (parameter.size() == 0) return;
  const Uniforms uniforms = {unsigned_of(parameter.size()),
                             update.decoupled_decay,
                             update.learning_rate,
                             update.beta1,
                             update.beta2,
                             update.epsilon,
                             update.correction1,
                             update.correction2,
                             update.weight_decay};
  const std::array arrays = {gradient, first_moment, second_moment, parameter};
  commands.dispatch({"adam", shaders::adam}, uniforms, arrays, for_elements(commands, parameter.size()));
}

}  // namespace madang::gpu
