#include "data/dates.h"

#include <array>

#include "core/error.h"

namespace madang::data {

namespace {

constexpr std::array<const char*, 12> english_months = {"January",   "February", "March",    "April",
                                                        "May",       "June",     "July",     "August",
                                                        "September", "October",  "November", "December"};
constexpr std::array<const char*, 7> english_days = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                     "Thursday", "Friday", "Saturday"};
constexpr std::array<const char*, 7> korean_days = {"일", "월", "화", "수", "목", "금", "토"};

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_of(int month, int year) {
  constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return days[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap(year) ? 1 : 0);
}

std::string number(int value) { return std::to_string(value); }

std::string two_digits(int value) { return (value < 10 ? "0" : "") + number(value); }

std::string ordinal(int day) {
  const bool teen = day >= 11 && day <= 13;
  const char* const ending = teen            ? "th"
                             : day % 10 == 1 ? "st"
                             : day % 10 == 2 ? "nd"
                             : day % 10 == 3 ? "rd"
                                             : "th";
  return number(day) + ending;
}

/// A number below ten thousand as it is read in Sino-Korean: 2021 → 이천이십일.
std::string read_in_korean(int value) {
  constexpr std::array<const char*, 10> digits = {"", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"};
  std::string text;
  const auto append = [&](int digit, const char* unit) {
    if (digit == 0) return;
    if (digit > 1 || *unit == '\0') text += digits[static_cast<std::size_t>(digit)];
    text += unit;
  };
  append(value / 1000, "천");
  append(value / 100 % 10, "백");
  append(value / 10 % 10, "십");
  append(value % 10, "");
  return text;
}

/// June and October drop their final sound before 월.
std::string month_read_in_korean(int month) {
  if (month == 6) return "유";
  if (month == 10) return "시";
  return read_in_korean(month);
}

std::string in_english(const Date& date, int style) {
  const std::string month = english_months[static_cast<std::size_t>(date.month - 1)];
  const std::string short_month = month.substr(0, 3), year = number(date.year), day = number(date.day);
  const std::string weekday = english_days[static_cast<std::size_t>(date.weekday())];
  switch (style) {
    case 0:
      return month + " " + day + ", " + year;
    case 1:
      return day + " " + month + " " + year;
    case 2:
      return short_month + " " + ordinal(date.day) + ", " + year;
    case 3:
      return weekday + ", " + month + " " + day + ", " + year;
    case 4:
      return "the " + ordinal(date.day) + " of " + month + ", " + year;
    case 5:
      return two_digits(date.day) + "-" + short_month + "-" + year;
    case 6:
      return weekday.substr(0, 3) + " " + day + " " + short_month + " " + year;
    case 7:
      return year + ", " + month + " " + ordinal(date.day);
    default:
      throw Error("date: no style " + number(style));
  }
}

std::string in_korean(const Date& date, int style) {
  const std::string year = number(date.year), month = number(date.month), day = number(date.day);
  const std::string weekday = korean_days[static_cast<std::size_t>(date.weekday())];
  const std::string plain = year + "년 " + month + "월 " + day + "일";
  switch (style) {
    case 0:
      return plain;
    case 1:
      return plain + " " + weekday + "요일";
    case 2:
      return plain + "(" + weekday + ")";
    case 3:
      return year + ". " + month + ". " + day + ".";
    case 4:
      return read_in_korean(date.year) + "년 " + month_read_in_korean(date.month) + "월 " +
             read_in_korean(date.day) + "일";
    case 5:
      return "서기 " + plain;
    case 6:
      return year + "." + two_digits(date.month) + "." + two_digits(date.day) + " " + weekday + "요일";
    case 7:
      return year + "년 " + month_read_in_korean(date.month) + "월 " + day + "일";
    default:
      throw Error("date: no style " + number(style));
  }
}

}  // namespace

std::string Date::iso() const { return number(year) + "-" + two_digits(month) + "-" + two_digits(day); }

int Date::weekday() const {
  // Zeller, "Kalender-Formeln", Acta Mathematica 9, 1887; January and February count to the year before.
  const int m = month < 3 ? month + 12 : month;
  const int y = month < 3 ? year - 1 : year;
  const int saturday_first = (day + 13 * (m + 1) / 5 + y + y / 4 - y / 100 + y / 400) % 7;
  return (saturday_first + 6) % 7;
}

std::string written_date(const Date& date, Language language, int style) {
  return language == Language::korean ? in_korean(date, style) : in_english(date, style);
}

DatePair date_pair(Language language, Part part, Random& random) {
  for (;;) {
    Date date;
    date.year = 1950 + static_cast<int>(random.below(100));
    date.month = 1 + static_cast<int>(random.below(12));
    date.day = 1 + static_cast<int>(random.below(static_cast<std::uint32_t>(days_of(date.month, date.year))));
    const std::int32_t numbers[] = {date.year, date.month, date.day};
    if (part_of_numbers(numbers) != part) continue;
    return {written_date(date, language, static_cast<int>(random.below(date_styles))), date.iso()};
  }
}

}  // namespace madang::data
