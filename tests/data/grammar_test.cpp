#include "data/grammar.h"

#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <regex>
#include <set>

#include "core/error.h"

using namespace madang;
using data::Grammar;

TEST_SUITE("data: grammar") {
  TEST_CASE("grammar: alternatives come as often as their weights say, and the entropy is theirs") {
    const Grammar grammar("S = 3 A b | c +!\nA = x | y\n");
    std::map<std::string, int> times;
    Random random(1);
    for (int i = 0; i < 8000; ++i) ++times[grammar.sentence(random)];
    CHECK(times.size() == 3);
    CHECK(times["x b"] == doctest::Approx(3000).epsilon(0.05));
    CHECK(times["y b"] == doctest::Approx(3000).epsilon(0.05));
    CHECK(times["c!"] == doctest::Approx(2000).epsilon(0.05));
    double entropy = 0;
    for (const auto& [sentence, count] : times) entropy -= count / 8000.0 * std::log(count / 8000.0);
    CHECK(grammar.entropy() == doctest::Approx(entropy).epsilon(0.01));
  }

  TEST_CASE("grammar: recursion, and what is no grammar") {
    const Grammar grammar("S = 2 a | ( S )");
    Random random(2);
    for (int i = 0; i < 100; ++i)
      CHECK(std::regex_match(grammar.sentence(random), std::regex("(\\( )*a( \\))*")));
    // h = H(1/3) + h/3
    const double choice = std::log(3) - 2.0 / 3 * std::log(2);
    CHECK(grammar.entropy() == doctest::Approx(choice * 1.5));
    for (const char* wrong :
         {"", "S", "= a", "S T = a", "S = a |", "S = | a", "S = a S", "S = A\nA = b A", "S = -1 a"})
      CHECK_THROWS_AS(Grammar{wrong}, Error);
    CHECK_THROWS_WITH(Grammar("S = A\nA = b A"), "grammar: 'S' never comes to an end");
  }

  TEST_CASE("particles: by the last sound of the word") {
    CHECK(data::particle_after("책", "을/를") == "을");
    CHECK(data::particle_after("사과", "을/를") == "를");
    CHECK(data::particle_after("cat", "이/가") == "가");
    CHECK(data::particle_after("", "이/가") == "가");
    CHECK(data::particle_after("말", "이") == "이");
  }

  TEST_CASE("world: English verbs agree with the noun that heads their subject") {
    Random random(3);
    const std::regex sentence(
        "((today|yesterday|in the morning|at night|in winter), )?the ((small|old|young|quiet|hungry) )?"
        "(dog|cat|child|farmer|bird|teacher|dogs|cats|children|farmers|birds|teachers) .*\\.");
    const std::set<std::string> many = {"dogs", "cats", "children", "farmers", "birds", "teachers"};
    const std::regex plain_one(
        "the (dog|cat|child|farmer|bird|teacher) (sleeps|sings|sees|likes|walks|waits).*");
    const std::regex plain_many(
        "the (dogs|cats|children|farmers|birds|teachers) (sleep|sing|see|like|walk|wait) ?.*");
    int across = 0;
    std::smatch parts;
    for (int i = 0; i < 2000; ++i) {
      const auto text = data::world_grammar(Language::english).sentence(random);
      CAPTURE(text);
      REQUIRE(std::regex_match(text, parts, sentence));
      const bool is_many = many.contains(parts[5]);
      static const std::regex clause("^.*(s|n|t|d|r|g|e) (that|near the) .*$");
      across += std::regex_match(text, clause);
      if (std::regex_match(text, plain_one) || std::regex_match(text, plain_many))
        CHECK(std::regex_match(text, plain_many) == is_many);
    }
    CHECK(across > 300);
  }

  TEST_CASE("world: Korean particles and honorifics") {
    Random random(4);
    const std::regex wrong("(할머니|할아버지|선생님|사장님)(이|가|은|는) |[^가-힣 ,.]");
    int honoured = 0;
    for (int i = 0; i < 2000; ++i) {
      const auto text = data::world_grammar(Language::korean).sentence(random);
      CAPTURE(text);
      CHECK(text.ends_with("다."));
      for (const char* bad : {"님이 ", "님가 ", "니가 ", "책를", "사과을", "곰가", "새이", "+", "/"})
        CHECK(text.find(bad) == std::string::npos);
      const bool subject_honoured = text.find("께서") != text.npos;
      const bool verb_honoured =
          std::regex_match(text, std::regex(".*(주무신다|하신다|으신다|보신다|끼신다|리신다)\\."));
      CHECK(subject_honoured == verb_honoured);
      honoured += subject_honoured;
    }
    CHECK(honoured > 600);
    CHECK(honoured < 1400);
  }

  TEST_CASE("corpus: the same seed, the same text") {
    Random first(5), second(5);
    const auto& grammar = data::world_grammar(Language::korean);
    CHECK(data::corpus(grammar, 10, first) == data::corpus(grammar, 10, second));
    CHECK(data::corpus(grammar, 0, first).empty());
  }
}
