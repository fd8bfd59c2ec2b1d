// The numbers of the text, and what the picture says of itself.
#include <doctest/doctest.h>

#include "demos/vit/experiment.h"
#include "demos/vit/measure.h"
#include "support/demo_run.h"
#include "support/demo_text.h"
#include "ui/text.h"

using namespace madang;
using namespace madang::demos::vit;

TEST_CASE("vit: the text's counts and formulas are the demo's") {
  CHECK(count_of(Images::few, 12000) == 200);
  CHECK(count_of(Images::some, 12000) == 1000);
  CHECK(test::text_says("vit", {"200장, 1,000장, 12,000장 견주기", "Compare 200, 1,000, 12,000"}));
  CHECK(patch_count(Settings{}.patch_side()) == 16);
  CHECK(test::text_says("vit", {"패치 16개로", "into 16 patches"}));
  CHECK(patch_count(4) == 64);
  CHECK(test::text_says("vit", {"토큰 64개", "64 tokens"}));
  const double n = 64, d = 32, m = 4;
  CHECK(attention_cost(8, 4, 32).full == 4 * n * d * d + 2 * n * n * d);
  CHECK(attention_cost(8, 4, 32).windowed == 4 * n * d * d + 2 * m * m * n * d);
  CHECK(test::both_texts_say("vit", "$4nd^2+2n^2d$"));
  CHECK(test::both_texts_say("vit", "$4nd^2+2M^2nd$"));
  CHECK(test::both_texts_say("vit", R"($\tfrac12(A+I)$)"));
}

TEST_CASE("vit: at $64\\times64$ patches a full layer costs many times as much as windows") {
  const AttentionCost cost = attention_cost(64, 4, width);
  CHECK(cost.full / cost.windowed > 40);
  CHECK(test::both_texts_say("vit", R"($64\times64$)"));
}

TEST_CASE("vit: the networks have short names, and the sentence has them") {
  CHECK(std::string(name_of(Network::deit)) == "DeiT");
  CHECK(std::string(name_of(Network::convnext)) == "ConvNeXt");
  test::DemoRun<Snapshot> run("vit", {{"network", "deit"}});
  CHECK(test::says(test::sentence_of("vit", {{"network", "deit"}}, run), "DeiT and a CNN learn"));
  run.step(2);
  CHECK(test::says(test::sentence_of("vit", {{"network", "deit"}}, run), "2 updates. DeiT says "));
}

TEST_CASE("vit: without positions the sentence says that the order changes nothing") {
  const test::Values values{{"page", "places"}, {"positions", "0"}};
  test::DemoRun<Snapshot> run("vit", values);
  run.step(2);
  CHECK(test::says(test::sentence_of("vit", values, run), "It sees a bag of patches"));
  test::DemoRun<Snapshot> with("vit", {{"page", "places"}});
  with.step(70);
  const std::string told = test::sentence_of("vit", {{"page", "places"}}, with);
  CHECK(test::says(told, "Test accuracy: "));
  CHECK(test::says(told, ui::percent(with.picture().network.accuracy).c_str()));
}
