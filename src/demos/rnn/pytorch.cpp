#include "demos/rnn/pytorch.h"

#include "core/python.h"
#include "demos/rnn/training.h"
#include "io/python.h"
#include "io/state_dict.h"
#include "train/rule.h"
#include "train/script.h"

namespace madang::demos::rnn {

namespace {

/// Philox4x32-10 (Salmon et al. 2011), as core/random.h has it.
constexpr const char* random_numbers = R"py(class Random:
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

/// sequence(random, text) → what is read, and what is asked at its end.
std::string sequence_of(const Settings& settings) {
  const std::string length = python(settings.length);
  switch (settings.task) {
    case Task::adding:
      return "def sequence(random, text):\n"
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
      return "def sequence(random, text):\n"
             "    said = [random.below(" +
             python(recall_symbols) + ") for _ in range(" + python(settings.items) +
             ")]\n"
             "    blanks = [0] * (" +
             length + " - 1) + [" + python(recall_symbols + 1) +
             "]\n"
             "    return [s + 1 for s in said] + blanks + [0] * len(said), said\n";
    case Task::text:
      return "def sequence(random, text):\n"
             "    start = random.below(len(text) - " +
             length +
             ")\n"
             "    return text[start:start + " +
             length + "], text[start + 1:start + " + length + " + 1]\n";
  }
  return {};
}

std::string batch_of(const Lesson& lesson) {
  const std::string end = lesson.task() == Task::adding
                              ? "    return torch.tensor(inputs), torch.tensor(targets)\n"
                              : "    return functional.one_hot(torch.tensor(inputs), " +
                                    python(lesson.features()) +
                                    ").float(), torch.tensor(targets).flatten()\n";
  return "def batch(random, rows, text):\n"
         "    inputs, targets = zip(*(sequence(random, text) for _ in range(rows)))\n" +
         end;
}

std::string texts_of(const Lesson& lesson) {
  if (lesson.task() != Task::text) return "LEARNED = HELD_OUT = None\n";
  return "LEARNED = " + io::python_list(lesson.corpus().train) +
         "\nHELD_OUT = " + io::python_list(lesson.corpus().held_out) + "\n";
}

}  // namespace

std::string pytorch_script(const Settings& settings, std::uint64_t seed, std::uint64_t steps) {
  const Lesson lesson(settings, seed);
  const Model start = first_model(settings.cell, settings, lesson, seed);
  const auto optimizer = train::optimizer_of(demo::Rule::adam, start.parameters(), settings.learning_rate);
  const auto stream = [&](Stream which) {
    return "Random(" + std::to_string(seed) + ", " + std::to_string(static_cast<std::uint64_t>(which)) + ")";
  };
  const std::string loss = lesson.task() == Task::adding ? "functional.mse_loss" : "functional.cross_entropy";
  return train::Script(
             {.seed = seed,
              .steps = steps,
              .prints = "the loss over sequences not learned from, before the first step and after each one"})
      .code("MASK = 2**32 - 1\n" + texts_of(lesson))
      .definition(random_numbers)
      .definition(sequence_of(settings))
      .definition(batch_of(lesson))
      .definition(start.pytorch_class(lesson.asked()))
      .model("Model()", io::state_dict(start))
      .optimizer(*optimizer)
      .code("learned = " + stream(Stream::learned) + "\nprobe, answers = batch(" + stream(Stream::probe) +
            ", " + python(probe_size) + ", HELD_OUT)")
      .loop({.element = "",
             .before = "inputs, targets = batch(learned, " + python(settings.batch) + ", LEARNED)",
             .loss = loss + "(model(inputs), targets)",
             .gradient_norm_limit = settings.clip,
             .report = loss + "(model(probe), answers)"})
      .text();
}

}  // namespace madang::demos::rnn
