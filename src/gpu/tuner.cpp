#include "gpu/tuner.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <memory>

#include "gpu/matmul.h"

namespace madang::gpu {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int repeats = 3;

struct Tuning {
  Device& device;
  int size;
  std::function<void(std::vector<Timing>)> then;
  Array a, b, c;
  std::vector<Timing> timings = {};
  int runs = -1;  // the first one compiles, and does not count
};

void finish(const Tuning& work) {
  const auto fastest = std::ranges::min_element(work.timings, {}, &Timing::milliseconds);
  work.device.remember(matmul_memory, fastest->variant);
  work.then(work.timings);
}

void next(const std::shared_ptr<Tuning>& work) {
  const auto variants = matmul_variants();
  if (work->runs == repeats) work->runs = -1;
  if (work->runs < 0) {
    if (work->timings.size() == variants.size()) return finish(*work);
    work->timings.push_back(
        {std::string(variants[work->timings.size()].name), std::numeric_limits<double>::infinity()});
  }
  Commands commands(work->device);
  const kernels::Gemm shape = {.rows = work->size, .columns = work->size, .depth = work->size};
  matmul(commands, {.shape = shape}, variants[work->timings.size() - 1], work->a, work->b, work->c);
  const auto start = Clock::now();
  commands.submit_and_read(work->c.slice(0, 1), [work, start](const Outcome& outcome) {
    if (!outcome.ok()) return work->then({});
    const double elapsed = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    double& best = work->timings.back().milliseconds;
    if (work->runs >= 0) best = std::min(best, elapsed);
    ++work->runs;
    next(work);
  });
}

}  // namespace

void tune_matmul(Device& device, int size, std::function<void(std::vector<Timing>)> then) {
  const std::vector<float> ones(static_cast<std::size_t>(size) * static_cast<std::size_t>(size), 1);
  next(std::make_shared<Tuning>(Tuning{device, size, std::move(then), device.upload(ones),
                                       device.upload(ones), device.array(ones.size())}));
}

}  // namespace madang::gpu
