#include "io/number.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "support/refused.h"

using namespace madang;

TEST_SUITE("io: number") {
  TEST_CASE("numbers that say the same with either decimal mark, in every way of writing") {
    struct Written {
      const char* text;
      double value;
    };
    for (const auto& [text, value] : {Written{"12", 12},
                                      {" +12 ", 12},
                                      {"-3", -3},
                                      {"−3", -3},
                                      {"－３", -3},
                                      {"–3", -3},
                                      {"1e5", 1e5},
                                      {"1E+05", 1e5},
                                      {"２ｅ－３", 2e-3},
                                      {"1 234 567", 1234567},
                                      {"1\u00A0234", 1234},
                                      {"1\u202F234", 1234},
                                      {"1'234", 1234},
                                      {"1’234", 1234},
                                      {"٣", 3},
                                      {"۱۲", 12},
                                      {"١٢٫٥", 12.5},
                                      {"١٬٢٣٤", 1234},
                                      {"(5)", -5},
                                      {"50%", 0.5},
                                      {"50 ％", 0.5},
                                      {"₩1 000", 1000},
                                      {"-$5", -5},
                                      {"$-5", -5},
                                      {"5 €", 5},
                                      {"\uFEFF7\u200B", 7},
                                      {"007", 7}}) {
      INFO(text);
      const io::NumberReadings read = io::read_number(text);
      CHECK(read.with_point.value_or(NAN) == doctest::Approx(value));
      CHECK(read.with_comma == read.with_point);
      CHECK_FALSE(read.ambiguous());
    }
  }

  TEST_CASE("a mark that allows one reading, and one that allows two") {
    const auto only_point = [](const char* text) {
      const io::NumberReadings read = io::read_number(text);
      CHECK_FALSE(read.with_comma);
      return read.with_point.value_or(NAN);
    };
    const auto only_comma = [](const char* text) {
      const io::NumberReadings read = io::read_number(text);
      CHECK_FALSE(read.with_point);
      return read.with_comma.value_or(NAN);
    };
    CHECK(only_point("1.5") == 1.5);
    CHECK(only_point("１２．５") == 12.5);
    CHECK(only_point(".5") == 0.5);
    CHECK(only_point("5.") == 5);
    CHECK(only_point("0.123") == 0.123);
    CHECK(only_point("1,234.5") == 1234.5);
    CHECK(only_point("1,234,567") == 1234567);
    CHECK(only_point("1'234.5") == 1234.5);
    CHECK(only_point("1.5E-3") == 1.5e-3);
    CHECK(only_comma("1,5") == 1.5);
    CHECK(only_comma("１，５") == 1.5);
    CHECK(only_comma("0,123") == 0.123);
    CHECK(only_comma("-0,5") == -0.5);
    CHECK(only_comma("1.234,5") == 1234.5);
    CHECK(only_comma("1.234.567") == 1234567);
    CHECK(only_comma("1 234,5") == 1234.5);
    CHECK(only_comma("1,5E-3") == 1.5e-3);
    for (const char* text : {"1,234", "1.234", "12.345", "-1,234"}) CHECK(io::read_number(text).ambiguous());
    CHECK(io::read_number("1,234").with_point == 1234);
    CHECK(io::read_number("1,234").with_comma == 1.234);
  }

  TEST_CASE("what is no number") {
    for (const char* text :
         {"",          " ",          "-",     "e5",    "1e",  "1e+",  "abc",      "1a",    "0x10",    "nan",
          "inf",       "-Infinity",  "#N/A",  "1e999", "1 2", "1 23", "1,23,456", "1,2,3", "1.2.3",   "1,,5",
          "1.5.",      "--1",        "-(1)",  "(1",    "()",  "%",    "$",        "1..2",  "12,34.5", "1'2",
          "0,123,456", "2024-01-02", "12:30", ".",     ",",   "한",   "1_000"}) {
      INFO(text);
      const io::NumberReadings read = io::read_number(text);
      CHECK_FALSE(read.with_point);
      CHECK_FALSE(read.with_comma);
    }
    CHECK_FALSE(io::read_number(std::string(100000, '1')).with_point);
  }

  TEST_CASE("typed numbers: a point is meant, a comma that can be one thing is taken, the rest is told") {
    CHECK(io::typed_number("1.234") == 1.234f);
    CHECK(io::typed_number("0,5") == 0.5f);
    CHECK(io::typed_number("−１２．５") == -12.5f);
    CHECK(io::typed_number("1,234,567") == 1234567.f);
    CHECK(io::typed_number(" 1e-3 ") == 1e-3f);
    for (const char* text : {"1,234", "１，２３４"})
      CHECK(test::reason_of([&] { io::typed_number(text); }).english.find("two ways") != std::string::npos);
    const Text reason = test::reason_of([] { io::typed_number("abc"); });
    CHECK(reason.english.find("'abc' is not a number") == 0);
    CHECK(reason.korean.find("'abc' 값은 수가 아닙니다") == 0);
    for (const char* text : {"", "1e39", "nan"}) CHECK_THROWS_AS(io::typed_number(text), io::Refused);
  }
}
