#include "gpu/crossover.h"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "core/random.h"
#include "gpu/device.h"

namespace madang::gpu {
namespace {

/// A made-up machine: what n×n×n takes there, in ms.
struct Machine {
  double cpu_rate;      // multiply-adds per ms
  double cpu_overhead;  // ms
  double gpu_rate;
  double gpu_overhead;  // there and back
  double gpu_transfer;  // ms per number

  double cpu(double n) const { return cpu_overhead + n * n * n / cpu_rate; }
  double gpu(double n) const { return gpu_overhead + 3 * n * n * gpu_transfer + n * n * n / gpu_rate; }
};

Race race(const Machine& machine, double n, double cpu_noise = 1, double gpu_noise = 1) {
  return {n * n * n, machine.cpu(n) * cpu_noise, machine.gpu(n) * gpu_noise};
}

/// How much slower than the faster backend the chosen one is, at n.
double loss(const Machine& machine, double crossover, double n) {
  const double chosen = n * n * n >= crossover ? machine.gpu(n) : machine.cpu(n);
  return chosen / std::min(machine.cpu(n), machine.gpu(n));
}

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST_CASE("crossover: where the lines through the times cross") {
  // CPU: 1, 8, 64, 512 ms; GPU: 20 ms always. log 8 → log 64 crosses log 20 at 20 / 8 of one size's work.
  const std::vector<Race> races = {{1, 1, 20}, {8, 8, 20}, {64, 64, 20}, {512, 512, 20}};
  CHECK(crossover_of(races) == doctest::Approx(20));
  CHECK(crossover_of({}) == infinity);
  CHECK(crossover_of(std::vector<Race>{{1, 1, 2}, {8, 8, 9}}) == infinity);
  CHECK(crossover_of(std::vector<Race>{{1, 2, 1}, {8, 9, 8}}) == 1);
}

TEST_CASE("crossover: one slip of the clock does not move it") {
  // The GPU seems to win at 8, where it lost by far just before and just after.
  const std::vector<Race> races = {{1, 1, 20}, {8, 8, 7.9}, {64, 64, 80}, {512, 512, 90}};
  const double found = crossover_of(races);
  CHECK(found > 64);
  CHECK(found < 512);
}

TEST_CASE("crossover: on many machines, at sizes measured or not, the choice loses less than a fifth") {
  Random random(5);
  const auto between = [&](double low, double high) {
    return low * std::pow(high / low, static_cast<double>(random.uniform()));
  };
  int crossed = 0;
  for (int i = 0; i < 300; ++i) {
    const Machine machine = {between(2e5, 5e7), between(1e-4, 1e-2), between(1e6, 5e9), between(0.1, 100),
                             between(1e-8, 1e-5)};
    std::vector<Race> races;
    for (double n = 16; n <= 1024; n *= 2) {  // medians that are off by up to 5 %
      races.push_back(race(machine, n, between(0.95, 1.05), between(0.95, 1.05)));
    }
    const double found = crossover_of(races);
    crossed += std::isfinite(found) && found > races.front().multiply_adds ? 1 : 0;
    CAPTURE(i);
    for (double n = 16; n <= 1024; n *= 1.07) REQUIRE(loss(machine, found, n) <= 1.2);
  }
  CHECK(crossed > 100);
}

TEST_CASE("crossover: the size of a product, and of an attention") {
  CHECK(multiply_adds(kernels::Gemm{.rows = 2, .columns = 3, .depth = 5}) == 30);
  CHECK(multiply_adds(kernels::Attention{
            .batch = 2, .queries = 3, .keys = 5, .depth = 7, .value_depth = 11}) == 2 * 3 * 5 * 18);
}

TEST_CASE("crossover: without a GPU the choice is SIMD, and says why not") {
  Device device;
  CHECK_FALSE(crossover(device, Operation::matmul).has_value());
  for (const auto& choice : {choose(device, kernels::Gemm{.rows = 4096, .columns = 4096, .depth = 4096}),
                             choose(device, kernels::Attention{.queries = 9, .keys = 9, .depth = 9})}) {
    CHECK(choice.backend == Backend::simd);
  }
}

}  // namespace
}  // namespace madang::gpu
