#include "demos/backprop/pytorch.h"

#include "demos/backprop/training.h"
#include "io/python.h"

namespace madang::demos::backprop {

namespace {

std::string layers_of(const Architecture& architecture) {
  const auto squash = [&]() -> std::string {
    switch (architecture.squash) {
      case Squash::sigmoid:
        return "nn.Sigmoid()";
      case Squash::tanh:
        return "nn.Tanh()";
      case Squash::relu:
        return "nn.ReLU()";
      case Squash::linear:
        return "nn.Identity()";
    }
    return {};
  }();
  std::string text;
  for (std::size_t i = 0; i + 1 < architecture.sizes.size(); ++i) {
    if (i > 0) text += ", " + squash + ", ";
    text += "nn.Linear(" + std::to_string(architecture.sizes[i]) + ", " +
            std::to_string(architecture.sizes[i + 1]) + ")";
  }
  return text;
}

/// In terms of z, what the last layer gives: the output is its sigmoid or softmax.
std::string loss_of(const Architecture& architecture) {
  if (architecture.loss == Loss::half_squared_error)
    return "0.5 * ((targets - torch.sigmoid(z)) ** 2).sum() / len(z)";
  if (architecture.softmax()) return "functional.cross_entropy(z, targets.argmax(1))";
  return "functional.binary_cross_entropy_with_logits(z, targets)";
}

std::string optimizer_of(const Settings& settings) {
  const std::string rate = io::python_list(std::span(&settings.learning_rate, 1));
  const std::string lr = "lr=" + rate.substr(1, rate.size() - 2);
  switch (settings.rule) {
    case Rule::gradient_descent:
      return "torch.optim.SGD(model.parameters(), " + lr + ")";
    case Rule::momentum:
      return "torch.optim.SGD(model.parameters(), " + lr + ", momentum=0.9)";
    case Rule::adam:
      return "torch.optim.Adam(model.parameters(), " + lr + ")";
  }
  return {};
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
  text += "]\n\nmodel = nn.Sequential(" + layers_of(architecture) + ")\nmodel.load_state_dict({\n";
  for (const auto& [name, tensor] : start.tensors())
    text += "    \"" + name + "\": " + io::python_tensor(tensor) + ",\n";
  text += "})\noptimizer = " + optimizer_of(settings) + "\n\n\ndef loss_of(z, targets):\n    return " +
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
