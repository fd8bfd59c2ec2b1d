#include "autograd/ops_arithmetic.h"
#include "autograd/ops_matmul.h"
#include "autograd/ops_reduce.h"
#include "core/pool.h"
#include "core/random.h"

#include <doctest/doctest.h>

using namespace madang;

TEST_CASE("gradients are a result: a second pass starts afresh and the first stays as it was") {
  const Variable x = parameter(Tensor::scalar(3.0f)), y = parameter(Tensor::scalar(2.0f));
  const Variable product = x * y;
  const Gradients first = backward(product);
  const Gradients second = backward(product);
  const Gradients other = backward(square(x));
  CHECK(first.of(x).item() == 2.0f);
  CHECK(second.of(x).item() == 2.0f);
  CHECK(first.of(y).item() == 3.0f);
  CHECK(other.of(x).item() == 6.0f);
  CHECK_FALSE(other.contains(y));
  CHECK_THROWS_WITH_AS(other.of(y), "gradients: none for this parameter (): the loss does not depend on it",
                       Error);
}

TEST_CASE("gradients of intermediate results are kept on request") {
  const Variable x = parameter(Tensor::scalar(3.0f));
  const Variable z = square(x), a = z * 2.0f, loss = square(a);
  CHECK_FALSE(backward(loss).contains(z));
  CHECK_THROWS_AS(backward(loss).of(z), Error);
  const Gradients gradients = backward(loss, {.keep_intermediate = true});
  CHECK(gradients.of(loss).item() == 1.0f);
  CHECK(gradients.of(a).item() == 36.0f);
  CHECK(gradients.of(z).item() == 72.0f);
  CHECK(gradients.of(x).item() == 432.0f);
}

TEST_CASE("branches that meet again are added up once each") {
  const Variable x = parameter(Tensor::scalar(1.5f));
  Variable y = x;
  for (int i = 0; i < 30; ++i) y = y * 0.5f + y * 0.5f;  // 2^30 paths
  CHECK(backward(y).of(x).item() == doctest::Approx(1.0));
}

TEST_CASE("a loss must be one number that depends on a parameter") {
  CHECK_THROWS_WITH_AS(backward(parameter(Tensor({2}))), "backward: the loss must have one element: (2)",
                       Error);
  CHECK_THROWS_WITH_AS(backward(constant(Tensor::scalar(1))), "backward: the loss depends on no parameter",
                       Error);
  CHECK_THROWS_AS(backward(Variable()), Error);
}

TEST_CASE("nothing is recorded under NoRecording, nor without create_graph") {
  const Variable x = parameter(Tensor::scalar(2.0f));
  {
    const NoRecording guard;
    CHECK_FALSE(square(x).requires_gradient());
  }
  CHECK(square(x).requires_gradient());
  CHECK_FALSE(square(x).detach().requires_gradient());
  CHECK_FALSE(backward(square(x)).of(x).requires_gradient());
  CHECK(backward(square(x), {.create_graph = true}).of(x).requires_gradient());
  CHECK_FALSE((constant(Tensor::scalar(1)) + 1.0f).requires_gradient());
}

TEST_CASE("leaves can be assigned, results not; an outdated graph refuses") {
  const Variable x = parameter(Tensor::scalar(2.0f));
  const Variable y = square(x);
  CHECK_THROWS_WITH_AS(y.assign(Tensor::scalar(1)), "assign: the result of 'square' is not a leaf", Error);
  CHECK_THROWS_WITH_AS(x.assign(Tensor({2})), "assign: shapes differ: () and (2)", Error);
  CHECK(backward(y).of(x).item() == 4.0f);
  x.assign(Tensor::scalar(5.0f));
  CHECK(x.item() == 5.0f);
  CHECK_THROWS_WITH_AS(backward(y), "backward: an input of 'square' was assigned after the operation ran",
                       Error);
  CHECK(backward(square(x)).of(x).item() == 10.0f);
}

TEST_CASE("a graph whose gradients were recorded leaves nothing behind") {
  const std::size_t live = pool::counters().live_bytes;
  {
    Random random(1);
    const Variable w = parameter(random.normal({3, 3}));
    const Variable loss = sum(square(matmul(w, exp(w))));
    const Gradients first = backward(loss, {.create_graph = true});
    const Gradients second = backward(sum(square(first.of(w))), {.create_graph = true});
    CHECK(second.contains(w));
  }
  CHECK(pool::counters().live_bytes == live);
}

TEST_CASE("the name of the operation is known") {
  const Variable x = parameter(Tensor::scalar(1));
  CHECK(std::string(x.operation()) == "parameter");
  CHECK(std::string(exp(x).operation()) == "exp");
}
