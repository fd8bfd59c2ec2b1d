#include "autograd/unstack.h"
#include "nn/gru.h"
#include "nn/lstm.h"
#include "nn/rnn.h"
#include "support/gradient_check.h"
#include "support/modules.h"

using namespace madang;
using namespace madang::test;

static_assert(Module<Lstm> && Module<Gru> && Module<Rnn> && Module<LstmCell> && Module<GruCell> &&
              Module<RnnCell>);

namespace {

void rebind(RecurrentWeights& weights, const std::vector<Variable>& v, std::size_t& next) {
  weights.weight_ih = v[next++];
  weights.weight_hh = v[next++];
  if (!weights.bias_ih) return;
  weights.bias_ih = v[next++];
  weights.bias_hh = v[next++];
}

/// A recurrent network as a function of its input and all its parameters.
template <class Network, class Run>
void check_network(const std::string& name, const Network& network, const Points& inputs, Run run) {
  Points points = inputs;
  for (const Variable& variable : network.parameters()) points.push_back(variable.value());
  check_gradients(
      name,
      [&](const std::vector<Variable>& v) {
        Network moved = network;
        std::size_t next = inputs.size();
        for (RecurrentWeights& part : moved.stack.parts) rebind(part, v, next);
        return run(moved, v);
      },
      points);
}

Variable at_time(const Variable& x, int time) { return unstack(x, 1)[static_cast<std::size_t>(time)]; }

}  // namespace

TEST_CASE("recurrent: derivatives of both orders in input, state and all weights") {
  Random random(301);
  const Points x{random.uniform({2, 3, 2}, -1, 1)};
  const auto plain = [](const auto& network, const std::vector<Variable>& v) { return network(v[0]); };
  check_network("Lstm", Lstm(2, 2, random), x, plain);
  check_network("Lstm without bias", Lstm(2, 1, random, {.bias = false}), x, plain);
  check_network("Gru", Gru(2, 2, random), x, plain);
  check_network("Rnn", Rnn(2, 2, random), x, plain);
  const Points small{random.uniform({1, 2, 1}, -1, 1)};
  check_network("Lstm, two layers, both directions", Lstm(1, 1, random, {.layers = 2, .bidirectional = true}),
                small, plain);
  check_network("Gru, both directions", Gru(1, 1, random, {.bidirectional = true}), small, plain);
  const Points with_state{x[0], random.uniform({2, 2}, -1, 1), random.uniform({2, 2}, -1, 1)};
  check_network("Lstm from a state, with its last", Lstm(2, 2, random), with_state,
                [](const Lstm& network, const std::vector<Variable>& v) {
                  const auto result = network.run(v[0], {.hidden = {v[1]}, .cell = {v[2]}});
                  return result.output + reshape(result.state.cell[0] * result.state.hidden[0], {2, 1, 2});
                });
}

TEST_CASE("recurrent: variational dropout has one mask for all steps, on the way to the sums alone") {
  Random random(311);
  const Variable x = constant(random.uniform({3, 6, 2}, -1, 1));
  const auto check = [&](const char* name, const auto& network) {
    INFO(name);
    const auto masks = recurrent_masks(network.stack, 3, 0.5f, random);
    CHECK(masks.size() == 4);
    CHECK(masks[3].shape() == Shape{3, 5});
    CHECK(std::ranges::all_of(masks[0].value().values(), [](float v) { return v == 0 || v == 2; }));
    const Variable plain = network.run(x).output, dropped = network.run(x, {}, masks).output;
    CHECK(dropped.shape() == Shape{3, 6, 10});
    CHECK(largest_difference(plain.value().values(), dropped.value().values()) > 1e-2);
    RecurrentStates ones;
    for (int i = 0; i < 4; ++i) ones.push_back(constant(Tensor::full({3, 5}, 1)));
    const Variable kept = network.run(x, {}, ones).output;
    CHECK(largest_difference(plain.value().values(), kept.value().values()) < 1e-6);
    CHECK_THROWS_AS(network.run(x, {}, {ones[0]}), Error);
    CHECK_THROWS_AS(network.run(constant(Tensor({2, 6, 2})), {}, ones), Error);
  };
  check("Rnn", Rnn(2, 5, random, {.layers = 2, .bidirectional = true}));
  check("Lstm", Lstm(2, 5, random, {.layers = 2, .bidirectional = true}));
  check("Gru", Gru(2, 5, random, {.layers = 2, .bidirectional = true}));
  // All of h dropped: nothing passes from step to step but a cell and what a GRU keeps, which an RNN has not.
  const Rnn rnn(2, 5, random);
  const Variable alike = constant(Tensor::full({3, 6, 2}, 0.3f));
  const Variable alone = rnn.run(alike, {}, {constant(Tensor({3, 5}))}).output;
  CHECK(largest_difference(at_time(alone, 0).value().values(), at_time(alone, 5).value().values()) == 0);
  CHECK(Lstm(2, 5, random).run(constant(Tensor({3, 0, 2})), {}, {constant(Tensor({3, 5}))}).output.shape() ==
        Shape{3, 0, 5});
}

