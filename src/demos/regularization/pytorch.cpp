#include "demos/regularization/pytorch.h"

#include "data/batches.h"
#include "demos/regularization/network.h"
#include "io/python.h"

namespace madang::demos::regularization {

namespace {

std::string number(float value) {
  const std::string list = io::python_list(std::span(&value, 1));
  return list.substr(1, list.size() - 2);
}

std::string batches_of(const Settings& settings, std::uint64_t seed, std::uint64_t steps) {
  data::Batches batches(settings.images, settings.batch, seed);
  std::string text = "batches = [\n";
  for (std::uint64_t i = 0; i < steps; ++i) text += "    " + io::python_list(batches.at(i)) + ",\n";
  return text + "]\n";
}

std::string model_of(const Settings& settings, std::uint64_t seed) {
  const bool normalised = settings.technique == Technique::batch_norm;
  const Network network(settings.width, normalised, random_for(seed, Stream::weights));
  const std::string width = std::to_string(settings.width);
  std::string text = "model = nn.Sequential(nn.Linear(" + std::to_string(pixels) + ", " + width + "), " +
                     (normalised ? "nn.BatchNorm1d(" + width + "), " : "") + "nn.ReLU(), nn.Linear(" + width +
                     ", " + std::to_string(classes) + "))\nmodel.load_state_dict({\n";
  for (const auto& [name, variable] : network.named_parameters())
    text += "    \"" + name + "\": " + io::python_tensor(variable.value()) + ",\n";
  return text + "}, strict=False)\n";  // batch norm's running values are at their start anyway
}

std::string optimizer_of(const Settings& settings, float amount) {
  const std::string decay = settings.technique == Technique::l2 ? number(amount) : "0";
  return "weights = [p for p in model.parameters() if p.dim() > 1]\n"
         "others = [p for p in model.parameters() if p.dim() == 1]\n"
         "optimizer = torch.optim.SGD([{\"params\": weights, \"weight_decay\": " +
         decay + "}, {\"params\": others}], lr=" + number(settings.learning_rate) + ")\n";
}

}  // namespace

std::string pytorch_script(const Settings& settings, const Pictures& pictures, std::uint64_t seed,
                           std::uint64_t steps) {
  const float amount = amount_of(settings.technique, settings.strength);
  const std::string smoothing =
      settings.technique == Technique::label_smoothing ? ", label_smoothing=" + number(amount) : "";
  std::string text =
      "# This training in PyTorch: seed " + std::to_string(seed) + ", " + std::to_string(steps) +
      " steps, with the settings as they were when it was saved.\n"
      "# Prints the loss over all training images before the first step and after each one.\n"
      "import base64\n\nimport torch\nfrom torch import nn\nfrom torch.nn import functional\n\n"
      "images = " +
      io::python_tensor(pictures.train.images.reshaped({pictures.train.size(), pixels})) +
      "\nlabels = torch.tensor(" + io::python_list(pictures.train.labels) + ")\n" +
      batches_of(settings, seed, steps) + "\n" + model_of(settings, seed) + optimizer_of(settings, amount) +
      "\n\n"
      "def report(step):\n"
      "    model.eval()\n"
      "    with torch.no_grad():\n"
      "        print(step, f\"{functional.cross_entropy(model(images), labels).item():.9g}\")\n"
      "    model.train()\n\n\n"
      "report(0)\n"
      "for step, chosen in enumerate(batches, start=1):\n"
      "    optimizer.zero_grad()\n"
      "    functional.cross_entropy(model(images[chosen]), labels[chosen]" +
      smoothing +
      ").backward()\n"
      "    optimizer.step()\n";
  if (settings.technique == Technique::l1)
    text +=
        "    with torch.no_grad():\n"
        "        for w in weights:\n"
        "            w.copy_(torch.sign(w) * torch.clamp(w.abs() - " +
        number(settings.learning_rate * amount) + ", min=0))\n";
  return text + "    report(step)\n";
}

}  // namespace madang::demos::regularization
