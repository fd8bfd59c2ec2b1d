// What a link changed, in words.
#include "app/changes.h"

#include <doctest/doctest.h>

using namespace madang;

namespace {

enum class Data { xor_points, moons };

struct Settings {
  Data data = Data::xor_points;
  bool scaled = false;
  float rate = 0.5f;
  std::string text = "a";
  int depth = 1, width = 2;

  template <class Visitor>
  void visit(Visitor& v) {
    v.choice("data", data, {.label = {"데이터", "Data"}, .tooltip = {}},
             {{"xor", {"배타", "XOR"}}, {"moons", {"반달", "Moons"}}});
    v.toggle("scaled", scaled, {.label = {"나누기", "Scaled"}, .tooltip = {}});
    v.number("rate", rate, {.label = {"학습률", "Rate"}, .tooltip = {}}, 0.f, 1.f);
    v.writing("text", text, {.label = {"문장", "Sentence"}, .tooltip = {}}, 100);
    v.integer("depth", depth, {.label = {"깊이", "Depth"}, .tooltip = {}}, 1, 9);
    v.integer("width", width, {.label = {"너비", "Width"}, .tooltip = {}}, 1, 9);
  }
};

app::Changes changes(const app::Standing& after, Language language = Language::english) {
  Settings settings;
  auto fields = demo::fields_of(settings);
  return app::changes_of(fields, {{.settings = demo::values_of(fields)}}, after, language);
}

app::Standing with(std::string_view values) {
  Settings settings;
  auto fields = demo::fields_of(settings);
  CHECK(demo::set_values(fields, demo::read_values(values)).empty());
  return {{.settings = demo::values_of(fields)}};
}

}  // namespace

TEST_CASE("changes: settings by their labels, then what is the run's own") {
  auto after = with("data=moons&scaled=1&rate=0.25");
  after.run.step = 120;
  CHECK(changes(after).told == "Data Moons, Scaled on, Rate 0.25, step 120");
  CHECK(changes(after, Language::korean).told == "데이터 반달, 나누기 켬, 학습률 0.25, 120단계");
  CHECK(changes(after).names == std::vector<std::string>{"data", "scaled", "rate", "step"});
}

TEST_CASE("changes: of a text its name; what happened on the way counts at its end") {
  auto after = with("text=something");
  after.run.events = {{3, {{"rate", "0.1"}}, {}}};
  CHECK(changes(after).told == "Rate 0.1, Sentence");
}

TEST_CASE("changes: many are counted, none is said") {
  const auto many = changes(with("data=moons&scaled=1&rate=0.25&text=b&depth=2&width=3"));
  CHECK(many.names.size() == 6);
  CHECK(many.told == "Data Moons, Scaled on, Rate 0.25, Sentence, Depth 2 and 1 more");
  CHECK(changes(with("rate=0.5")).names.empty());
  CHECK(changes(with("rate=0.5")).told.empty());
}
