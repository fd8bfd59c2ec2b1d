#include "demos/compute/measurements.h"

#include <algorithm>
#include <cmath>

namespace madang::demos::compute {

namespace {

/// Later ones take the place of the oldest: the run may go on for hours.
constexpr std::size_t most_times = 200;
/// Of fewer, the median of one half is not to be judged by.
constexpr std::size_t fewest_times = 6;

}  // namespace

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return NAN;
  std::ranges::sort(values);
  const double place = share * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const double next = values[std::min(below + 1, values.size() - 1)];
  return values[below] + (place - static_cast<double>(below)) * (next - values[below]);
}

Measurements::Measurements(const Shape& shape, std::vector<int> sizes)
    : shape_(shape), sizes_(std::move(sizes)) {
  for (auto& row : cells_) row.resize(sizes_.size());
}

void Measurements::add(Backend backend, std::size_t size, double milliseconds, const Agreement& agreement) {
  Cell& cell = cells_[static_cast<std::size_t>(backend)][size];
  if (cell.times.size() == most_times) cell.times.erase(cell.times.begin(), cell.times.begin() + 2);
  cell.times.push_back(milliseconds);
  cell.agreement = agreement;
}

double Measurements::milliseconds(Backend backend, std::size_t size, Rounds rounds, double share) const {
  const auto& times = cell(backend, size).times;
  if (rounds == Rounds::all) return quantile(times, share);
  std::vector<double> half;
  for (std::size_t i = rounds == Rounds::even ? 0 : 1; i < times.size(); i += 2) half.push_back(times[i]);
  return quantile(half, share);
}

const Agreement& Measurements::agreement(Backend backend, std::size_t size) const {
  return cell(backend, size).agreement;
}

double Measurements::expected_ms(Backend backend, std::size_t size) const {
  if (size == 0 || !cell(backend, size).times.empty()) return 0;
  const double last = milliseconds(backend, size - 1);
  if (std::isnan(last)) return INFINITY;
  if (size == 1) return last;
  const double before = milliseconds(backend, size - 2);
  const double rate = (last - before) / (multiply_adds(size - 1) - multiply_adds(size - 2));
  return last + std::fmax(rate, 0.0) * (multiply_adds(size) - multiply_adds(size - 1));
}

std::vector<gpu::Race> Measurements::races(Backend vectors, Rounds rounds) const {
  std::vector<gpu::Race> races;
  for (std::size_t size = 0; size < sizes_.size(); ++size) {
    const gpu::Race race = {multiply_adds(size), milliseconds(vectors, size, rounds),
                            milliseconds(Backend::webgpu, size, rounds)};
    if (race.cpu_ms > 0 && race.gpu_ms > 0) races.push_back(race);
  }
  return races;
}

double Measurements::judging_ms(Backend backend, std::size_t size) const {
  return cell(backend, size).times.size() < fewest_times ? NAN : milliseconds(backend, size, Rounds::odd);
}

double Measurements::worst_choice(Backend vectors) const {
  const double crossover = gpu::crossover_of(races(vectors, Rounds::even));
  double worst = NAN;
  for (std::size_t size = 0; size < sizes_.size(); ++size) {
    double best = INFINITY;
    for (const Backend backend : {Backend::scalar, Backend::simd, Backend::relaxed, Backend::webgpu})
      best = std::fmin(best, judging_ms(backend, size));
    const double chosen = judging_ms(multiply_adds(size) >= crossover ? Backend::webgpu : vectors, size);
    if (chosen > 0) worst = std::fmax(worst, chosen / best);
  }
  return worst;
}

}  // namespace madang::demos::compute
