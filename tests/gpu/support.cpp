#include "support.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/half.h"
#include "gpu/half.h"

EM_JS(void, js_check, (bool condition, const char* name),
      { Module["check"](!!condition, UTF8ToString(name)); });
EM_JS(void, js_done, (), { Module["done"](); });

namespace madang::gpu_tests {

void check(bool condition, const std::string& name) { js_check(condition, name.c_str()); }
void done() { js_done(); }

gpu::Device& device() {
  static gpu::Device instance;
  return instance;
}

void when_ready(std::function<void()> action) {
  device().start([action = std::move(action)] {
    check(device().state() == gpu::State::ready, "ready: " + device().reason().english);
    if (device().state() == gpu::State::ready) return action();
    done();
  });
}

std::vector<float> numbers(std::size_t count, std::uint64_t seed, float scale) {
  Random random(seed);
  std::vector<float> values(count);
  for (float& value : values) value = scale * random.normal();
  return values;
}

std::vector<std::int32_t> whole_numbers(std::size_t count, int below, std::uint64_t seed) {
  Random random(seed);
  std::vector<std::int32_t> values(count);
  for (auto& value : values)
    value = static_cast<std::int32_t>(random.below(static_cast<std::uint32_t>(below)));
  return values;
}

std::vector<float> rounded(std::vector<float> values, Storage storage) {
  if (storage == Storage::full) return values;
  for (float& value : values) value = float_of_half(half_of_float(value));
  return values;
}

gpu::Array upload(std::span<const float> values, Storage storage) {
  return storage == Storage::half ? gpu::upload_halves(device(), values) : device().upload(values);
}

double relative_error(std::span<const float> got, std::span<const float> wanted) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (got.size() != wanted.size()) return infinity;
  double difference = 0, largest = 1e-30;
  for (std::size_t i = 0; i < got.size(); ++i) {
    if (!std::isfinite(wanted[i]) || !std::isfinite(got[i])) {
      if (std::isnan(wanted[i]) ? !std::isnan(got[i]) : got[i] != wanted[i]) return infinity;
      continue;
    }
    difference = std::max(difference, std::abs(static_cast<double>(got[i]) - wanted[i]));
    largest = std::max(largest, std::abs(static_cast<double>(wanted[i])));
  }
  return difference / largest;
}

Then when_all_done(std::function<void()> action) {
  return Then(new std::function<void()>(std::move(action)), [](std::function<void()>* last) {
    (*last)();
    delete last;
  });
}

gpu::Array poisoned(std::size_t size) { return device().upload(std::vector<float>(size, 12345.678f)); }

void expect_close(gpu::Commands& commands, const gpu::Array& got, std::vector<float> wanted,
                  const std::string& name, const Then& then) {
  commands.submit_and_read(got, [wanted = std::move(wanted), name, then](const gpu::Outcome& outcome) {
    const double error = relative_error(outcome.values, wanted);
    check(outcome.ok() && error <= 1e-4,
          name + " (" + (outcome.ok() ? "error " + std::to_string(error) : outcome.reason.english) + ")");
  });
}

}  // namespace madang::gpu_tests
