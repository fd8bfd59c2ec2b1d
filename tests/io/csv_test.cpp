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
    for (const std::size_t column : {0u, 1u}) CHECK_FALSE(io::csv_value(csv, 2, column));
    CHECK_FALSE(io::csv_value(csv, 3, 0));
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

  TEST_CASE("a line sep=, the separator with which most is a number, and | beside the usual three") {
    for (const char* text :
         {"sep=;\n1,5;2;a", "\"sep=;\"\r\n1,5;2;a", "sep=|\n1,5|2|a", "1,5|2|a", "1,5\t2\ta"}) {
      const io::Csv csv = io::read_csv(text);
      REQUIRE(csv.rows.size() == 1);
      CHECK(csv.rows[0] == std::vector<std::string>{"1,5", "2", "a"});
      CHECK(io::csv_number(csv, 0, 0) == 1.5f);
    }
    CHECK(io::read_csv("sep=;\n1;2;a").lines[0] == 2);
    CHECK(io::read_csv("1,2,a|b\n3,4,c;d").rows[1] == std::vector<std::string>{"3", "4", "c;d"});
    CHECK(io::read_csv("1;2;a,b\n3;4;c").rows[0] == std::vector<std::string>{"1", "2", "a,b"});
    CHECK(io::read_csv("1,5;2,5;0\n1,5;2,5;3,5").separator == ';');
  }

  TEST_CASE("the whole table decides what comma and point mean") {
    const auto second = [](const char* text) { return io::csv_value(io::read_csv(text), 0, 1); };
    CHECK(second("1.5;1,234;a") == 1234);   // a point elsewhere
    CHECK(second("1,5;1,234;a") == 1.234);  // a comma elsewhere
    CHECK(second("1,5;1.234;a") == 1234);
    CHECK(second("1;1,234;a") == 1.234);  // nothing decides: semicolons, where a comma is decimal
    CHECK(second("1;1.234;a") == 1.234);
    CHECK(second("1,\"1,234\",a") == 1234);
    CHECK(second("1\t1,234\ta") == 1234);
    CHECK(second("1\t1,234,567.5\ta") == 1234567.5);
    CHECK(second("1;1 234,5;a") == 1234.5);
    CHECK(second("1;1'234.5;a") == 1234.5);
    const io::Csv mixed = io::read_csv("0.5;1,25;a\n2;1,234;b");
    CHECK(mixed.decimal == io::DecimalMark::mixed);
    CHECK(io::csv_number(mixed, 0, 1) == 1.25f);
    CHECK(says(reason_of([&] { io::csv_number(mixed, 1, 1); }), "2번째 줄 2번째 열의 '1,234' 값은 두 가지로",
               "Line 2, column 2: '1,234' can be read in two ways"));
  }

  TEST_CASE("empty columns at the end, rows of empty cells and comments do not count; errors of sheets do") {
    const io::Csv csv = io::read_csv("# made by hand\nx,y,c,,\n1,2,a,,\n,,,,\n3,4,b\n,,\n");
    REQUIRE(csv.rows.size() == 3);
    CHECK(csv.lines == std::vector<std::size_t>{2, 3, 5});
    CHECK(csv.rows[1] == std::vector<std::string>{"1", "2", "a"});
    CHECK(io::read_csv("1,2,\n3,4,").rows[0].size() == 2);
    CHECK(io::read_csv("1,2,\n3,4,b").rows[0] == std::vector<std::string>{"1", "2", ""});
    CHECK(says(reason_of([] { io::read_csv("1,2,0\n1,2,0,7"); }), "2번째 줄에는 값이 4개",
               "Line 2 has 4 values where the first line has 3"));
    for (const char* error : {"#N/A", "#DIV/0!", "inf", "-inf", "NaN", "Infinity"}) {
      const io::Csv table = io::read_csv(std::string(error) + ",1,a\n");
      CHECK(says(reason_of([&] { io::csv_number(table, 0, 0); }), error, "Line 1, column 1"));
    }
  }

  TEST_CASE("what stands behind a closing quote is kept; ends of lines of every kind within quotes count") {
    const io::Csv csv = io::read_csv("\"a\"b,\"one\rtwo\r\nthree\"\rc,d");
    CHECK(csv.rows[0] == std::vector<std::string>{"ab", "one\rtwo\r\nthree"});
    CHECK(csv.lines == std::vector<std::size_t>{1, 4});
  }
}
