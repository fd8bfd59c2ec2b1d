#include "train/inside.h"

#include <cmath>

#include "autograd/with_element.h"
#include "core/error.h"
#include "io/refused.h"
#include "io/state_dict.h"
#include "train/update.h"

namespace madang::train {

namespace {

std::string full_name(const Inside& model, const std::string& name) {
  return model.prefix.empty() ? name : model.prefix + "." + name;
}

/// each(name, variable) for all that a file holds.
template <class Each>
void for_each_state(std::span<const Inside> models, Each each) {
  for (const Inside& model : models)
    for (const auto* named : {&model.parameters, &model.buffers})
      for (const auto& [name, variable] : *named) each(full_name(model, name), variable);
}

}  // namespace

std::vector<io::NamedTensor> tensors_of(std::span<const Inside> models) {
  std::vector<io::NamedTensor> all;
  for_each_state(models, [&](const std::string& name, const Variable& variable) {
    all.push_back({name, variable.value()});
  });
  return all;
}

void load(std::span<const Inside> models, std::span<const io::NamedTensor> file) {
  const auto wanted = tensors_of(models);
  std::vector<Tensor> values = io::matched(wanted, file);
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!(largest_magnitude(values[i].values()) <= GuardedOptimizer::largest_weight))
      throw io::Refused(
          {"'" + wanted[i].name +
               "'에 너무 크거나 수가 아닌 값이 있습니다. -100000에서 100000 사이여야 합니다.",
           "'" + wanted[i].name +
               "' holds a value that is too large or no number; from -100000 to 100000 is accepted."});
  auto next = values.begin();
  for_each_state(models,
                 [&](const std::string&, const Variable& variable) { variable.assign(std::move(*next++)); });
}

std::vector<io::NamedTensor> gradients_of(std::span<const Inside> models) {
  std::vector<io::NamedTensor> all;
  for (const Inside& model : models) {
    if (!model.loss) continue;
    const Kept buffers(without_names(model.buffers));
    const Gradients gradients = backward(model.loss());
    for (const auto& [name, variable] : model.parameters)
      all.push_back({full_name(model, name), gradients.contains(variable) ? gradients.of(variable).value()
                                                                          : Tensor(variable.shape())});
  }
  return all;
}

double loss_with(std::span<const Inside> models, const std::string& name, std::size_t index, float value) {
  for (const Inside& model : models)
    for (const auto& [own, variable] : model.parameters) {
      if (full_name(model, own) != name || !model.loss) continue;
      const Kept buffers(without_names(model.buffers));
      return with_element(variable, index, value, [&] { return model.loss().item(); });
    }
  throw Error("looking inside: no learned tensor '" + name + "'");
}

std::vector<io::NamedTensor> activations_of(std::span<const Inside> models) {
  const NoRecording off;
  std::vector<io::NamedTensor> all;
  for (const Inside& model : models) {
    if (!model.activations) continue;
    const Kept buffers(without_names(model.buffers));
    for (auto& [name, tensor] : model.activations())
      all.push_back({full_name(model, name), std::move(tensor)});
  }
  return all;
}

}  // namespace madang::train
