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

constexpr int first_year = 1950, years = 100;

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

using Pieces = std::vector<DatePiece>;

DatePiece plain(const char* text) { return {text, DateField::none}; }

Pieces in_english(const Date& date, int style) {
  const std::string name = english_months[static_cast<std::size_t>(date.month - 1)];
  const std::string weekday_name = english_days[static_cast<std::size_t>(date.weekday())];
  const DatePiece month{name, DateField::month}, short_month{name.substr(0, 3), DateField::month};
  const DatePiece year{number(date.year), DateField::year}, day{number(date.day), DateField::day};
  const DatePiece nth{ordinal(date.day), DateField::day};
  const DatePiece weekday{weekday_name, DateField::weekday};
  const DatePiece space = plain(" "), comma = plain(", ");
  switch (style) {
    case 0:
      return {month, space, day, comma, year};
    case 1:
      return {day, space, month, space, year};
    case 2:
      return {short_month, space, nth, comma, year};
    case 3:
      return {weekday, comma, month, space, day, comma, year};
    case 4:
      return {plain("the "), nth, plain(" of "), month, comma, year};
    case 5:
      return {{two_digits(date.day), DateField::day}, plain("-"), short_month, plain("-"), year};
    case 6:
      return {{weekday_name.substr(0, 3), DateField::weekday}, space, day, space, short_month, space, year};
    case 7:
      return {year, comma, month, space, nth};
    default:
      throw Error("date: no style " + number(style));
  }
}

Pieces in_korean(const Date& date, int style) {
  const auto year_of = [](const std::string& text) { return DatePiece{text, DateField::year}; };
  const auto month_of = [](const std::string& text) { return DatePiece{text, DateField::month}; };
  const auto day_of = [](const std::string& text) { return DatePiece{text, DateField::day}; };
  const auto weekday_of = [](const std::string& text) { return DatePiece{text, DateField::weekday}; };
  const DatePiece year = year_of(number(date.year) + "년"), month = month_of(number(date.month) + "월");
  const DatePiece day = day_of(number(date.day) + "일");
  const std::string weekday = korean_days[static_cast<std::size_t>(date.weekday())];
  const DatePiece space = plain(" "), point = plain(". ");
  switch (style) {
    case 0:
      return {year, space, month, space, day};
    case 1:
      return {year, space, month, space, day, space, weekday_of(weekday + "요일")};
    case 2:
      return {year, space, month, space, day, plain("("), weekday_of(weekday), plain(")")};
    case 3:
      return {year_of(number(date.year)), point,     month_of(number(date.month)), point,
              day_of(number(date.day)),   plain(".")};
    case 4:
      return {year_of(read_in_korean(date.year) + "년"), space,
              month_of(month_read_in_korean(date.month) + "월"), space,
              day_of(read_in_korean(date.day) + "일")};
    case 5:
      return {plain("서기 "), year, space, month, space, day};
    case 6:
      return {year_of(number(date.year)),   plain("."), month_of(two_digits(date.month)), plain("."),
              day_of(two_digits(date.day)), space,      weekday_of(weekday + "요일")};
    case 7:
      return {year, space, month_of(month_read_in_korean(date.month) + "월"), space, day};
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

std::vector<DatePiece> date_pieces(const Date& date, Language language, int style) {
  return language == Language::korean ? in_korean(date, style) : in_english(date, style);
}

std::string written_date(const Date& date, Language language, int style) {
  std::string written;
  for (const DatePiece& piece : date_pieces(date, language, style)) written += piece.text;
  return written;
}

std::optional<StyledDate> read_date(std::string_view text) {
  for (int year = first_year; year < first_year + years; ++year) {
    const bool may_be =
        text.find(number(year)) != text.npos || text.find(read_in_korean(year) + "년") != text.npos;
    if (!may_be) continue;  // so that few days are written out
    for (int month = 1; month <= 12; ++month)
      for (int day = 1; day <= days_of(month, year); ++day)
        for (const Language language : {Language::korean, Language::english})
          for (int style = 0; style < date_styles; ++style)
            if (written_date({year, month, day}, language, style) == text)
              return StyledDate{{year, month, day}, language, style};
  }
  return {};
}

Date random_date(Part part, Random& random) {
  for (;;) {
    Date date;
    date.year = first_year + static_cast<int>(random.below(years));
    date.month = 1 + static_cast<int>(random.below(12));
    date.day = 1 + static_cast<int>(random.below(static_cast<std::uint32_t>(days_of(date.month, date.year))));
    const std::int32_t numbers[] = {date.year, date.month, date.day};
    if (part_of_numbers(numbers) == part) return date;
  }
}

DatePair date_pair(Language language, Part part, Random& random) {
  const Date date = random_date(part, random);
  return {written_date(date, language, static_cast<int>(random.below(date_styles))), date.iso()};
}

}  // namespace madang::data
