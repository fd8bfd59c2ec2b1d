#include "demos/activations/pytorch.h"

#include "demos/activations/training.h"
#include "io/python.h"

namespace madang::demos::activations {

namespace {

std::string batches_of(PlaneData data, int rows, std::uint64_t steps) {
  std::string text = "batches = [\n";
  for (std::uint64_t i = 0; i < steps; ++i) text += "    " + io::python_list(data.rounds.next(rows)) + ",\n";
  return text + "]\n";
}

}  // namespace

std::string pytorch_script(const Settings& settings, std::uint64_t seed, std::uint64_t steps) {
  const PlaneData data(settings.data, random_for(seed, Stream::points));
  const Training start(settings, 0, data.points.classes, random_for(seed, Stream::weights));
  std::string text =
      "# The training of network A in PyTorch: seed " + std::to_string(seed) + ", " + std::to_string(steps) +
      " steps, with the settings as they were when it was saved.\n"
      "# Prints the loss over all points before the first step and after each one.\n"
      "import base64\n\nimport torch\nfrom torch import nn\nfrom torch.nn import functional\n\n"
      "points = " +
      io::python_tensor(data.all.inputs) + "\nlabels = torch.tensor(" + io::python_list(data.all.labels) +
      ")\n" + batches_of(data, settings.batch, steps) + "\nmodel = " + start.net().pytorch() +
      "\nmodel.load_state_dict({\n";
  for (const auto& [name, variable] : start.net().named_parameters())
    text += "    \"" + name + "\": " + io::python_tensor(variable.value()) + ",\n";
  text += "})\noptimizer = " + start.optimizer().pytorch() +
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
