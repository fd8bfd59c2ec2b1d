#include "demos/compute/measurements.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

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
