#include "demos/embeddings/pytorch.h"

#include <vector>

#include "core/python.h"
#include "core/tensor_matrix.h"
#include "demos/embeddings/training.h"
#include "io/python.h"
#include "io/state_dict.h"
#include "train/script.h"

namespace madang::demos::embeddings {

namespace {

static_assert(most_words < 255, "a number of a word is written as a byte, and 255 is none");
constexpr std::uint8_t nothing = 255;

/// Every step's examples as bytes, a row each: the words that are read, the true one, those drawn.
std::vector<std::uint8_t> examples_of(const Lessons& lessons, const Settings& settings, std::uint64_t steps) {
  std::vector<std::uint8_t> bytes;
  const std::size_t read = settings.kind == Kind::cbow ? 2 * static_cast<std::size_t>(settings.window) : 1;
  for (std::uint64_t step = 0; step < steps; ++step) {
    const Batch batch = lessons.at(settings.kind, step);
    const std::size_t drawn = batch.drawn.size() / batch.to.size();
    for (std::size_t row = 0, at = 0; row < batch.to.size(); ++row) {
      const std::size_t start = bytes.size();
      if (settings.kind == Kind::cbow)
        for (; at < batch.row.size() && batch.row[at] == static_cast<std::int32_t>(row); ++at)
          bytes.push_back(static_cast<std::uint8_t>(batch.from[at]));
      else
        bytes.push_back(static_cast<std::uint8_t>(batch.from[row]));
      bytes.resize(start + read, nothing);
      bytes.push_back(static_cast<std::uint8_t>(batch.to[row]));
      for (std::size_t i = 0; i < drawn; ++i)
        bytes.push_back(static_cast<std::uint8_t>(batch.drawn[row * drawn + i]));
    }
  }
  return bytes;
}

std::string model_class(Kind kind, int words, int dimensions) {
  const std::string table = "nn.Embedding(" + python(words) + ", " + python(dimensions) + ")\n";
  std::string text =
      "class Model(nn.Module):\n"
      "    def __init__(self):\n"
      "        super().__init__()\n"
      "        self.input = " +
      table + "        self.output = " + table;
  if (kind == Kind::glove)
    for (const char* name : {"input_bias", "output_bias"})
      text += std::string("        self.") + name + " = nn.Parameter(torch.zeros(" + python(words) + "))\n";
  return text;
}

/// loss_of(chosen), the rows of a step.
std::string loss_function(const Settings& settings) {
  if (settings.kind == Kind::glove)
    return "def loss_of(chosen):\n"
           "    word, context = chosen.T\n"
           "    score = (model.input(word) * model.output(context)).sum(1) + model.input_bias[word] + "
           "model.output_bias[context]\n"
           "    count = counts[word, context]\n"
           "    return ((count / largest_count).pow(0.75).clamp(max=1) * (score - count.log()) ** "
           "2).mean()\n";
  const bool cbow = settings.kind == Kind::cbow;
  const int read = cbow ? 2 * settings.window : 1;
  const std::string hidden =
      cbow ? "    context = chosen[:, :" + python(read) +
                 "]\n"
                 "    there = (context != 255)[:, :, None]\n"
                 "    h = (model.input(context * there[:, :, 0]) * there).sum(1) / there.sum(1)\n"
           : "    h = model.input(chosen[:, 0])\n";
  return "def loss_of(chosen):\n" + hidden + "    true = (h * model.output(chosen[:, " + python(read) +
         "])).sum(1)\n"
         "    drawn = (h[:, None] * model.output(chosen[:, " +
         python(read + 1) +
         ":])).sum(2)\n"
         "    return functional.softplus(-true).mean() + functional.softplus(drawn).sum(1).mean()\n";
}

}  // namespace

std::string pytorch_script(const Settings& settings, std::uint64_t seed, std::uint64_t steps) {
  const Lessons lessons(settings, seed);
  const Learner start(settings.kind, settings, lessons, seed);
  const int words = lessons.corpus().vocabulary;
  train::Script script(
      {.run = "The training of " + name_of(settings.kind).english, .seed = seed, .steps = steps});
  script.code("examples = torch.frombuffer(bytearray(" +
              io::python_bytes(examples_of(lessons, settings, steps)) + "), dtype=torch.uint8).reshape(" +
              python(static_cast<int>(steps)) + ", " + python(settings.batch) + ", -1).long()");
  if (settings.kind == Kind::glove)
    script.tensor("counts", tensor_of(lessons.corpus().counts))
        .code("largest_count = " + python(lessons.largest_count()));
  return script.definition(model_class(settings.kind, words, settings.dimensions))
      .model("Model()", io::state_dict(start.model))
      .definition(loss_function(settings))
      .optimizer(start.optimizer.optimizer())
      .loop({.sequence = "examples", .loss = "loss_of(chosen)"})
      .text();
}

}  // namespace madang::demos::embeddings
