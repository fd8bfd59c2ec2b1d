#include "demos/regularization/network.h"

#include "autograd/ops_activation.h"
#include "autograd/ops_dropout.h"
#include "demos/regularization/pictures.h"

namespace madang::demos::regularization {

Network::Network(int width, bool normalised, Random random)
    : first_(pixels, width, random, {.initialisation = Initialisation::he_normal}),
      second_(width, classes, random, {.initialisation = Initialisation::xavier_normal}) {
  if (normalised) norm_.emplace(width);
}

Network::Pass Network::forward(const Tensor& images, Mode mode, float rate, Random& random) const {
  Variable hidden = first_(constant(images.reshaped({images.shape()[0], pixels})));
  if (norm_) hidden = (*norm_)(hidden, mode);
  hidden = relu(hidden);
  if (mode == Mode::training && rate > 0) hidden = dropout(hidden, rate, random);
  return {hidden, second_(hidden)};
}

Network::Pass Network::evaluate(const Tensor& images) const {
  Random unused(0);
  return forward(images, Mode::evaluation, 0, unused);
}

std::vector<NamedParameter> Network::named_parameters() const {
  std::vector<NamedParameter> named;
  append_named(named, "0", first_);
  if (norm_) append_named(named, "1", *norm_);
  append_named(named, norm_ ? "3" : "2", second_);
  return named;
}

std::vector<NamedParameter> Network::named_buffers() const {
  std::vector<NamedParameter> named;
  if (norm_) append_named_buffers(named, "1", *norm_);
  return named;
}

std::vector<Variable> Network::others() const {
  std::vector<Variable> others{first_.bias, second_.bias};
  if (norm_) others.insert(others.end(), {norm_->weight, norm_->bias});
  return others;
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
