#pragma once

#include <string>

#include "core/size2.h"

/// Numbers and calls as Python has them, for layers and optimisers that say what they are in PyTorch.
namespace madang {

/// "0.1", "-2", "3e-05": reads back as exactly the same float. inf and nan as float("inf") …
std::string python(float value);
std::string python(int value);
std::string python(bool value);
/// "3", or "(3, 5)" where the two differ.
std::string python(Size2 value);

/// "nn.Conv2d(1, 8, 5, padding=2)", piece by piece.
class PythonCall {
 public:
  explicit PythonCall(std::string name) : name_(std::move(name)) {}

  /// An argument, as it stands in Python.
  PythonCall& with(const std::string& argument);
  PythonCall& with(int argument) { return with(python(argument)); }
  PythonCall& with(float argument) { return with(python(argument)); }
  PythonCall& with(Size2 argument) { return with(python(argument)); }
  /// keyword=value, left out where the value is Python's own.
  template <class Value>
  PythonCall& with(const char* keyword, Value value, Value default_value) {
    return value == default_value ? *this : with(keyword + ("=" + python(value)));
  }

  std::string text() const { return name_ + "(" + arguments_ + ")"; }

 private:
  std::string name_;
  std::string arguments_;
};

}  // namespace madang
