#include "demos/activations/net_run.h"

#include <cmath>
#include <cstdio>
#include <string>

#include "autograd/ops_softmax.h"

namespace madang::demos::activations {

namespace {

constexpr float largest_weight = 1e4f;

std::string short_number(float value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3g", static_cast<double>(value));
  return text;
}

Text diverged(float loss) {
  if (std::isfinite(loss))
    return {"가중치가 걷잡을 수 없이 커졌다(손실 " + short_number(loss) + ").",
            "Its weights grew beyond all bounds (loss " + short_number(loss) + ")."};
  return {"앞으로 계산하는 도중에 수가 float의 한계(3.4e38)를 넘었다.",
          "On the way forward its numbers left the range of float (3.4e38)."};
}

}  // namespace

void Curves::add(std::uint64_t step, const Measurement& m) {
  if (!thinning_.admits(step, {&steps, &loss, &delta_ratio, &weight_ratio, &off})) return;
  steps.push_back(static_cast<float>(step));
  loss.push_back(m.loss);
  delta_ratio.push_back(static_cast<float>(m.delta_ratio()));
  weight_ratio.push_back(static_cast<float>(m.weight_ratio()));
  off.push_back(m.off_share());
}

NetRun::NetRun(const Settings& settings, Start start, int classes, Random weights)
    : net_({settings.width, settings.depth, classes, start}, weights),
      optimizer_(make_optimizer(settings, net_)) {}

NetRun::AnyOptimizer NetRun::make_optimizer(const Settings& settings, const DeepNet& net) {
  const float rate = settings.learning_rate;
  switch (settings.rule) {
    case Rule::gradient_descent:
      return Sgd(net.parameters(), {.learning_rate = rate});
    case Rule::momentum:
      return Sgd(net.parameters(), {.learning_rate = rate, .momentum = 0.9f});
    case Rule::adam:
      return Adam(net.parameters(), {.learning_rate = rate});
  }
  throw Error("activations: no such rule");
}

std::optional<Text> NetRun::step(const Batch& batch, const Squash& squash, float learning_rate) {
  const std::vector<Variable> parameters = net_.parameters();
  std::vector<Tensor> before;
  for (const Variable& p : parameters) before.push_back(p.value());
  const AnyOptimizer optimizer_before = optimizer_;
  const Variable loss = cross_entropy(net_.forward(batch.inputs, squash).logits(), batch.labels);
  if (!std::isfinite(loss.item())) return diverged(loss.item());
  std::visit(
      [&](auto& optimizer) {
        optimizer.set_learning_rate(learning_rate);
        optimizer.step(backward(loss));
      },
      optimizer_);
  if (net_.within(largest_weight)) return {};
  for (std::size_t i = 0; i < before.size(); ++i) parameters[i].assign(before[i]);
  optimizer_ = optimizer_before;
  return diverged(loss.item());
}

void NetRun::record(std::uint64_t step, const Squash& squash, const Batch& all) {
  if (curves_.due(step)) curves_.add(step, measure(net_, squash, all));
}

void NetRun::stop(std::uint64_t step, Text reason) {
  stopped_step_ = step;
  reason_ = std::move(reason);
}

}  // namespace madang::demos::activations
