#include "io/utf8.h"

#include <doctest/doctest.h>

using namespace madang::io;

TEST_SUITE("io") {
  TEST_CASE("UTF-8 goes through unchanged") {
    for (const char* text : {"", "abc", "가나다 한글", "𝄞 🙂", "\xF4\x8F\xBF\xBF", "é"}) {
      CHECK(encode_utf8(decode_utf8(text)) == text);
      CHECK(valid_utf8(text) == text);
    }
  }

  TEST_CASE("what is not UTF-8 becomes U+FFFD, one for each maximal piece") {
    CHECK(decode_utf8("\x80") == U"\uFFFD");
    CHECK(decode_utf8("\xC0\xAF") == U"\uFFFD\uFFFD");                        // overlong '/'
    CHECK(decode_utf8("\xED\xA0\x80") == U"\uFFFD\uFFFD\uFFFD");              // lone surrogate U+D800
    CHECK(decode_utf8("\xF4\x90\x80\x80") == U"\uFFFD\uFFFD\uFFFD\uFFFD");    // beyond U+10FFFF
    CHECK(decode_utf8("a\xE1\x80") == U"a\uFFFD");                            // cut off
    CHECK(decode_utf8("\xE1\x80z") == U"\uFFFDz");                            // cut off inside
    CHECK(decode_utf8("\xF1\x80\x80\xE1\x80\xC2") == U"\uFFFD\uFFFD\uFFFD");  // the standard's table 3-8
    CHECK(decode_utf8(std::string_view("\0x", 2)) == std::u32string_view(U"\0x", 2));
  }

  TEST_CASE("a lone surrogate as a code point is written as U+FFFD") {
    const char32_t bad[] = {0xD800, U'a', 0x110000};
    CHECK(encode_utf8({bad, 3}) == "\uFFFDa\uFFFD");
  }

  TEST_CASE("cut at a number of bytes, never inside a character") {
    CHECK(valid_utf8("가나다", 7) == "가나");
    CHECK(valid_utf8("가나다", 9) == "가나다");
    CHECK(valid_utf8("\xFF\xFF", 5) == "\uFFFD");  // the replacement counts three bytes
    CHECK(valid_utf8("가", 2) == "");
  }

  TEST_CASE("Hangul that was taken apart is put together") {
    CHECK(compose_hangul(U"\u1112\u1161\u11AB\u1100\u1173\u11AF") == U"한글");
    CHECK(compose_hangul(U"가\u11A8") == U"각");
    CHECK(compose_hangul(U"각\u11A8") == U"각\u11A8");  // one final consonant only
    CHECK(compose_hangul(U"\u1161a\u1112") == U"\u1161a\u1112");
    CHECK(compose_hangul(U"가\u11A7") == U"가\u11A7");  // not a final consonant
  }
}
