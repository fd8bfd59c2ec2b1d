#include "autograd/ops_activation.h"
#include "autograd/ops_attention.h"
#include "autograd/ops_discrete.h"
#include "autograd/ops_gather.h"
#include "autograd/ops_matmul.h"
#include "autograd/ops_segment.h"
#include "autograd/ops_select.h"
#include "autograd/ops_shape.h"
#include "autograd/ops_softmax.h"
#include "golden/golden.h"

using namespace madang;
using namespace madang::test::golden;

TEST_CASE("golden: arithmetic, broadcasting both ways") {
  for (const std::string shapes : {"same", "row", "column", "both", "number", "one", "empty"}) {
    check("add/" + shapes, [](auto& x) { return add(x[0], x[1]); });
    check("subtract/" + shapes, [](auto& x) { return subtract(x[0], x[1]); });
    check("multiply/" + shapes, [](auto& x) { return multiply(x[0], x[1]); });
    check("divide/" + shapes, [](auto& x) { return divide(x[0], x[1]); });
    check("maximum/" + shapes, [](auto& x) { return maximum(x[0], x[1]); });
    check("minimum/" + shapes, [](auto& x) { return minimum(x[0], x[1]); });
  }
}

TEST_CASE("golden: elementwise functions and activations") {
  for (const std::string shapes : {"prime", "one", "number", "empty"}) {
    check("negate/" + shapes, [](auto& x) { return negate(x[0]); });
    check("exp/" + shapes, [](auto& x) { return exp(x[0]); });
    check("log/" + shapes, [](auto& x) { return log(x[0]); });
    check("sqrt/" + shapes, [](auto& x) { return sqrt(x[0]); });
    check("square/" + shapes, [](auto& x) { return square(x[0]); });
    check("pow/" + shapes, [](auto& x) { return pow(x[0], 1.7f); });
    check("abs/" + shapes, [](auto& x) { return abs(x[0]); });
    check("clamp/" + shapes, [](auto& x) { return clamp(x[0], -0.5f, 0.8f); });
    check("sin/" + shapes, [](auto& x) { return sin(x[0]); });
    check("cos/" + shapes, [](auto& x) { return cos(x[0]); });
    check("sigmoid/" + shapes, [](auto& x) { return sigmoid(x[0]); });
    check("tanh/" + shapes, [](auto& x) { return tanh(x[0]); });
    check("relu/" + shapes, [](auto& x) { return relu(x[0]); });
    check("leaky_relu/" + shapes, [](auto& x) { return leaky_relu(x[0], 0.2f); });
    check("gelu/" + shapes, [](auto& x) { return gelu(x[0]); });
    check("elu/" + shapes, [](auto& x) { return elu(x[0], 0.7f); });
    check("selu/" + shapes, [](auto& x) { return selu(x[0]); });
    check("gelu_tanh/" + shapes, [](auto& x) { return gelu_tanh(x[0]); });
    check("softplus/" + shapes, [](auto& x) { return softplus(x[0]); });
    check("silu/" + shapes, [](auto& x) { return silu(x[0]); });
  }
  check("prelu/channels", [](auto& x) { return prelu(x[0], x[1]); });
  check("prelu/one", [](auto& x) { return prelu(x[0], x[1]); });
  check("pow/cube", [](auto& x) { return pow(x[0], 3); });
}

TEST_CASE("golden: reductions over any axes") {
  const std::vector<std::pair<std::string, Axes>> cases{{"all", {0, 1}}, {"first", {0}},    {"last", {-1}},
                                                        {"middle", {1}}, {"outer", {0, 2}}, {"one", {1}}};
  for (const auto& [name, axes] : cases) {
    check("sum/" + name, [&](auto& x) { return sum(x[0], axes); });
    check("mean/" + name, [&](auto& x) { return mean(x[0], axes); });
    check("max/" + name, [&](auto& x) { return max(x[0], axes); });
    check("variance/" + name, [&](auto& x) { return variance(x[0], axes); });
    check("logsumexp/" + name, [&](auto& x) { return logsumexp(x[0], axes); });
  }
  check("sum/kept", [](auto& x) { return sum(x[0], {0}, {.keep_dims = true}); });
  check("sum/empty", [](auto& x) { return sum(x[0], {0}); });
  check("sum_to/row", [](auto& x) { return sum_to(x[0], {3}); });
  check("sum_to/column", [](auto& x) { return sum_to(x[0], {4, 1}); });
}

TEST_CASE("golden: softmax") {
  for (const std::string shapes : {"rows", "one", "batch", "empty"}) {
    check("softmax/" + shapes, [](auto& x) { return softmax(x[0]); });
    check("log_softmax/" + shapes, [](auto& x) { return log_softmax(x[0]); });
  }
  check("softmax/permuted", [](auto& x) { return softmax(permute(x[0], {2, 0, 1})); });
}

