#include "io/encoding.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "io/characters.h"
#include "io/text_system.h"
#include "io/utf8.h"

using namespace madang;
using namespace std::string_view_literals;

TEST_SUITE("io: encoding") {
  TEST_CASE("UTF-16: pairs are put together, halves stay to be found") {
    CHECK(io::decode_utf16("a\0\x00\xAC\x3D\xD8\x00\xDE"sv, true) == U"a가😀");
    CHECK(io::decode_utf16("\0a\xAC\0\xD8\x3D\xDE\x00"sv, false) == U"a가😀");
    const std::u32string halved = io::decode_utf16("a\0\x3D\xD8"sv, true);
    CHECK(io::first_surrogate(halved) == 1);
    CHECK(io::first_surrogate(U"a😀") == std::u32string::npos);
    CHECK(io::decode_utf16("a\0b"sv, true) == U"a");
  }

  TEST_CASE("UTF-16 without a mark is known by its ASCII; zeros elsewhere are no UTF-16") {
    CHECK(io::guess_utf16("1\0,\0\x00\xAC"sv) == io::Utf16::little_endian);
    CHECK(io::guess_utf16("\0001\0,\xAC\0"sv) == io::Utf16::big_endian);
    for (const std::string_view bytes : {""sv, "ab"sv, "a\0b"sv, "\0\0\0\0"sv, "\1\0a\0"sv, "a\0\x3D\xD8"sv})
      CHECK(io::guess_utf16(bytes) == io::Utf16::no);
  }

  TEST_CASE("damaged UTF-8 is told from other encodings") {
    CHECK(io::is_damaged_utf8("가나다\xEB\xA7"));
    CHECK(io::is_damaged_utf8("가\xFF나"));
    CHECK_FALSE(io::is_damaged_utf8("\xB0\xED\xBE\xE7\xC0\xCC,\xB0\xAD\xBE\xC6\xC1\xF6"));
    CHECK_FALSE(io::is_damaged_utf8("caf\xE9"));
    CHECK_FALSE(io::is_damaged_utf8("가나다"));
  }

  TEST_CASE("CP949: its own tables, and the texts that are none although they fit") {
    CHECK(io::utf8_of_cp949("a\xB0\xA1") == "a가");
    CHECK_FALSE(io::utf8_of_cp949("\xB0"));
#ifndef __EMSCRIPTEN__  // Node's own tables end with KS X 1001; tests/browser/outside.test.mjs has it in a
                        // browser
    CHECK(io::utf8_of_cp949("\x8C\x63") == "똠");
    for (const char* none : {"\xFF\xFF", "\xC9\xA1"}) CHECK_FALSE(io::utf8_of_cp949(none));
#endif
    CHECK(io::utf8_of_cp949("") == "");
    CHECK(io::read_cp949("\xB3\xB2,\xD2\xB3") == "남,女");
    for (const char* western : {"\xC4pfel",
                                "Gr\xF6\xDF"
                                "e",
                                "cora\xE7\xE3o",
                                "25\xB0"
                                "C"})
      CHECK_FALSE(io::read_cp949(western));
    CHECK_FALSE(io::read_cp949("\x82\xCB\x82\xB1"));  // Shift-JIS: ねこ
  }

  TEST_CASE("normal form: Hangul everywhere, other letters where the browser has the tables") {
    CHECK(io::normal_form("\u1112\u1161\u11AB") == "한");
    CHECK(io::normal_form("plain") == "plain");
    const std::string composed = io::normal_form("e\u0301");
#ifdef __EMSCRIPTEN__
    CHECK(composed == "é");
    CHECK(io::normal_form("\U0001D160") == "\U0001D158\U0001D165\U0001D16E");  // grows to three times
#else
    CHECK(composed == "e\u0301");
#endif
  }

  TEST_CASE("what is ill-formed is found, and a U+FFFD that stands there is not") {
    CHECK(io::first_ill_formed("a가\xFF") == 4);
    CHECK(io::first_ill_formed("가\uFFFD😀") == std::string_view::npos);
    CHECK(io::first_ill_formed("\xE3\x81") == 0);
  }

  TEST_CASE("characters: spaces, what cannot be seen, and joiners where they join nothing") {
    for (const char32_t c : U" \n\u0085\u00A0\u2009\u2028\u202F\u3000"sv) CHECK(io::is_space(c));
    for (const char32_t c : U"a가\u200B"sv) CHECK_FALSE(io::is_space(c));
    for (const char32_t c : U"\u00AD\u200B\u200E\u202A\u2060\u2066\uFEFF"sv) CHECK(io::is_invisible(c));
    for (const char32_t c : U"a \u200D\u3164"sv) CHECK_FALSE(io::is_invisible(c));
    CHECK(io::without_invisible(U"c\u200Da\u200Bt\u200C") == U"cat");
    CHECK(io::without_invisible(U"👩\u200D👧") == U"👩\u200D👧");
    CHECK(io::without_invisible(U"👩\u200D\u200C") == U"👩");
  }
}
