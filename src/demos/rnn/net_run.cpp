#include "demos/rnn/net_run.h"

namespace madang::demos::rnn {

namespace {

Blueprint blueprint_of(Cell cell, const Settings& settings, const Lesson& lesson) {
  return {cell, lesson.features(), settings.hidden, lesson.outputs(), settings.rnn_start, settings.gate_bias};
}

}  // namespace

void Curves::add(std::uint64_t step, const Score& score, float far_share) {
  if (!thinning_.admits(step, {&steps, &loss, &right, &far})) return;
  steps.push_back(static_cast<float>(step));
  loss.push_back(score.loss);
  right.push_back(score.right);
  far.push_back(far_share);
}

NetRun::NetRun(Cell cell, const Settings& settings, const Lesson& lesson, std::uint64_t seed)
    : net_(blueprint_of(cell, settings, lesson), random_for(seed, Stream::weights)),
      optimizer_(net_.parameters(), {.learning_rate = settings.learning_rate}),
      first_reach_(reach_of(net_, lesson, lesson.probe(), reach_rows)) {}

NetRun::Pass NetRun::pass(const Lesson& lesson, const Batch& batch) const {
  const Variable loss = loss_of(answers(net_, net_.hidden(constant(batch.inputs)), lesson.asked()), batch);
  Pass pass{backward(loss), loss.item(), 0};
  pass.norm = gradient_norm(pass.gradients, optimizer_.parameters());
  return pass;
}

void NetRun::update(const Pass& pass, const Settings& settings) {
  optimizer_.set_learning_rate(settings.learning_rate);
  optimizer_.set_gradient_norm_limit(settings.clip);
  optimizer_.step(pass.gradients);
}

void NetRun::record(std::uint64_t step, const Lesson& lesson) {
  if (!curves_.due(step)) return;
  const Reach reach = step == 0 ? first_reach_ : reach_of(net_, lesson, lesson.probe(), reach_rows);
  curves_.add(step, score(net_, lesson, lesson.probe()), far_share(reach.hidden, far_distance(lesson)));
}

void NetRun::assign(std::span<const Tensor> values, const Settings& settings) {
  const std::vector<Variable> parameters = net_.parameters();
  for (std::size_t i = 0; i < parameters.size(); ++i) parameters[i].assign(values[i]);
  optimizer_ = Adam(parameters, {.learning_rate = settings.learning_rate});
}

}  // namespace madang::demos::rnn
