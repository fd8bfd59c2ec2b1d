// The catalogue's claims about the machine itself. What the reader sees as times of a machine is held here by
// ratios measured in one run, and by the rule that chooses.
#include <doctest/doctest.h>

#include <cmath>

#include "core/random.h"
#include "demos/compute/measurements.h"
#include "support/claim.h"
#include "support/demo_run.h"
#include "support/seeds.h"

using namespace madang;
using namespace madang::demos::compute;

namespace {

constexpr int seed_count = 5;

/// Of the CPU; the GPU's shaders are held against the same reference where there is a GPU.
std::vector<Backend> backends() {
  std::vector<Backend> all = {Backend::scalar, Backend::simd};
  if (best_vectors() == Backend::relaxed) all.push_back(Backend::relaxed);
  return all;
}

void check(const Agreement& agreement) {
  CHECK_BELOW(agreement.difference, 1e-4f);
  CHECK_BELOW(agreement.relative, 1e-4f);
  CHECK(agreement.relative > 0);  // floats do differ from doubles
}

}  // namespace

TEST_SUITE("claims") {
  TEST_CASE("compute: the CPU's backends agree with double precision to 1e-4") {
    for (const auto seed : test::seeds(seed_count)) {
      for (const Work work : {Work::matmul, Work::attention}) {
        for (const int n : {16, 64, 128, 256}) {
          Problem problem({work, 2, 64}, n, seed);
          for (const Backend backend : backends()) {
            CAPTURE(n);
            CAPTURE(static_cast<int>(backend));
            problem.run(backend);
            check(problem.compare(problem.result()));
          }
        }
      }
    }
  }

  TEST_CASE("compute: the errors that the reader sees are below 1e-4 too") {
    for (const char* work : {"matmul", "attention"}) {
      test::DemoRun<Snapshot> demo("compute", {{"work", work}, {"gpu", "0"}, {"least_ms", "2"}},
                                   test::seed());
      demo.step(14);
      for (const Backend backend : backends()) {
        const Row row = demo.picture().rows[static_cast<std::size_t>(backend)];
        CHECK_FALSE(row.size.empty());
        for (std::size_t i = 0; i < row.size.size(); ++i) check({row.difference[i], row.relative[i]});
      }
    }
  }

  TEST_CASE("compute: SIMD is at least four times as fast as scalar") {
    for (const Work work : {Work::matmul, Work::attention}) {
      Problem problem({work, 1, 64}, 256, test::seed());
      std::vector<double> scalar, simd;
      for (int round = 0; round < 15; ++round) {
        scalar.push_back(time_calls(1, [&] { problem.run(Backend::scalar); }));
        simd.push_back(time_calls(1, [&] { problem.run(Backend::simd); }));
      }
      // In turn, and the best of each: whatever else the machine does can only take away.
      const double gain = quantile(scalar, 0) / quantile(simd, 0);
      CAPTURE(static_cast<int>(work));
      CHECK_AT_LEAST(gain, 4);
    }
  }

  TEST_CASE(
      "compute: the rule that chooses, on made-up times, is by one half of the rounds never over 1.2 times "
      "the "
      "best of the other") {
    for (const auto seed : test::seeds(seed_count)) {
      Random random(seed, 3);
      const auto noise = [&] { return std::exp(0.1 * (random.uniform() - 0.5)); };  // 5 % to each side
      // A CPU whose vectors are eight times the scalar kernel, a GPU of growing strength behind a constant
      // way.
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
        CHECK_AT_MOST(worst, 1.2);
        // And the GPU is taken where it is clearly better, left where it is not.
        const double crossover = gpu::crossover_of(measured.races(Backend::simd));
        CHECK((gpu_strength < 1 ? std::isinf(crossover) : true));
        if (gpu_strength > 2) CHECK_BELOW(crossover, measured.multiply_adds(6));
      }
    }
  }
}
