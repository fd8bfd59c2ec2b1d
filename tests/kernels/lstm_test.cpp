#include "kernels/lstm.h"

#include <doctest/doctest.h>

#include <vector>

#include "core/error.h"
#include "support/samples.h"

namespace madang::kernels {
namespace {

using test::largest_difference;
using test::samples;
using Floats = std::vector<float>;

/// One problem of a given size: inputs by chance, room for everything that is computed.
struct Problem {
  Problem(const Lstm& sizes, bool with_bias, bool with_cells) : shape(sizes) {
    const std::size_t batch = sizes.batch, length = sizes.length, in = sizes.in, hidden = sizes.hidden;
    x = samples(batch * length * in, 1);
    h0 = samples(batch * hidden, 2);
    c0 = samples(batch * hidden, 3);
    weight_ih = samples(4 * hidden * in, 4);
    weight_hh = samples(4 * hidden * hidden, 5);
    if (with_bias) bias = samples(4 * hidden, 6);
    const std::size_t sequence = batch * length * hidden;
    joint.resize(batch * length * (in + hidden));
    gates.resize(4 * sequence);
    cells.resize(sequence);
    tanhs.resize(sequence);
    h.resize(sequence);
    if (with_cells) c.resize(sequence);
    d_h = samples(sequence, 7);
    d_c = with_cells ? samples(sequence, 8) : Floats();
    d_x.resize(x.size());
    d_h0.resize(h0.size());
    d_c0.resize(c0.size());
    d_ih.resize(weight_ih.size());
    d_hh.resize(weight_hh.size());
    d_bias.resize(bias.size());
  }
  void run(bool reference) {
    const LstmInputs inputs{x, h0, c0, weight_ih, weight_hh, bias};
    (reference ? lstm_reference : lstm)(shape, inputs, {joint, gates, cells, tanhs}, h, c);
    (reference ? lstm_backward_reference : lstm_backward)(shape, inputs, {joint, gates, cells, tanhs}, d_h,
                                                          d_c, {d_x, d_h0, d_c0, d_ih, d_hh, d_bias});
  }

  Lstm shape;
  Floats x, h0, c0, weight_ih, weight_hh, bias, joint, gates, cells, tanhs, h, c, d_h, d_c;
  Floats d_x, d_h0, d_c0, d_ih, d_hh, d_bias;
};

void check_against_reference(const Lstm& shape, bool with_bias, bool with_cells) {
  Problem fast(shape, with_bias, with_cells), wanted(shape, with_bias, with_cells);
  fast.run(false);
  wanted.run(true);
  INFO("batch ", shape.batch, ", length ", shape.length, ", in ", shape.in, ", hidden ", shape.hidden);
  CHECK(largest_difference(fast.h, wanted.h) < 1e-5);
  CHECK(largest_difference(fast.c, wanted.c) < 1e-5);
  CHECK(largest_difference(fast.joint, wanted.joint) < 1e-5);
  CHECK(largest_difference(fast.gates, wanted.gates) < 1e-5);
  CHECK(largest_difference(fast.tanhs, wanted.tanhs) < 1e-5);
  CHECK(largest_difference(fast.d_x, wanted.d_x) < 3e-5);
  CHECK(largest_difference(fast.d_h0, wanted.d_h0) < 3e-5);
  CHECK(largest_difference(fast.d_c0, wanted.d_c0) < 3e-5);
  CHECK(largest_difference(fast.d_ih, wanted.d_ih) < 3e-5);
  CHECK(largest_difference(fast.d_hh, wanted.d_hh) < 3e-5);
  CHECK(largest_difference(fast.d_bias, wanted.d_bias) < 3e-5);
}

TEST_CASE("lstm kernel: equals its reference at every size of the hidden state and of the batch") {
  for (int size = 1; size <= 19; ++size) check_against_reference({2, 3, 5, size}, true, size % 2 == 0);
  for (int size = 1; size <= 14; ++size) check_against_reference({size, 2, 3, 4}, size % 2 == 0, true);
  for (int size : {31, 32, 33, 67}) check_against_reference({3, 2, size, 7}, true, false);
  check_against_reference({5, 4, 6, 67, true}, true, true);
  check_against_reference({7, 5, 1, 12, true}, false, false);
}

TEST_CASE("lstm kernel: an empty batch and an empty sequence have no output and no gradient") {
  check_against_reference({0, 3, 2, 4}, true, true);
  Problem problem({2, 0, 3, 4}, true, true);
  problem.d_ih[0] = problem.d_bias[0] = problem.d_h0[0] = 1;
  problem.run(false);
  for (const Floats& each : {problem.d_ih, problem.d_hh, problem.d_bias, problem.d_h0, problem.d_c0}) {
    CHECK(each == Floats(each.size()));
  }
}

TEST_CASE("lstm kernel: NaN stays in its sequence") {
  Problem problem({3, 2, 2, 5}, true, false);
  problem.x[5] = std::numeric_limits<float>::quiet_NaN();  // second sequence, first step
  problem.run(false);
  for (std::size_t i = 0; i < problem.h.size(); ++i) CHECK(std::isnan(problem.h[i]) == (i / 10 == 1));
}

TEST_CASE("lstm kernel: sizes that do not fit are named") {
  Problem problem({3, 2, 2, 5}, true, false);
  problem.h0.pop_back();
  CHECK_THROWS_AS(problem.run(false), Error);
  CHECK_THROWS_AS(problem.run(true), Error);
}

}  // namespace
}  // namespace madang::kernels
