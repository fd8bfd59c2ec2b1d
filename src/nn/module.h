#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <vector>

#include "autograd/variable.h"

namespace madang {

struct NamedParameter {
  std::string name;  // as PyTorch's state_dict has it: "0.weight", "out_proj.bias"
  Variable variable;
};

/// What a layer or model offers: a plain struct, no base class.
template <class T>
concept Module = requires(const T& module) {
  { module.parameters() } -> std::same_as<std::vector<Variable>>;
  { module.named_parameters() } -> std::same_as<std::vector<NamedParameter>>;
};

inline std::vector<Variable> without_names(const std::vector<NamedParameter>& named) {
  std::vector<Variable> variables;
  for (const NamedParameter& parameter : named) variables.push_back(parameter.variable);
  return variables;
}

/// How many numbers are trained.
template <Module T>
std::int64_t parameter_count(const T& module) {
  std::int64_t count = 0;
  for (const Variable& parameter : module.parameters())
    count += static_cast<std::int64_t>(parameter.value().size());
  return count;
}

/// Appends the parameters of a part of a module under "prefix.".
template <Module Part>
void append_named(std::vector<NamedParameter>& all, const std::string& prefix, const Part& part) {
  for (NamedParameter& parameter : part.named_parameters()) {
    all.push_back({prefix + "." + parameter.name, std::move(parameter.variable)});
  }
}

/// A module that keeps numbers besides its parameters, such as the running mean of batch norm: constants,
/// which are saved with the parameters and never trained.
template <class T>
concept Buffered = Module<T> && requires(const T& module) {
  { module.named_buffers() } -> std::same_as<std::vector<NamedParameter>>;
};

/// Appends the buffers of a part of a module under "prefix.".
template <Buffered Part>
void append_named_buffers(std::vector<NamedParameter>& all, const std::string& prefix, const Part& part) {
  for (NamedParameter& buffer : part.named_buffers()) {
    all.push_back({prefix + "." + buffer.name, std::move(buffer.variable)});
  }
}

}  // namespace madang
