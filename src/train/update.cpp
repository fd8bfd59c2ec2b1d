#include "train/update.h"

#include <algorithm>
#include <bit>
#include <cmath>

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

}  // namespace

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

}  // namespace madang::train
