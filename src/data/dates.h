#pragma once

#include <string>

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

struct DatePair {
  std::string
      written;  ///< as people write it: "Mar 3rd, 2021", "2021년 3월 3일 수요일", "이천이십일년 삼월 삼일"
  std::string iso;  ///< what it means
};

/// A day of 1950 … 2049, whole days being held out, in one of the ways in which the language writes dates.
DatePair date_pair(Language language, Part part, Random& random);

/// All ways in which the language writes a day.
constexpr int date_styles = 8;
std::string written_date(const Date& date, Language language, int style);

}  // namespace madang::data
