// Runs operations on cases that tests/pytorch/operations/run.py draws, and answers with value and
// derivatives:
//   madang_operations --list    the names of the operations
//   madang_operations           cases from standard input, answers to standard output
// A case: a line `operation inputs name=1,2,… …`, then each input, the weights r of the result and, for each
// input, the weights s of its derivative. A tensor: a line of its gradient flag (0, 1) and its sizes, then
// float32 numbers. An answer: `refused MESSAGE`, or `done` and these tensors: y, ∂(Σ r y) by each input
// without and with create_graph, and the derivatives of Σ s ∂(Σ r y) by each input and by r.
#include <cstdio>
#include <exception>
#include <iostream>
#include <sstream>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_reduce.h"
#include "autograd/record.h"
#include "case.h"

namespace {

using namespace madang;
using namespace madang::test;

struct Weighted {
  Case operation;
  Tensor result_weights;                   // r
  std::vector<Tensor> derivative_weights;  // s
};

Variable read_tensor() {
  std::string line;
  std::getline(std::cin, line);
  std::istringstream words(line);
  bool has_gradient = false;
  words >> has_gradient;
  Shape shape;
  for (int size = 0; words >> size;) shape.push_back(size);
  Tensor tensor = Tensor::uninitialized(shape);
  std::cin.read(reinterpret_cast<char*>(tensor.mutable_data()),
                static_cast<std::streamsize>(tensor.size() * sizeof(float)));
  return has_gradient ? parameter(std::move(tensor)) : constant(std::move(tensor));
}

bool read_case(Weighted& all) {
  std::string line;
  if (!std::getline(std::cin, line)) return false;
  std::istringstream words(line);
  std::size_t count = 0;
  words >> all.operation.operation >> count;
  for (std::string option; words >> option;) {
    const std::size_t equals = option.find('=');
    std::vector<double>& values = all.operation.options[option.substr(0, equals)];
    std::istringstream numbers(option.substr(equals + 1));
    for (std::string number; std::getline(numbers, number, ',');) values.push_back(std::stod(number));
  }
  for (std::size_t i = 0; i < count; ++i) all.operation.inputs.push_back(read_tensor());
  all.result_weights = read_tensor().value();
  for (std::size_t i = 0; i < count; ++i) all.derivative_weights.push_back(read_tensor().value());
  return true;
}

/// Σ a b; nothing where it depends on no parameter.
Variable weighted_sum(const Variable& a, const Variable& b) {
  const Variable total = sum(a * b);
  return total.requires_gradient() ? total : Variable();
}

/// By each of the variables; zeros where the loss, which may be nothing, does not depend on it.
std::vector<Variable> derivatives(const Variable& loss, const std::vector<Variable>& by, Backward mode) {
  const Gradients gradients = loss ? backward(loss, mode) : Gradients();
  std::vector<Variable> result;
  for (const Variable& variable : by) {
    result.push_back(gradients.contains(variable) ? gradients.of(variable)
                                                  : constant(Tensor(variable.shape())));
  }
  return result;
}

std::vector<Variable> answer(const Weighted& all, const char*& phase) {
  const Run run = operation_named(all.operation.operation);
  if (!run) throw Error("no operation " + all.operation.operation);
  std::vector<Variable> by = all.operation.inputs, results;
  const auto append = [&](const std::vector<Variable>& more) {
    results.insert(results.end(), more.begin(), more.end());
  };
  phase = "value";
  const Variable y = run(all.operation);
  results.push_back(y);
  if (y.shape() != all.result_weights.shape()) return results;
  phase = "derivative";
  const Variable r = parameter(all.result_weights);
  append(derivatives(weighted_sum(y, constant(all.result_weights)), by, {}));
  phase = "derivative with create_graph";
  const auto first = derivatives(weighted_sum(y, r), by, {.create_graph = true});
  append(first);
  phase = "second derivative";
  Variable total;
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (!by[i].requires_gradient()) continue;
    const Variable part = weighted_sum(first[i], constant(all.derivative_weights[i]));
    if (part) total = total ? total + part : part;
  }
  by.push_back(r);
  append(derivatives(total, by, {}));
  return results;
}

void write(const Tensor& tensor) {
  for (const int size : tensor.shape()) std::cout << size << ' ';
  std::cout << '\n';
  std::cout.write(reinterpret_cast<const char*>(tensor.data()),
                  static_cast<std::streamsize>(tensor.size() * sizeof(float)));
}

void run_one(const Weighted& all) {
  const char* phase = "";
  try {
    const std::vector<Variable> results = answer(all, phase);
    std::cout << "done " << results.size() << '\n';
    for (const Variable& result : results) write(result.value());
  } catch (const Error& error) {
    std::cout << "refused " << phase << ": " << error.what() << '\n';
  } catch (const std::exception& error) {
    std::cout << "broken " << phase << ": " << error.what() << '\n';
  }
}

}  // namespace

int main(int count, char** arguments) {
  std::ios::sync_with_stdio(false);
  if (count > 1 && std::string(arguments[1]) == "--list") {
    for (const std::string& name : operation_names()) std::cout << name << '\n';
    return 0;
  }
  for (Weighted all; read_case(all); all = {}) run_one(all);
}
