#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "autograd/variable.h"
#include "core/size2.h"

namespace madang::test {

/// An operation to be run, as tests/pytorch/operations/run.py writes it: its inputs and its options by name.
struct Case {
  /// Inputs by position; nothing where the case has fewer.
  const Variable& operator[](std::size_t index) const {
    static const Variable nothing;
    return index < inputs.size() ? inputs[index] : nothing;
  }
  std::size_t count() const { return inputs.size(); }

  bool has(const std::string& name) const { return options.contains(name); }
  /// Throws std::out_of_range where the case has no such option.
  float number(const std::string& name) const { return static_cast<float>(options.at(name).at(0)); }
  int whole(const std::string& name) const { return static_cast<int>(options.at(name).at(0)); }
  bool is(const std::string& name) const { return options.at(name).at(0) != 0; }
  Size2 size(const std::string& name) const {
    const std::vector<int> both = wholes(name);
    return {both.at(0), both.at(1)};
  }
  std::vector<int> wholes(const std::string& name) const {
    return {options.at(name).begin(), options.at(name).end()};
  }
  /// A Shape or Axes.
  template <class List>
  List list(const std::string& name) const {
    List result;
    for (const int value : wholes(name)) result.push_back(value);
    return result;
  }

  std::string operation;
  std::map<std::string, std::vector<double>> options;
  std::vector<Variable> inputs;
};

using Run = Variable (*)(const Case&);

/// The operation of that name; nothing where there is none.
Run operation_named(const std::string& name);
/// The names of all, in alphabetical order.
std::vector<std::string> operation_names();

}  // namespace madang::test
