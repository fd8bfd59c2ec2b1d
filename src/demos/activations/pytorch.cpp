#include "demos/activations/pytorch.h"

#include "demos/activations/training.h"
#include "train/script.h"

namespace madang::demos::activations {

std::string pytorch_script(const Settings& settings, std::uint64_t seed, std::uint64_t steps) {
  PlaneData data(settings.data, random_for(seed, Stream::points));
  const Training start(settings, 0, data.points.classes, random_for(seed, Stream::weights));
  return train::Script({.run = "The training of network A",
                        .seed = seed,
                        .steps = steps,
                        .prints = "the loss over all points before the first step and after each one"})
      .tensor("points", data.all.inputs)
      .labels("labels", data.all.labels)
      .batches([&](std::uint64_t) { return data.rounds.next(settings.batch); })
      .model(start.net())
      .optimizer(start.optimizer())
      .loop({.loss = "functional.cross_entropy(model(points[chosen]), labels[chosen])",
             .report = "functional.cross_entropy(model(points), labels)"})
      .text();
}

}  // namespace madang::demos::activations
