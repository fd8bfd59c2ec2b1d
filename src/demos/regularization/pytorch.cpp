#include "demos/regularization/pytorch.h"

#include "demos/regularization/training.h"
#include "train/script.h"

namespace madang::demos::regularization {

namespace {

constexpr const char* groups = R"py(weights = [p for p in model.parameters() if p.dim() > 1]
others = [p for p in model.parameters() if p.dim() == 1]
)py";

/// The proximal step of L1, as in Training::shrink.
std::string shrinking(float by) {
  return "with torch.no_grad():\n"
         "    for w in weights:\n"
         "        w.copy_(torch.sign(w) * torch.clamp(w.abs() - " +
         python(by) + ", min=0))\n";
}

}  // namespace

std::string pytorch_script(const Settings& settings, const Pictures& pictures, std::uint64_t seed,
                           std::uint64_t steps) {
  const float amount = amount_of(settings.technique, settings.strength);
  const bool smoothed = settings.technique == Technique::label_smoothing;
  const bool shrinks = settings.technique == Technique::l1;
  const Network network(settings, random_for(seed, Stream::weights));
  const std::string names[] = {"weights", "others"};
  data::Batches batches(settings.images, settings.batch, seed);
  return train::Script(
             {.run = "This training",
              .seed = seed,
              .steps = steps,
              .prints = "the loss over all training images before the first step and after each one"})
      .tensor("images", pictures.train.images.reshaped({pictures.train.size(), pixels}))
      .labels("labels", pictures.train.labels)
      .batches([&](std::uint64_t step) { return batches.at(step); })
      .model(network.layers())
      .code(groups)
      .optimizer(*optimizer_of(network, settings), names)
      .loop({.loss = "functional.cross_entropy(model(images[chosen]), labels[chosen]" +
                     (smoothed ? ", label_smoothing=" + python(amount) : "") + ")",
             .after = shrinks ? shrinking(settings.learning_rate * amount) : "",
             .report = "functional.cross_entropy(model(images), labels)",
             .modes = true})
      .text();
}

}  // namespace madang::demos::regularization
