#include "support/facts.h"

#include <doctest/doctest.h>

#include "core/error.h"
#include "demo/experiment.h"

using namespace madang;

TEST_CASE("facts: one a line, in any order, and none of them has to be there") {
  CHECK(test::facts_in("").learns_within == 100);
  const auto facts = test::facts_in(
      "# how it begins\n\nlearns mode=train data=moons\r\n  learns_within 500\n"
      "measures (\\d+) measurements # made\npytorch\npytorch a=1 b=x=y\n");
  CHECK(test::settings_text(facts.learns) == "mode=train data=moons");
  CHECK(facts.learns_within == 500);
  CHECK(facts.measures == "(\\d+) measurements # made");
  REQUIRE(facts.pytorch.size() == 2);
  CHECK(facts.pytorch[0].empty());
  CHECK(facts.pytorch[1][1] == demo::NamedValue{"b", "x=y"});
  for (const char* wrong : {"learn a=1", "learns a", "learns_within soon", "measures"})
    CHECK_THROWS_AS(test::facts_in(wrong), Error);
}

TEST_CASE("facts: those of every demo are settings that it has") {
  for (const std::string& slug : demo::experiment_slugs()) {
    CAPTURE(slug);
    const auto facts = test::facts_of(slug);
    const auto experiment = demo::make_experiment(slug);
    auto fields = experiment->fields();
    CHECK(demo::set_values(fields, facts.learns).empty());
    for (const auto& settings : facts.pytorch) CHECK(demo::set_values(fields, settings).empty());
  }
}
