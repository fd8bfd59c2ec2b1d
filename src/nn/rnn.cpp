#include "nn/rnn.h"

#include "autograd/ops_activation.h"
#include "autograd/ops_arithmetic.h"
#include "nn/recurrent_loop.h"

namespace madang {
namespace {

Variable apply(RnnActivation activation, const Variable& sums) {
  switch (activation) {
    case RnnActivation::tanh:
      return tanh(sums);
    case RnnActivation::relu:
      return relu(sums);
  }
  throw Error("rnn: no such activation");
}

}  // namespace

Rnn::Result Rnn::run(const Variable& x, const RecurrentStates& first, const RecurrentStates& masks) const {
  RecurrentRun result = run_recurrent("rnn", stack, x, first, masks,
                                      [&](const Variable& x_sums, const Variable& h_sums, const Variable&) {
                                        return apply(activation, x_sums + h_sums);
                                      });
  return {std::move(result.output), std::move(result.state)};
}

Variable RnnCell::operator()(const Variable& x, const Variable& h) const {
  return apply(activation, input_sums(x, weights) + hidden_sums(h, weights));
}

}  // namespace madang