TEST_CASE("golden: matmul and linear") {
  const auto product = [](auto& x) { return matmul(x[0], x[1]); };
  for (const std::string name :
       {"plain", "one", "empty", "no depth", "batch", "broadcast", "matrix on batch"}) {
    check("matmul/" + name, product);
  }
  check("matmul/left", [](auto& x) { return matmul(x[0], x[1], {.a = true}); });
  check("matmul/right", [](auto& x) { return matmul(x[0], x[1], {.b = true}); });
  check("matmul/both", [](auto& x) { return matmul(x[0], x[1], {.a = true, .b = true}); });
  check("matmul/permuted", [](auto& x) { return matmul(permute(x[0], {1, 2, 0}), x[1]); });
  check("linear/bias", [](auto& x) { return linear(x[0], x[1], x[2]); });
  check("linear/plain", [](auto& x) { return linear(x[0], x[1]); });
  check("linear/empty", [](auto& x) { return linear(x[0], x[1], x[2]); });
}

TEST_CASE("golden: shapes") {
  const auto all = [](auto& x) {
    std::vector<Variable> parts;
    for (int i = 0; i < x.count(); ++i) parts.push_back(x[i]);
    return parts;
  };
  check("reshape/inferred", [](auto& x) { return reshape(x[0], {3, -1}); });
  check("reshape/permuted", [](auto& x) { return reshape(permute(x[0], {1, 0}), {-1}); });
  check("permute/three", [](auto& x) { return permute(x[0], {2, 0, 1}); });
  check("permute/four", [](auto& x) { return permute(x[0], {0, 3, 1, 2}); });
  check("transpose/last two", [](auto& x) { return transpose(x[0]); });
  check("slice/middle", [](auto& x) { return slice(x[0], 1, 1, 4); });
  check("slice/nothing", [](auto& x) { return slice(x[0], 0, 2, 2); });
  check("pad/last", [](auto& x) { return pad(x[0], 1, 1, 2); });
  check("pad/first", [](auto& x) { return pad(x[0], 0, 2, 0); });
  check("concat/first", [&](auto& x) { return concat(all(x), 0); });
  check("concat/last", [&](auto& x) { return concat(all(x), -1); });
  check("stack/first", [&](auto& x) { return stack(all(x), 0); });
  check("stack/last", [&](auto& x) { return stack(all(x), -1); });
  check("broadcast_to/three", [](auto& x) { return broadcast_to(x[0], {2, 3, 4}); });
  check("where/broadcast", [](auto& x) { return where(x.value(0), x[1], x[2]); });
  check("stop_gradient/factor", [](auto& x) { return x[0] * stop_gradient(x[0]); });
}

TEST_CASE("golden: choosing by number, segments, steps") {
  check("gather/rows", [](auto& x) { return gather(x[0], x.indices(1)); });
  check("gather/nothing", [](auto& x) { return gather(x[0], x.indices(1)); });
  check("gather/columns", [](auto& x) { return gather(x[0], x.indices(1), 1); });
  check("scatter_add/rows", [](auto& x) { return scatter_add(x[0], x.indices(1), 5); });
  check("scatter_add/columns", [](auto& x) { return scatter_add(x[0], x.indices(1), 5, 1); });
  check("pick/rows", [](auto& x) { return pick(x[0], x.indices(1)); });
  check("segment_sum/edges", [](auto& x) { return segment_sum(x[0], x.indices(1), 5); });
  check("segment_mean/edges", [](auto& x) { return segment_mean(x[0], x.indices(1), 5); });
  check("segment_max/edges", [](auto& x) { return segment_max(x[0], x.indices(1), 5); });
  check("segment_softmax/edges", [](auto& x) { return segment_softmax(x[0], x.indices(1), 5); });
  check("straight_through/round", [](auto& x) { return straight_through_round(x[0]); });
}

TEST_CASE("golden: attention") {
  const auto fused = [](const AttentionOptions& options) {
    return [=](auto& x) { return scaled_dot_product_attention(x[0], x[1], x[2], options); };
  };
  check("scaled_dot_product_attention/cross", fused({}));
  check("scaled_dot_product_attention/one", fused({}));
  check("scaled_dot_product_attention/causal", fused({.causal = true}));
  check("scaled_dot_product_attention/scale", fused({.scale = 0.3f}));
  check("scaled_dot_product_attention/mask",
        [](auto& x) { return scaled_dot_product_attention(x[0], x[1], x[2], {.mask = x.value(3)}); });
  check("attention/cross", [](auto& x) { return attention(x[0], x[1], x[2]).output; });
}
