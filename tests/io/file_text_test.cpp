#include "io/file_text.h"

#include <doctest/doctest.h>

#include <string>

#include "support/refused.h"

using namespace madang;
using io::Encoding;
using test::reason_of;

namespace {

bool says(const Text& reason, const char* korean, const char* english) {
  return reason.korean.find(korean) != std::string::npos && reason.english.find(english) != std::string::npos;
}

bool is_refused(std::string_view bytes) {
  return !reason_of([&] { io::read_text(bytes); }).empty();
}

/// Text as UTF-16 of this order, without a mark.
std::string utf16(std::u16string_view text, bool little_endian) {
  std::string bytes;
  for (const char16_t unit : text) {
    const char low = static_cast<char>(unit & 0xFF), high = static_cast<char>(unit >> 8);
    bytes += little_endian ? low : high;
    bytes += little_endian ? high : low;
  }
  return bytes;
}

}  // namespace

TEST_SUITE("io: file_text") {
  TEST_CASE("UTF-8 with and without mark, also in the middle of it, and as DOS ended it") {
    for (const char* bytes : {"a,가",
                              "\xEF\xBB\xBF"
                              "a,가",
                              "a,\xEF\xBB\xBF가", "a,가\x1A"}) {
      CHECK(io::text_of_file(bytes) == "a,가");
      CHECK(io::read_text(bytes).encoding == Encoding::utf8);
    }
    CHECK(io::text_of_file("").empty());
  }

  TEST_CASE("UTF-16 in both orders, with and without mark; half a pair or half a unit is refused") {
    for (const bool little : {true, false}) {
      const std::string mark = utf16(u"\uFEFF", little);
      for (const std::string& before : {std::string(), mark}) {
        const io::FileText read = io::read_text(before + utf16(u"키,종\r\n1,가😀\n", little));
        CHECK(read.text == "키,종\r\n1,가😀\n");
        CHECK(read.encoding == Encoding::utf16);
      }
      CHECK(io::text_of_file(utf16(u"x,y\n1,2\n", little)) == "x,y\n1,2\n");
      for (const char16_t half : {u'\xD800', u'\xDC00'})
        CHECK(says(
            reason_of([&] { io::read_text(mark + utf16(std::u16string(u"a\n") + half + u"b", little)); }),
            "2번째 줄(2번째 바이트)의 글자가 깨져", "Line 2 (byte 2) holds a broken character"));
      CHECK(is_refused(mark + utf16(u"ab", little) + "c"));
      CHECK(is_refused(mark + utf16(std::u16string(u"a\0b", 3), little)));
    }
    CHECK(is_refused(std::string("\xFF\xFE\0\0a\0\0\0", 8)));  // UTF-32
  }

  TEST_CASE("CP949: Korean, also the syllables that KS X 1001 lacks, and that it was a guess is told") {
    const io::FileText read = io::read_text("\xC5\xB0,\xC1\xBE\r\n1,\xB0\xED\xBE\xE7\xC0\xCC");
    CHECK(read.text == "키,종\r\n1,고양이");
    CHECK(read.encoding == Encoding::cp949);
    CHECK(says(io::told(read.encoding), "CP949(EUC-KR)로 읽었습니다", "read as Korean CP949"));
    CHECK(io::told(Encoding::utf8).empty());
#ifndef __EMSCRIPTEN__  // Node's own tables end with KS X 1001; tests/browser/outside.test.mjs has it in a
                        // browser
    CHECK(io::text_of_file("1,\x8C\x63\n2,\xBC\x84\n") == "1,똠\n2,펲\n");
#endif
    CHECK(io::text_of_file("\xA1\xAE\xA4\xBB\xA4\xBB\xA1\xAF") == "‘ㅋㅋ’");
  }

  TEST_CASE("other encodings are not taken for Korean, and damaged UTF-8 is none") {
    const Text latin = reason_of([] { io::read_text("x,y,c\n1,2,caf\xE9\n"); });
    CHECK(says(latin, "2번째 줄(13번째 바이트)에 UTF-8도",
               "Line 2 (byte 13) holds characters that are neither"));
    CHECK(says(latin, "CSV UTF-8", "encoding UTF-8"));
    CHECK(is_refused("1,2,\xC4pfel\n"));                                // Windows-1252: Äpfel
    CHECK(is_refused("1,2,25\xB0\x43\n"));                              // 25°C
    CHECK(is_refused("1,2,\x82\xCB\x82\xB1\n3,4,\x82\xA2\x82\xCA\n"));  // Shift-JIS: ねこ, いぬ
    CHECK(
        is_refused("\xD5\xE2\xCA\xC7\xD2\xBB\xB8\xF6\xD6\xD0\xCE\xC4\xB5\xC4\xBE\xE4\xD7\xD3"));  // GB 18030
    for (const char* bad : {"\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE0\x80\x80", "\xE3\x81"})
      CHECK(is_refused(bad));
    CHECK(says(reason_of([] { io::read_text("가나다\n라\xEB\xA7"); }),
               "2번째 줄(13번째 바이트)의 글자가 깨져", "Line 2 (byte 13) holds a broken character"));
    CHECK(
        is_refused("\xEF\xBB\xBF"
                   "가,\xB0\xA1"));
  }

  TEST_CASE("ends of lines and pages, spaces, invisible characters and Hangul taken apart become plain") {
    CHECK(io::text_of_file("a\xE2\x80\xA8"
                           "b\xE2\x80\xA9"
                           "c\xC2\x85"
                           "d\ve\ff") == "a\nb\nc\nd\ne\nf");
    CHECK(io::text_of_file("a\r\nb\rc") == "a\r\nb\rc");
    CHECK(io::text_of_file("1\xC2\xA0"
                           "2\xE2\x80\xAF"
                           "3\xE3\x80\x80"
                           "4") == "1 2 3 4");
    CHECK(io::text_of_file("c\xE2\x80\x8B"
                           "a\xC2\xAD"
                           "t\xE2\x80\x8E\xE2\x81\xA0\xE2\x80\x8D\xE2\x80\x8C") == "cat");
    CHECK(io::text_of_file("👩\xE2\x80\x8D👧") == "👩\xE2\x80\x8D👧");  // joined: one family
    CHECK(io::text_of_file("\u1100\u1169\u110B\u1163\u11BC") == "고양");
  }

  TEST_CASE("binary files name the byte") {
    const std::string image("\x89PNG\r\n\x1a\n\0\0", 10);
    CHECK(says(reason_of([&] { io::text_of_file(image); }), "이진", "byte 6"));
    CHECK(io::is_binary(image));
    for (const std::string& text : {std::string("a\f\x1A"), utf16(u"a,b", true), utf16(u"\uFEFF가", false)})
      CHECK_FALSE(io::is_binary(text));
  }

  TEST_CASE("typed text: halves of pairs and zeros are left out and counted") {
    const io::TypedText typed = io::typed_text(utf16(std::u16string(u"a\0\xD83D가\xDC00😀", 7), true));
    CHECK(typed.text == "a가😀");
    CHECK(typed.left_out == 3);
    CHECK(io::typed_text(utf16(u"\u1100\u1161", true)).text == "가");
    CHECK(io::typed_text("").text.empty());
  }

  TEST_CASE("excerpts are cut between characters and stay on one line") {
    CHECK(io::excerpt("a\nb") == "'a b'");
    CHECK(io::excerpt("가나다", 4) == "'가…'");
  }
}
