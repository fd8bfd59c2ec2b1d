#include <doctest/doctest.h>

#include "data/word_text.h"

using namespace madang;

TEST_CASE("word text: small letters, punctuation away, words that come twice, sentence by sentence") {
  const data::WordText text = data::word_text("The cat, the dog. “The cat's” dog! A bird? The cat's", 10);
  CHECK(text.all_words == 11);
  CHECK(text.words == std::vector<std::string>{"the", "cat's", "dog"});
  CHECK(text.lines == std::vector<std::vector<std::int32_t>>{{0, 0, 2}, {0, 1, 2}, {0, 1}});
  CHECK(data::word_text("나는 간다. 나는 온다… 간다", 10).words == std::vector<std::string>{"간다", "나는"});
}

TEST_CASE("word text: only the most frequent are kept") {
  CHECK(data::word_text("a a a b b c c", 2).words == std::vector<std::string>{"a", "b"});
  CHECK(data::word_text("", 5).words.empty());
  CHECK(data::word_text("' - ’ '", 5).words.empty());
}

TEST_CASE("word text: too little is objected to, with the number") {
  CHECK(data::objection_to(data::word_text("one two one two", 10)).english ==
        "Only 2 words of the text come twice or more; 20 are needed.");
  const auto rounds = [](int count) {
    std::string text;
    for (int round = 0; round < count; ++round)
      for (char letter = 'a'; letter < 'a' + 20; ++letter) text += std::string(2, letter) + " ";
    return data::objection_to(data::word_text(text, 100));
  };
  CHECK(rounds(6).empty());
  CHECK(rounds(3).english ==
        "The text is too short: words that come twice or more stand together in only 60 places; 100 are "
        "needed.");
}
