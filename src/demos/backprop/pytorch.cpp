#include "demos/backprop/pytorch.h"

#include "demos/backprop/training.h"
#include "io/python.h"

namespace madang::demos::backprop {

namespace {

/// In terms of z, what the last layer gives: the output is its sigmoid or softmax.
std::string loss_of(const Architecture& architecture) {
  if (architecture.loss == Loss::half_squared_error)
    return "0.5 * ((targets - torch.sigmoid(z)) ** 2).sum() / len(z)";
  if (architecture.softmax()) return "functional.cross_entropy(z, targets.argmax(1))";
  return "functional.binary_cross_entropy_with_logits(z, targets)";
}

}  // namespace

std::string pytorch_script(const Settings& settings, std::uint64_t seed, std::uint64_t steps) {
  const Training start(settings, seed);
  const Architecture& architecture = start.network().architecture();
  const Points& points = start.data().train;
  const Batch all = make_batch(data::batch_of(points), architecture.outputs());
  std::string text =
      "# The same training in PyTorch: seed " + std::to_string(seed) + ", " + std::to_string(steps) +
      " steps, with the settings as they were when it was saved.\n"
      "# Prints the loss over all training points before the first step and after each one.\n"
      "import base64\n\nimport torch\nfrom torch import nn\nfrom torch.nn import functional\n\n"
      "points = " +
      io::python_tensor(all.inputs) +
      "\n"
      "labels = " +
      io::python_tensor(all.targets) +
      "  # one column for each output\n"
      "batches = [\n";
  data::Rounds rounds(static_cast<int>(points.size()), random_for(seed, Stream::rounds));
  for (std::uint64_t i = 0; i < steps; ++i)
    text += "    " + io::python_list(rounds.next(settings.batch)) + ",\n";
  text += "]\n\nmodel = " + start.network().pytorch() + "\nmodel.load_state_dict({\n";
  for (const auto& [name, variable] : start.network().named_parameters())
    text += "    \"" + name + "\": " + io::python_tensor(variable.value()) + ",\n";
  text += "})\noptimizer = " + start.optimizer().pytorch() + "\n\n\ndef loss_of(z, targets):\n    return " +
          loss_of(architecture) +
          "\n\n\n"
          "def report(step):\n"
          "    with torch.no_grad():\n"
          "        print(step, f\"{loss_of(model(points), labels).item():.9g}\")\n\n\n"
          "report(0)\n"
          "for step, chosen in enumerate(batches, start=1):\n"
          "    optimizer.zero_grad()\n"
          "    loss_of(model(points[chosen]), labels[chosen]).backward()\n"
          "    optimizer.step()\n"
          "    report(step)\n";
  return text;
}

}  // namespace madang::demos::backprop
