#include "kernels/adam.h"

#include <doctest/doctest.h>

#include <cmath>

#include "support/samples.h"

namespace madang::kernels {
namespace {

using test::largest_difference;
using test::samples;

TEST_CASE("Adam and AdamW equal their references at every length over several steps") {
  for (const bool decoupled : {false, true}) {
    for (std::size_t size = 1; size <= 35; ++size) {
      auto p = samples(size, 1), p_wanted = p;
      std::vector<float> m(size), v(size), m_wanted(size), v_wanted(size);
      for (int step = 1; step <= 5; ++step) {
        AdamUpdate update{.learning_rate = 0.01f, .weight_decay = 0.1f, .decoupled_decay = decoupled};
        update.correction1 = 1 - std::pow(update.beta1, static_cast<float>(step));
        update.correction2 = 1 - std::pow(update.beta2, static_cast<float>(step));
        const auto gradient = samples(size, 10 + step);
        adam_update(update, gradient, m, v, p);
        adam_update_reference(update, gradient, m_wanted, v_wanted, p_wanted);
      }
      REQUIRE(largest_difference(p, p_wanted) < 1e-6);
      REQUIRE(largest_difference(m, m_wanted) < 1e-6);
      REQUIRE(largest_difference(v, v_wanted) < 1e-6);
    }
  }
}

TEST_CASE("the first step of Adam goes by the learning rate, whatever the size of the gradient") {
  for (const float size : {1e-3f, 1.0f, 1e3f}) {
    std::vector<float> p(3), m(3), v(3);
    const std::vector<float> gradient(3, size);
    adam_update({.learning_rate = 0.1f, .correction1 = 0.1f, .correction2 = 0.001f}, gradient, m, v, p);
    CHECK(p[0] == doctest::Approx(-0.1).epsilon(1e-4));
  }
}

TEST_CASE("SGD equals its reference: plain, momentum, Nesterov, weight decay") {
  for (const SgdUpdate update :
       {SgdUpdate{.learning_rate = 0.1f}, SgdUpdate{.learning_rate = 0.1f, .weight_decay = 0.2f},
        SgdUpdate{.learning_rate = 0.1f, .momentum = 0.9f},
        SgdUpdate{.learning_rate = 0.1f, .momentum = 0.9f, .nesterov = true, .weight_decay = 0.2f}}) {
    for (std::size_t size = 1; size <= 19; ++size) {
      auto p = samples(size, 1), p_wanted = p;
      std::vector<float> u(update.momentum == 0 ? 0 : size), u_wanted = u;
      for (int step = 1; step <= 3; ++step) {
        sgd_update(update, samples(size, 10 + step), u, p);
        sgd_update_reference(update, samples(size, 10 + step), u_wanted, p_wanted);
      }
      REQUIRE(largest_difference(p, p_wanted) < 1e-6);
    }
  }
}

TEST_CASE("a NaN in one gradient reaches that parameter only") {
  auto gradient = samples(7, 1), p = samples(7, 2);
  gradient[5] = std::nanf("");
  std::vector<float> m(7), v(7);
  adam_update({}, gradient, m, v, p);
  for (int i = 0; i < 7; ++i) CHECK(std::isnan(p[i]) == (i == 5));
}

}  // namespace
}  // namespace madang::kernels
