#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "io/python.h"

using namespace madang;
using namespace madang::io;

TEST_CASE("python: numbers are written so that they read back exactly") {
  CHECK(python_list(std::vector<float>{0.1f, -2.f, 3e-5f, 16777216.f}) == "[0.1, -2, 3e-05, 16777216]");
  CHECK(python_list(std::vector<float>{INFINITY, -INFINITY, NAN}) ==
        "[float(\"inf\"), float(\"-inf\"), float(\"nan\")]");
  CHECK(python_list(std::vector<std::int32_t>{3, -1}) == "[3, -1]");
  CHECK(python_list(std::vector<float>{}) == "[]");
}

TEST_CASE("python: a small tensor is a list, a large one base64 of its bytes") {
  CHECK(python_tensor(Tensor::from(Shape{2, 1}, std::vector<float>{1.f, 2.5f})) ==
        "torch.tensor([1, 2.5], dtype=torch.float32).reshape(2, 1)");
  const std::string large = python_tensor(Tensor::from(Shape{257}, std::vector<float>(257, 1.f)));
  CHECK(large.find("b64decode(\"AACAPwAAgD8AAIA/") != std::string::npos);  // 1.0f is 00 00 80 3f
  CHECK(python_bytes(std::vector<std::uint8_t>{255, 0, 7}) == "base64.b64decode(\"/wAH\")");
  CHECK(large.find("gD8=\")), dtype=torch.float32).reshape(257)") != std::string::npos);
}