TEST_CASE("recurrent: a layer is its cell, step by step") {
  Random random(302);
  const Variable x = constant(random.uniform({3, 4, 5}, -1, 1));
  const Lstm lstm(5, 6, random);
  LstmCell cell(5, 6, random);
  cell.weights = lstm.stack.parts[0];
  const auto result = lstm.run(x);
  Variable h = constant(Tensor({3, 6})), c = h;
  for (int time = 0; time < 4; ++time) {
    const LstmStep step = cell(at_time(x, time), h, c);
    h = step.hidden;
    c = step.cell;
    CHECK(largest_difference(at_time(result.output, time).value().values(), h.value().values()) < 1e-6);
  }
  CHECK(largest_difference(result.state.cell[0].value().values(), c.value().values()) < 1e-6);
  CHECK(largest_difference(lstm(x).value().values(), result.output.value().values()) == 0);

  const Gru gru(5, 6, random);
  GruCell gru_cell(5, 6, random);
  gru_cell.weights = gru.stack.parts[0];
  const Rnn rnn(5, 6, random, {.activation = RnnActivation::relu});
  RnnCell rnn_cell(5, 6, random, RnnActivation::relu);
  rnn_cell.weights = rnn.stack.parts[0];
  Variable g = constant(Tensor({3, 6})), r = g;
  for (int time = 0; time < 4; ++time) {
    g = gru_cell(at_time(x, time), g).hidden;
    r = rnn_cell(at_time(x, time), r);
    CHECK(largest_difference(at_time(gru(x), time).value().values(), g.value().values()) < 1e-6);
    CHECK(largest_difference(at_time(rnn(x), time).value().values(), r.value().values()) < 1e-6);
  }
}

TEST_CASE("recurrent: the other direction is the reversed sequence, and a state carries on") {
  Random random(303);
  const Tensor x = random.uniform({2, 5, 3}, -1, 1);
  Tensor reversed(x.shape());
  for (std::size_t i = 0; i < x.size(); ++i) {
    const std::size_t batch = i / 15, time = i / 3 % 5;
    reversed.mutable_values()[batch * 15 + (4 - time) * 3 + i % 3] = x.data()[i];
  }
  const auto check = [&](auto both, auto single) {
    single.stack.parts[0] = both.stack.parts[1];
    const Variable forward = single(constant(reversed)), backward_half = slice(both(constant(x)), 2, 4, 8);
    for (int time = 0; time < 5; ++time) {
      CHECK(largest_difference(at_time(backward_half, time).value().values(),
                               at_time(forward, 4 - time).value().values()) < 1e-6);
    }
    const auto half = single.run(constant(x)), all = both.run(constant(x));
    CHECK(all.output.shape() == Shape{2, 5, 8});
    const auto first = single.run(slice(constant(x), 1, 0, 2));
    const auto second = single.run(slice(constant(x), 1, 2, 5), first.state);
    CHECK(largest_difference(second.output.value().values(), slice(half.output, 1, 2, 5).value().values()) <
          1e-6);
  };
  check(Lstm(3, 4, random, {.bidirectional = true}), Lstm(3, 4, random));
  check(Gru(3, 4, random, {.bidirectional = true}), Gru(3, 4, random));
  check(Rnn(3, 4, random, {.bidirectional = true}), Rnn(3, 4, random));
}

