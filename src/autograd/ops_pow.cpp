#include "autograd/ops_pow.h"

#include <cmath>

#include "autograd/broadcast.h"
#include "autograd/ops_reduce.h"
#include "autograd/ops_select.h"
#include "autograd/record.h"
#include "autograd/tensor_map.h"

namespace madang {

// y = xᵖ;  dx = dy p xᵖ⁻¹, dp = dy y ln x. Where a derivative is said to be 0, its formula sees a harmless
// number.
Variable pow(const Variable& base, const Variable& exponent) {
  Tensor y = zip("pow", base.value(), exponent.value(), [](float x, float p) { return std::pow(x, p); });
  return record("pow", std::move(y), inputs(base, exponent), [](Derivation& d) {
    const Variable &x = d.input(0), &p = d.input(1);
    const Variable zero = constant(Tensor::scalar(0.0f)), one = constant(Tensor::scalar(1.0f));
    if (d.needs(0)) {
      const Tensor flat = map(p.value(), [](float p) { return p == 0.0f ? 1.0f : 0.0f; });
      const Variable changed = d.gradient() * (p * pow(x, where(flat, one, p - 1.0f)));
      d.add(0, sum_to(where(flat, zero, changed), x.shape()));
    }
    if (d.needs(1)) {
      const Tensor still = zip("pow", x.value(), p.value(),
                               [](float x, float p) { return x == 0.0f && p >= 0.0f ? 1.0f : 0.0f; });
      const Variable changed = d.gradient() * (d.output() * log(where(still, one, x)));
      d.add(1, sum_to(where(still, zero, changed), p.shape()));
    }
  });
}

}  // namespace madang
