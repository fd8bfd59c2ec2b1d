#include "autograd/ops_select.h"

#include "autograd/broadcast.h"
#include "autograd/ops_reduce.h"
#include "autograd/record.h"
#include "autograd/tensor_map.h"

namespace madang {

Variable stop_gradient(const Variable& x) { return x.detach(); }

// y = a or b;  da = dy where chosen, 0 elsewhere (chosen, not multiplied: 0 · ∞ would be NaN)
Variable where(const Tensor& condition, const Variable& a, const Variable& b) {
  const Shape shape =
      broadcast_shape("where", broadcast_shape("where", a.shape(), b.shape()), condition.shape());
  const auto first = [](float x, float) { return x; };
  const Tensor of_shape(shape, "where");
  const Tensor chosen = zip("where", condition, of_shape, first);
  Tensor y = zip("where", a.value(), of_shape, first);
  const Tensor other = zip("where", b.value(), of_shape, first);
  float* out = y.mutable_data();
  for (std::size_t i = 0; i < chosen.size(); ++i)
    out[i] = chosen.data()[i] != 0.0f ? out[i] : other.data()[i];
  return record("where", std::move(y), inputs(a, b), [chosen](Derivation& d) {
    const Variable zero = constant(Tensor::scalar(0.0f));
    if (d.needs(0)) d.add(0, sum_to(where(chosen, d.gradient(), zero), d.input(0).shape()));
    if (d.needs(1)) d.add(1, sum_to(where(chosen, zero, d.gradient()), d.input(1).shape()));
  });
}

}  // namespace madang