TEST_CASE("recurrent: PyTorch's names, shapes and start") {
  Random random(304);
  const Lstm lstm(3, 16, random, {.layers = 2, .bidirectional = true});
  const auto all = names(lstm);
  REQUIRE(all.size() == 16);
  CHECK(all[0] == "weight_ih_l0");
  CHECK(all[3] == "bias_hh_l0");
  CHECK(all[4] == "weight_ih_l0_reverse");
  CHECK(all[15] == "bias_hh_l1_reverse");
  CHECK(lstm.parameters()[0].shape() == Shape{64, 3});
  CHECK(lstm.parameters()[8].shape() == Shape{64, 32});
  CHECK(Gru(3, 16, random).parameters()[0].shape() == Shape{48, 3});
  CHECK(names(Rnn(3, 2, random, {.bias = false})).size() == 2);
  CHECK(names(GruCell(3, 2, random)).back() == "bias_hh");
  double largest = 0;
  const Tensor weights = lstm.parameters()[1].value();
  for (float w : weights.values()) largest = std::max(largest, std::abs(double{w}));
  CHECK(largest <= 0.25);
  CHECK(largest > 0.24);
}

TEST_CASE("recurrent: shapes that do not fit are named") {
  Random random(305);
  const Lstm lstm(3, 4, random);
  CHECK_THROWS_WITH_AS(lstm(constant(Tensor({2, 3}))), "lstm: input (batch, length, in) expected: (2, 3)",
                       Error);
  CHECK_THROWS_WITH_AS(
      lstm(constant(Tensor({2, 5, 2}))),
      "lstm: input (batch, length, in) and weight_ih (4 hidden, in) do not fit: (2, 5, 2) and (16, 3)",
      Error);
  const Variable x = constant(Tensor({2, 5, 3}));
  CHECK_THROWS_AS(lstm.run(x, {.hidden = {constant(Tensor({1, 4}))}, .cell = {constant(Tensor({2, 4}))}}),
                  Error);
  CHECK_THROWS_AS(Gru(3, 4, random)(constant(Tensor({2, 5, 2}))), Error);
  CHECK_THROWS_AS(Gru(3, 4, random)(constant(Tensor({2, 0, 3}))), Error);
  CHECK_THROWS_AS(Rnn(3, 4, random).run(x, {constant(Tensor({2, 5}))}), Error);
  CHECK_THROWS_AS(Lstm(3, 0, random), Error);
  CHECK_THROWS_AS(Lstm(3, 4, random, {.layers = 0}), Error);
  CHECK(lstm(constant(Tensor({0, 5, 3}))).shape() == Shape{0, 5, 4});
  CHECK(lstm(constant(Tensor({2, 0, 3}))).shape() == Shape{2, 0, 4});
  CHECK(Gru(3, 4, random)(constant(Tensor({0, 5, 3}))).shape() == Shape{0, 5, 4});
}

TEST_CASE("unstack: takes apart what stack put together") {
  Random random(306);
  const Variable x = constant(random.uniform({2, 7, 3}, -1, 1));
  for (int axis : {0, 1, 2, -1}) {
    CHECK(largest_difference(stack(unstack(x, axis), axis).value().values(), x.value().values()) == 0);
  }
  CHECK(unstack(constant(Tensor({2, 0})), 1).empty());
  CHECK_THROWS_AS(unstack(x, 3), Error);
  check_gradients("unstack",
                  [](const std::vector<Variable>& v) {
                    const auto parts = unstack(v[0], 1);
                    return parts[0] * parts[2] + parts[1];
                  },
                  {random.uniform({2, 3}, -1, 1)});
}
