#pragma once

#include <span>
#include <vector>

#include "io/safetensors.h"

/// A module's parameters and buffers under PyTorch's names. Templates over what a module offers,
/// named_parameters() and perhaps named_buffers(), so that this room need not know that of the layers.
namespace madang::io {

/// The file's tensors in the order of `wanted`, of which names and shapes count. All may stand in the file
/// under one prefix that ends with a point, such as the "module." of DataParallel or the "_orig_mod." of
/// torch.compile, if there is only one that has them all. What else the file holds is passed over. Throws
/// Refused naming what is missing, each shape that differs and, where names are missing, those that are left.
std::vector<Tensor> matched(std::span<const NamedTensor> wanted, std::span<const NamedTensor> file);

/// each(name, variable) for all that a file holds of a module.
template <class Module, class Each>
void for_each_state(const Module& module, Each each) {
  for (const auto& [name, variable] : module.named_parameters()) each(name, variable);
  if constexpr (requires { module.named_buffers(); }) {
    for (const auto& [name, variable] : module.named_buffers()) each(name, variable);
  }
}

template <class Module>
std::vector<NamedTensor> state_dict(const Module& module) {
  std::vector<NamedTensor> state;
  for_each_state(module, [&](const auto& name, const auto& variable) {
    state.push_back({name, variable.value()});
  });
  return state;
}

/// Gives every parameter and buffer its value of a file, or none of them: throws Refused as `matched` does.
template <class Module>
void load_state_dict(const Module& module, std::span<const NamedTensor> file) {
  std::vector<Tensor> values = matched(state_dict(module), file);
  auto next = values.begin();
  for_each_state(module, [&](const auto&, const auto& variable) { variable.assign(std::move(*next++)); });
}

}  // namespace madang::io
