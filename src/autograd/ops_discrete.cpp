#include "autograd/ops_discrete.h"

#include <cmath>

#include "autograd/ops_argmax.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_softmax.h"
#include "autograd/record.h"
#include "autograd/tensor_map.h"

namespace madang {

// y = value;  dx = dy
Variable straight_through(const Tensor& value, const Variable& x) {
  if (value.shape() != x.shape()) fail("straight_through", "shapes differ", value.shape(), x.shape());
  return record("straight_through", value, inputs(x), [](Derivation& d) { d.add(0, d.gradient()); });
}

// y = the nearest integer;  dx = dy
Variable straight_through_round(const Variable& x) {
  return record("straight_through_round", map(x.value(), [](float v) { return std::nearbyint(v); }),
                inputs(x), [](Derivation& d) { d.add(0, d.gradient()); });
}

Tensor one_hot_of_largest(const Tensor& x) {
  if (x.shape().rank() == 0 || x.shape().at(-1) == 0) {
    fail("one_hot_of_largest", "a last axis of at least 1 expected", x.shape());
  }
  Tensor y(x.shape());
  const auto columns = static_cast<std::size_t>(x.shape().at(-1));
  const auto places = argmax(x);
  for (std::size_t from = 0; from < x.size(); from += columns) {
    y.mutable_data()[from + static_cast<std::size_t>(places[from / columns])] = 1.0f;
  }
  return y;
}

Variable gumbel_softmax(const Variable& logits, Random& random, GumbelSoftmax options) {
  if (!(options.temperature > 0.0f)) {
    throw Error("gumbel_softmax: temperature " + std::to_string(options.temperature) + " is not above 0");
  }
  if (logits.shape().rank() == 0 || logits.shape().at(-1) == 0) {
    fail("gumbel_softmax", "a last axis of at least 1 expected", logits.shape());
  }
  // −log(−log u); u is a multiple of 2⁻²⁴, and half a step keeps it from 0.
  Tensor noise = Tensor::uninitialized(logits.shape());
  for (float& value : noise.mutable_values()) {
    value = -std::log(-std::log(random.uniform() + 0x1p-25f));
  }
  const Variable soft = softmax((logits + constant(std::move(noise))) / options.temperature);
  return options.hard ? straight_through(one_hot_of_largest(soft.value()), soft) : soft;
}

}  // namespace madang
