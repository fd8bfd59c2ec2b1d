// The constructors of torch.optim that do the same, for scripts.
#include "core/error.h"
#include "core/python.h"
#include "optim/adam.h"
#include "optim/rmsprop.h"
#include "optim/sgd.h"

namespace madang {

Optimizer::PytorchRule Optimizer::pytorch_rule() const { throw Error("optimizer: PyTorch has no such rule"); }

std::string Optimizer::pytorch(std::span<const std::string> names) const {
  const std::string all = "model.parameters()";
  if (names.empty()) names = {&all, 1};
  if (names.size() != groups_.size()) {
    throw Error("optimizer: " + std::to_string(names.size()) + " names of " + std::to_string(groups_.size()) +
                " groups of parameters");
  }
  const PytorchRule rule = pytorch_rule();
  const bool alone = groups_.size() == 1 && !groups_[0].frozen;
  std::string groups;
  for (std::size_t i = 0; i < groups_.size() && !alone; ++i) {
    const Group& group = groups_[i];
    if (group.frozen) continue;
    groups += (groups.empty() ? "{\"params\": " : ", {\"params\": ") + names[i];
    if (group.learning_rate_factor != 1.0f)
      groups += ", \"lr\": " + python(learning_rate_ * group.learning_rate_factor);
    if (group.weight_decay != rule.default_decay)
      groups += ", \"weight_decay\": " + python(group.weight_decay);
    groups += "}";
  }
  PythonCall call("torch.optim." + rule.name);
  call.with(alone ? names[0] : "[" + groups + "]").with("lr=" + python(learning_rate_));
  for (const std::string& argument : rule.arguments) call.with(argument);
  if (alone) call.with("weight_decay", groups_[0].weight_decay, rule.default_decay);
  return call.text();
}

Optimizer::PytorchRule Sgd::pytorch_rule() const {
  PytorchRule rule{.name = "SGD"};
  if (options_.momentum != 0.0f) rule.arguments.push_back("momentum=" + python(options_.momentum));
  if (options_.nesterov) rule.arguments.push_back("nesterov=True");
  return rule;
}

Optimizer::PytorchRule Adam::pytorch_rule() const {
  const AdamOptions pytorchs;
  PytorchRule rule{.name = decoupled_decay_ ? "AdamW" : "Adam",
                   .default_decay = decoupled_decay_ ? 1e-2f : 0};
  if (options_.beta1 != pytorchs.beta1 || options_.beta2 != pytorchs.beta2)
    rule.arguments.push_back("betas=(" + python(options_.beta1) + ", " + python(options_.beta2) + ")");
  if (options_.epsilon != pytorchs.epsilon) rule.arguments.push_back("eps=" + python(options_.epsilon));
  return rule;
}

Optimizer::PytorchRule Rmsprop::pytorch_rule() const {
  PytorchRule rule{.name = "RMSprop"};
  const RmspropOptions pytorchs;
  if (options_.smoothing != pytorchs.smoothing)
    rule.arguments.push_back("alpha=" + python(options_.smoothing));
  if (options_.epsilon != pytorchs.epsilon) rule.arguments.push_back("eps=" + python(options_.epsilon));
  if (options_.momentum != 0.0f) rule.arguments.push_back("momentum=" + python(options_.momentum));
  if (options_.centred) rule.arguments.push_back("centered=True");
  return rule;
}

}  // namespace madang
