#include "io/number.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

#include "io/characters.h"
#include "io/file_text.h"
#include "io/refused.h"
#include "io/utf8.h"

namespace madang::io {

namespace {

constexpr std::size_t most_characters = 64;
constexpr char unknown = '?', currency = '$', apostrophe = '\'';

/// Digits of a script are ten code points in order.
std::optional<char> digit_of(char32_t c) {
  constexpr char32_t zeros[] = {U'0', 0xFF10, 0x0660, 0x06F0};  // ASCII, full width, Arabic, Persian
  for (const char32_t zero : zeros)
    if (c >= zero && c < zero + 10) return static_cast<char>('0' + (c - zero));
  return {};
}

/// The ASCII character that `c` stands for in a number; the Arabic marks say themselves which they are.
char ascii_of(char32_t c, char decimal) {
  if (const auto digit = digit_of(c)) return *digit;
  if (is_space(c)) return ' ';
  constexpr std::u32string_view minus = U"-\u2212\uFF0D\uFE63\u2010\u2011\u2012\u2013", plus = U"+\uFF0B",
                                exponent = U"eE\uFF45\uFF25", percent = U"%\uFF05\u066A",
                                money = U"$\u20A9\uFFE6\u20AC\u00A3\uFFE1\u00A5\uFFE5\uFF04",
                                quotes = U"'\u2019\u02BC\uFF07\u066C", comma = U",\uFF0C", point = U".\uFF0E",
                                low = U"(\uFF08", high = U")\uFF09", arabic_decimal = U"\u066B";
  const auto in = [c](std::u32string_view all) { return all.find(c) != all.npos; };
  if (in(minus)) return '-';
  if (in(plus)) return '+';
  if (in(exponent)) return 'e';
  if (in(percent)) return '%';
  if (in(money)) return currency;
  if (in(quotes)) return apostrophe;
  if (in(comma)) return ',';
  if (in(point)) return '.';
  if (in(low)) return '(';
  if (in(high)) return ')';
  return in(arabic_decimal) ? decimal : unknown;
}

void trim(std::string_view& text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
}

bool take_first(std::string_view& text, char wanted) {
  if (!text.starts_with(wanted)) return false;
  text.remove_prefix(1);
  trim(text);
  return true;
}

bool take_last(std::string_view& text, char wanted) {
  if (!text.ends_with(wanted)) return false;
  text.remove_suffix(1);
  trim(text);
  return true;
}

std::size_t digits_at(std::string_view text) {
  return std::min(text.find_first_not_of("0123456789"), text.size());
}

/// Takes the digits before the decimal mark, in groups of three or not, off the front of `text`. False for a
/// group of another length, or one after a leading zero.
bool take_whole(std::string_view& text, char decimal, std::string& digits) {
  const std::size_t first = digits_at(text);
  digits = text.substr(0, first);
  text.remove_prefix(first);
  const char separator = text.empty() ? '\0' : text.front();
  const bool grouped =
      separator == ' ' || separator == apostrophe || separator == (decimal == '.' ? ',' : '.');
  if (!grouped) return true;
  if (first == 0 || first > 3 || digits[0] == '0') return false;
  while (text.starts_with(separator)) {
    text.remove_prefix(1);
    if (digits_at(text) != 3) return false;
    digits += text.substr(0, 3);
    text.remove_prefix(3);
  }
  return true;
}

/// Digits, fraction and exponent: no sign, no signs around.
std::optional<double> unsigned_number(std::string_view text, char decimal) {
  std::string plain;
  if (!take_whole(text, decimal, plain)) return {};
  std::size_t digits = plain.size();
  if (text.starts_with(decimal)) {
    text.remove_prefix(1);
    const std::size_t fraction = digits_at(text);
    digits += fraction;
    plain += '.' + std::string(text.substr(0, fraction));
    text.remove_prefix(fraction);
  }
  if (digits == 0) return {};
  if (text.starts_with('e')) {
    text.remove_prefix(1);
    const bool is_signed = text.starts_with('-') || text.starts_with('+');
    const std::size_t size = digits_at(text.substr(is_signed ? 1 : 0)) + (is_signed ? 1 : 0);
    if (size == (is_signed ? 1u : 0u)) return {};
    plain += 'e' + std::string(text.substr(0, size));
    text.remove_prefix(size);
  }
  if (!text.empty()) return {};
  const double value = std::strtod(plain.c_str(), nullptr);
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<double> number_with(std::u32string_view code_points, char decimal) {
  std::string ascii;
  for (const char32_t c : code_points) ascii += ascii_of(c, decimal);
  std::string_view text = ascii;
  trim(text);
  bool negative = false;
  if (text.starts_with('(') && text.ends_with(')')) {
    negative = true;
    text = text.substr(1, text.size() - 2);
    trim(text);
  }
  const bool has_currency = take_first(text, currency);
  if (take_first(text, '-')) {
    if (negative) return {};
    negative = true;
  } else {
    take_first(text, '+');
  }
  if (!has_currency && !take_first(text, currency)) take_last(text, currency);
  const bool percent = take_last(text, '%');
  const auto value = unsigned_number(text, decimal);
  if (!value) return {};
  return (negative ? -*value : *value) / (percent ? 100 : 1);
}

}  // namespace

NumberReadings read_number(std::string_view text) {
  if (text.size() > 4 * most_characters) return {};
  const std::u32string code_points = without_invisible(decode_utf8(text));
  if (code_points.size() > most_characters) return {};
  return {number_with(code_points, '.'), number_with(code_points, ',')};
}

float typed_number(std::string_view text) {
  const NumberReadings read = read_number(text);
  const bool has_comma = text.find(',') != text.npos || text.find("，") != text.npos;
  if (read.ambiguous() && has_comma)
    throw Refused(
        {excerpt(text) + "은(는) 두 가지로 읽힐 수 있습니다. 소수는 1.234처럼, 천 단위는 쉼표 없이 "
                         "1234처럼 써 주세요.",
         excerpt(text) + " can be read in two ways. Write a fraction as 1.234, thousands as 1234."});
  const auto value = read.with_point ? read.with_point : read.with_comma;
  if (!value || !std::isfinite(static_cast<float>(*value)))
    throw Refused({excerpt(text) + " 값은 수가 아닙니다. 0.5, -3, 1e-4처럼 써 주세요.",
                   excerpt(text) + " is not a number. Write one such as 0.5, -3 or 1e-4."});
  return static_cast<float>(*value);
}

}  // namespace madang::io
