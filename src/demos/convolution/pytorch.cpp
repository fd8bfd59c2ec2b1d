#include "demos/convolution/pytorch.h"

#include "demos/convolution/layer.h"
#include "train/rule.h"
#include "train/script.h"

namespace madang::demos::convolution {

std::string pytorch_script(const Settings& settings, const Lesson& lesson, const Conv2d& layer,
                           std::uint64_t seed, std::uint64_t steps) {
  const Conv2d target = layer_of(constant(lesson.target), lesson.geometry);
  const auto optimizer = train::optimizer_of(settings.rule, layer.parameters(), settings.learning_rate);
  return train::Script({.run = "A kernel learns to imitate a filter from its feature map alone",
                        .seed = seed,
                        .steps = steps,
                        .prints = "the loss before the first update and after each one"})
      .tensor("picture", lesson.picture.reshaped({1, settings.channel_count(), side, side}),
              "(1, channels, height, width)")
      .model(target, "target")
      .model(layer)
      .code("with torch.no_grad():\n    wanted = target(picture)\n")
      .optimizer(*optimizer)
      .loop({.element = "",
             .loss = "functional.mse_loss(model(picture), wanted)",
             .report = "functional.mse_loss(model(picture), wanted)"})
      .text();
}

}  // namespace madang::demos::convolution
