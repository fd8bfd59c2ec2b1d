// The text of scripts; that they give our numbers is tests/pytorch's to hold.
#include "train/script.h"

#include <doctest/doctest.h>

#include "nn/activation.h"
#include "nn/batch_norm.h"
#include "nn/linear.h"
#include "nn/residual.h"
#include "nn/sequential.h"
#include "optim/adam.h"
#include "optim/rmsprop.h"
#include "optim/sgd.h"

using namespace madang;

namespace {

using Rows = std::vector<std::int32_t>;

/// A line's weight and bias, both 0.
Linear line() {
  Random random(1);
  Linear layer(1, 1, random);
  layer.weight.mutable_values()[0] = 0;
  return layer;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("script: a whole run, as it is written") {
  const Linear layer = line();
  const auto text = train::Script({.seed = 7, .steps = 2})
                        .tensor("points", Tensor::from({2, 1}, std::vector<float>{1, 2}), "two of them")
                        .batches([](std::uint64_t step) { return Rows{static_cast<std::int32_t>(step)}; })
                        .model(layer)
                        .optimizer(Sgd(layer.parameters(), {.learning_rate = 0.1f, .momentum = 0.9f}))
                        .loop({.loss = "model(points[chosen]).mean()"})
                        .text();
  CHECK(text ==
        "# The same training in PyTorch: seed 7, 2 steps, with the settings as they were when it was saved.\n"
        "# Prints the loss of each step's batch.\n"
        "import torch\n"
        "from torch import nn\n"
        "from torch.nn import functional\n"
        "\n"
        "points = torch.tensor([1, 2], dtype=torch.float32).reshape(2, 1)  # two of them\n"
        "batches = [\n"
        "    [0],\n"
        "    [1],\n"
        "]\n"
        "model = nn.Linear(1, 1)\n"
        "model.load_state_dict({\n"
        "    \"weight\": torch.tensor([0], dtype=torch.float32).reshape(1, 1),\n"
        "    \"bias\": torch.tensor([0], dtype=torch.float32).reshape(1),\n"
        "})\n"
        "optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)\n"
        "for step, chosen in enumerate(batches, start=1):\n"
        "    loss = model(points[chosen]).mean()\n"
        "    optimizer.zero_grad()\n"
        "    loss.backward()\n"
        "    optimizer.step()\n"
        "    print(step, f\"{loss.item():.9g}\")\n");
}

TEST_CASE("script: reports, learning rates, clipping and lines of one's own") {
  const auto text = train::Script({.steps = 3, .prints = "the loss"})
                        .definition("def draw():\n    return 1\n")
                        .labels("labels", Rows{3, 1})
                        .loop({.element = "",
                               .rates = {0.5f, 0.25f, 0.125f},
                               .before = "inputs = draw()",
                               .loss = "model(inputs)",
                               .gradient_norm_limit = 1,
                               .after = "moved = True",
                               .report = "model(labels)",
                               .modes = true})
                        .text();
  const auto loop = text.substr(text.find("\n\ndef draw"));
  CHECK(loop ==
        "\n\ndef draw():\n"
        "    return 1\n"
        "\n\n"
        "labels = torch.tensor([3, 1])\n"
        "rates = [0.5, 0.25, 0.125]\n"
        "\n\n"
        "def report(step):\n"
        "    model.eval()\n"
        "    with torch.no_grad():\n"
        "        print(step, f\"{model(labels).item():.9g}\")\n"
        "    model.train()\n"
        "\n\n"
        "report(0)\n"
        "for step, rate in enumerate(rates, start=1):\n"
        "    for group in optimizer.param_groups:\n"
        "        group[\"lr\"] = rate\n"
        "    inputs = draw()\n"
        "    loss = model(inputs)\n"
        "    optimizer.zero_grad()\n"
        "    loss.backward()\n"
        "    nn.utils.clip_grad_norm_(model.parameters(), 1)\n"
        "    optimizer.step()\n"
        "    moved = True\n"
        "    report(step)\n");
  CHECK(has(train::Script({.steps = 5}).loop({.element = "", .loss = "f()"}).text(),
            "for step in range(1, 5 + 1):\n"));
}

TEST_CASE("script: of images only those that a batch takes, counted as they come") {
  const std::vector<std::uint8_t> pixels{10, 20, 30, 40}, labels{0, 1, 2, 3};
  const data::LabelledImages images{.height = 1, .width = 1, .pixels = pixels, .labels = labels};
  const auto text = train::Script({.steps = 2})
                        .batches(images,
                                 [](std::uint64_t step) {
                                   return step == 0 ? Rows{3, 1} : Rows{1};
                                 })
                        .text();
  CHECK(has(text, "b64decode(\"KBQ=\")), dtype=torch.uint8).reshape(-1, 1, 1, 1) / 255"));  // 40, 20
  CHECK(has(text, "labels = torch.tensor([3, 1])"));
  CHECK(has(text, "    [0, 1],\n    [1],\n"));
  CHECK(has(text, "import base64\n"));
}

TEST_CASE("script: a model brings its classes, and batch norm's count is let pass") {
  Random random(2);
  Sequential net;
  net.add("norm", BatchNorm1d(2)).add("block", ResidualBlock(1, 1, random));
  const std::string text = train::Script({}).model(net).text();
  CHECK(has(text, "import OrderedDict\n"));
  CHECK(text.find("class ResidualBlock(nn.Module):") == text.rfind("class ResidualBlock(nn.Module):"));
  CHECK(has(text, "\n\n\nclass ResidualBlock"));
  CHECK(has(text, "}, strict=False)"));
  CHECK(has(text, "\"norm.running_var\": "));
}

TEST_CASE("optimizer: what it is in PyTorch") {
  const Variable w = parameter(Tensor({2})), b = parameter(Tensor({1}));
  CHECK(Sgd({w}, {.learning_rate = 0.1f}).pytorch() == "torch.optim.SGD(model.parameters(), lr=0.1)");
  CHECK(Sgd({w}, {.momentum = 0.9f, .nesterov = true, .weight_decay = 0.5f}).pytorch() ==
        "torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9, nesterov=True, weight_decay=0.5)");
  CHECK(Adam({w}, {.beta1 = 0.5f}).pytorch() ==
        "torch.optim.Adam(model.parameters(), lr=0.001, betas=(0.5, 0.999))");
  CHECK(AdamW({w}).pytorch() == "torch.optim.AdamW(model.parameters(), lr=0.001)");
  CHECK(AdamW({w}, {}).pytorch() == "torch.optim.AdamW(model.parameters(), lr=0.001, weight_decay=0)");
  CHECK(Rmsprop({w}, {.smoothing = 0.9f, .centred = true}).pytorch() ==
        "torch.optim.RMSprop(model.parameters(), lr=0.01, alpha=0.9, centered=True)");
  const std::string names[] = {"weights", "others"};
  const Sgd groups(
      {{.parameters = {w}, .weight_decay = 0.5f}, {.parameters = {b}, .learning_rate_factor = 2}},
      {.learning_rate = 0.25f});
  CHECK(groups.pytorch(names) ==
        "torch.optim.SGD([{\"params\": weights, \"weight_decay\": 0.5}, {\"params\": others, \"lr\": 0.5}], "
        "lr=0.25)");
  CHECK_THROWS_AS(groups.pytorch(), Error);
}
