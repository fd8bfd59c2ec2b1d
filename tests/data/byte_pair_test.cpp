#include "data/byte_pair.h"

#include <doctest/doctest.h>

#include "core/error.h"
#include "core/random.h"
#include "data/grammar.h"

using namespace madang;
using data::BytePair;

namespace {

/// The tokens by the definition: every merge in turn over the whole word.
std::vector<std::int32_t> merged_in_turn(const BytePair& pairs, std::string_view text) {
  std::vector<std::int32_t> all;
  for (const auto word : data::byte_pair_words(text)) {
    std::vector<std::int32_t> tokens;
    for (const char c : word) tokens.push_back(static_cast<unsigned char>(c));
    for (std::size_t merge = 0; merge < pairs.merges().size(); ++merge)
      for (std::size_t i = 0; i + 1 < tokens.size(); ++i)
        if (BytePair::Pair{tokens[i], tokens[i + 1]} == pairs.merges()[merge]) {
          tokens[i] = 256 + static_cast<std::int32_t>(merge);
          tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        }
    all.insert(all.end(), tokens.begin(), tokens.end());
  }
  return all;
}

std::string world(Language language, int sentences, std::uint64_t seed) {
  Random random(seed);
  return data::corpus(data::world_grammar(language), sentences, random);
}

}  // namespace

TEST_SUITE("data: byte pair") {
  TEST_CASE("byte pair: the most frequent pair is joined first, ties by the lowest numbers") {
    // low ×5, lower ×2, newest ×6, widest ×3: the corpus of the paper (section 3.2, figure 1)
    std::string text;
    for (const auto& [word, times] : {std::pair{" low", 5}, {" lower", 2}, {" newest", 6}, {" widest", 3}})
      for (int i = 0; i < times; ++i) text += word;
    const auto pairs = BytePair::train(text, 256 + 4);
    std::vector<std::string> learned;
    for (int token = 256; token < pairs.size(); ++token) learned.push_back(pairs.piece(token));
    // es and st occur 9 times each, and es has the lower numbers; then est; then " l" and ow, 7 times each
    CHECK(learned == std::vector<std::string>{"es", "est", " l", "ow"});
    CHECK(pairs.decode(pairs.encode(" lowest")) == " lowest");
    CHECK(pairs.encode(" lowest").size() == 3);  // " l", "ow", "est"
  }

  TEST_CASE("byte pair: any bytes come back exactly") {
    const auto pairs =
        BytePair::train(world(Language::korean, 60, 1) + " " + world(Language::english, 60, 1), 600);
    Random random(5);
    for (int round = 0; round < 100; ++round) {
      std::string bytes;
      for (int i = static_cast<int>(random.below(80)); i > 0; --i)
        bytes += static_cast<char>(random.below(256));
      CHECK(pairs.decode(pairs.encode(bytes)) == bytes);
    }
    for (const char* text : {"", " ", "\n\n  a", "강아지가 잔다.", "a\xff\xfe", "👩‍👩‍👧 가족"})
      CHECK(pairs.decode(pairs.encode(text)) == text);
    const std::string long_word(100'000, 'a');
    CHECK(pairs.decode(pairs.encode(long_word)) == long_word);
  }

  TEST_CASE("byte pair: encoding is the merges in the order in which they were learned") {
    const std::string text = world(Language::korean, 80, 2);
    const auto pairs = BytePair::train(text, 500);
    CHECK(pairs.size() > 400);
    const std::string other = world(Language::korean, 20, 3) + " aaaa 가가가가가";
    CHECK(pairs.encode(other) == merged_in_turn(pairs, other));
    const auto repeated = BytePair::train("aaaaaaaa aaaa aaaaa", 262);
    CHECK(repeated.encode("aaaaaaaaaaa aaa") == merged_in_turn(repeated, "aaaaaaaaaaa aaa"));
  }

  TEST_CASE("byte pair: the same text gives the same tokens, and fewer than bytes") {
    const std::string text = world(Language::english, 200, 4);
    const auto first = BytePair::train(text, 400), second = BytePair::train(text, 400);
    CHECK(first.merges() == second.merges());
    const BytePair restored(first.merges());
    const std::string unseen = world(Language::english, 50, 9);
    CHECK(restored.encode(unseen) == first.encode(unseen));
    CHECK(first.encode(unseen).size() * 3 < unseen.size());
  }

  TEST_CASE("byte pair: it stops when no pair occurs twice; numbers that are no token are refused") {
    CHECK(BytePair::train("abcdef", 1000).size() == 256);
    CHECK(BytePair::train("", 300).size() == 256);
    CHECK_THROWS_AS(BytePair::train("a", 255), Error);
    CHECK_THROWS_AS(BytePair({{256, 1}}), Error);
    CHECK_THROWS_AS(BytePair({{-1, 1}}), Error);
    for (const std::int32_t token : {-1, 256}) CHECK_THROWS_AS(BytePair().decode({&token, 1}), Error);
  }
}
