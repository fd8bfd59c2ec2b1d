#include "demos/cnn/pytorch.h"

#include "demos/cnn/training.h"
#include "optim/adam.h"
#include "train/script.h"

namespace madang::demos::cnn {

std::string pytorch_script(const Settings& settings, const data::ImageSet& set, std::uint64_t seed,
                           std::uint64_t steps) {
  const ConvNet net = first_net(settings, seed);
  data::Batches order = batches_of(settings, set, seed);
  std::vector<float> rates;
  for (std::uint64_t step = 0; step < steps; ++step)
    rates.push_back(settings.learning_rate * rate_factor(settings, step, order.per_epoch()));
  return train::Script({.seed = seed, .steps = steps})
      .batches(set.train, [&](std::uint64_t step) { return order.at(step); })
      .model(net.layers)
      .optimizer(Adam(net.parameters(), {.learning_rate = settings.learning_rate}))
      .loop({.rates = rates, .loss = "functional.cross_entropy(model(images[chosen]), labels[chosen])"})
      .text();
}

}  // namespace madang::demos::cnn
