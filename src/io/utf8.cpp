#include "io/utf8.h"

#include <cstdint>

namespace madang::io {

namespace {

constexpr char32_t replacement = 0xFFFD;

struct Decoded {
  char32_t code_point;
  std::size_t bytes;
};

/// What may follow a lead byte: how many bytes, and the range of the first of them (Unicode 15, table 3-7).
struct Lead {
  int following;
  std::uint8_t low = 0x80;
  std::uint8_t high = 0xBF;
};

Lead lead_of(std::uint8_t byte) {
  if (byte < 0x80) return {0};
  if (byte < 0xC2) return {-1};  // a continuation byte, or an overlong form
  if (byte < 0xE0) return {1};
  if (byte == 0xE0) return {2, 0xA0};
  if (byte == 0xED) return {2, 0x80, 0x9F};  // beyond lie the surrogates
  if (byte < 0xF0) return {2};
  if (byte == 0xF0) return {3, 0x90};
  if (byte < 0xF4) return {3};
  if (byte == 0xF4) return {3, 0x80, 0x8F};  // beyond lies what is no code point
  return {-1};
}

Decoded first_of(std::string_view text) {
  const auto byte = static_cast<std::uint8_t>(text.front());
  const Lead lead = lead_of(byte);
  if (lead.following < 0) return {replacement, 1};
  if (lead.following == 0) return {byte, 1};
  char32_t code_point = byte & (0x3F >> lead.following);
  for (int i = 1; i <= lead.following; ++i) {
    if (static_cast<std::size_t>(i) == text.size()) return {replacement, static_cast<std::size_t>(i)};
    const auto next = static_cast<std::uint8_t>(text[static_cast<std::size_t>(i)]);
    const std::uint8_t low = i == 1 ? lead.low : 0x80;
    const std::uint8_t high = i == 1 ? lead.high : 0xBF;
    if (next < low || next > high) return {replacement, static_cast<std::size_t>(i)};
    code_point = (code_point << 6) | (next & 0x3F);
  }
  return {code_point, static_cast<std::size_t>(lead.following) + 1};
}

void append(std::string& text, char32_t code_point) {
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) code_point = replacement;
  const auto byte = [&text](char32_t value) { text.push_back(static_cast<char>(value)); };
  if (code_point < 0x80) {
    byte(code_point);
  } else if (code_point < 0x800) {
    byte(0xC0 | (code_point >> 6));
    byte(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    byte(0xE0 | (code_point >> 12));
    byte(0x80 | ((code_point >> 6) & 0x3F));
    byte(0x80 | (code_point & 0x3F));
  } else {
    byte(0xF0 | (code_point >> 18));
    byte(0x80 | ((code_point >> 12) & 0x3F));
    byte(0x80 | ((code_point >> 6) & 0x3F));
    byte(0x80 | (code_point & 0x3F));
  }
}

}  // namespace

std::u32string decode_utf8(std::string_view text) {
  std::u32string code_points;
  code_points.reserve(text.size());
  while (!text.empty()) {
    const Decoded decoded = first_of(text);
    code_points.push_back(decoded.code_point);
    text.remove_prefix(decoded.bytes);
  }
  return code_points;
}

std::string encode_utf8(std::u32string_view code_points) {
  std::string text;
  text.reserve(code_points.size() * 3);
  for (const char32_t code_point : code_points) append(text, code_point);
  return text;
}

std::size_t first_ill_formed(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const Decoded decoded = first_of(text.substr(i));
    if (decoded.code_point == replacement && !text.substr(i).starts_with("\xEF\xBF\xBD")) return i;
    i += decoded.bytes;
  }
  return text.npos;
}

std::string valid_utf8(std::string_view text, std::size_t most_bytes) {
  std::string valid;
  while (!text.empty()) {
    const Decoded decoded = first_of(text);
    const std::size_t before = valid.size();
    append(valid, decoded.code_point);
    if (valid.size() > most_bytes) {
      valid.resize(before);
      break;
    }
    text.remove_prefix(decoded.bytes);
  }
  return valid;
}

std::u32string compose_hangul(std::u32string_view code_points) {
  constexpr char32_t syllables = 0xAC00, leads = 0x1100, vowels = 0x1161, tails = 0x11A7;
  constexpr char32_t lead_count = 19, vowel_count = 21, tail_count = 28;
  std::u32string composed;
  composed.reserve(code_points.size());
  for (const char32_t next : code_points) {
    if (!composed.empty()) {
      char32_t& last = composed.back();
      if (last - leads < lead_count && next - vowels < vowel_count) {
        last = syllables + ((last - leads) * vowel_count + (next - vowels)) * tail_count;
        continue;
      }
      const bool open_syllable =
          last - syllables < lead_count * vowel_count * tail_count && (last - syllables) % tail_count == 0;
      if (open_syllable && next > tails && next - tails < tail_count) {
        last += next - tails;
        continue;
      }
    }
    composed.push_back(next);
  }
  return composed;
}

}  // namespace madang::io
