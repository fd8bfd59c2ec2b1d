#include "train/inside.h"

#include <doctest/doctest.h>

#include <cmath>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_reduce.h"
#include "nn/batch_norm.h"
#include "support/refused.h"

using namespace madang;

namespace {

struct Models {
  BatchNorm a{2}, b{2};
  Variable x = constant(Tensor::from({2, 2}, std::vector<float>{1, 2, 3, 5}));

  std::vector<train::Inside> insides() const {
    std::vector<train::Inside> all;
    for (const auto& [name, model] : {std::pair("a", &a), std::pair("b", &b)})
      all.push_back(train::inside_of(
          *model, [this, model] { return sum((*model)(x, Mode::training) * x); },
          [this, model] {
            return std::vector<io::NamedTensor>{{"normalised", (*model)(x, Mode::training).value()}};
          },
          name));
    return all;
  }
};

}  // namespace

TEST_CASE("inside: names of several models, with buffers, saved and loaded") {
  const Models models, others;
  auto file = train::tensors_of(models.insides());
  REQUIRE(file.size() == 8);
  CHECK(file[0].name == "a.weight");
  CHECK(file[4].name == "b.weight");
  file[4].tensor = Tensor::from({2}, std::vector<float>{7, 8});
  train::load(others.insides(), file);
  CHECK(others.b.weight.value().values()[1] == 8.f);
  CHECK(others.a.weight.value().values()[1] == 1.f);
}

TEST_CASE("inside: a weight that is no number or too large is refused by name, and nothing changes") {
  const Models models;
  auto file = train::tensors_of(models.insides());
  file[0].tensor = Tensor::from({2}, std::vector<float>{5, 5});
  for (const float bad : {NAN, 1e6f}) {
    file[5].tensor = Tensor::from({2}, std::vector<float>{0, bad});
    CHECK_THROWS_AS(train::load(models.insides(), file), io::Refused);
    CHECK(models.a.weight.value().values()[0] == 1.f);
  }
}

TEST_CASE("inside: the gradient agrees with the difference, and looking moves no buffer") {
  const Models models;
  const auto insides = models.insides();
  const auto running = train::tensors_of(insides)[2];
  const auto gradients = train::gradients_of(insides);
  REQUIRE(gradients[2].name == "b.weight");
  const double h = 1e-2, up = train::loss_with(insides, "b.weight", 0, 1 + 1e-2f),
               down = train::loss_with(insides, "b.weight", 0, 1 - 1e-2f);
  CHECK(gradients[2].tensor.values()[0] == doctest::Approx((up - down) / (2 * h)).epsilon(1e-3));
  CHECK_THROWS_AS(train::loss_with(insides, "c.weight", 0, 1), Error);
  const auto activations = train::activations_of(insides);
  CHECK(activations[1].name == "b.normalised");
  CHECK(activations[1].tensor.values()[0] == doctest::Approx(-1.f).epsilon(1e-3));
  for (std::size_t i = 0; i < 2; ++i)
    CHECK(train::tensors_of(insides)[2].tensor.values()[i] == running.tensor.values()[i]);
}

TEST_CASE("inside: without data there is no gradient, but the weights are there") {
  const BatchNorm norm(2);
  const train::Inside insides[] = {train::inside_of(norm, {})};
  CHECK(train::tensors_of(insides).size() == 4);
  CHECK(train::gradients_of(insides).empty());
  CHECK(train::activations_of(insides).empty());
  CHECK_THROWS_AS(train::loss_with(insides, "weight", 0, 1), Error);
}
