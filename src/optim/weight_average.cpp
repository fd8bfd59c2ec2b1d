#include "optim/weight_average.h"

namespace madang {

WeightAverage::WeightAverage(std::vector<Variable> parameters, float decay)
    : parameters_(std::move(parameters)), decay_(decay) {
  for (const Variable& variable : parameters_) averages_.push_back(variable.value());
}

WeightAverage WeightAverage::exponential(std::vector<Variable> parameters, float decay) {
  if (!(decay >= 0.0f && decay < 1.0f)) {
    throw Error("weight_average: a decay from 0 to below 1 expected, not " + std::to_string(decay));
  }
  return WeightAverage(std::move(parameters), decay);
}

WeightAverage WeightAverage::equal(std::vector<Variable> parameters) {
  return WeightAverage(std::move(parameters), -1.0f);
}

void WeightAverage::update() {
  ++updates_;
  const float share = decay_ < 0.0f ? 1.0f / static_cast<float>(updates_) : 1.0f - decay_;
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    const std::span<const float> present = parameters_[i].value().values();
    const std::span<float> average = averages_[i].mutable_values();
    for (std::size_t k = 0; k < present.size(); ++k) average[k] += share * (present[k] - average[k]);
  }
}

void WeightAverage::exchange() {
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    Tensor present = parameters_[i].value();
    parameters_[i].assign(std::move(averages_[i]));
    averages_[i] = std::move(present);
  }
}

}  // namespace madang
