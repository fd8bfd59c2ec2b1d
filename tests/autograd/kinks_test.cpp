// Where an operation has no derivative, the gradient that it passes lies between the slopes on both sides.
#include "autograd/ops_activation.h"
#include "autograd/ops_pool.h"
#include "autograd/ops_reduce.h"
#include "autograd/ops_segment.h"
#include "nn/losses.h"
#include "support/gradient_check.h"

using namespace madang;
using namespace madang::test;

namespace {

/// `count`: elements at which the gradient is not the mean of both slopes, which a central difference would
/// have found.
void check_kinks(const std::string& name, const Function& function, const Points& points, int count) {
  check_gradients(name, function, points, {.second_order = false, .kinks = count});
}

}  // namespace

TEST_CASE("kinks: activations at 0") {
  const Points zeros{Tensor({3})};
  const Points and_slope{Tensor({3}), Tensor::from({1}, {0.3f})};
  check_kinks(
      "relu", [](auto& v) { return relu(v[0]); }, zeros, 3);
  check_kinks(
      "leaky_relu", [](auto& v) { return leaky_relu(v[0], 0.1f); }, zeros, 3);
  check_kinks(
      "prelu", [](auto& v) { return prelu(v[0], v[1]); }, and_slope, 3);
  check_kinks(
      "elu", [](auto& v) { return elu(v[0], 0.5f); }, zeros, 3);
  check_kinks(
      "selu", [](auto& v) { return selu(v[0]); }, zeros, 3);
  check_kinks(
      "elu of 1 has none", [](auto& v) { return elu(v[0]); }, zeros, 0);
}

TEST_CASE("kinks: ties of maxima, the ends of clamp, |0|") {
  const Points ties{Tensor::full({4}, 0.5f)}, both{Tensor::full({2}, 0.5f), Tensor::full({2}, 0.5f)};
  const std::int32_t segments[] = {0, 0, 1, 1};
  // Half to each is the mean of both slopes; a short step, so that the bend of the projection does not count.
  const Tolerance halves{.step = 0x1p-9f, .second_order = false, .kinks = 0};
  check_gradients(
      "maximum", [](auto& v) { return maximum(v[0], v[1]); }, both, halves);
  check_gradients(
      "minimum", [](auto& v) { return minimum(v[0], v[1]); }, both, halves);
  check_kinks(
      "max", [](auto& v) { return max(v[0]); }, ties, 4);
  check_kinks(
      "segment_max", [&](auto& v) { return segment_max(v[0], segments, 2); }, ties, 4);
  check_kinks(
      "clamp", [](auto& v) { return clamp(v[0], 0.5f, 2); }, ties, 4);
  check_kinks(
      "abs: its 0 is the mean of both slopes", [](auto& v) { return abs(v[0]); }, {Tensor({2})}, 0);
  check_kinks(
      "max_pool2d", [](auto& v) { return max_pool2d(v[0], 2); }, {Tensor::full({1, 1, 2, 2}, 1)}, 4);
  check_kinks(
      "max_pool1d", [](auto& v) { return max_pool1d(v[0], 2); }, {Tensor::full({1, 1, 4}, 1)}, 4);
  check_kinks(
      "global_max_pool", [](auto& v) { return global_max_pool(v[0]); }, {Tensor::full({1, 1, 2, 2}, 1)}, 4);
}

TEST_CASE("kinks: losses at their margin") {
  const Points at_margin{Tensor::from({2}, {1, -1})};
  const Variable signs = constant(Tensor::from({2}, {1, -1}));
  check_kinks(
      "hinge", [&](auto& v) { return hinge(v[0], signs); }, at_margin, 2);
  check_kinks(
      "hinge of a discriminator", [&](auto& v) { return hinge_discriminator_loss(v[0], v[1]); },
      {Tensor::full({1}, 1), Tensor::full({1}, -1)}, 2);
  check_kinks(
      "mean_absolute_error", [&](auto& v) { return mean_absolute_error(v[0], signs); }, at_margin, 0);
  check_kinks(
      "huber has none", [&](auto& v) { return huber(v[0], signs, 1); }, {Tensor::from({2}, {2, 0})}, 0);
}
