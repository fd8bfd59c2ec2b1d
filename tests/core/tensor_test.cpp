#include "core/tensor.h"

#include <doctest/doctest.h>

#include <vector>

#include "core/pool.h"

using namespace madang;

TEST_CASE("tensors are made of zeros, of one number and of given numbers") {
  const Tensor zeros({2, 3});
  CHECK(zeros.size() == 6);
  for (float v : zeros.values()) CHECK(v == 0.0f);
  CHECK(Tensor::full({2}, 7.0f).values()[1] == 7.0f);
  CHECK(Tensor::scalar(3.0f).item() == 3.0f);
  CHECK(Tensor::scalar(3.0f).shape() == Shape{});
  CHECK(Tensor().size() == 0);
  CHECK(Tensor({0, 4}).values().empty());
  CHECK_THROWS_WITH_AS(Tensor::from({2, 2}, {1, 2, 3}), "tensor: 3 values for shape (2, 2)", Error);
  CHECK_THROWS_AS(Tensor({2, -1}), Error);
  CHECK_THROWS_WITH_AS(Tensor({1 << 16, 1 << 15}), "tensor: too many elements in (65536, 32768)", Error);
  CHECK_THROWS_WITH_AS(Tensor::uninitialized({1 << 30, 1 << 30, 1 << 30}, "matmul"),
                       "matmul: too many elements in (1073741824, 1073741824, 1073741824)", Error);
  CHECK(Tensor({1 << 30, 1 << 30, 0}).size() == 0);
  CHECK_THROWS_WITH_AS(Tensor({3}).reshaped({-1, -1}), "reshape: (3) does not fit (-1, -1)", Error);
  CHECK_THROWS_AS(zeros.item(), Error);
}

TEST_CASE("a copy shares the buffer until one side writes") {
  Tensor a = Tensor::from({3}, {1, 2, 3});
  const Tensor b = a;
  CHECK(a.data() == b.data());
  a.mutable_values()[0] = 9;
  CHECK(a.data() != b.data());
  CHECK(b.values()[0] == 1.0f);
  CHECK(a.values()[0] == 9.0f);
  const float* alone = a.data();
  a.mutable_values()[1] = 8;
  CHECK(a.data() == alone);
}

TEST_CASE("moving leaves an empty tensor, assignment to itself changes nothing") {
  Tensor a = Tensor::from({2}, {1, 2});
  const Tensor b = std::move(a);
  CHECK(a.size() == 0);
  CHECK(b.values()[1] == 2.0f);
  Tensor c = b;
  const Tensor& alias = c;
  c = alias;
  CHECK(c.values()[0] == 1.0f);
}

TEST_CASE("reshaping shares the numbers and infers one dimension") {
  const Tensor a = Tensor::from({2, 3}, {0, 1, 2, 3, 4, 5});
  CHECK(a.reshaped({3, 2}).data() == a.data());
  CHECK(a.reshaped({-1, 2}).shape() == Shape{3, 2});
  CHECK(Tensor::scalar(1).reshaped({1, -1}).shape() == Shape{1, 1});
  CHECK_THROWS_WITH_AS(a.reshaped({4, 2}), "reshape: (2, 3) does not fit (4, 2)", Error);
  CHECK_THROWS_AS(a.reshaped({-1, 4}), Error);
  CHECK_THROWS_AS(a.reshaped({-1, -1}), Error);
}

TEST_CASE("tensors give everything back") {
  const std::size_t live = pool::counters().live_bytes;
  {
    std::vector<Tensor> many(10, Tensor({100}));
    many[3].mutable_values()[0] = 1;
    many.resize(5);
  }
  CHECK(pool::counters().live_bytes == live);
}
