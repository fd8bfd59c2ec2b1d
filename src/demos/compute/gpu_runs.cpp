#include "demos/compute/gpu_runs.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "demos/compute/measurements.h"
#include "gpu/operations.h"

namespace madang::demos::compute {

/// Inputs and outputs on the device.
struct GpuRuns::Resident {
  std::shared_ptr<const Problem> problem;
  gpu::Array a, b, v, out, log_sum;

  Resident(gpu::Device& device, std::shared_ptr<const Problem> of)
      : problem(std::move(of)),
        a(device.upload(problem->input(0))),
        b(device.upload(problem->input(1))),
        out(device.array(problem->result().size())) {
    if (problem->shape().work == Work::matmul) return;
    v = device.upload(problem->input(2));
    log_sum = device.array(static_cast<std::size_t>(problem->shape().heads) *
                           static_cast<std::size_t>(problem->n()));
  }

  void record(gpu::Commands& commands) const {
    if (problem->shape().work == Work::matmul)
      gpu::matmul(commands, {.shape = problem->gemm()}, a, b, out);
    else
      gpu::attention(commands, {.shape = problem->attention()}, a, b, v, {}, out, log_sum);
  }
};

void GpuRuns::start() {
  if (device_.state() == gpu::State::off) device_.start([this] { tell(); });
}

void GpuRuns::restart() {
  forget();
  failure_ = {};
  if (device_.state() == gpu::State::off)
    start();
  else if (device_.state() != gpu::State::starting)
    device_.restart();
}

void GpuRuns::forget() {
  ++turn_;
  busy_ = false;
}

void GpuRuns::tell() {
  if (device_.state() != gpu::State::ready) busy_ = false;
  on_change_();
}

/// Takes an outcome that is still waited for; a failure ends it.
gpu::Callback GpuRuns::answer(std::function<void(gpu::Outcome)> then) {
  busy_ = true;
  return [this, turn = turn_, then = std::move(then)](gpu::Outcome outcome) {
    if (turn != turn_) return;
    if (outcome.ok()) return then(std::move(outcome));
    failure_ = outcome.reason;
    forget();
    tell();
  };
}

/// The same run a few times over.
struct GpuRuns::Series {
  std::function<void(bool warm_up, gpu::Callback)> launch;
  int count;  // of the work in one run
  bool warm_up;
  Then then;
  int left = 3;
  double best_ms = std::numeric_limits<double>::infinity();
  std::vector<float> values = {};
};

void GpuRuns::run(const std::shared_ptr<Series>& series) {
  const auto start = Clock::now();
  series->launch(series->warm_up, answer([this, series, start](gpu::Outcome outcome) {
                   const double elapsed = milliseconds_since(start);
                   if (outcome.values.size() > 1) series->values = std::move(outcome.values);
                   if (!std::exchange(series->warm_up, false)) {
                     series->best_ms = std::min(series->best_ms, elapsed);
                     --series->left;
                   }
                   if (series->left > 0) return run(series);
                   busy_ = false;
                   series->then({series->best_ms / series->count, std::move(series->values)});
                   tell();
                 }));
}

void GpuRuns::there_and_back(std::shared_ptr<const Problem> problem, bool warm, Then then) {
  const auto launch = [this, problem](bool, gpu::Callback callback) {
    const Problem& work = *problem;
    if (work.shape().work == Work::matmul)
      gpu::matmul(device_, work.gemm(), 1, work.input(0), work.input(1), std::move(callback));
    else
      gpu::attention(device_, work.attention(), work.input(0), work.input(1), work.input(2), {},
                     std::move(callback));
  };
  run(std::make_shared<Series>(Series{launch, 1, warm, std::move(then)}));
}

void GpuRuns::resident(std::shared_ptr<const Problem> problem, int count, bool warm, Then then) {
  const auto work = std::make_shared<Resident>(device_, std::move(problem));
  const auto launch = [this, work, count](bool warm_up, gpu::Callback callback) {
    gpu::Commands commands(device_);
    for (int i = 0; i < (warm_up ? 1 : count); ++i) work->record(commands);
    commands.submit_and_read(warm_up ? work->out : work->out.slice(0, 1), std::move(callback));
  };
  run(std::make_shared<Series>(Series{launch, count, warm, std::move(then)}));
}

void GpuRuns::tune(Work work, int size, std::function<void(const std::vector<gpu::Timing>&)> then) {
  busy_ = true;
  const auto tune_kernel = work == Work::matmul ? gpu::tune_matmul : gpu::tune_attention;
  tune_kernel(device_, size,
              [this, turn = turn_, then = std::move(then)](const std::vector<gpu::Timing>& timings) {
                if (turn != turn_) return;
                busy_ = false;
                then(timings);
                tell();
              });
}

}  // namespace madang::demos::compute
