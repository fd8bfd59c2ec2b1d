#include "gpu/tuner.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <memory>

#include "gpu/attention.h"
#include "gpu/checks.h"
#include "gpu/matmul.h"

namespace madang::gpu {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int runs_per_variant = 3;

struct Tuning {
  Device& device;
  const char* memory;
  std::vector<std::string_view> variants;
  /// Records variant i and gives what it writes.
  std::function<Array(Commands&, std::size_t)> record;
  std::function<void(std::vector<Timing>)> then;
  std::vector<Timing> timings = {};
  int runs = -1;  // the first one compiles, and does not count
};

void finish(const Tuning& work) {
  const auto fastest = std::ranges::min_element(work.timings, {}, &Timing::milliseconds);
  work.device.remember(work.memory, fastest->variant);
  work.then(work.timings);
}

void next(const std::shared_ptr<Tuning>& work) {
  if (work->runs == runs_per_variant) work->runs = -1;
  if (work->runs < 0) {
    if (work->timings.size() == work->variants.size()) return finish(*work);
    work->timings.push_back(
        {std::string(work->variants[work->timings.size()]), std::numeric_limits<double>::infinity()});
  }
  Commands commands(work->device);
  const Array written = work->record(commands, work->timings.size() - 1);
  const auto start = Clock::now();
  commands.submit_and_read(written.slice(0, 1), [work, start](const Outcome& outcome) {
    if (!outcome.ok()) return work->then({});
    const double elapsed = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    double& best = work->timings.back().milliseconds;
    if (work->runs >= 0) best = std::min(best, elapsed);
    ++work->runs;
    next(work);
  });
}

template <class Variant>
void tune(Device& device, const char* memory, std::span<const Variant> variants,
          std::function<Array(Commands&, std::size_t)> record,
          std::function<void(std::vector<Timing>)> then) {
  std::vector<std::string_view> names;
  for (const Variant& variant : variants) names.push_back(variant.name);
  next(std::make_shared<Tuning>(Tuning{device, memory, names, std::move(record), std::move(then)}));
}

}  // namespace

void tune_matmul(Device& device, int size, std::function<void(std::vector<Timing>)> then) {
  const std::vector<float> ones(product(size, size), 1);
  const Array a = device.upload(ones), b = device.upload(ones), c = device.array(ones.size());
  const auto variants = matmul_variants(device);
  const Matmul work = {.shape = {.rows = size, .columns = size, .depth = size}};
  tune(
      device, matmul_memory, variants,
      [=](Commands& commands, std::size_t i) {
        matmul(commands, work, variants[i], a, b, c);
        return c;
      },
      std::move(then));
}

void tune_attention(Device& device, int length, std::function<void(std::vector<Timing>)> then) {
  constexpr int heads = 8, depth = 64;
  const std::vector<float> ones(product(heads, length, depth), 1);
  const Array q = device.upload(ones), k = device.upload(ones), v = device.upload(ones),
              out = device.array(ones.size()), log_sum = device.array(product(heads, length));
  const auto variants = attention_variants(device);
  const Attention work = {.shape = {.batch = heads,
                                    .queries = length,
                                    .keys = length,
                                    .depth = depth,
                                    .value_depth = depth,
                                    .scale = 0.125f}};
  tune(
      device, attention_memory, variants,
      [=](Commands& commands, std::size_t i) {
        attention(commands, work, variants[i], q, k, v, {}, out, log_sum);
        return out;
      },
      std::move(then));
}

}  // namespace madang::gpu
