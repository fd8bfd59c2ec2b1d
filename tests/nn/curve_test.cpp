// The numbers below were written down from a native run. Every build (native, sanitized, wasm with plain and
// with relaxed SIMD) has to come out at them: the random numbers are the same to the bit, and what differs is
// rounding.
#include <doctest/doctest.h>

#include <vector>

#include "autograd/ops_shape.h"
#include "nn/linear.h"
#include "nn/losses.h"
#include "nn/lstm.h"
#include "nn/mlp.h"
#include "optim/adam.h"
#include "optim/sgd.h"

using namespace madang;

namespace {

template <class Step>
void check_curve(const std::vector<double>& wanted, int every, Step step) {
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    float loss = 0;
    for (int k = 0; k < every; ++k) loss = step();
    CHECK(loss == doctest::Approx(wanted[i]).epsilon(1e-3));
  }
}

}  // namespace

TEST_CASE("curve: an MLP learns alike in every build") {
  Random random(20);
  const Mlp model({2, 8, 2}, random);
  Adam adam(model.parameters(), {.learning_rate = 0.02f});
  const Tensor points = random.normal({32, 2});
  std::vector<std::int32_t> labels;
  for (std::size_t i = 0; i < 32; ++i) labels.push_back(points.data()[2 * i] * points.data()[2 * i + 1] > 0);
  check_curve({0.577603, 0.537854, 0.488263, 0.418917, 0.331724, 0.244409, 0.18343, 0.147545}, 10, [&] {
    const Variable loss = cross_entropy(model(constant(points)), labels);
    adam.step(backward(loss));
    return loss.item();
  });
}

TEST_CASE("curve: an LSTM learns alike in every build") {
  Random random(21);
  const Lstm lstm(1, 6, random);
  const Linear head(6, 1, random);
  std::vector<Variable> parameters = lstm.parameters();
  for (const Variable& variable : head.parameters()) parameters.push_back(variable);
  Sgd sgd(parameters, {.learning_rate = 0.05f, .momentum = 0.9f});
  const Tensor x = random.uniform({16, 5, 1}, -1, 1);
  Tensor first({16, 1});  // what came first has to be remembered
  for (std::size_t i = 0; i < 16; ++i) first.mutable_values()[i] = x.data()[5 * i];
  check_curve({0.329174, 0.323781, 0.314815, 0.292351, 0.191086, 0.0768461, 0.0501651, 0.0424804}, 10, [&] {
    const Variable last = reshape(slice(lstm(constant(x)), 1, 4, 5), {16, 6});
    const Variable loss = mse(head(last), constant(first));
    sgd.step(backward(loss));
    return loss.item();
  });
}
