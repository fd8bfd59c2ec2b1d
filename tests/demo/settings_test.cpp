#include "demo/settings.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/error.h"

using namespace madang;
using namespace madang::demo;

namespace {

enum class Data { xor_gate, moons };

struct Settings {
  bool causal = false;
  int heads = 2;
  float learning_rate = 0.1f;
  Data data = Data::xor_gate;
  std::string sentence = "마당";

  template <class Visitor>
  void visit(Visitor& v) {
    v.toggle("causal", causal, {.label = {"인과 마스크", "Causal mask"}, .tooltip = {}});
    v.integer("heads", heads, {.label = {"헤드", "Heads"}, .tooltip = {}, .effect = Effect::restart}, 1, 8);
    v.number("learning_rate", learning_rate, {.label = {"학습률", "Learning rate"}, .tooltip = {}}, 1e-4f,
             10.f, Scale::logarithmic);
    v.choice("data", data, {.label = {"데이터", "Data"}, .tooltip = {}},
             {{"xor", {"XOR", "XOR"}}, {"moons", {"초승달", "Moons"}}});
    v.writing("sentence", sentence, {.label = {"문장", "Sentence"}, .tooltip = {}}, 12);
  }
};

}  // namespace

TEST_CASE("settings: values travel as text and come back the same") {
  Settings settings{true, 5, 0.037f, Data::moons, "a=b&c%"};
  const auto values = values_of(fields_of(settings));
  Settings other;
  auto fields = fields_of(other);
  CHECK(set_values(fields, values).empty());
  CHECK(other.causal);
  CHECK(other.heads == 5);
  CHECK(other.learning_rate == 0.037f);
  CHECK(other.data == Data::moons);
  CHECK(other.sentence == "a=b&c%");
}

TEST_CASE(
    "settings: a refused value leaves its field as it was and names what is accepted, in both languages") {
  const std::vector<NamedValue> bad = {{"heads", "9"},
                                       {"heads", "0"},
                                       {"heads", "2x"},
                                       {"heads", ""},
                                       {"heads", " 3"},
                                       {"heads", "1e99"},
                                       {"heads", "99999999999"},
                                       {"learning_rate", "nan"},
                                       {"learning_rate", "inf"},
                                       {"learning_rate", "-1"},
                                       {"learning_rate", "0.1abc"},
                                       {"causal", "yes"},
                                       {"data", "spiral"},
                                       {"data", "0"},
                                       {"sentence", "열세 바이트가 넘는 글"},
                                       {"nonsense", "1"}};
  for (const auto& value : bad) {
    CAPTURE(value.name);
    CAPTURE(value.value);
    Settings settings;
    auto fields = fields_of(settings);
    const auto before = values_of(fields);
    const auto refused = set_values(fields, std::vector{value});
    REQUIRE(refused.size() == 1);
    CHECK_FALSE(refused[0].korean.empty());
    CHECK_FALSE(refused[0].english.empty());
    CHECK((values_of(fields) == before));
  }
}

TEST_CASE("settings: good values are applied although others are refused") {
  Settings settings;
  auto fields = fields_of(settings);
  const auto refused = set_values(
      fields, std::vector<NamedValue>{{"heads", "99"}, {"causal", "1"}, {"unknown", "x"}, {"heads", "3"}});
  CHECK(refused.size() == 2);
  CHECK(settings.causal);
  CHECK(settings.heads == 3);
}

TEST_CASE("settings: a long refused value is cut between characters, not inside one") {
  Settings settings;
  auto fields = fields_of(settings);
  const auto refused =
      set_values(fields, std::vector<NamedValue>{{"heads", "아주아주아주아주아주아주아주 긴 글"}});
  REQUIRE(refused.size() == 1);
  for (std::size_t i = 0; i + 1 < refused[0].korean.size(); ++i) {
    const auto byte = static_cast<unsigned char>(refused[0].korean[i]);
    const auto next = static_cast<unsigned char>(refused[0].korean[i + 1]);
    if (byte >= 0xC0) CHECK((next & 0xC0) == 0x80);
  }
}

TEST_CASE("settings: a field is found by the member that it holds") {
  Settings settings;
  field_of(settings, &Settings::heads).set("7");
  CHECK(settings.heads == 7);
  int elsewhere = 0;
  CHECK_THROWS_AS(field_at(fields_of(settings), &elsewhere), Error);
}

TEST_CASE("settings: labels of a choice, of its value now and of any other") {
  const Settings settings{.data = Data::moons};
  CHECK(label_of(settings, &Settings::data).korean == "초승달");
  CHECK(label_of(settings, &Settings::data, Data::xor_gate).english == "XOR");
  CHECK(settings.data == Data::moons);
}

TEST_CASE("settings: values written as in a link are read, also empty ones") {
  CHECK(read_values("").empty());
  CHECK(read_values("data=moons&sentence=&heads=3") ==
        std::vector<NamedValue>{{"data", "moons"}, {"sentence", ""}, {"heads", "3"}});
  CHECK_THROWS_AS(read_values("heads=3&data"), Error);
}
