#include "demos/convolution/pytorch.h"

#include "io/python.h"

namespace madang::demos::convolution {

namespace {

std::string optimizer_of(const Settings& settings) {
  const std::string rate = io::python_list(std::span(&settings.learning_rate, 1));
  const std::string lr = "lr=" + rate.substr(1, rate.size() - 2);
  switch (settings.rule) {
    case demo::Rule::gradient_descent:
      return "torch.optim.SGD(layer.parameters(), " + lr + ")";
    case demo::Rule::momentum:
      return "torch.optim.SGD(layer.parameters(), " + lr + ", momentum=0.9)";
    case demo::Rule::adam:
      return "torch.optim.Adam(layer.parameters(), " + lr + ")";
  }
  return {};
}

std::string layer_of(const Settings& settings) {
  const Geometry g = settings.geometry();
  return "nn.Conv2d(" + std::to_string(settings.channel_count()) + ", 1, " + std::to_string(g.size) +
         ", stride=" + std::to_string(g.stride) + ", padding=" + std::to_string(g.padding) +
         ", dilation=" + std::to_string(g.dilation) + ", bias=False)";
}

}  // namespace

std::string pytorch_script(const Settings& settings, const Lesson& lesson, const Training& start,
                           std::uint64_t steps) {
  const Tensor batch = lesson.picture.reshaped(Shape{1, settings.channel_count(), side, side});
  return "# A kernel learns to imitate a filter from its feature map alone, with the settings as they were "
         "when "
         "this was saved.\n"
         "# Prints the loss before the first update and after each one.\n"
         "import base64\n\nimport torch\nfrom torch import nn\nfrom torch.nn import functional\n\n"
         "picture = " +
         io::python_tensor(batch) + "  # (1, channels, height, width)\ntarget = " + layer_of(settings) +
         "\ntarget.load_state_dict({\"weight\": " + io::python_tensor(lesson.target) +
         "})\nlayer = " + layer_of(settings) +
         "\nlayer.load_state_dict({\"weight\": " + io::python_tensor(start.weights()) +
         "})\noptimizer = " + optimizer_of(settings) +
         "\n\nwith torch.no_grad():\n    wanted = target(picture)\n\n"
         "for step in range(" +
         std::to_string(steps) +
         " + 1):\n"
         "    loss = functional.mse_loss(layer(picture), wanted)\n"
         "    print(step, f\"{loss.item():.9g}\")\n"
         "    optimizer.zero_grad()\n"
         "    loss.backward()\n"
         "    optimizer.step()\n";
}

}  // namespace madang::demos::convolution
