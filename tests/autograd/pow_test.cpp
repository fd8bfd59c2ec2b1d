#include "autograd/ops_pow.h"

#include "support/gradient_check.h"

using namespace madang;
using namespace madang::test;

TEST_CASE("pow: a tensor as exponent, with both derivatives, broadcast") {
  Random random(32);
  check_gradients("pow", [](auto& v) { return pow(v[0], v[1]); },
                  {random.uniform({2, 3}, 0.5f, 2.0f), random.uniform({3}, -2.0f, 2.0f)});
  const Variable y = pow(constant(Tensor::from({3}, {2, 9, 4})), constant(Tensor::from({3}, {3, 0.5f, -1})));
  CHECK(y.value().values()[0] == 8.0f);
  CHECK(y.value().values()[1] == 3.0f);
  CHECK(y.value().values()[2] == 0.25f);
  CHECK_THROWS_WITH_AS(pow(constant(Tensor({2})), constant(Tensor({3}))),
                       "pow: shapes do not fit: (2) and (3)", Error);
}

TEST_CASE("pow: at base 0 the derivatives are PyTorch's, finite where there is a limit") {
  const Variable x = parameter(Tensor({4})), p = parameter(Tensor::from({4}, {0, 1, 2, 3}));
  const Gradients slopes = backward(sum(pow(x, p)), {.create_graph = true});
  const float by_base[] = {0, 1, 0, 0};
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(slopes.of(x).value().values()[i] == by_base[i]);
    CHECK(slopes.of(p).value().values()[i] == 0.0f);
  }
  const Gradients curvature = backward(sum(slopes.of(x)));
  CHECK(curvature.of(x).value().values()[2] == 2.0f);  // of x²
  CHECK(curvature.of(x).value().values()[0] == 0.0f);
}
