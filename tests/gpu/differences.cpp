#include <cmath>

#include "gpu/attention.h"
#include "gpu/layers.h"
#include "kernels.h"
#include "support.h"

namespace madang::gpu_tests {
namespace {

using Inputs = std::vector<std::vector<float>>;

/// A kernel as a function: `forward` records y = f(inputs), `backward` the derivative of Σ weight y for each
/// input (nothing where none is checked).
struct Function {
  std::string name;
  Inputs inputs;
  std::vector<float> weight;
  std::function<gpu::Array(gpu::Commands&, const Inputs&)> forward;
  std::function<std::vector<gpu::Array>(gpu::Commands&, const Inputs&)> backward;
};

/// Σ weight y at the inputs moved by `step` in one place.
void moved(const Function& function, std::size_t input, std::size_t place, float step,
           const std::function<void(double)>& then) {
  Inputs inputs = function.inputs;
  inputs[input][place] += step;
  gpu::Commands commands(device());
  const gpu::Array y = function.forward(commands, inputs);
  commands.submit_and_read(y, [then, weight = function.weight](const gpu::Outcome& outcome) {
    double sum = outcome.ok() ? 0 : NAN;
    for (std::size_t i = 0; i < outcome.values.size(); ++i) sum += double{weight[i]} * outcome.values[i];
    then(sum);
  });
}

/// (f(x + h) − f(x − h)) / 2h at a few places of each input; float leaves about three digits of it.
void compare(const Function& function, const Then& then) {
  constexpr float step = 1e-2f;
  gpu::Commands commands(device());
  const auto derivatives = function.backward(commands, function.inputs);
  for (std::size_t input = 0; input < derivatives.size(); ++input) {
    commands.submit_and_read(derivatives[input], [=](const gpu::Outcome& outcome) {
      check(outcome.ok(), function.name + " gives a derivative: " + outcome.reason.english);
      double largest = 1e-6;
      for (const float value : outcome.values) largest = std::max(largest, std::abs(double{value}));
      for (const std::size_t place : {std::size_t{0}, outcome.values.size() / 2, outcome.values.size() - 1}) {
        moved(function, input, place, step, [=](double above) {
          moved(function, input, place, -step, [=](double below) {
            const double difference = (above - below) / (2 * step), derivative = outcome.values[place];
            check(std::abs(difference - derivative) <= 5e-3 * largest,
                  function.name + ", input " + std::to_string(input) + "[" + std::to_string(place) +
                      "]: " + std::to_string(derivative) + " and " + std::to_string(difference));
            (void)then;
          });
        });
      }
    });
  }
}

gpu::Array upload(const std::vector<float>& values) { return device().upload(values); }

Function attention_function(bool causal) {
  const gpu::Attention work = {.shape = {.batch = 2,
                                         .queries = 7,
                                         .keys = 7,
                                         .depth = 5,
                                         .value_depth = 6,
                                         .scale = 0.4f,
                                         .causal = causal}};
  const auto run = [work](gpu::Commands& commands, const Inputs& x, const gpu::Array& log_sum) {
    const gpu::Array out = poisoned(84);
    gpu::attention(commands, work, upload(x[0]), upload(x[1]), upload(x[2]), {}, out, log_sum);
    return out;
  };
  const auto weight = numbers(84, 4);
  return {causal ? "causal attention" : "attention",
          {numbers(70, 1), numbers(70, 2), numbers(84, 3)},
          weight,
          [run](auto& commands, const Inputs& x) { return run(commands, x, poisoned(14)); },
          [run, work, weight](auto& commands, const Inputs& x) {
            const gpu::Array log_sum = poisoned(14), out = run(commands, x, log_sum);
            const std::vector<gpu::Array> d = {poisoned(70), poisoned(70), poisoned(84)};
            gpu::attention_backward(
                commands, work, {upload(x[0]), upload(x[1]), upload(x[2]), {}, out, log_sum, upload(weight)},
                poisoned(28), d[0], d[1], d[2]);
            return d;
          }};
}

Function layer_norm_function() {
  const gpu::Rows shape = {3, 11};
  const auto run = [shape](gpu::Commands& commands, const Inputs& x, const gpu::Array& statistics) {
    const gpu::Array y = poisoned(33);
    gpu::layer_norm(commands, shape, 1e-5f, upload(x[0]), upload(x[1]), upload(x[2]), y, statistics);
    return y;
  };
  const auto weight = numbers(33, 4);
  return {"layer norm",
          {numbers(33, 1), numbers(11, 2), numbers(11, 3)},
          weight,
          [run](auto& commands, const Inputs& x) { return run(commands, x, poisoned(6)); },
          [run, shape, weight](auto& commands, const Inputs& x) {
            const gpu::Array statistics = poisoned(6);
            run(commands, x, statistics);
            const std::vector<gpu::Array> d = {poisoned(33), poisoned(11), poisoned(11)};
            gpu::layer_norm_backward(
                commands, shape, {upload(x[0]), upload(x[1]), statistics, upload(weight)}, d[0], d[1], d[2]);
            return d;
          }};
}

Function cross_entropy_function() {
  const auto labels = whole_numbers(4, 9, 2);
  const auto run = [labels](gpu::Commands& commands, const Inputs& x, const gpu::Array& d_x) {
    const gpu::Array losses = poisoned(4);
    gpu::cross_entropy(commands, {4, 9}, 1, upload(x[0]), device().upload(labels), losses, d_x);
    return losses;
  };
  return {"cross-entropy",
          {numbers(36, 1)},
          std::vector<float>(4, 1),
          [run](auto& commands, const Inputs& x) { return run(commands, x, poisoned(36)); },
          [run](auto& commands, const Inputs& x) {
            const gpu::Array d_x = poisoned(36);
            run(commands, x, d_x);
            return std::vector{d_x};
          }};
}

Function gelu_function() {
  const auto weight = numbers(65, 2);
  return {"GELU",
          {numbers(65, 1, 2)},
          weight,
          [](auto& commands, const Inputs& x) {
            const gpu::Array y = poisoned(65);
            gpu::elementwise(commands, gpu::Elementwise::gelu, upload(x[0]), upload(x[0]), y);
            return y;
          },
          [weight](auto& commands, const Inputs& x) {
            const gpu::Array d_x = poisoned(65);
            gpu::elementwise(commands, gpu::Elementwise::gelu_backward, upload(weight), upload(x[0]), d_x);
            return std::vector{d_x};
          }};
}

}  // namespace

void test_finite_differences(const Then& then) {
  for (const bool causal : {false, true}) compare(attention_function(causal), then);
  compare(layer_norm_function(), then);
  compare(cross_entropy_function(), then);
  compare(gelu_function(), then);
}

}  // namespace madang::gpu_tests
