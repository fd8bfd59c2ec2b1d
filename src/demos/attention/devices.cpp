#include "demos/attention/devices.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "core/random.h"
#include "gpu/crossover.h"
#include "gpu/operations.h"

namespace madang::demos::attention {

namespace {

using Clock = std::chrono::steady_clock;

float milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<float, std::milli>(Clock::now() - start).count();
}

float median(std::vector<float> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

std::size_t output_size(const kernels::Attention& shape) {
  return static_cast<std::size_t>(shape.batch) * static_cast<std::size_t>(shape.queries) *
         static_cast<std::size_t>(shape.value_depth);
}

std::vector<float> run_on_cpu(const Work& work, Backend backend) {
  std::vector<float> out(output_size(work.shape));
  if (backend == Backend::scalar)
    kernels::attention_reference(work.sizes(), work.q, work.k, work.v, work.mask, out);
  else
    kernels::attention(work.sizes(), work.q, work.k, work.v, work.mask, out);
  return out;
}

/// Median over five calls; short ones are repeated, since the clocks of browsers are coarse.
float time_on_cpu(const Work& work, Backend backend) {
  constexpr float least_ms = 2;
  std::vector<float> times;
  int repeats = 1;
  run_on_cpu(work, backend);
  while (times.size() < 5) {
    const auto start = Clock::now();
    for (int i = 0; i < repeats; ++i) run_on_cpu(work, backend);
    const float elapsed = milliseconds_since(start);
    if (elapsed < least_ms && repeats < 1024)
      repeats *= 2;
    else
      times.push_back(elapsed / static_cast<float>(repeats));
  }
  return median(times);
}

Work random_work(int length, std::uint64_t seed) {
  constexpr int depth = 64;
  Random random(seed, 21);
  Work work{.shape = {.queries = length,
                      .keys = length,
                      .depth = depth,
                      .value_depth = depth,
                      .scale = 1 / std::sqrt(static_cast<float>(depth))},
            .q = {},
            .k = {},
            .v = {}};
  for (auto* values : {&work.q, &work.k, &work.v})
    for (int i = 0; i < length * depth; ++i) values->push_back(random.normal());
  return work;
}

void take_mask(Work& work, const MaskRule& mask) {
  const auto& shape = work.shape;
  if (mask.kind == Mask::padding) work.key_lengths = {std::max(0, shape.keys - mask.padding)};
  if (mask.kind != Mask::drawn) return;
  for (int query = 0; query < shape.queries; ++query)
    for (int key = 0; key < shape.keys; ++key)
      work.mask.push_back(mask.hides(query, key, shape.keys) ? -INFINITY : 0.f);
}

}  // namespace

bool Work::sees(int query, int key) const {
  const auto cell =
      static_cast<std::size_t>(query) * static_cast<std::size_t>(shape.keys) + static_cast<std::size_t>(key);
  return !(shape.causal && key > query) && (key_lengths.empty() || key < key_lengths.front()) &&
         (mask.empty() || mask[cell] == 0);
}

Work work_of(const Flow& flow, const Rules& rules) {
  const Head& first = flow.heads.front();
  Work work{.shape = {.batch = static_cast<int>(flow.heads.size()),
                      .queries = first.q.rows,
                      .keys = first.k.rows,
                      .depth = first.q.columns,
                      .value_depth = first.v.columns,
                      .scale = rules.scale(first.q.columns),
                      .causal = rules.mask.kind == Mask::causal},
            .q = {},
            .k = {},
            .v = {}};
  take_mask(work, rules.mask);
  for (const Head& head : flow.heads) {
    work.q.insert(work.q.end(), head.q.values.begin(), head.q.values.end());
    work.k.insert(work.k.end(), head.k.values.begin(), head.k.values.end());
    work.v.insert(work.v.end(), head.v.values.begin(), head.v.values.end());
  }
  return work;
}

std::vector<float> exact(const Work& work) {
  const auto& s = work.shape;
  std::vector<float> out;
  out.reserve(output_size(s));
  std::vector<double> weights(static_cast<std::size_t>(s.keys));
  for (int row = 0; row < s.batch * s.queries; ++row) {
    const int batch = row / s.queries;
    std::vector<int> in_sight;
    for (int key = 0; key < s.keys; ++key)
      if (work.sees(row % s.queries, key)) in_sight.push_back(key);
    const float* q = work.q.data() + static_cast<std::ptrdiff_t>(row) * s.depth;
    const float* k = work.k.data() + static_cast<std::ptrdiff_t>(batch) * s.keys * s.depth;
    const float* v = work.v.data() + static_cast<std::ptrdiff_t>(batch) * s.keys * s.value_depth;
    double largest = -INFINITY, total = 0;
    for (const int key : in_sight) {
      double score = 0;
      for (int i = 0; i < s.depth; ++i) score += double{q[i]} * k[key * s.depth + i];
      weights[static_cast<std::size_t>(key)] = score * s.scale;
      largest = std::max(largest, score * s.scale);
    }
    for (const int key : in_sight) {
      double& weight = weights[static_cast<std::size_t>(key)];
      total += weight = std::exp(weight - largest);
    }
    for (int column = 0; column < s.value_depth; ++column) {
      double sum = 0;
      for (const int key : in_sight)
        sum += weights[static_cast<std::size_t>(key)] * v[key * s.value_depth + column];
      out.push_back(in_sight.empty() ? 0.f : static_cast<float>(sum / total));
    }
  }
  return out;
}

std::vector<float> Devices::run(const Work& work, Backend wanted, bool fresh) {
  if (fresh) ++work_number_;
  report_.waiting = false;
  report_.reason = {};
  const Backend backend = report_.used = chosen(work, wanted);
  std::vector<float> result = backend == Backend::webgpu ? run_on_gpu(work) : run_on_cpu(work, backend);
  compare(work, result);
  return result;
}

Backend Devices::chosen(const Work& work, Backend wanted) {
  if (wanted != Backend::automatic) return wanted;
  gpu_ready();
  const gpu::Choice choice = gpu::choose(gpu_, work.shape);
  report_.reason = choice.reason;
  report_.waiting = gpu_.state() == gpu::State::starting;
  return choice.backend == gpu::Backend::webgpu ? Backend::webgpu : Backend::simd;
}

bool Devices::gpu_ready() {
  if (gpu_.state() == gpu::State::off) gpu_.start([this] { on_gpu_change(); });
  report_.adapter = gpu_.adapter();
  if (!gpu_.reason().empty()) report_.reason = gpu_.reason();
  return gpu_.state() == gpu::State::ready;
}

void Devices::on_gpu_change() {
  if (gpu_.state() == gpu::State::ready && waiting_to_time_) time_gpu(std::move(waiting_to_time_), {});
  on_answer_();
}

void Devices::retry_gpu() {
  answered_number_ = -1;
  in_flight_ = false;
  if (gpu_.state() == gpu::State::failed || gpu_.state() == gpu::State::lost) gpu_.restart();
}

std::vector<float> Devices::run_on_gpu(const Work& work) {
  const bool answered = answered_number_ == work_number_;
  if (answered && !answer_.empty()) return answer_;
  if (gpu_ready() && !in_flight_ && !answered) ask_gpu(work);
  if (answered_number_ == work_number_) {
    if (!answer_.empty()) return answer_;
    report_.reason = answer_reason_;
  }
  report_.used = Backend::simd;
  report_.waiting = gpu_.state() == gpu::State::starting || in_flight_;
  return run_on_cpu(work, Backend::simd);
}

void Devices::ask_gpu(const Work& work) {
  in_flight_ = true;
  asked_number_ = work_number_;
  gpu::attention(gpu_, work.sizes(), work.q, work.k, work.v, work.mask, [this](gpu::Outcome outcome) {
    in_flight_ = false;
    answered_number_ = asked_number_;
    answer_ = std::move(outcome.values);
    answer_reason_ = std::move(outcome.reason);
    on_answer_();
  });
}

void Devices::time(int length, std::uint64_t seed) {
  auto work = std::make_shared<Work>(random_work(length, seed));
  ++timing_number_;
  report_.timed_length = length;
  report_.milliseconds = {time_on_cpu(*work, Backend::scalar), time_on_cpu(*work, Backend::simd), -1};
  waiting_to_time_ = nullptr;
  if (gpu_ready())
    time_gpu(std::move(work), {});
  else if (gpu_.state() == gpu::State::starting)
    waiting_to_time_ = std::move(work);
}

void Devices::time_gpu(std::shared_ptr<const Work> work, std::vector<float> milliseconds) {
  constexpr std::size_t calls = 6;  // the first one builds the pipeline and does not count
  const auto start = Clock::now();
  const Work& numbers = *work;
  gpu::attention(gpu_, numbers.shape, numbers.q, numbers.k, numbers.v, {},
                 [this, work, milliseconds, start, number = timing_number_](gpu::Outcome outcome) mutable {
                   if (number != timing_number_) return;
                   milliseconds.push_back(milliseconds_since(start));
                   if (outcome.ok() && milliseconds.size() < calls) return time_gpu(work, milliseconds);
                   if (!outcome.ok()) {
                     report_.reason = outcome.reason;
                     return on_answer_();
                   }
                   report_.milliseconds.back() = median({milliseconds.begin() + 1, milliseconds.end()});
                   on_answer_();
                   gpu::measure_crossover(gpu_, [this] { on_answer_(); });
                 });
}

void Devices::forget_times() {
  ++timing_number_;
  waiting_to_time_ = nullptr;
  report_.timed_length = 0;
  report_.milliseconds.clear();
}

void Devices::compare(const Work& work, const std::vector<float>& result) {
  const std::vector<float> expected = exact(work);
  double difference = 0, largest = 0;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const double distance = std::fabs(double{result[i]} - expected[i]);
    if (!(distance <= difference)) difference = distance;  // a NaN counts
    largest = std::max(largest, std::fabs(double{expected[i]}));
  }
  report_.compared = static_cast<int>(expected.size());
  report_.largest_difference = static_cast<float>(difference);
  report_.relative_difference = static_cast<float>(largest > 0 ? difference / largest : difference);
}

}  // namespace madang::demos::attention
