#include "io/split.h"

#include <doctest/doctest.h>

#include <numeric>

#include "io/utf8.h"

using namespace madang::io;

namespace {

std::string joined(std::string_view text, Split how, std::size_t most = 24) {
  const Tokens tokens = split(text, how, most);
  std::string all;
  for (const auto& token : tokens.tokens) all += (all.empty() ? "" : "|") + token;
  return all + (tokens.cut ? "|…" : "");
}

}  // namespace

TEST_SUITE("io") {
  TEST_CASE("words: at spaces, punctuation alone") {
    CHECK(joined("나는 학교에 간다.", Split::words) == "나는|학교에|간다|.");
    CHECK(joined("  The cat, the 3.14 don't well-known…", Split::words) ==
          "The|cat|,|the|3.14|don't|well-known|…");
    CHECK(joined("\"안녕?\"", Split::words) == "\"|안녕|?|\"");
    CHECK(joined("a\tb\nc\u3000d\u00A0e", Split::words) == "a|b|c|d|e");
  }

  TEST_CASE("syllables: Hangul and Chinese characters one by one, other scripts by words") {
    CHECK(joined("나는 학교에", Split::syllables) == "나|는|학|교|에");
    CHECK(joined("GPT는 attention이다", Split::syllables) == "GPT|는|attention|이|다");
    CHECK(joined("漢字 kanji", Split::syllables) == "漢|字|kanji");
    CHECK(joined("\u1112\u1161\u11AB\u1100\u1173\u11AF", Split::syllables) == "한|글");
  }

  TEST_CASE("characters: what a reader sees as one, spaces shown") {
    CHECK(joined("가나 ab", Split::characters) == "가|나|␣|a|b");
    CHECK(joined("a   b ", Split::characters) == "a|␣|b");
    CHECK(joined("q\u0301x", Split::characters) == "q\u0301|x");
    CHECK(joined("👩‍👩‍👧!", Split::characters) == "👩‍👩‍👧|!");
    CHECK(joined("👍🏽👍", Split::characters) == "👍🏽|👍");
    CHECK(joined("🇰🇷🇫🇷", Split::characters) == "🇰🇷|🇫🇷");
    CHECK(joined("❤️1️⃣", Split::characters) == "❤️|1️⃣");
    CHECK(joined("שָׁלוֹם", Split::characters) == "שָׁ|ל|וֹ|ם");
    CHECK(joined("नमस्ते", Split::characters) == "न|म|स्|ते");
  }

  TEST_CASE("nothing to split") {
    for (const char* text : {"", " \n\t ", "\u200B\u200E\uFEFF"}) {
      CHECK(split(text, Split::words, 24).tokens.empty());
      CHECK(split(text, Split::characters, 24).tokens.empty());
      CHECK_FALSE(split(text, Split::characters, 24).cut);
    }
  }

  TEST_CASE("the first tokens of a longer text, and whether there was more") {
    CHECK(joined("a b c", Split::words, 3) == "a|b|c");
    CHECK(joined("a b c ", Split::words, 3) == "a|b|c");
    CHECK(joined("a b c d", Split::words, 3) == "a|b|c|…");
    CHECK(joined("a b", Split::characters, 2) == "a|␣|…");
    CHECK(joined("ab", Split::characters, 2) == "a|b");
    CHECK(joined("a b", Split::characters, 1) == "a|…");
  }

  TEST_CASE("100,000 pasted characters of anything") {
    for (const char* piece :
         {"가", "a", "가 ", "🙂", "\u0301", "\xED\xA0\x80", "\xFF", "א", "\u202E", "👩‍"}) {
      std::string text;
      for (int i = 0; i < 100'000; ++i) text += piece;
      for (const auto how : {Split::words, Split::syllables, Split::characters}) {
        const Tokens tokens = split(text, how, 24);
        CHECK(tokens.tokens.size() <= 24);
        for (const auto& token : tokens.tokens) CHECK(valid_utf8(token) == token);
      }
    }
  }

  TEST_CASE("lone surrogates stand as replacement characters") {
    CHECK(joined("a\xED\xA0\x80z", Split::characters) == "a|\uFFFD|\uFFFD|\uFFFD|z");
  }
}
