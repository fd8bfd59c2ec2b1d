#include "demos/compute/measurements.h"

#include <algorithm>
#include <cmath>

#include "kernels/peak.h"
#include "kernels/variant.h"

namespace madang::demos::compute {

namespace {

/// Later ones take the place of the oldest: the run may go on for hours.
constexpr std::size_t most_times = 200;
/// Of fewer, the median of one half is not to be judged by.
constexpr std::size_t fewest_times = 6;

constexpr int chain_rounds = 1000;
volatile float sink;

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

void Roof::measure_peak(Backend backend, double least_ms) {
  const auto variants = kernel_variants();
  const bool scalar = backend == Backend::scalar;
  const auto chains = scalar                     ? kernels::multiply_add_chains_reference
                      : backend == Backend::simd ? variants.front().multiply_add_chains
                                                 : variants.back().multiply_add_chains;
  const double ms = time_calls(least_ms, [&] { sink = chains(chain_rounds); });
  double& peak = peaks_[static_cast<std::size_t>(backend)];
  peak =
      std::fmax(peak, kernels::chain_operations(chain_rounds, scalar ? 1 : kernels::kChainLanes) / ms / 1e6);
}

void Roof::measure_bandwidth(double least_ms) {
  const std::vector<float> x(triad_size, 1.f), y(triad_size, 2.f);
  std::vector<float> to(triad_size);
  const double ms = time_calls(least_ms, [&] { kernels::triad(x, y, 3.f, to); });
  sink = to.back();
  bandwidth_ = std::fmax(bandwidth_, 12.0 * triad_size / ms / 1e6);
}

void Roof::fill(Snapshot& picture) const {
  picture.peak.assign(peaks_.begin(), peaks_.end());
  picture.bandwidth = static_cast<float>(bandwidth_);
}

bool Available::has(Backend backend) const {
  if (is_gpu(backend)) return gpu;
  return backend != Backend::relaxed || relaxed;
}

std::vector<Task> plan(std::size_t sizes, const Available& available, bool tune) {
  std::vector<Task> tasks;
  const auto add = [&](Task::Kind kind, Backend backend, std::size_t size = 0) {
    if (available.has(backend)) tasks.push_back({kind, backend, size});
  };
  for (const Backend backend : {Backend::scalar, Backend::simd, Backend::relaxed})
    add(Task::Kind::peak, backend);
  add(Task::Kind::bandwidth, Backend::simd);
  if (tune) add(Task::Kind::tune, Backend::webgpu);
  for (std::size_t size = 0; size < sizes; ++size)
    for (int backend = 0; backend < backend_count; ++backend)
      add(Task::Kind::work, static_cast<Backend>(backend), size);
  return tasks;
}

bool is_due(const Task& task, const Available& available, const Measurements& measurements) {
  if (!available.has(task.backend)) return false;
  return task.kind != Task::Kind::work || measurements.expected_ms(task.backend, task.size) <= longest_ms;
}

}  // namespace madang::demos::compute
