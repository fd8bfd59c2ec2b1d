#include "core/python.h"

#include <charconv>
#include <cmath>

namespace madang {

std::string python(float value) {
  if (std::isnan(value)) return "float(\"nan\")";
  if (std::isinf(value)) return value > 0 ? "float(\"inf\")" : "float(\"-inf\")";
  char buffer[32];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

std::string python(int value) { return std::to_string(value); }

std::string python(bool value) { return value ? "True" : "False"; }

std::string python(Size2 value) {
  if (value.height == value.width) return python(value.height);
  return "(" + python(value.height) + ", " + python(value.width) + ")";
}

PythonCall& PythonCall::with(const std::string& argument) {
  arguments_ += (arguments_.empty() ? "" : ", ") + argument;
  return *this;
}

}  // namespace madang
