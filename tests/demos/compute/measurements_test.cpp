#include "demos/compute/measurements.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "core/random.h"

namespace madang::demos::compute {
namespace {

constexpr Shape matmul = {Work::matmul, 1, 1};

TEST_CASE("compute: operations, bytes and what is between them") {
  CHECK(operations(matmul, 10) == 2000);
  CHECK(bytes(matmul, 10) == 1200);
  CHECK(intensity(matmul, 60) == doctest::Approx(10));  // n / 6
  const Shape attention = {Work::attention, 3, 64};
  CHECK(operations(attention, 10) == 4 * 3 * 100 * 64);
  CHECK(intensity(attention, 60) == doctest::Approx(15));  // n / 4
}

TEST_CASE("compute: quantiles") {
  CHECK(std::isnan(quantile({})));
  CHECK(quantile({3}) == 3);
  CHECK(quantile({9, 1, 5}) == 5);
  CHECK(quantile({4, 2}) == 3);
  CHECK(quantile({0, 1, 2, 3, 4}, 0.25) == 1);
}

TEST_CASE("compute: medians of all rounds and of each half, however long the run") {
  Measurements measured(matmul, {16, 32});
  CHECK(std::isnan(measured.milliseconds(Backend::simd, 0)));
  for (const double ms : {10.0, 1.0, 20.0, 2.0, 30.0, 3.0}) measured.add(Backend::simd, 0, ms, {0.5f, 0.25f});
  CHECK(measured.milliseconds(Backend::simd, 0, Rounds::even) == 20);
  CHECK(measured.milliseconds(Backend::simd, 0, Rounds::odd) == 2);
  CHECK(measured.agreement(Backend::simd, 0).relative == 0.25f);
  CHECK(std::isnan(measured.milliseconds(Backend::scalar, 0)));
  for (int i = 0; i < 500; ++i) {
    measured.add(Backend::simd, 0, 7, {});
    measured.add(Backend::simd, 0, 8, {});
  }
  CHECK(measured.milliseconds(Backend::simd, 0, Rounds::even) == 7);
  CHECK(measured.milliseconds(Backend::simd, 0, Rounds::odd) == 8);
}

TEST_CASE("compute: what would take too long is left out, and so is what is beyond it") {
  Measurements measured(matmul, {64, 128, 256, 512});
  const Available machine = {.relaxed = false, .gpu = true};
  const auto due = [&](Backend backend, std::size_t size) {
    return is_due({.kind = Task::Kind::work, .backend = backend, .size = size}, machine, measured);
  };
  CHECK(due(Backend::scalar, 0));
  CHECK_FALSE(due(Backend::scalar, 1));  // nothing is known yet
  measured.add(Backend::scalar, 0, 10, {});
  CHECK(due(Backend::scalar, 1));
  measured.add(Backend::scalar, 1, 80, {});
  CHECK(measured.expected_ms(Backend::scalar, 2) == doctest::Approx(640));
  CHECK_FALSE(due(Backend::scalar, 2));
  CHECK_FALSE(due(Backend::scalar, 3));
  CHECK(due(Backend::scalar, 1));  // what was measured is measured again
  // A long call in which the work hardly counts.
  measured.add(Backend::webgpu, 0, 100, {});
  measured.add(Backend::webgpu, 1, 101, {});
  CHECK(measured.expected_ms(Backend::webgpu, 2) == doctest::Approx(109));
  CHECK(due(Backend::webgpu, 2));
  CHECK_FALSE(due(Backend::relaxed, 0));
  CHECK_FALSE(is_due({.kind = Task::Kind::tune, .backend = Backend::webgpu}, {}, measured));
}

TEST_CASE("compute: a round goes over every size on every backend that there is") {
  const auto all = plan(3, {.relaxed = true, .gpu = true}, true);
  CHECK(all.size() == 3 + 1 + 1 + 3 * 5);
  CHECK(std::ranges::count(all, Task::Kind::tune, &Task::kind) == 1);
  const auto bare = plan(3, {}, true);
  CHECK(bare.size() == 2 + 1 + 3 * 2);
  CHECK(std::ranges::none_of(bare, [](const Task& task) { return is_gpu(task.backend); }));
}

TEST_CASE(
    "compute: chosen by half of many made-up rounds, the backend is never over 1.2 times the best of the "
    "others") {
  for (const std::uint64_t seed : {1u, 2u, 3u, 4u, 5u}) {
    Random random(seed, 3);
    const auto noise = [&] { return std::exp(0.1 * (random.uniform() - 0.5)); };  // 5 % to each side
    // A CPU whose vectors are eight times the scalar kernel, a GPU of growing strength behind a constant way.
    for (const double gpu_strength : {0.2, 1.0, 5.0, 50.0, 1000.0}) {
      Measurements measured({Work::matmul, 1, 64}, {16, 32, 64, 128, 256, 512, 1024});
      for (int round = 0; round < 8; ++round) {
        for (std::size_t size = 0; size < measured.sizes().size(); ++size) {
          const double work = measured.multiply_adds(size) / 1e7;  // ms of SIMD
          measured.add(Backend::scalar, size, 8 * work * noise(), {});
          measured.add(Backend::simd, size, work * noise(), {});
          measured.add(Backend::webgpu, size, (0.7 + work / gpu_strength) * noise(), {});
        }
      }
      CAPTURE(gpu_strength);
      const double worst = measured.worst_choice(Backend::simd);
      CHECK(worst >= 1);
      CHECK(worst <= 1.2);
      // And the GPU is taken where it is clearly better, left where it is not.
      const double crossover = gpu::crossover_of(measured.races(Backend::simd));
      if (gpu_strength < 1) CHECK(std::isinf(crossover));
      if (gpu_strength > 2) CHECK(crossover < measured.multiply_adds(6));
    }
  }
}

TEST_CASE("compute: a choice that was wrong is told") {
  Measurements measured(matmul, {64, 128});
  for (int round = 0; round < 6; ++round) {
    CHECK(std::isnan(measured.worst_choice(Backend::simd)));  // too few to judge by
    for (std::size_t size = 0; size < 2; ++size) {
      measured.add(Backend::simd, size, round % 2 == 0 ? 1 : 3, {});  // the odd rounds find SIMD slower
      measured.add(Backend::webgpu, size, 2, {});
    }
  }
  CHECK(measured.worst_choice(Backend::simd) == doctest::Approx(1.5));
}

TEST_CASE("compute: a wrong result is seen, and one that is no number") {
  for (const Work work : {Work::matmul, Work::attention}) {
    Problem problem({work, 2, 8}, 24, 3);
    problem.run(Backend::simd);
    std::vector<float> result(problem.result().begin(), problem.result().end());
    CHECK(problem.compare(result).relative < 1e-5f);
    result.back() += 0.5f;
    CHECK(problem.compare(result).difference == doctest::Approx(0.5).epsilon(1e-3));
    result.back() = NAN;
    CHECK(std::isinf(problem.compare(result).difference));
    CHECK(std::isinf(problem.compare({}).relative));
  }
}

}  // namespace
}  // namespace madang::demos::compute
