#include "io/characters.h"

namespace madang::io {

namespace {

constexpr char32_t zero_width_non_joiner = 0x200C, zero_width_joiner = 0x200D;

bool is_joiner(char32_t c) { return c == zero_width_non_joiner || c == zero_width_joiner; }

/// Letters, and what stands between them, that are never joined: ASCII, Latin, Hangul.
bool never_joined(char32_t c) {
  return c < 0x0300 || (c >= 0x1100 && c <= 0x11FF) || (c >= 0x3130 && c <= 0x318F) ||
         (c >= 0xAC00 && c <= 0xD7A3) || is_space(c) || is_joiner(c);
}

}  // namespace

bool is_space(char32_t c) {
  return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_invisible(char32_t c) {
  return c == 0xAD || c == 0x061C || c == 0x180E || c == 0x200B || c == 0x200E || c == 0x200F ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xFFF9 && c <= 0xFFFB);
}

std::u32string without_invisible(std::u32string_view code_points) {
  std::u32string seen;
  for (const char32_t c : code_points)
    if (!is_invisible(c)) seen += c;
  std::u32string kept;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const bool joins =
        i > 0 && i + 1 < seen.size() && !never_joined(seen[i - 1]) && !never_joined(seen[i + 1]);
    if (!is_joiner(seen[i]) || joins) kept += seen[i];
  }
  return kept;
}

}  // namespace madang::io
