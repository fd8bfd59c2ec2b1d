#include "golden/golden.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "support/paths.h"
#include "support/samples.h"

namespace madang::test::golden {
namespace {

const std::map<std::string, Tensor>& all() {
  static const std::map<std::string, Tensor> tensors = [] {
    std::map<std::string, Tensor> read;
    for (const auto& entry : std::filesystem::directory_iterator(test::tests_folder + "/golden")) {
      if (entry.path().extension() != ".safetensors") continue;
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string bytes(std::istreambuf_iterator<char>(file), {});
      for (auto& [name, tensor] : io::read_safetensors(std::as_bytes(std::span(bytes)))) {
        if (!read.emplace(name, std::move(tensor)).second)
          throw Error("golden: '" + name + "' is stored twice");
      }
    }
    return read;
  }();
  return tensors;
}

}  // namespace

const Tensor& stored(const std::string& case_name, const std::string& part) {
  const auto found = all().find(case_name + " " + part);
  if (found == all().end()) throw Error("golden: nothing stored as '" + case_name + " " + part + "'");
  return found->second;
}

bool has(const std::string& case_name, const std::string& part) {
  return all().contains(case_name + " " + part);
}

std::vector<std::string> case_names() {
  std::set<std::string> names;
  for (const auto& [name, tensor] : all()) names.insert(name.substr(0, name.rfind(' ')));
  return {names.begin(), names.end()};
}

std::vector<io::NamedTensor> stored_below(const std::string& case_name, const std::string& prefix) {
  std::vector<io::NamedTensor> found;
  const std::string start = case_name + " " + prefix;
  for (auto at = all().lower_bound(start); at != all().end() && at->first.starts_with(start); ++at) {
    found.push_back({at->first.substr(start.size()), at->second});
  }
  return found;
}

void compare(const std::string& case_name, const std::string& part, const Tensor& found, double tolerance) {
  const Tensor& expected = stored(case_name, part);
  const std::string name = case_name + " " + part;
  CHECK_MESSAGE(found.shape() == expected.shape(), name, ": ", found.shape().to_string(),
                " where PyTorch has ", expected.shape().to_string());
  if (found.shape() != expected.shape()) return;
  const double difference = largest_difference(found.values(), expected.values());
  CHECK_MESSAGE(difference <= tolerance, name, ": off by ", difference);
}

Inputs::Inputs(const std::string& case_name) {
  while (has(case_name, "x" + std::to_string(variables_.size()))) {
    variables_.push_back(parameter(stored(case_name, "x" + std::to_string(variables_.size()))));
  }
}

std::vector<std::int32_t> Inputs::indices(int index) const {
  std::vector<std::int32_t> numbers;
  for (const float number : value(index).values()) numbers.push_back(static_cast<std::int32_t>(number));
  return numbers;
}

Tensor gradient_of(const Variable& loss, const Gradients& gradients, const Variable& variable) {
  const bool found = loss.requires_gradient() && gradients.contains(variable);
  return found ? gradients.of(variable).value() : Tensor(variable.shape());
}

void compare_gradients(const std::string& case_name, const Inputs& x, const Variable& loss,
                       const Gradients& gradients, double tolerance) {
  for (int i = 0; i < x.count(); ++i) {
    const std::string part = "dx" + std::to_string(i);
    if (has(case_name, part)) compare(case_name, part, gradient_of(loss, gradients, x[i]), tolerance);
  }
}

}  // namespace madang::test::golden
