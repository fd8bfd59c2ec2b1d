#include "demos/activations/pytorch.h"

#include "demos/activations/deep_net.h"
#include "demos/activations/plane_data.h"
#include "io/python.h"

namespace madang::demos::activations {

namespace {

std::string number(float value) {
  const std::string list = io::python_list(std::span(&value, 1));
  return list.substr(1, list.size() - 2);
}

std::string activation_of(const Settings& settings) {
  switch (settings.function) {
    case Function::sigmoid:
      return "nn.Sigmoid()";
    case Function::tanh:
      return "nn.Tanh()";
    case Function::relu:
      return "nn.ReLU()";
    case Function::leaky_relu:
      return "nn.LeakyReLU(" + number(settings.leaky_slope) + ")";
    case Function::prelu:
      return "nn.PReLU()";
    case Function::elu:
      return "nn.ELU()";
    case Function::selu:
      return "nn.SELU()";
    case Function::gelu:
      return "nn.GELU()";
  }
  return {};
}

std::string optimizer_of(const Settings& settings) {
  const std::string rate = "lr=" + number(settings.learning_rate);
  switch (settings.rule) {
    case Rule::gradient_descent:
      return "torch.optim.SGD(model.parameters(), " + rate + ")";
    case Rule::momentum:
      return "torch.optim.SGD(model.parameters(), " + rate + ", momentum=0.9)";
    case Rule::adam:
      return "torch.optim.Adam(model.parameters(), " + rate + ")";
  }
  return {};
}

std::string batches_of(PlaneData data, int rows, std::uint64_t steps) {
  std::string text = "batches = [\n";
  for (std::uint64_t i = 0; i < steps; ++i) text += "    " + io::python_list(data.rounds.next(rows)) + ",\n";
  return text + "]\n";
}

}  // namespace

std::string pytorch_script(const Settings& settings, std::uint64_t seed, std::uint64_t steps) {
  const PlaneData data(settings.data, random_for(seed, Stream::points));
  const DeepNet net({settings.width, settings.depth, data.points.classes, settings.start},
                    random_for(seed, Stream::weights));
  const std::string width = std::to_string(settings.width);
  std::string text =
      "# The training of network A in PyTorch: seed " + std::to_string(seed) + ", " + std::to_string(steps) +
      " steps, with the settings as they were when it was saved.\n"
      "# Prints the loss over all points before the first step and after each one.\n"
      "import base64\n\nimport torch\nfrom torch import nn\nfrom torch.nn import functional\n\n"
      "points = " +
      io::python_tensor(data.all.inputs) + "\nlabels = torch.tensor(" + io::python_list(data.all.labels) +
      ")\n" + batches_of(data, settings.batch, steps) +
      "\nlayers, inputs = [], 2\n"
      "for _ in range(" +
      std::to_string(settings.depth) + "):\n    layers += [nn.Linear(inputs, " + width + "), " +
      activation_of(settings) + "]\n    inputs = " + width + "\nmodel = nn.Sequential(*layers, nn.Linear(" +
      width + ", " + std::to_string(data.points.classes) + "))\nmodel.load_state_dict({\n";
  for (const auto& [name, variable] : net.named_parameters(settings.function))
    text += "    \"" + name + "\": " + io::python_tensor(variable.value()) + ",\n";
  text += "})\noptimizer = " + optimizer_of(settings) +
          "\n\n\n"
          "def report(step):\n"
          "    with torch.no_grad():\n"
          "        print(step, f\"{functional.cross_entropy(model(points), labels).item():.9g}\")\n\n\n"
          "report(0)\n"
          "for step, chosen in enumerate(batches, start=1):\n"
          "    optimizer.zero_grad()\n"
          "    functional.cross_entropy(model(points[chosen]), labels[chosen]).backward()\n"
          "    optimizer.step()\n"
          "    report(step)\n";
  return text;
}

}  // namespace madang::demos::activations
