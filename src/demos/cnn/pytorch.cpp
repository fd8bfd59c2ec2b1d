#include "demos/cnn/pytorch.h"

#include <map>

#include "demos/cnn/training.h"
#include "io/python.h"
#include "io/state_dict.h"

namespace madang::demos::cnn {

namespace {

constexpr const char* parts = R"(
def convolution(inputs, outputs, kernel, stride, padding, norm, relu):
    layers = [nn.Conv2d(inputs, outputs, kernel, stride, padding, bias=not norm)]
    return nn.Sequential(*layers, *[nn.BatchNorm2d(outputs)] * norm, *[nn.ReLU()] * relu)


def dense(inputs, outputs, relu):
    return nn.Sequential(nn.Flatten(), nn.Linear(inputs, outputs), *[nn.ReLU()] * relu)


class Average(nn.Module):
    def forward(self, x):
        return x.mean((2, 3))


class ConvRelu(nn.Module):
    def __init__(self, inputs, outputs, kernel):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, kernel, padding=kernel // 2)

    def forward(self, x):
        return self.conv(x).relu()


class Inception(nn.Module):
    def __init__(self, inputs, conv1x1, reduced3x3, conv3x3, reduced5x5, conv5x5, pooled):
        super().__init__()
        self.branch1 = ConvRelu(inputs, conv1x1, 1)
        self.branch2 = nn.Sequential(ConvRelu(inputs, reduced3x3, 1), ConvRelu(reduced3x3, conv3x3, 3))
        self.branch3 = nn.Sequential(ConvRelu(inputs, reduced5x5, 1), ConvRelu(reduced5x5, conv5x5, 5))
        self.branch4 = nn.Sequential(nn.MaxPool2d(3, 1, 1), ConvRelu(inputs, pooled, 1))

    def forward(self, x):
        return torch.cat([self.branch1(x), self.branch2(x), self.branch3(x), self.branch4(x)], 1)


class Residual(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.downsample = nn.Identity()
        if stride != 1 or inputs != outputs:
            self.downsample = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        return (self.downsample(x) + self.bn2(self.conv2(self.bn1(self.conv1(x)).relu()))).relu()


)";

std::string call(const char* name, std::initializer_list<int> numbers) {
  std::string text;
  for (const int number : numbers) text += (text.empty() ? "" : ", ") + std::to_string(number);
  return name + ("(" + text + ")");
}

std::string part_of(const Layer& layer, const Volume& in) {
  const InceptionChannels& ways = layer.ways;
  switch (layer.kind) {
    case Kind::convolution:
      return call("convolution", {in.channels, layer.channels, layer.kernel, layer.stride, layer.padding,
                                  layer.norm, layer.relu});
    case Kind::max_pool:
      return call("nn.MaxPool2d", {layer.kernel, layer.stride, layer.padding});
    case Kind::inception:
      return call("Inception", {in.channels, ways.conv1x1, ways.reduced3x3, ways.conv3x3, ways.reduced5x5,
                                ways.conv5x5, ways.pooled});
    case Kind::residual:
      return call("Residual", {in.channels, layer.channels, layer.stride});
    case Kind::average:
      return "Average()";
    case Kind::dense:
      return call("dense", {in.size(), layer.channels, layer.relu});
  }
  return {};
}

std::string model_of(const Architecture& architecture) {
  const std::vector<Cost> costs = costs_of(architecture);
  std::string text = "model = nn.Sequential(\n";
  for (std::size_t i = 0; i < architecture.size(); ++i)
    text += "    " + part_of(architecture[i], i == 0 ? Volume{} : costs[i - 1].out) + ",\n";
  return text + ")\n";
}

/// The batches, of the images that they need, numbered as they come.
struct Needed {
  std::vector<std::uint8_t> pixels;
  std::vector<std::int32_t> labels;
  std::string batches;

  Needed(data::Batches order, const data::LabelledImages& images, std::uint64_t steps) {
    constexpr std::size_t area = side * side;
    std::map<std::int32_t, std::int32_t> places;
    for (std::uint64_t step = 0; step < steps; ++step) {
      std::vector<std::int32_t> chosen;
      for (const std::int32_t image : order.at(step)) {
        const auto [found, is_new] = places.try_emplace(image, static_cast<std::int32_t>(places.size()));
        chosen.push_back(found->second);
        if (!is_new) continue;
        const auto picture = images.pixels.subspan(static_cast<std::size_t>(image) * area, area);
        pixels.insert(pixels.end(), picture.begin(), picture.end());
        labels.push_back(images.labels[static_cast<std::size_t>(image)]);
      }
      batches += "    " + io::python_list(chosen) + ",\n";
    }
  }
};

std::string rates_of(const Settings& settings, std::uint64_t steps, std::uint64_t steps_per_epoch) {
  std::vector<float> rates;
  for (std::uint64_t step = 0; step < steps; ++step)
    rates.push_back(settings.learning_rate * rate_factor(settings, step, steps_per_epoch));
  return io::python_list(rates);
}

}  // namespace

std::string pytorch_script(const Settings& settings, const data::ImageSet& set, std::uint64_t seed,
                           std::uint64_t steps) {
  const ConvNet net = first_net(settings, seed);
  const data::Batches order = batches_of(settings, set, seed);
  const Needed needed(order, set.train, steps);
  std::string text =
      "# The same training in PyTorch: seed " + std::to_string(seed) + ", " + std::to_string(steps) +
      " steps, with the settings as they were when it was saved.\n"
      "# Prints the loss of each step's batch.\n"
      "import base64\n\nimport torch\nfrom torch import nn\nfrom torch.nn import functional\n\n" +
      parts + "pixels = " + io::python_bytes(needed.pixels) +
      "\nimages = torch.frombuffer(bytearray(pixels), dtype=torch.uint8).reshape(-1, 1, 28, 28) / "
      "255\nlabels = torch.tensor(" +
      io::python_list(needed.labels) + ")\nbatches = [\n" + needed.batches +
      "]\nrates = " + rates_of(settings, steps, order.per_epoch()) + "\n\n" + model_of(net.architecture()) +
      "model.load_state_dict({\n";
  for (const auto& [name, tensor] : io::state_dict(net))
    text += "    \"" + name + "\": " + io::python_tensor(tensor) + ",\n";
  return text +
         "}, strict=False)  # batch norm counts its batches, which nothing depends on\n"
         "optimizer = torch.optim.Adam(model.parameters())\n\n"
         "for step, (chosen, rate) in enumerate(zip(batches, rates), start=1):\n"
         "    optimizer.param_groups[0][\"lr\"] = rate\n"
         "    loss = functional.cross_entropy(model(images[chosen]), labels[chosen])\n"
         "    optimizer.zero_grad()\n"
         "    loss.backward()\n"
         "    optimizer.step()\n"
         "    print(step, f\"{loss.item():.9g}\")\n";
}

}  // namespace madang::demos::cnn
