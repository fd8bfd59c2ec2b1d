#include "kernels/norm.h"

#include <doctest/doctest.h>

#include "core/error.h"
#include "support/samples.h"

namespace madang::kernels {
namespace {

using test::largest_difference;
using test::samples;
using Floats = std::vector<float>;

struct RowResult {
  Floats y, mean, inverse, d_x, d_weight, d_bias;
};

template <class Forward, class Backward>
RowResult run_rows(const RowNorm& shape, bool affine, Forward forward, Backward backward) {
  const auto rows = static_cast<std::size_t>(shape.rows), columns = static_cast<std::size_t>(shape.columns);
  const Floats x = samples(rows * columns, 1, -2, 3), d_y = samples(rows * columns, 2);
  const Floats weight = affine ? samples(columns, 3, 0.5f, 2) : Floats(),
               bias = affine ? samples(columns, 4) : Floats();
  RowResult r{Floats(x.size()), Floats(rows), Floats(rows), Floats(x.size()), weight, bias};
  forward(shape, x, weight, bias, r.y, r.mean, r.inverse);
  backward(shape, {x, weight, r.mean, r.inverse, d_y}, r.d_x, r.d_weight, r.d_bias);
  return r;
}

struct ChannelResult {
  Floats y, mean, variance, d_x, d_weight, d_bias;
};

template <class Forward, class Backward>
ChannelResult run_channels(const ChannelNorm& shape, Forward forward, Backward backward) {
  const auto channels = static_cast<std::size_t>(shape.channels);
  const std::size_t size = channels * static_cast<std::size_t>(shape.outer * shape.inner);
  const Floats x = samples(size, 1, -2, 3), d_y = samples(size, 2), weight = samples(channels, 3, 0.5f, 2),
               bias = samples(channels, 4);
  const Floats none(channels);
  ChannelResult r{Floats(size), none, none, Floats(size), none, none};
  forward(shape, x, weight, bias, r.y, r.mean, r.variance);
  backward(shape, {x, weight, r.mean, r.variance, d_y}, r.d_x, r.d_weight, r.d_bias);
  return r;
}

}  // namespace

TEST_CASE("norm kernels: rows equal their references at every width") {
  for (int columns = 1; columns <= 67; ++columns) {
    for (const bool centred : {true, false}) {
      for (const bool affine : {true, false}) {
        CAPTURE(columns);
        CAPTURE(centred);
        CAPTURE(affine);
        const RowNorm shape{5, columns, 1e-2f, centred};
        const RowResult fast = run_rows(shape, affine, row_norm, row_norm_backward);
        const RowResult wanted = run_rows(shape, affine, row_norm_reference, row_norm_backward_reference);
        CHECK(largest_difference(fast.y, wanted.y) < 3e-6);
        CHECK(largest_difference(fast.mean, wanted.mean) < 1e-6);
        CHECK(largest_difference(fast.inverse, wanted.inverse) < 3e-6);
        CHECK(largest_difference(fast.d_x, wanted.d_x) < 1e-5);
        CHECK(largest_difference(fast.d_weight, wanted.d_weight) < 1e-5);
        CHECK(largest_difference(fast.d_bias, wanted.d_bias) < 1e-6);
      }
    }
  }
}

TEST_CASE("norm kernels: channels equal their references, positions one to 67, channels odd") {
  for (int inner = 1; inner <= 67; ++inner) {
    for (const int channels : {1, 3, 8, 13}) {
      CAPTURE(inner);
      CAPTURE(channels);
      const ChannelNorm shape{7, channels, inner};
      const ChannelResult fast = run_channels(shape, batch_norm, batch_norm_backward);
      const ChannelResult wanted = run_channels(shape, batch_norm_reference, batch_norm_backward_reference);
      CHECK(largest_difference(fast.y, wanted.y) < 3e-6);
      CHECK(largest_difference(fast.mean, wanted.mean) < 1e-6);
      CHECK(largest_difference(fast.variance, wanted.variance) < 3e-6);
      CHECK(largest_difference(fast.d_x, wanted.d_x) < 1e-5);
      CHECK(largest_difference(fast.d_weight, wanted.d_weight) < 1e-5);
      CHECK(largest_difference(fast.d_bias, wanted.d_bias) < 1e-5);
    }
  }
}

TEST_CASE("norm kernels: a mean far from zero costs no precision, in place gives the same") {
  Floats x = samples(64, 5), y(64), wanted(64), mean(1), inverse(1);
  for (float& value : x) value += 1000;
  row_norm({1, 64}, x, {}, {}, y, mean, inverse);
  row_norm_reference({1, 64}, x, {}, {}, wanted, mean, inverse);
  CHECK(largest_difference(y, wanted) < 2e-4);
  row_norm({1, 64}, x, {}, {}, x, mean, inverse);
  CHECK(x == y);
}

TEST_CASE("norm kernels: sizes that do not fit are named") {
  Floats twelve(12), three(3), four(4);
  CHECK_THROWS_AS(row_norm({3, 4}, twelve, three, {}, twelve, three, three), Error);
  CHECK_THROWS_AS(row_norm({3, 4}, twelve, {}, four, twelve, three, three), Error);
  CHECK_THROWS_AS(row_norm({3, 5}, twelve, {}, {}, twelve, three, three), Error);
  CHECK_THROWS_AS(batch_norm({3, 4, 1}, twelve, four, three, twelve, four, four), Error);
  CHECK_THROWS_AS(batch_norm({3, 4, 2}, twelve, four, four, twelve, four, four), Error);
}

}  // namespace madang::kernels
