#include "demos/regularization/network.h"

#include "demos/regularization/pictures.h"
#include "nn/activation.h"
#include "nn/batch_norm.h"
#include "nn/dropout.h"
#include "nn/linear.h"

namespace madang::demos::regularization {

Network::Network(const Settings& settings, Random random) {
  layers_.add(Linear(pixels, settings.width, random, {.initialisation = Initialisation::he_normal}));
  if (settings.technique == Technique::batch_norm) layers_.add(BatchNorm1d(settings.width));
  const Relu rectified;
  const Dropout dropout{amount_of(Technique::dropout, settings.strength)};
  if (settings.technique == Technique::dropout)
    layers_.add(Sequential().add(rectified).add(dropout));  // one layer, so that names are those without it
  else
    layers_.add(rectified);
  layers_.add(Linear(settings.width, classes, random, {.initialisation = Initialisation::xavier_normal}));
}

Network::Pass Network::forward(const Tensor& images, Mode mode, Random* random) const {
  const auto outputs = layers_.trace(constant(images.reshaped({images.shape()[0], pixels})), mode, random);
  return {outputs[outputs.size() - 2], outputs.back()};
}

std::vector<Variable> Network::weights() const {
  std::vector<Variable> matrices = parameters();
  std::erase_if(matrices, [](const Variable& p) { return p.shape().rank() < 2; });
  return matrices;
}

std::vector<Variable> Network::others() const {
  std::vector<Variable> vectors = parameters();
  std::erase_if(vectors, [](const Variable& p) { return p.shape().rank() > 1; });
  return vectors;
}

std::vector<Variable> Network::leaves() const {
  std::vector<Variable> all = parameters();
  for (const auto& [name, variable] : named_buffers()) all.push_back(variable);
  return all;
}

std::vector<Tensor> Network::state() const {
  std::vector<Tensor> values;
  for (const Variable& leaf : leaves()) values.push_back(leaf.value());
  return values;
}

void Network::restore(const std::vector<Tensor>& state) const {
  auto value = state.begin();
  for (const Variable& leaf : leaves()) leaf.assign(*value++);
}

}  // namespace madang::demos::regularization
