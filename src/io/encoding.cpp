#include "io/encoding.h"

#include <algorithm>
#include <cstdint>
#include <set>

#include "io/text_system.h"
#include "io/utf8.h"

namespace madang::io {

namespace {

std::uint8_t byte_at(std::string_view bytes, std::size_t i) {
  return i < bytes.size() ? static_cast<std::uint8_t>(bytes[i]) : std::uint8_t{0};
}

bool is_surrogate(char32_t c) { return c >= 0xD800 && c < 0xE000; }

bool is_letter(std::uint8_t byte) { return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z'); }
bool is_digit(std::uint8_t byte) { return byte >= '0' && byte <= '9'; }

/// How many ASCII characters there are if the bytes are UTF-16 of this order; 0 when they cannot be.
std::size_t ascii_in_utf16(std::string_view bytes, bool little_endian) {
  std::size_t ascii = 0;
  const std::u32string text = decode_utf16(bytes, little_endian);
  if (first_surrogate(text) != text.npos) return 0;
  for (const char32_t c : text) {
    if ((c < U' ' && c != U'\t' && c != U'\n' && c != U'\r') || (c & 0xFFFE) == 0xFFFE) return 0;
    if (c < 0x7F) ++ascii;
  }
  return ascii;
}

/// What the two-byte characters of a text are if it is CP949.
struct Korean {
  std::size_t usual = 0;           ///< of the 2,350 Hangul syllables of KS X 1001
  std::size_t unusual = 0;         ///< Hanja, jamo, other scripts, the other 8,822 syllables
  std::set<unsigned> different;    ///< of the unusual
  std::set<unsigned> kana;         ///< where Shift-JIS has hiragana and katakana
  bool inside_ascii_word = false;  ///< an unusual one beside an ASCII letter or digit

  void add(std::string_view bytes, std::size_t i) {
    const std::uint8_t lead = byte_at(bytes, i), trail = byte_at(bytes, i + 1);
    if (lead >= 0xA1 && lead <= 0xA3 && trail >= 0xA1) return;  // signs and full-width letters
    if (lead >= 0xB0 && lead <= 0xC8 && trail >= 0xA1) {
      ++usual;
      return;
    }
    ++unusual;
    const unsigned both = lead * 256u + trail;
    different.insert(both);
    if ((both >= 0x829F && both <= 0x82F1) || (both >= 0x8340 && both <= 0x8396)) kana.insert(both);
    const std::uint8_t before = i > 0 ? byte_at(bytes, i - 1) : std::uint8_t{0},
                       after = byte_at(bytes, i + 2);
    inside_ascii_word |= is_letter(before) || is_letter(after) || (trail < 0x80 && is_digit(before));
  }
  bool likely() const {
    if (usual == 0 && (kana.size() >= 2 || inside_ascii_word)) return false;
    return different.size() < 5 || unusual <= usual;
  }
};

}  // namespace

std::u32string decode_utf16(std::string_view bytes, bool little_endian) {
  const auto unit = [&](std::size_t i) {
    const char32_t first = byte_at(bytes, i), second = byte_at(bytes, i + 1);
    return little_endian ? first | second << 8 : first << 8 | second;
  };
  std::u32string text;
  text.reserve(bytes.size() / 2);
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t c = unit(i);
    if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size() && unit(i + 2) >= 0xDC00 && unit(i + 2) < 0xE000) {
      c = 0x10000 + ((c - 0xD800) << 10) + (unit(i + 2) - 0xDC00);
      i += 2;
    }
    text += c;
  }
  return text;
}

std::size_t first_surrogate(std::u32string_view code_points) {
  const auto found = std::ranges::find_if(code_points, is_surrogate);
  return found == code_points.end() ? code_points.npos
                                    : static_cast<std::size_t>(found - code_points.begin());
}

Utf16 guess_utf16(std::string_view bytes) {
  if (bytes.size() % 2 != 0 || bytes.find('\0') == bytes.npos) return Utf16::no;
  const std::size_t little = ascii_in_utf16(bytes, true), big = ascii_in_utf16(bytes, false);
  if (little == big) return Utf16::no;
  return little > big ? Utf16::little_endian : Utf16::big_endian;
}

bool is_damaged_utf8(std::string_view bytes) {
  std::size_t whole = 0, broken = 0;
  while (!bytes.empty()) {
    const std::size_t end = std::min(first_ill_formed(bytes), bytes.size());
    for (const char c : bytes.substr(0, end)) whole += static_cast<std::uint8_t>(c) >= 0xE0 ? 1 : 0;
    if (end == bytes.size()) break;
    ++broken;
    std::size_t next = end + 1;
    while ((byte_at(bytes, next) & 0xC0) == 0x80) ++next;  // what is left of the same character
    bytes.remove_prefix(next);
  }
  return broken > 0 && whole > broken;
}

std::optional<std::string> read_cp949(std::string_view bytes) {
  std::optional<std::string> text = utf8_of_cp949(bytes);
  if (!text) return {};
  Korean korean;
  for (std::size_t i = 0; i < bytes.size(); ++i)
    if (byte_at(bytes, i) >= 0x80) korean.add(bytes, i++);
  if (!korean.likely()) return {};
  return text;
}

}  // namespace madang::io
