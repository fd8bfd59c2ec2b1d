#pragma once

#include <emscripten.h>

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/random.h"
#include "gpu/device.h"

/// What the scenarios for run.mjs and the browser share. Each says what must hold through check(), and ends
/// in done().
namespace madang::gpu_tests {

void check(bool condition, const std::string& name);
void done();

gpu::Device& device();
/// Starts the device and goes on once it is ready.
void when_ready(std::function<void()> action);

/// Normally distributed; the same for the same seed.
std::vector<float> numbers(std::size_t count, std::uint64_t seed, float scale = 1);
std::vector<std::int32_t> whole_numbers(std::size_t count, int below, std::uint64_t seed);

/// How a kernel's operands lie in the device's memory.
enum class Storage { full, half };
/// The numbers that are left of these in that storage.
std::vector<float> rounded(std::vector<float> values, Storage storage);
gpu::Array upload(std::span<const float> values, Storage storage);

/// Largest difference relative to the largest finite number; infinite if one is NaN or infinite where the
/// other is not.
double relative_error(std::span<const float> got, std::span<const float> wanted);

using Then = std::shared_ptr<std::function<void()>>;
/// Calls `action` when the last copy of the result is gone.
Then when_all_done(std::function<void()> action);

/// An output as a kernel finds it: every element must be overwritten.
gpu::Array poisoned(std::size_t size);
/// Submits, and checks an output to 1e-4.
void expect_close(gpu::Commands& commands, const gpu::Array& got, std::vector<float> wanted,
                  const std::string& name, const Then& then);

}  // namespace madang::gpu_tests
