#include "demos/rnn/pytorch.h"

#include "demos/rnn/training.h"
#include "io/python.h"
#include "io/state_dict.h"

namespace madang::demos::rnn {

namespace {

std::string number(float value) {
  const std::string list = io::python_list(std::span(&value, 1));
  return list.substr(1, list.size() - 2);
}

/// Philox4x32-10 (Salmon et al. 2011), as core/random.h has it.
constexpr const char* random_numbers = R"py(
class Random:
    """Philox4x32-10: numbers that are a function of seed, stream and position."""

    def __init__(self, seed, stream):
        self.seed, self.stream, self.position, self.block = seed, stream, 0, []

    def bits(self):
        if not self.block:
            a, b = self.position & MASK, self.position >> 32
            c, d = self.stream & MASK, self.stream >> 32
            k, l = self.seed & MASK, self.seed >> 32
            for _ in range(10):
                p, q = 0xD2511F53 * a, 0xCD9E8D57 * c
                a, b, c, d = (q >> 32) ^ b ^ k, q & MASK, (p >> 32) ^ d ^ l, p & MASK
                k, l = (k + 0x9E3779B9) & MASK, (l + 0xBB67AE85) & MASK
            self.position += 1
            self.block = [d, c, b, a]
        return self.block.pop()

    def uniform(self):
        return (self.bits() >> 8) * 2.0**-24

    def below(self, bound):
        product = self.bits() * bound
        while product & MASK < 2**32 % bound:
            product = self.bits() * bound
        return product >> 32
)py";

std::string lesson_of(const Settings& settings, const Lesson& lesson) {
  const std::string length = std::to_string(settings.length);
  switch (settings.task) {
    case Task::adding:
      return "\ndef sequence(random, text):\n"
             "    values = [random.uniform() for _ in range(" +
             length +
             ")]\n"
             "    half = " +
             length +
             " // 2\n"
             "    marked = random.below(half), half + random.below(" +
             length +
             " - half)\n"
             "    inputs = [[value, float(t in marked)] for t, value in enumerate(values)]\n"
             "    return inputs, [values[marked[0]] + values[marked[1]]]\n";
    case Task::recall:
      return "\ndef sequence(random, text):\n"
             "    said = [random.below(" +
             std::to_string(recall_symbols) + ") for _ in range(" + std::to_string(settings.items) +
             ")]\n"
             "    blanks = [0] * (" +
             length + " - 1) + [" + std::to_string(recall_symbols + 1) +
             "]\n"
             "    return [s + 1 for s in said] + blanks + [0] * len(said), said\n";
    case Task::text:
      return "\nLEARNED = " + io::python_list(lesson.corpus().train) +
             "\nHELD_OUT = " + io::python_list(lesson.corpus().held_out) +
             "\n\n\ndef sequence(random, text):\n"
             "    start = random.below(len(text) - " +
             length +
             ")\n"
             "    return text[start:start + " +
             length + "], text[start + 1:start + " + length + " + 1]\n";
  }
  return {};
}

std::string model_of(const Settings& settings, const Lesson& lesson) {
  const std::string hidden = std::to_string(settings.hidden);
  return "\n\nclass Model(nn.Module):\n"
         "    def __init__(self):\n"
         "        super().__init__()\n"
         "        self.cell = nn." +
         name_of(settings.cell) + "(" + std::to_string(lesson.features()) + ", " + hidden +
         ", batch_first=True)\n"
         "        self.head = nn.Linear(" +
         hidden + ", " + std::to_string(lesson.outputs()) +
         ")\n\n"
         "    def forward(self, inputs):\n"
         "        return self.head(self.cell(inputs)[0][:, -" +
         std::to_string(lesson.asked()) + ":]).flatten(0, 1)\n";
}

std::string batch_of(const Settings& settings, const Lesson& lesson) {
  const std::string texts = settings.task == Task::text ? "" : "LEARNED = HELD_OUT = None\n\n\n";
  const std::string end = settings.task == Task::adding
                              ? "    return torch.tensor(inputs), torch.tensor(targets)\n"
                              : "    return functional.one_hot(torch.tensor(inputs), " +
                                    std::to_string(lesson.features()) +
                                    ").float(), torch.tensor(targets).flatten()\n";
  return "\n\n" + texts +
         "def batch(random, rows, text):\n"
         "    inputs, targets = zip(*(sequence(random, text) for _ in range(rows)))\n" +
         end;
}

}  // namespace

std::string pytorch_script(const Settings& settings, std::uint64_t seed, std::uint64_t steps) {
  const Lesson lesson(settings, seed);
  const Model start = first_model(settings.cell, settings, lesson, seed);
  const auto stream = [&](Stream which) {
    return "Random(" + std::to_string(seed) + ", " + std::to_string(static_cast<std::uint64_t>(which)) + ")";
  };
  std::string text =
      "# The same training in PyTorch: seed " + std::to_string(seed) + ", " + std::to_string(steps) +
      " steps, with the settings as they were when it was saved.\n"
      "# Prints the loss over sequences not learned from, before the first step and after each one.\n"
      "import base64\n\nimport torch\nfrom torch import nn\nfrom torch.nn import functional\n\n"
      "MASK = 2**32 - 1\n\n" +
      std::string(random_numbers) + "\n" + lesson_of(settings, lesson) + batch_of(settings, lesson) +
      model_of(settings, lesson) + "\n\nmodel = Model()\nmodel.load_state_dict({\n";
  for (const auto& [name, tensor] : io::state_dict(start))
    text += "    \"" + name + "\": " + io::python_tensor(tensor) + ",\n";
  const bool adding = settings.task == Task::adding;
  text += "})\noptimizer = torch.optim.Adam(model.parameters(), lr=" + number(settings.learning_rate) +
          ")\nloss_of = functional." + (adding ? "mse_loss" : "cross_entropy") +
          "\nlearned = " + stream(Stream::learned) + "\nprobe, answers = batch(" + stream(Stream::probe) +
          ", " + std::to_string(probe_size) +
          ", HELD_OUT)\n\n\n"
          "def report(step):\n"
          "    with torch.no_grad():\n"
          "        print(step, f\"{loss_of(model(probe), answers).item():.9g}\")\n\n\n"
          "report(0)\n"
          "for step in range(1, " +
          std::to_string(steps) +
          " + 1):\n"
          "    inputs, targets = batch(learned, " +
          std::to_string(settings.batch) +
          ", LEARNED)\n"
          "    optimizer.zero_grad()\n"
          "    loss_of(model(inputs), targets).backward()\n";
  if (settings.clip > 0)
    text += "    nn.utils.clip_grad_norm_(model.parameters(), " + number(settings.clip) + ")\n";
  return text +
         "    optimizer.step()\n"
         "    report(step)\n";
}

}  // namespace madang::demos::rnn
