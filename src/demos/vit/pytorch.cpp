#include "demos/vit/picture.h"
#include "optim/adam.h"
#include "train/script.h"

namespace madang::demos::vit {

std::string pytorch_script(const Settings& settings, const data::ImageSet& set, std::uint64_t seed,
                           std::uint64_t steps) {
  const Classifier network = first_network(settings, seed);
  data::Batches order = Training(settings, set, seed).batches();
  train::Script script({.seed = seed, .steps = steps});
  script.batches(set.train, [&](std::uint64_t step) { return order.at(step); }).model(network.layers);
  train::ScriptLoop loop{.before = "x, y = functional.pad(images[chosen], (2, 2, 2, 2)), labels[chosen]",
                         .loss = "functional.cross_entropy(model(x), y)"};
  if (settings.network == Network::deit) {
    script.model(first_cnn(seed).layers, "teacher")
        .code("teacher_optimizer = torch.optim.Adam(teacher.parameters(), " +
              std::to_string(settings.cnn_rate) + ")");
    loop.before += "\nsaid, taught = model(x), teacher(x)";
    loop.loss =
        "(functional.cross_entropy(said[:, :10], y) + functional.cross_entropy(said[:, 10:], "
        "taught.argmax(1))) / 2";
    loop.after =
        "teacher_optimizer.zero_grad()\nfunctional.cross_entropy(taught, y).backward()\n"
        "teacher_optimizer.step()";
  }
  return script.optimizer(Adam(network.parameters(), {.learning_rate = settings.learning_rate}))
      .loop(loop)
      .text();
}

}  // namespace madang::demos::vit
