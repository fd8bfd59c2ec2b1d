#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_reduce.h"
#include "io/state_dict.h"
#include "nn/module.h"
#include "optim/sgd.h"

/// Compares with the values that PyTorch gave (golden.py says what a case stores under which names).
namespace madang::test::golden {

/// The tensors of all files of this folder, by "case part".
const Tensor& stored(const std::string& case_name, const std::string& part);
bool has(const std::string& case_name, const std::string& part);
/// The names of all cases.
std::vector<std::string> case_names();
/// The tensors of a case whose part begins with `prefix`, under what follows it.
std::vector<io::NamedTensor> stored_below(const std::string& case_name, const std::string& prefix);

/// Checks shape and numbers: |found − expected| ≤ tolerance · max(1, |expected|).
void compare(const std::string& case_name, const std::string& part, const Tensor& found, double tolerance);

/// The inputs of a case, as the function under test receives them.
class Inputs {
 public:
  explicit Inputs(const std::string& case_name);
  const Variable& operator[](int index) const { return variables_.at(static_cast<std::size_t>(index)); }
  const Tensor& value(int index) const { return (*this)[index].value(); }
  std::vector<std::int32_t> indices(int index) const;
  int count() const { return static_cast<int>(variables_.size()); }

 private:
  std::vector<Variable> variables_;
};

struct Tolerance {
  double value = 2e-6;
  double gradient = 5e-6;
};

/// The gradient of a variable, or zeros where the loss does not depend on it.
Tensor gradient_of(const Variable& loss, const Gradients& gradients, const Variable& variable);
void compare_gradients(const std::string& case_name, const Inputs& x, const Variable& loss,
                       const Gradients& gradients, double tolerance);

/// One operation or loss: function(inputs) against y, and the gradients of Σ y dy.
template <class Function>
void check(const std::string& case_name, Function function, Tolerance tolerance = {}) {
  const Inputs x(case_name);
  const Variable y = function(x);
  compare(case_name, "y", y.value(), tolerance.value);
  const Variable loss = sum(y * constant(stored(case_name, "dy")));
  const Gradients gradients = loss.requires_gradient() ? backward(loss) : Gradients();
  compare_gradients(case_name, x, loss, gradients, tolerance.gradient);
}

/// One layer: takes the state by PyTorch's names, then y = forward(inputs), all gradients, and ten steps of
/// SGD, which move buffers (running means) too.
template <class Module, class Forward>
void check_layer(const std::string& case_name, const Module& module, Forward forward,
                 Tolerance tolerance = {}) {
  io::load_state_dict(module, stored_below(case_name, "w."));
  const Inputs x(case_name);
  const Variable target = constant(stored(case_name, "dy"));
  {
    const Variable y = forward(module, x);
    compare(case_name, "y", y.value(), tolerance.value);
    const Variable loss = sum(y * target);
    const Gradients gradients = backward(loss);
    compare_gradients(case_name, x, loss, gradients, tolerance.gradient);
    for (const auto& [name, variable] : module.named_parameters()) {
      compare(case_name, "dw." + name, gradient_of(loss, gradients, variable), tolerance.gradient);
    }
  }
  if (!has(case_name, "losses")) return;
  Tensor losses({10});
  Sgd optimizer(module.parameters(), {.learning_rate = 0.1f});
  for (float& value : losses.mutable_values()) {
    const Variable loss = mean(square(forward(module, x) - target));
    value = loss.value().item();
    optimizer.step(backward(loss));
  }
  compare(case_name, "losses", losses, 10 * tolerance.gradient);
  if constexpr (Buffered<Module>) {
    for (const auto& [name, variable] : module.named_buffers()) {
      compare(case_name, "end." + name, variable.value(), 10 * tolerance.gradient);
    }
  }
}

template <class Module>
void check_layer(const std::string& case_name, const Module& module, Tolerance tolerance = {}) {
  check_layer(
      case_name, module, [](const Module& m, const Inputs& x) { return m(x[0]); }, tolerance);
}

/// Ten steps of an optimiser along the stored gradients. make(parameters) gives the optimiser.
template <class Make>
void check_optimiser(const std::string& case_name, Make make, double tolerance = 2e-6) {
  std::vector<Variable> parameters;
  while (has(case_name, "p" + std::to_string(parameters.size()))) {
    parameters.push_back(parameter(stored(case_name, "p" + std::to_string(parameters.size()))));
  }
  auto optimizer = make(parameters);
  const auto row = [&](const char* part, std::size_t i, int step) {
    const Tensor all = stored(case_name, part + std::to_string(i));
    const std::size_t size = parameters[i].value().size();
    return Tensor::from(parameters[i].shape(),
                        all.values().subspan(static_cast<std::size_t>(step) * size, size));
  };
  std::vector<Tensor> places;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    places.emplace_back(stored(case_name, "q" + std::to_string(i)).shape());
  }
  for (int step = 0; step < 10; ++step) {
    Variable loss = constant(Tensor::scalar(0));
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      loss = loss + sum(parameters[i] * constant(row("g", i, step)));
    }
    optimizer.step(backward(loss));
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      const auto now = parameters[i].value().values();
      std::copy(now.begin(), now.end(),
                places[i].mutable_data() + static_cast<std::size_t>(step) * now.size());
    }
  }
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    compare(case_name, "q" + std::to_string(i), places[i], tolerance);
  }
}

/// factor(step) for every stored step.
template <class Factor>
void check_schedule(const std::string& case_name, Factor factor) {
  Tensor rates(stored(case_name, "rates").shape());
  int step = 0;
  for (float& rate : rates.mutable_values()) rate = factor(step++);
  compare(case_name, "rates", rates, 1e-6);
}

}  // namespace madang::test::golden
