#include "io/csv.h"

#include <doctest/doctest.h>

#include <string>

#include "io/file_text.h"
#include "support/refused.h"

using namespace madang;
using test::reason_of;

namespace {

bool says(const Text& reason, const char* korean, const char* english) {
  return reason.korean.find(korean) != std::string::npos && reason.english.find(english) != std::string::npos;
}

}  // namespace

TEST_SUITE("io: csv") {
  TEST_CASE("comma, semicolon and tab are found out; spaces around values do not count") {
    for (const char* text :
         {"1,2,a\n3,4,b\n", "1;2;a\r\n3;4;b", "1\t2\ta\n\n3\t4\tb\n", " 1 , 2 , a \n 3,4,b"}) {
      const io::Csv csv = io::read_csv(text);
      REQUIRE(csv.rows.size() == 2);
      CHECK(csv.rows[0] == std::vector<std::string>{"1", "2", "a"});
      CHECK(csv.rows[1] == std::vector<std::string>{"3", "4", "b"});
      CHECK(io::csv_number(csv, 1, 1) == 4.f);
    }
  }

  TEST_CASE("a decimal comma counts where the comma does not separate") {
    const io::Csv csv = io::read_csv("0,5;-1,25;1");
    CHECK(io::csv_number(csv, 0, 0) == 0.5f);
    CHECK(io::csv_number(csv, 0, 1) == -1.25f);
  }

  TEST_CASE("quoted cells hold separators, quotes and line ends; lines are counted on") {
    const io::Csv csv = io::read_csv("\"a,b\",\"say \"\"hi\"\"\"\n\"two\nlines\",x\nlast,y");
    REQUIRE(csv.rows.size() == 3);
    CHECK(csv.rows[0] == std::vector<std::string>{"a,b", "say \"hi\""});
    CHECK(csv.rows[1][0] == "two\nlines");
    CHECK(csv.lines == std::vector<std::size_t>{1, 2, 4});
    CHECK(says(reason_of([] { io::read_csv("1,2\n\"open,3"); }), "2번째 줄", "is never closed. (byte 4)"));
  }

  TEST_CASE("rows of different length, empty cells and text name line and column") {
    CHECK(says(reason_of([] { io::read_csv("1,2,0\n\n3,4\n"); }), "3번째 줄에는 값이 2개",
               "Line 3 has 2 values where the first line has 3. Check for a missing cell. (byte 7)"));
    const io::Csv csv = io::read_csv("1,,0\nabc,2,0\n0x10,nan,1\n1e999,2,0");
    CHECK(says(reason_of([&] { io::csv_number(csv, 0, 1); }), "1번째 줄 2번째 열이 비어",
               "Line 1, column 2 is empty; a number belongs there. (byte 2)"));
    CHECK(says(reason_of([&] { io::csv_number(csv, 1, 0); }), "'abc' 값은 수가 아닙니다. (5번째 바이트)",
               "'abc' is not a number. (byte 5)"));
    for (const std::size_t column : {0u, 1u}) CHECK_FALSE(io::csv_is_number(csv, 2, column));
    CHECK_FALSE(io::csv_is_number(csv, 3, 0));
  }

  TEST_CASE("too many rows are refused with their number, before they are all read") {
    std::string text;
    for (int i = 0; i < 1000000; ++i) text += "0,1,0\n";
    CHECK(says(reason_of([&] { io::read_csv(text, {.most_rows = 1000}); }), "1000000줄", "1000000 lines"));
  }

  TEST_CASE("nothing at all, and lines without end") {
    for (const char* text : {"", "\n\n", "  \n"})
      CHECK(says(reason_of([&] { io::read_csv(text); }), "비어", "nothing"));
    CHECK(says(reason_of([] { io::read_csv(std::string(100000, ',')); }), "1번째 줄",
               "Line 1 has too many values; at most 64 columns are accepted. (byte 64)"));
  }

  TEST_CASE("files: byte order marks, UTF-16, binary and foreign encodings") {
    CHECK(io::text_of_file("\xEF\xBB\xBF"
                           "a,1") == "a,1");
    CHECK(io::text_of_file(std::string("\xFF\xFE"
                                       "a\0\x00\xAC\x3D\xD8\x00\xDE",
                                       10)) == "a가😀");
    CHECK(io::text_of_file(std::string("\xFE\xFF\0a\xD8\x00\0b", 8)) ==
          "a\xEF\xBF\xBD"
          "b");
    const std::string image("\x89PNG\r\n\x1a\n\0\0", 10);
    CHECK(says(reason_of([&] { io::text_of_file(image); }), "이진", "byte 6"));
    CHECK(says(reason_of([] { io::text_of_file("x,y,c\n1,2,\xB0\xA1"); }), "2번째 줄(10번째 바이트)",
               "Line 2 (byte 10)"));
    for (const char* bad : {"\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE0\x80\x80", "\xE3\x81"})
      CHECK_THROWS_AS(io::text_of_file(bad), io::Refused);
  }

  TEST_CASE("excerpts are cut between characters and stay on one line") {
    CHECK(io::excerpt("a\nb") == "'a b'");
    CHECK(io::excerpt("가나다", 4) == "'가…'");
  }
}
