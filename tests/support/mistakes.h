#pragma once

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "autograd/variable.h"

/// Tables of wrong shapes, and what a message about them must say.
namespace madang::test {

/// An operation on operands that do not fit. Its message must begin with the operation's name and hold every
/// text of `named`: the shapes, and a number where one is at fault.
struct Mistake {
  const char* operation;
  std::vector<std::string> named;
  std::function<void()> run;
};

inline Variable of(const Shape& shape) { return parameter(Tensor::full(shape, 0.5f)); }

using Binary = Variable (*)(const Variable&, const Variable&);

/// For an operation of two operands of one shape, or that broadcast: neither may be stretched along an axis
/// that is not 1, from either side, nor aligned at the first axes.
inline void add_pairs(std::vector<Mistake>& all, const char* operation, Binary run) {
  const std::pair<Shape, Shape> pairs[] = {
      {{2, 3}, {2}}, {{2, 3}, {3, 2}}, {{3, 2}, {3}}, {{2, 1, 3}, {2, 2, 2}}};
  for (const auto& [a, b] : pairs) {
    all.push_back({operation, {a.to_string(), b.to_string()}, [=] { run(of(a), of(b)); }});
    all.push_back({operation, {a.to_string(), b.to_string()}, [=] { run(of(b), of(a)); }});
  }
}

/// For an operation that broadcasts nothing: shapes that would broadcast are mistakes too.
inline void add_strict_pairs(std::vector<Mistake>& all, const char* operation, Binary run) {
  add_pairs(all, operation, run);
  const std::pair<Shape, Shape> pairs[] = {{{3, 1}, {3}}, {{3, 1}, {3, 3}}, {{3}, {1}}, {{1, 3}, {3}}};
  for (const auto& [a, b] : pairs) {
    all.push_back({operation, {a.to_string(), b.to_string()}, [=] { run(of(a), of(b)); }});
  }
}

inline void check_all(const std::vector<Mistake>& mistakes) {
  for (const Mistake& mistake : mistakes) {
    std::string message;
    try {
      mistake.run();
    } catch (const Error& error) {
      message = error.what();
    }
    INFO(std::string(mistake.operation), ", message: ", message);
    CHECK(message.starts_with(mistake.operation + std::string(":")));
    for (const std::string& text : mistake.named) CHECK(message.find(text) != std::string::npos);
  }
}

}  // namespace madang::test
