#include "data/date_lines.h"

#include <doctest/doctest.h>

#include "core/error.h"
#include "io/utf8.h"

using namespace madang;
using data::DateField;

TEST_CASE("dates: the pieces of every style make up what is written, and name year, month and day once") {
  const data::Date date{1987, 10, 9};
  for (const auto language : {Language::korean, Language::english})
    for (int style = 0; style < data::date_styles; ++style) {
      std::string written;
      int found[5] = {};
      for (const data::DatePiece& piece : data::date_pieces(date, language, style)) {
        written += piece.text;
        ++found[static_cast<int>(piece.field)];
      }
      CHECK(written == data::written_date(date, language, style));
      for (const auto field : {DateField::year, DateField::month, DateField::day})
        CHECK(found[static_cast<int>(field)] == 1);
    }
  CHECK_THROWS_AS(data::date_pieces(date, Language::korean, data::date_styles), Error);
}

TEST_CASE("dates: a random day is of its part and of 1950 … 2049") {
  Random random(3);
  for (int i = 0; i < 200; ++i) {
    const auto part = i % 2 == 0 ? data::Part::training : data::Part::held_out;
    const data::Date date = data::random_date(part, random);
    const std::int32_t numbers[] = {date.year, date.month, date.day};
    CHECK(data::part_of_numbers(numbers) == part);
    CHECK(date.year >= 1950);
    CHECK(date.year <= 2049);
  }
}

TEST_CASE("dates: what is written in any style is read again, and nothing else is") {
  Random random(4);
  for (const auto language : {Language::korean, Language::english})
    for (int style = 0; style < data::date_styles; ++style) {
      const data::Date date = data::random_date(data::Part::training, random);
      const auto read = data::read_date(data::written_date(date, language, style));
      REQUIRE(read);
      CHECK(read->date == date);
    }
  for (const char* text : {"", "2024", "May 32, 2024", "Sunday, May 3, 2024", "1949년 5월 3일", "2024-05-03"})
    CHECK_FALSE(data::read_date(text));  // 3 May 2024 is a Friday
}

TEST_CASE("date lines: each character knows its date and field, in the line and in the answer") {
  const data::DateLine line =
      data::date_line({{{2024, 5, 3}, Language::english, 0}, {{1999, 12, 31}, Language::english, 5}});
  CHECK(io::encode_utf8(line.written) == "May 3, 2024; 31-Dec-1999");
  CHECK(io::encode_utf8(line.iso) == "2024-05-03 1999-12-31");
  REQUIRE(line.written_places.size() == line.written.size());
  REQUIRE(line.iso_places.size() == line.iso.size());
  const auto spelled = [](const std::u32string& text, const std::vector<data::DatePlace>& places,
                          data::DatePlace wanted) {
    std::u32string found;
    for (std::size_t i = 0; i < text.size(); ++i)
      if (places[i] == wanted) found += text[i];
    return io::encode_utf8(found);
  };
  CHECK(spelled(line.written, line.written_places, {0, DateField::month}) == "May");
  CHECK(spelled(line.written, line.written_places, {0, DateField::day}) == "3");
  CHECK(spelled(line.written, line.written_places, {1, DateField::year}) == "1999");
  CHECK(spelled(line.iso, line.iso_places, {0, DateField::month}) == "05");
  CHECK(spelled(line.iso, line.iso_places, {1, DateField::day}) == "31");
  CHECK(spelled(line.written, line.written_places, {-1, DateField::none}) == "; ");
}
