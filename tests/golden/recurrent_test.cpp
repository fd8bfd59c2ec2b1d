#include "autograd/ops_shape.h"
#include "golden/golden.h"
#include "nn/gru.h"
#include "nn/lstm.h"
#include "nn/rnn.h"

using namespace madang;
using namespace madang::test::golden;

TEST_CASE("golden: RNN") {
  Random random(1);
  check_layer("Rnn/plain", Rnn(3, 5, random));
  check_layer("Rnn/one", Rnn(1, 1, random));
  check_layer("Rnn/both ways", Rnn(3, 2, random, {.layers = 2, .bidirectional = true}));
  check_layer("Rnn/no bias", Rnn(2, 3, random, {.bias = false}));
  check_layer("Rnn/relu", Rnn(3, 4, random, {.activation = RnnActivation::relu}));
  check_layer("RnnCell/step", RnnCell(3, 4, random), [](auto& m, auto& x) { return m(x[0], x[1]); });
}

TEST_CASE("golden: LSTM") {
  Random random(1);
  check_layer("Lstm/plain", Lstm(3, 5, random));
  check_layer("Lstm/one", Lstm(1, 1, random));
  check_layer("Lstm/both ways", Lstm(3, 2, random, {.layers = 2, .bidirectional = true}));
  check_layer("Lstm/no bias", Lstm(2, 3, random, {.bias = false}));
  check("lstm/state", [](auto& x) {
    return lstm(x[0], x[1], x[2], RecurrentWeights{x[3], x[4], x[5], x[6]});
  });
  check_layer("LstmCell/step", LstmCell(3, 4, random), [](auto& m, auto& x) {
    const LstmStep step = m(x[0], x[1], x[2]);
    return concat(std::array{step.hidden, step.cell}, -1);
  });
}

TEST_CASE("golden: GRU") {
  Random random(1);
  check_layer("Gru/plain", Gru(3, 5, random));
  check_layer("Gru/one", Gru(1, 1, random));
  check_layer("Gru/both ways", Gru(3, 2, random, {.layers = 2, .bidirectional = true}));
  check_layer("Gru/no bias", Gru(2, 3, random, {.bias = false}));
  check_layer("GruCell/step", GruCell(3, 4, random), [](auto& m, auto& x) { return m(x[0], x[1]).hidden; });
}
