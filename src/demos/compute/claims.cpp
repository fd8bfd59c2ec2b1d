// The catalogue's claims about the machine itself. What the reader sees as times of a machine is held here by
// ratios measured in one run. What needs a GPU, the choice by measured times and the shaders' agreement, is
// held in a browser, where there is one (tests/browser/compute.test.mjs, gpu.test.mjs).
#include <doctest/doctest.h>

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
}
