#include "kernels/attention.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/error.h"
#include "support/samples.h"

namespace madang::kernels {
namespace {

using test::largest_difference;
using test::samples;

struct Inputs {
  std::vector<float> q, k, v, d_out;
};

Inputs inputs(const Attention& shape) {
  const std::size_t batch = shape.batch, queries = shape.queries, keys = shape.keys;
  return {samples(batch * queries * shape.depth, 1, -2, 2), samples(batch * keys * shape.depth, 2, -2, 2),
          samples(batch * keys * shape.value_depth, 3), samples(batch * queries * shape.value_depth, 4)};
}

/// Forward and backward, vector version against reference.
void compare(const Attention& shape, const std::vector<float>& mask = {}) {
  const Inputs in = inputs(shape);
  const std::size_t rows = static_cast<std::size_t>(shape.batch) * shape.queries;
  std::vector<float> out(in.d_out.size(), 7.0f), wanted(out.size()), log_sum(rows), wanted_log_sum(rows);
  attention(shape, in.q, in.k, in.v, mask, out, log_sum);
  attention_reference(shape, in.q, in.k, in.v, mask, wanted, wanted_log_sum);
  CAPTURE(shape.queries);
  CAPTURE(shape.keys);
  CAPTURE(shape.depth);
  CAPTURE(shape.value_depth);
  CAPTURE(shape.causal);
  REQUIRE(largest_difference(out, wanted) < 1e-5);
  REQUIRE(largest_difference(log_sum, wanted_log_sum) < 1e-5);
  const AttentionSaved saved{in.q, in.k, in.v, mask, wanted, wanted_log_sum, in.d_out};
  std::vector<float> d_q(in.q.size(), 7.0f), d_k(in.k.size(), 7.0f), d_v(in.v.size(), 7.0f);
  std::vector<float> wanted_q(in.q.size()), wanted_k(in.k.size()), wanted_v(in.v.size());
  attention_backward(shape, saved, d_q, d_k, d_v);
  attention_backward_reference(shape, saved, wanted_q, wanted_k, wanted_v);
  REQUIRE(largest_difference(d_q, wanted_q) < 2e-5);
  REQUIRE(largest_difference(d_k, wanted_k) < 2e-5);
  REQUIRE(largest_difference(d_v, wanted_v) < 2e-5);
}

TEST_CASE("attention equals its reference on odd sizes and around the tiles' borders") {
  for (const bool causal : {false, true}) {
    for (int size = 1; size <= 67; ++size) compare({1, size, size, 8, 8, 0.35f, causal});
    for (int size = 1; size <= 19; ++size) compare({2, 9, 11, size, 20 - size, 0.35f, causal});
    for (const int queries : {1, 47, 48, 49, 97}) {
      for (const int keys : {1, 63, 64, 65, 130}) compare({1, queries, keys, 5, 7, 0.4f, causal});
    }
    compare({3, 33, 129, 16, 16, 0.25f, causal});
  }
}

TEST_CASE("attention with a mask, one for all heads or one for each, equals its reference") {
  const Attention shape{3, 50, 70, 8, 6, 0.35f, false};
  for (const std::size_t masks : {1u, 3u}) {
    auto mask = samples(masks * 50 * 70, 9, -3, 1);
    for (float& value : mask) value = value > 0 ? -INFINITY : value;
    compare(shape, mask);
    Attention causal = shape;
    causal.causal = true;
    compare(causal, mask);
  }
}

TEST_CASE("attention of padded keys, by lengths of each example, equals its reference") {
  const std::vector<int> lengths = {70, 0, 1, 65, 33};
  for (const bool causal : {false, true}) {
    const Attention shape{10, 50, 70, 8, 6, 0.35f, causal, lengths};
    compare(shape);
    auto mask = samples(50 * 70, 9, -3, 1);
    for (float& value : mask) value = value > 0 ? -INFINITY : value;
    compare(shape, mask);
  }
}

TEST_CASE("padding changes nothing: keys beyond the length may be anything, to the last bit") {
  const std::vector<int> lengths = {13};
  for (const bool causal : {false, true}) {
    const Attention padded{2, 20, 90, 6, 5, 0.4f, causal, lengths}, removed{2, 20, 13, 6, 5, 0.4f, causal};
    Inputs in = inputs(padded), few = inputs(removed);
    few.q = in.q, few.d_out = in.d_out;
    for (std::size_t b = 0; b < 2; ++b) {
      std::copy_n(in.k.begin() + b * 90 * 6, 13 * 6, few.k.begin() + b * 13 * 6);
      std::copy_n(in.v.begin() + b * 90 * 5, 13 * 5, few.v.begin() + b * 13 * 5);
      std::fill_n(in.k.begin() + b * 90 * 6 + 13 * 6, 77 * 6, NAN);
      std::fill_n(in.v.begin() + b * 90 * 5 + 13 * 5, 77 * 5, INFINITY);
    }
    for (const auto& [forward, backward] : {std::pair{&attention, &attention_backward},
                                            std::pair{&attention_reference, &attention_backward_reference}}) {
      std::vector<float> out(in.d_out.size()), wanted(out.size()), log_sum(40), wanted_log_sum(40);
      forward(padded, in.q, in.k, in.v, {}, out, log_sum);
      forward(removed, few.q, few.k, few.v, {}, wanted, wanted_log_sum);
      CHECK(out == wanted);
      CHECK(log_sum == wanted_log_sum);
      std::vector<float> d_q(in.q.size()), d_k(in.k.size(), 7), d_v(in.v.size(), 7);
      std::vector<float> wanted_q(in.q.size()), wanted_k(few.k.size()), wanted_v(few.v.size());
      backward(padded, {in.q, in.k, in.v, {}, out, log_sum, in.d_out}, d_q, d_k, d_v);
      backward(removed, {few.q, few.k, few.v, {}, out, log_sum, in.d_out}, wanted_q, wanted_k, wanted_v);
      CHECK(d_q == wanted_q);
      for (std::size_t b = 0; b < 2; ++b) {
        const auto of_keys = std::span(d_k).subspan(b * 90 * 6, 90 * 6);
        CHECK(std::ranges::equal(of_keys.first(13 * 6), std::span(wanted_k).subspan(b * 13 * 6, 13 * 6)));
        CHECK(std::ranges::count(of_keys.subspan(13 * 6), 0.0f) == 77 * 6);
        const auto of_values = std::span(d_v).subspan(b * 90 * 5, 90 * 5);
        CHECK(std::ranges::equal(of_values.first(13 * 5), std::span(wanted_v).subspan(b * 13 * 5, 13 * 5)));
        CHECK(std::ranges::count(of_values.subspan(13 * 5), 0.0f) == 77 * 5);
      }
    }
  }
}

TEST_CASE("a key hidden by a mask has weight 0: what its k and v are changes no bit") {
  const Attention shape{1, 30, 70, 8, 6, 0.35f, false};
  Inputs in = inputs(shape);
  std::vector<float> mask(30 * 70), out(in.d_out.size()), again(out.size());
  for (std::size_t i = 0; i < mask.size(); ++i) mask[i] = i % 70 % 3 == 1 ? -INFINITY : 0;
  attention(shape, in.q, in.k, in.v, mask, out);
  for (std::size_t j = 1; j < 70; j += 3) {
    std::fill_n(in.k.begin() + j * 8, 8, 100.0f);
    std::fill_n(in.v.begin() + j * 6, 6, -1e6f);
  }
  attention(shape, in.q, in.k, in.v, mask, again);
  CHECK(out == again);
}

TEST_CASE("a query that sees no key gives zeros and passes no gradient") {
  const Attention shape{1, 3, 70, 4, 4, 0.5f, false};
  std::vector<float> mask(3 * 70, 0.0f);
  std::fill(mask.begin() + 70, mask.begin() + 140, -INFINITY);
  compare(shape, mask);
  const Inputs in = inputs(shape);
  std::vector<float> out(12), log_sum(3);
  for (const auto kernel : {attention, attention_reference}) {
    kernel(shape, in.q, in.k, in.v, mask, out, log_sum);
    for (int j = 4; j < 8; ++j) CHECK(out[j] == 0);
    CHECK(log_sum[1] == -INFINITY);
  }
}

TEST_CASE("attention over equal values returns that value: the probabilities sum to 1") {
  const Attention shape{2, 100, 150, 8, 3, 3.0f, true};
  const Inputs in = inputs(shape);
  const std::vector<float> v(in.v.size(), 0.75f);
  std::vector<float> out(in.d_out.size());
  attention(shape, in.q, in.k, v, {}, out);
  for (const float value : out) REQUIRE(value == doctest::Approx(0.75f).epsilon(1e-6));
}

TEST_CASE("the running maximum keeps scores of thousands from overflowing") {
  const Attention shape{1, 70, 200, 8, 8, 1000.0f, false};
  const Inputs in = inputs(shape);
  std::vector<float> out(in.d_out.size()), wanted(out.size());
  attention(shape, in.q, in.k, in.v, {}, out);
  attention_reference(shape, in.q, in.k, in.v, {}, wanted);
  for (const float value : out) REQUIRE(std::isfinite(value));
  CHECK(largest_difference(out, wanted) < 2e-2);  // one rounding of a score of 10⁴ is 10⁻³ of its exponent
}

TEST_CASE("a NaN in a query reaches its own row only; in a key, all that see it") {
  const Attention shape{1, 60, 90, 6, 5, 0.4f, false};
  Inputs in = inputs(shape);
  std::vector<float> out(in.d_out.size());
  in.q[17 * 6 + 2] = std::nanf("");
  attention(shape, in.q, in.k, in.v, {}, out);
  for (int i = 0; i < 60; ++i) REQUIRE(std::isnan(out[i * 5]) == (i == 17));
  in.k[80 * 6] = std::nanf("");
  attention(shape, in.q, in.k, in.v, {}, out);
  for (int i = 0; i < 60; ++i) REQUIRE(std::isnan(out[i * 5]));
}

TEST_CASE("attention's derivatives agree with finite differences") {
  const Attention shape{1, 5, 7, 3, 4, 0.6f, true};
  Inputs in = inputs(shape);
  std::vector<float> out(in.d_out.size()), log_sum(5), d_q(in.q.size()), d_k(in.k.size()), d_v(in.v.size());
  attention(shape, in.q, in.k, in.v, {}, out, log_sum);
  attention_backward(shape, {in.q, in.k, in.v, {}, out, log_sum, in.d_out}, d_q, d_k, d_v);
  const auto loss = [&] {
    attention_reference(shape, in.q, in.k, in.v, {}, out);
    double sum = 0;
    for (std::size_t i = 0; i < out.size(); ++i) sum += double{out[i]} * in.d_out[i];
    return sum;
  };
  const auto agree = [&](std::vector<float>& x, const std::vector<float>& derivative) {
    for (std::size_t i = 0; i < x.size(); ++i) {
      const float kept = x[i], step = 1e-2f;
      x[i] = kept + step;
      const double above = loss();
      x[i] = kept - step;
      const double below = loss();
      x[i] = kept;
      REQUIRE(std::fabs((above - below) / (2 * step) - derivative[i]) < 1e-3);
    }
  };
  agree(in.q, d_q);
  agree(in.k, d_k);
  agree(in.v, d_v);
}

TEST_CASE("attention names sizes that do not fit") {
  const Attention shape{1, 2, 3, 4, 5};
  std::vector<float> q(8), k(12), v(15), out(10);
  attention(shape, q, k, v, {}, out);
  CHECK_THROWS_AS(attention(shape, k, k, v, {}, out), Error);
  CHECK_THROWS_AS(attention(shape, q, k, v, std::vector<float>(5), out), Error);
  CHECK_THROWS_AS(attention_reference(shape, q, k, v, {}, q), Error);
  for (const std::vector<int>& lengths : {std::vector{4}, std::vector{-1}, std::vector{1, 1}}) {
    Attention padded = shape;
    padded.key_lengths = lengths;
    CHECK_THROWS_AS(attention(padded, q, k, v, {}, out), Error);
  }
}

}  // namespace
}  // namespace madang::kernels
