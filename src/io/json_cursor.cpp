#include "io/json_cursor.h"

#include <algorithm>
#include <limits>

#include "io/refused.h"
#include "io/utf8.h"

namespace madang::io {

Text at_byte(std::size_t byte, const Text& reason) {
  const std::string at = std::to_string(byte);
  return {at + "번째 바이트: " + reason.korean, "byte " + at + ": " + reason.english};
}

void JsonCursor::refuse(const Text& reason) const { throw Refused(at_byte(at_, reason)); }

void JsonCursor::refuse_twice(std::size_t at, const std::string& key) {
  throw Refused(
      at_byte(at, {"이름 '" + key + "'이(가) 두 번 나옵니다.", "the name '" + key + "' appears twice."}));
}

std::size_t JsonCursor::position() {
  while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) ++at_;
  return at_;
}

bool JsonCursor::take(char wanted) {
  if (position() == text_.size() || text_[at_] != wanted) return false;
  ++at_;
  return true;
}

void JsonCursor::require(char wanted) {
  if (take(wanted)) return;
  const std::string sign = std::string("'") + wanted + "'";
  refuse({sign + "이(가) 있어야 합니다.", sign + " expected."});
}

void JsonCursor::finish() {
  if (position() != text_.size()) refuse({"끝난 뒤에 글자가 더 있습니다.", "something follows the end."});
}

std::size_t JsonCursor::number() {
  const std::size_t start = position();
  std::size_t value = 0;
  for (; at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; ++at_) {
    const auto digit = static_cast<std::size_t>(text_[at_] - '0');
    if (value > (std::numeric_limits<std::size_t>::max() - digit) / 10)
      refuse({"숫자가 너무 큽니다.", "the number is too large."});
    value = value * 10 + digit;
  }
  if (at_ == start || (text_[start] == '0' && at_ > start + 1)) {
    at_ = start;
    refuse({"음이 아닌 정수가 있어야 합니다.", "a whole number that is not negative expected."});
  }
  return value;
}

std::string JsonCursor::string() {
  require('"');
  const std::size_t start = at_;
  std::string text;
  while (at_ < text_.size() && text_[at_] != '"') {
    if (static_cast<unsigned char>(text_[at_]) < 0x20)
      refuse({"문자열 안에 제어 문자가 있습니다.", "a control character within a string."});
    if (text_[at_] == '\\') {
      escape(text);
    } else {
      text += text_[at_++];
    }
  }
  require('"');
  if (first_ill_formed(text) != text.npos)
    throw Refused(at_byte(start, {"문자열이 UTF-8이 아닙니다.", "the string is not UTF-8."}));
  return text;
}

void JsonCursor::skip() { skip(0); }

void JsonCursor::skip(int depth) {
  constexpr int deepest = 64;
  if (depth == deepest) refuse({"너무 깊이 겹쳐 있습니다.", "nested too deep."});
  const std::size_t start = position();
  const char first = start < text_.size() ? text_[start] : '\0';
  if (first == '"')
    string();
  else if (first == '{')
    object([&](const std::string&, std::size_t) { skip(depth + 1); });
  else if (first == '[')
    list([&] { skip(depth + 1); });
  else
    skip_word();
}

/// A number, true, false or null; NaN and Infinity too, which some writers put there.
void JsonCursor::skip_word() {
  constexpr std::string_view letters = "+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  const std::size_t start = at_;
  at_ = std::min(text_.find_first_not_of(letters, start), text_.size());
  if (at_ == start) refuse({"값이 있어야 합니다.", "a value expected."});
}

void JsonCursor::escape(std::string& text) {
  static constexpr std::string_view kLetters = "\"\\/bfnrt", kMeant = "\"\\/\b\f\n\r\t";
  const char letter = ++at_ < text_.size() ? text_[at_] : '\0';
  const std::size_t index = kLetters.find(letter);
  if (index != std::string_view::npos) {
    text += kMeant[index];
    ++at_;
  } else if (letter == 'u') {
    text += code_point();
  } else {
    refuse({"알 수 없는 이스케이프 문자입니다.", "an unknown escape sequence."});
  }
}

/// uXXXX, or two of them that make a surrogate pair; stands on the u.
std::string JsonCursor::code_point() {
  char32_t point = four_digits();
  if (point >= 0xD800 && point < 0xDC00 && text_.substr(at_, 2) == "\\u") {
    ++at_;
    const char32_t low = four_digits();
    point = low >= 0xDC00 && low < 0xE000 ? 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00) : 0xD800;
  }
  if (point >= 0xD800 && point < 0xE000) refuse({"짝이 없는 서로게이트입니다.", "a lone surrogate."});
  return encode_utf8(std::u32string(1, point));
}

char32_t JsonCursor::four_digits() {
  static constexpr std::string_view kDigits = "0123456789abcdef0123456789ABCDEF";
  char32_t value = 0;
  for (int i = 0; i < 4; ++i) {
    const std::size_t index = ++at_ < text_.size() ? kDigits.find(text_[at_]) : std::string_view::npos;
    if (index == std::string_view::npos)
      refuse({"\\u 뒤에는 16진수 네 자리가 있어야 합니다.", "four hexadecimal digits must follow \\u."});
    value = value * 16 + static_cast<char32_t>(index % 16);
  }
  ++at_;
  return value;
}

}  // namespace madang::io
