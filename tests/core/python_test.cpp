#include "core/python.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace madang;

TEST_CASE("python: values as Python has them") {
  CHECK(python(0.1f) == "0.1");
  CHECK(python(3e-5f) == "3e-05");
  CHECK(python(-INFINITY) == "float(\"-inf\")");
  CHECK(python(NAN) == "float(\"nan\")");
  CHECK(python(-2) == "-2");
  CHECK(python(true) == "True");
  CHECK(python(Size2(3)) == "3");
  CHECK(python(Size2(3, 5)) == "(3, 5)");
}

TEST_CASE("python: a call leaves out what Python takes anyway") {
  CHECK(PythonCall("f").text() == "f()");
  PythonCall call("nn.Conv2d");
  call.with(1).with(8).with(Size2(5)).with("stride", Size2(1), Size2(1)).with("padding", 2, 0);
  CHECK(call.with("bias", false, true).text() == "nn.Conv2d(1, 8, 5, padding=2, bias=False)");
}
