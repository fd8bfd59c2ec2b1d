// The numbers of the text, and what the picture says of itself.
#include <doctest/doctest.h>

#include <algorithm>

#include "demos/detection/experiment.h"
#include "support/demo_run.h"
#include "support/demo_text.h"

using namespace madang;
using namespace madang::demos::detection;

TEST_CASE("detection: the text's counts are the demo's") {
  CHECK(side == 48);
  CHECK(test::both_texts_say("detection", R"(48\,\sigma(t_w)^2)"));
  CHECK(test_scenes == 64);
  CHECK(test::text_says("detection", {"장면 64개", "64 held-out scenes"}));
  CHECK(Settings{}.background == 0.5f);
  CHECK(test::both_texts_say("detection", R"($\lambda_{\mathrm{noobj}}=0.5$)"));
  CHECK(cells_of_grid[2] == 12);
  CHECK(test::text_says("detection", {"12×12 격자", "a grid of 12×12"}));
}

TEST_CASE(
    "detection: without suppression more boxes stay than there are objects, with it fewer than before") {
  test::DemoRun<Snapshot> run("detection", {{"grid", "fine"}, {"nms", "0"}, {"example", "8"}});
  run.step(200);
  const Snapshot raw = run.picture();
  CHECK(raw.objects.size() == 3);
  CHECK(raw.found.size() > raw.objects.size());
  CHECK(test::text_says("detection", {"물체보다 상자가 많이", "more boxes stay than there are objects"}));
  run.change({{"nms", "1"}});
  const auto found = run.picture().found;
  CHECK(found.size() == raw.found.size());
  CHECK(std::ranges::count_if(found, [](const FoundBox& box) { return box.dropped_by >= 0; }) > 0);
}

TEST_CASE("detection: the sentence says what is found, and that a shared cell misses one") {
  const test::Values values{{"objects", "0.0.23.30.43.50_1.3.37.30.57.50"}};
  test::DemoRun<Snapshot> run("detection", values);
  run.step(1);
  CHECK(
      test::says(test::sentence_of("detection", values, run), "Two centres share a cell: 1 must be missed"));
  test::DemoRun<Snapshot> plain("detection");
  plain.step(1);
  CHECK(test::says(test::sentence_of("detection", {}, plain), "1 updates, mAP "));
  const test::Values queries{{"page", "queries"}, {"heads", "both"}};
  test::DemoRun<Snapshot> both("detection", queries);
  both.step(1);
  CHECK(test::says(test::sentence_of("detection", queries, both), "mAP of the queries without NMS "));
}
