#include "demos/compute/experiment.h"

#include <doctest/doctest.h>

#include <string>

#include "core/error.h"
#include "demo/view.h"
#include "demos/compute/problem.h"
#include "support/demo_run.h"

namespace madang::demos::compute {
namespace {

struct Demo : test::DemoRun<Snapshot> {
  explicit Demo(test::Values values) : DemoRun("compute", with_cpu(std::move(values))) {}
  static test::Values with_cpu(test::Values values) {
    values.push_back({"gpu", "0"});
    values.push_back({"least_ms", "2"});
    values.push_back({"largest", "128"});
    return values;
  }
};

TEST_CASE("compute: a round measures the roof, then every size, and the next one begins") {
  Demo demo({});
  CHECK(demo.picture().measurements == 0);
  while (demo.picture().rounds == 0) demo.step();
  const Snapshot picture = demo.picture();
  const Row& simd = picture.rows[static_cast<std::size_t>(Backend::simd)];
  REQUIRE_FALSE(simd.size.empty());  // a busy machine may leave the larger ones out
  CHECK(simd.size.front() == 16);
  for (std::size_t i = 0; i < simd.size.size(); ++i) {
    CHECK(simd.gflops[i] > 0);
    CHECK(simd.gflops[i] ==
          doctest::Approx(2e-6 * std::pow(static_cast<double>(simd.size[i]), 3) / simd.milliseconds[i]));
  }
  CHECK(picture.peak[0] > 0);
  CHECK(picture.peak[1] > 0);
  CHECK(picture.bandwidth > 0);
  CHECK(picture.measurements > 4);
  CHECK_FALSE(picture.graphics.on);
  CHECK(picture.graphics.reason.english.find("off") != std::string::npos);
  CHECK(std::isnan(picture.automatic.crossover));
  CHECK(picture.automatic.asked != Backend::webgpu);
  CHECK_FALSE(picture.automatic.reason.korean.empty());
  const auto curves = demo.experiment().curves();
  REQUIRE(curves.size() == backend_count);
  CHECK(curves[1].name == "simd_gflops_by_n");
  CHECK(curves[1].x == simd.size);
  CHECK(curves[1].y == simd.gflops);
  REQUIRE(curves[1].low.size() == simd.size.size());
  REQUIRE(curves[1].high.size() == simd.size.size());
  for (std::size_t i = 0; i < simd.size.size(); ++i) {
    CHECK(curves[1].low[i] <= simd.gflops[i] * 1.001f);
    CHECK(curves[1].high[i] >= simd.gflops[i] * 0.999f);
  }
}

TEST_CASE("compute: the relaxed kernels stand beside the plain ones, or the reader is told why not") {
  Demo demo({});
  while (demo.picture().rounds == 0) demo.step();
  const Row relaxed = demo.picture().rows[static_cast<std::size_t>(Backend::relaxed)];
  CHECK(relaxed.size.empty() == (best_vectors() != Backend::relaxed));
  CHECK((!relaxed.size.empty() || !relaxed.why.korean.empty()));
}

TEST_CASE("compute: reset forgets what was measured; without a GPU nothing is tuned") {
  Demo demo({{"work", "attention"}, {"heads", "1"}});
  demo.step(6);
  CHECK(demo.picture().measurements == 6);
  CHECK_NOTHROW(demo.act("tune"));
  CHECK(demo.picture().graphics.variants.empty());
  CHECK_THROWS_AS(demo.act("fly"), Error);
  CHECK_NOTHROW(demo.act("retry"));
  demo.reset(2);
  const Snapshot picture = demo.picture();
  CHECK(picture.measurements == 0);
  CHECK(std::isnan(picture.bandwidth));
  for (const Row& row : picture.rows) CHECK(row.size.empty());
}

TEST_CASE("compute: the text mirror tells how much was measured") {
  if (demo::view_slugs().empty()) return;
  const auto view = demo::make_view("compute");
  Demo demo({});
  view->read(demo.bytes());
  CHECK(view->describe(Language::english).find("0 measurements") != std::string::npos);
  demo.step(5);
  view->read(demo.bytes());
  CHECK(view->describe(Language::english).find("5 measurements") != std::string::npos);
  CHECK(view->describe(Language::english).find("GFLOP/s") != std::string::npos);
}

TEST_CASE("compute: the sentence says what there is to see") {
  const auto told = [](const test::Values& values, int steps) {
    test::DemoRun<Snapshot> run("compute", values);
    run.step(steps);
    const auto view = demo::make_view("compute");
    auto fields = view->fields();
    CHECK(demo::set_values(fields, values).empty());
    view->read(run.bytes());
    CHECK(!view->what_to_see(Language::korean).empty());
    return view->what_to_see(Language::english);
  };
  const test::Values small = {{"gpu", "0"}, {"largest", "128"}, {"least_ms", "2"}};
  CHECK(told(small, 0).starts_with("Press Play"));
  const std::string found = told(small, 20);
  CHECK(found.starts_with("20 measurements on this device. At n = 128, SIMD is "));
}

}  // namespace
}  // namespace madang::demos::compute
