#include "gpu/crossover.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <memory>
#include <vector>

#include "core/random.h"
#include "gpu/operations.h"
#include "gpu/tuner.h"

namespace madang::gpu {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int depth = 64, shortest = 32, longest = 512, runs_per_length = 3;

const char* memory_key(Operation operation) {
  return operation == Operation::matmul ? "matmul crossover" : "attention crossover";
}

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

kernels::Attention shape_of(int length) {
  return {.queries = length, .keys = length, .depth = depth, .value_depth = depth, .scale = 0.125f};
}

/// One length after the other; each call starts the next.
struct Measurement {
  Device& device;
  std::function<void()> then;
  std::vector<float> q, k, v;
  int length = shortest;
  int runs = -1;  // the first one compiles, and does not count
  double gpu_ms = std::numeric_limits<double>::infinity();
  std::vector<Race> races = {};

  std::span<const float> rows(const std::vector<float>& values) const {
    return std::span(values).first(static_cast<std::size_t>(length) * depth);
  }
  double cpu_ms() const;
};

double Measurement::cpu_ms() const {
  std::vector<float> out(static_cast<std::size_t>(length) * depth);
  double best = std::numeric_limits<double>::infinity();
  for (int i = 0; i < runs_per_length; ++i) {
    const auto start = Clock::now();
    int calls = 0;
    do {  // clocks of browsers are coarse
      kernels::attention(shape_of(length), rows(q), rows(k), rows(v), {}, out);
      ++calls;
    } while (milliseconds_since(start) < 2);
    best = std::min(best, milliseconds_since(start) / calls);
  }
  return best;
}

void finish(const Measurement& measurement) {
  remember_crossover(measurement.device, Operation::attention, crossover_of(measurement.races));
  measurement.then();
}

void next(const std::shared_ptr<Measurement>& work) {
  if (work->runs == runs_per_length) {
    work->races.push_back({multiply_adds(shape_of(work->length)), work->cpu_ms(), work->gpu_ms});
    if (work->length == longest) return finish(*work);
    work->length *= 2;
    work->runs = 0;
    work->gpu_ms = std::numeric_limits<double>::infinity();
  }
  const auto start = Clock::now();
  attention(work->device, shape_of(work->length), work->rows(work->q), work->rows(work->k),
            work->rows(work->v), {}, [work, start](const Outcome& outcome) {
              if (!outcome.ok()) return work->then();
              if (work->runs >= 0) work->gpu_ms = std::min(work->gpu_ms, milliseconds_since(start));
              ++work->runs;
              next(work);
            });
}

/// How much slower than the faster one the slowest choice is, with the GPU from race `first` on.
double worst_choice(std::span<const Race> races, std::size_t first) {
  double worst = 1;
  for (std::size_t i = 0; i < races.size(); ++i) {
    const double chosen = i < first ? races[i].cpu_ms : races[i].gpu_ms;
    worst = std::max(worst, chosen / std::min(races[i].cpu_ms, races[i].gpu_ms));
  }
  return worst;
}

std::string millions(double count) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3g", count / 1e6);
  return text;
}

}  // namespace

double multiply_adds(const kernels::Gemm& shape) {
  return double{1} * shape.rows * shape.columns * shape.depth;
}

double multiply_adds(const kernels::Attention& shape) {
  return double{1} * shape.batch * shape.queries * shape.keys * (shape.depth + shape.value_depth);
}

double crossover_of(std::span<const Race> races) {
  std::size_t best = races.size();
  for (std::size_t first = races.size(); first-- > 0;) {
    if (worst_choice(races, first) < worst_choice(races, best)) best = first;
  }
  if (best == races.size()) return std::numeric_limits<double>::infinity();
  if (best == 0) return races.front().multiply_adds;
  const Race &below = races[best - 1], &above = races[best];
  const double lead_below = std::log(below.cpu_ms / below.gpu_ms);  // the GPU's
  const double lead_above = std::log(above.cpu_ms / above.gpu_ms);
  const double share = lead_below < 0 && lead_above > 0 ? lead_below / (lead_below - lead_above) : 0.5;
  return below.multiply_adds * std::pow(above.multiply_adds / below.multiply_adds, share);
}

void measure_crossover(Device& device, std::function<void()> then) {
  auto work = std::make_shared<Measurement>(Measurement{device, std::move(then), {}, {}, {}});
  Random random(1);
  for (auto* values : {&work->q, &work->k, &work->v}) {
    for (int i = 0; i < longest * depth; ++i) values->push_back(random.normal());
  }
  tune_attention(device, 128, [work](const std::vector<Timing>& timings) {
    if (timings.empty()) return work->then();
    next(work);
  });
}

void remember_crossover(Device& device, Operation operation, double multiply_adds) {
  char text[32];
  std::snprintf(text, sizeof text, "%.0f", multiply_adds);
  device.remember(memory_key(operation), text);
}

std::optional<double> crossover(const Device& device, Operation operation) {
  const std::string text = device.recalled(memory_key(operation));
  if (text.empty()) return std::nullopt;
  return std::strtod(text.c_str(), nullptr);
}

Choice choose(const Device& device, Operation operation, double multiply_adds) {
  if (device.state() != State::ready) {
    return {Backend::simd, device.reason()};
  }
  const auto limit = crossover(device, operation);
  if (!limit) {
    return {Backend::simd,
            {"아직 이 기기에서 재지 않아 SIMD로 계산한다. 시간을 재면 더 빠른 쪽을 고른다.",
             "Not measured on this device yet, so SIMD. Measure, and the faster one is chosen."}};
  }
  const std::string korean = "곱셈과 덧셈 " + millions(multiply_adds) + "백만 번",
                    english = millions(multiply_adds) + " million multiply-adds";
  if (std::isinf(*limit)) {
    return {Backend::simd,
            {korean + ". 이 기기에서 재어 보니 어느 크기에서도 GPU가 더 빠르지 않았다.",
             english + ". Measured on this device, the GPU was not faster at any size."}};
  }
  const Backend backend = multiply_adds >= *limit ? Backend::webgpu : Backend::simd;
  return {
      backend,
      {korean + ". 이 기기에서 재어 보니 " + millions(*limit) + "백만 번부터 GPU가 더 빨랐다.",
       english + ". Measured on this device, the GPU is faster from " + millions(*limit) + " million on."}};
}

}  // namespace madang::gpu
