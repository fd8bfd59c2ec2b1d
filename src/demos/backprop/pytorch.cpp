#include "demos/backprop/pytorch.h"

#include "demos/backprop/training.h"
#include "train/script.h"

namespace madang::demos::backprop {

namespace {

/// In terms of z, what the last layer gives: the output is its sigmoid or softmax.
std::string loss_of(const Architecture& architecture) {
  if (architecture.loss == Loss::half_squared_error)
    return "0.5 * ((targets - torch.sigmoid(z)) ** 2).sum() / len(z)";
  if (architecture.softmax()) return "functional.cross_entropy(z, targets.argmax(1))";
  return "functional.binary_cross_entropy_with_logits(z, targets)";
}

}  // namespace

std::string pytorch_script(const Settings& settings, std::uint64_t seed, std::uint64_t steps) {
  const Training start(settings, seed);
  data::Rounds rounds = start.rounds();
  return train::Script(
             {.seed = seed,
              .steps = steps,
              .prints = "the loss over all training points before the first step and after each one"})
      .tensor("points", start.train_batch().inputs)
      .tensor("labels", start.train_batch().targets, "one column for each output")
      .batches([&](std::uint64_t) { return rounds.next(settings.batch); })
      .model(start.network())
      .optimizer(start.optimizer())
      .definition("def loss_of(z, targets):\n    return " + loss_of(start.network().architecture()))
      .loop({.loss = "loss_of(model(points[chosen]), labels[chosen])",
             .report = "loss_of(model(points), labels)"})
      .text();
}

}  // namespace madang::demos::backprop
