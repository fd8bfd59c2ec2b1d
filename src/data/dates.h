#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/random.h"
#include "core/text.h"
#include "data/part.h"

namespace madang::data {

/// A day of the Gregorian calendar.
struct Date {
  int year = 2000;
  int month = 1;  // 1 … 12
  int day = 1;    // 1 … 31

  std::string iso() const;  ///< 2000-01-01
  int weekday() const;      ///< 0 Sunday … 6 Saturday
  bool operator==(const Date&) const = default;
};

/// A day of 1950 … 2049, whole days being held out.
Date random_date(Part part, Random& random);

struct DatePair {
  std::string
      written;  ///< as people write it: "Mar 3rd, 2021", "2021년 3월 3일 수요일", "이천이십일년 삼월 삼일"
  std::string iso;  ///< what it means
};

/// A random date in one of the ways in which the language writes dates.
DatePair date_pair(Language language, Part part, Random& random);

/// All ways in which the language writes a day.
constexpr int date_styles = 8;
std::string written_date(const Date& date, Language language, int style);

/// What a piece of a written date tells; `none`: nothing, it only stands between others.
enum class DateField { none, year, month, day, weekday };
struct DatePiece {
  std::string text;  ///< with the unit that names it: "2021년"
  DateField field = DateField::none;
};
/// The same in pieces, whose texts make up the written date.
std::vector<DatePiece> date_pieces(const Date& date, Language language, int style);

/// A day in one of the ways in which a language writes it.
struct StyledDate {
  Date date;
  Language language = Language::korean;
  int style = 0;
};
/// The day that is written so, of 1950 … 2049; nothing where `text` is none of the ways.
std::optional<StyledDate> read_date(std::string_view text);

}  // namespace madang::data
