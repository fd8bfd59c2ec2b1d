#include "demos/seq2seq/pytorch.h"

#include "demos/seq2seq/training.h"
#include "io/python.h"
#include "train/rule.h"
#include "train/script.h"

namespace madang::demos::seq2seq {

namespace {

/// One tuple a step: source, given and target symbols.
std::string batches_of(const Settings& settings, std::uint64_t seed, std::uint64_t steps) {
  const Lesson lesson(settings, seed);
  Random order = random_for(seed, Stream::order);
  std::string text = "batches = [  # symbols of the lines, of the answers before and of the answers\n";
  for (std::uint64_t step = 0; step < steps; ++step) {
    const Batch batch = lesson.draw(settings.batch, order);
    text += "    (" + io::python_list(batch.source) + ", " + io::python_list(batch.given) + ", " +
            io::python_list(batch.target) + "),\n";
  }
  return text + "]\n";
}

}  // namespace

std::string pytorch_script(const Settings& settings, std::uint64_t seed, std::uint64_t steps) {
  const Lesson lesson(settings, seed);
  const Translator start = first_model(settings.attention, settings, lesson, seed);
  const auto optimizer = train::optimizer_of(demo::Rule::adam, start.parameters(), settings.learning_rate);
  const std::string rows = std::to_string(settings.batch);
  return train::Script(
             {.run = "The training of the model with the chosen attention", .seed = seed, .steps = steps})
      .code(batches_of(settings, seed, steps))
      .definition("def rows(symbols):\n    return torch.tensor(symbols).reshape(" + rows + ", -1)\n")
      .model(start)
      .optimizer(*optimizer)
      .loop({.element = "(source, given, target)",
             .loss = "functional.cross_entropy(model(rows(source), rows(given)), torch.tensor(target))",
             .gradient_norm_limit = settings.clip})
      .text();
}

}  // namespace madang::demos::seq2seq
