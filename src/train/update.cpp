#include "train/update.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>

namespace madang::train {

namespace {

constexpr std::uint32_t magnitude_bits = 0x7fffffff, infinity_bits = 0x7f800000;

/// The bits of a float's magnitude are ordered as magnitudes are, NaN above infinity: a maximum of integers,
/// which compilers turn into vector code.
std::uint32_t largest_bits(std::span<const float> values) {
  std::uint32_t largest = 0;
  for (const float v : values) largest = std::max(largest, std::bit_cast<std::uint32_t>(v) & magnitude_bits);
  return largest;
}

Text reason_of(Fault fault) {
  switch (fault) {
    case Fault::loss:
      return {"손실이 유한한 수가 아닙니다.", "The loss is not a finite number."};
    case Fault::gradient:
      return {"기울기가 float으로 셀 수 있는 범위를 벗어났습니다.", "The gradient left the range of float."};
    case Fault::weight:
      return {"가중치가 계산할 수 없을 만큼 커졌습니다.",
              "The weights grew beyond what can be computed with."};
  }
  return {};
}

}  // namespace

std::string short_number(float value) {
  char text[32];
  const bool whole = value >= 1000 && value < 1e6f;  // 1000, not 1e+03
  std::snprintf(text, sizeof text, whole ? "%.0f" : "%.3g", static_cast<double>(value));
  return text;
}

float largest_magnitude(std::span<const float> values) { return std::bit_cast<float>(largest_bits(values)); }

Kept::Kept(std::vector<Variable> variables) : variables_(std::move(variables)) {
  for (const Variable& variable : variables_) values_.push_back(variable.value());
}

Kept::~Kept() {
  for (std::size_t i = 0; i < values_.size(); ++i) variables_[i].assign(std::move(values_[i]));
}

GuardedOptimizer& GuardedOptimizer::operator=(const GuardedOptimizer& other) {
  return *this = GuardedOptimizer(other);
}

bool GuardedOptimizer::gradients_finite(const Gradients& gradients) const {
  return std::ranges::all_of(optimizer_->parameters(), [&](const Variable& parameter) {
    return !gradients.contains(parameter) ||
           largest_bits(gradients.of(parameter).value().values()) < infinity_bits;
  });
}

bool GuardedOptimizer::weights_within() const {
  return std::ranges::all_of(optimizer_->parameters(), [](const Variable& parameter) {
    return largest_magnitude(parameter.value().values()) <= largest_weight;
  });
}

Update GuardedOptimizer::step(const std::function<Variable()>& loss, const std::function<void()>& accept) {
  Kept buffers(buffers_);
  const Variable now = loss();
  if (!std::isfinite(now.item())) return {now.item(), Fault::loss};
  const Update update = step(now.item(), backward(now), accept);
  if (!update.fault) buffers.release();
  return update;
}

Update GuardedOptimizer::step(float loss, const Gradients& gradients, const std::function<void()>& accept) {
  if (!std::isfinite(loss)) return {loss, Fault::loss};
  if (!gradients_finite(gradients)) return {loss, Fault::gradient};
  Kept weights(optimizer_->parameters());
  auto before = optimizer_->clone();
  const auto take_back = [&] { optimizer_ = std::move(before); };
  optimizer_->step(gradients);
  if (!weights_within()) {
    take_back();
    return {loss, Fault::weight};
  }
  if (accept) {
    try {
      accept();
    } catch (...) {
      take_back();
      throw;
    }
  }
  weights.release();
  return {loss};
}

std::vector<Update> step_together(std::span<const Learning> models) {
  struct TakenBack {};
  std::vector<Update> updates;
  // Each model accepts its update when those behind it have made theirs.
  const std::function<void()> step_the_rest = [&] {
    if (updates.size() == models.size()) return;
    const std::size_t own = updates.size();
    updates.emplace_back();
    const Learning& model = models[own];
    const auto loss = [&] {
      const Variable now = model.loss();
      updates[own].loss = now.item();
      return now;
    };
    updates[own].fault = model.optimizer.step(loss, step_the_rest).fault;
    if (updates[own].fault) throw TakenBack{};
  };
  try {
    step_the_rest();
  } catch (const TakenBack&) {
  }
  return updates;
}

demo::Halt diverged(Fault fault, float learning_rate, const Text& whose) {
  const std::string rate = short_number(learning_rate), lower = short_number(learning_rate / 10);
  const Text reason = reason_of(fault);
  return demo::Halt({whose.korean + "학습이 학습률 " + rate + "에서 발산했습니다. " + reason.korean +
                         " 가중치는 그 직전 그대로입니다. 학습률을 낮추고(예: " + lower +
                         ") 이어서 하거나 처음부터 다시 시작하세요.",
                     whose.english + "Training diverged at learning rate " + rate + ". " + reason.english +
                         " The weights are as they were just before. Lower the learning rate (to " + lower +
                         ", say) and go on, or reset."});
}

}  // namespace madang::train
