#include "io/split.h"

#include <algorithm>
#include <array>

#include "io/characters.h"
#include "io/text_system.h"
#include "io/utf8.h"

namespace madang::io {

namespace {

struct Range {
  char32_t first, last;
};

template <std::size_t count>
bool in(const std::array<Range, count>& ranges, char32_t c) {
  return std::ranges::any_of(ranges, [c](const Range& range) { return c >= range.first && c <= range.last; });
}

constexpr char32_t joiner = 0x200D;

/// Marks that belong to the character before them (general categories Mn, Me, Mc of the common blocks).
bool extends(char32_t c) {
  static constexpr auto ranges = std::to_array<Range>({
      {0x0300, 0x036F},   {0x0483, 0x0489},   {0x0591, 0x05BD},   {0x05BF, 0x05C7}, {0x0610, 0x061A},
      {0x064B, 0x065F},   {0x0670, 0x0670},   {0x06D6, 0x06DC},   {0x06DF, 0x06E8}, {0x06EA, 0x06ED},
      {0x0900, 0x0903},   {0x093A, 0x093C},   {0x093E, 0x094F},   {0x0981, 0x0983}, {0x09BC, 0x09CD},
      {0x0A01, 0x0A03},   {0x0A3C, 0x0A51},   {0x0B82, 0x0B82},   {0x0BBE, 0x0BCD}, {0x0E31, 0x0E31},
      {0x0E34, 0x0E3A},   {0x0E47, 0x0E4E},   {0x1AB0, 0x1AFF},   {0x1DC0, 0x1DFF}, {0x200C, 0x200D},
      {0x20D0, 0x20FF},   {0x302A, 0x302F},   {0x3099, 0x309A},   {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
      {0x1F3FB, 0x1F3FF}, {0xE0020, 0xE007F}, {0xE0100, 0xE01EF},
  });
  return c >= 0x0300 && in(ranges, c);
}

/// Conjoining jamo that no syllable took: a vowel or final consonant stays with what is before it.
bool continues_jamo(char32_t before, char32_t c) {
  const auto jamo = [](char32_t x) { return (x >= 0x1100 && x <= 0x11FF) || (x >= 0xAC00 && x <= 0xD7A3); };
  return c >= 0x1160 && c <= 0x11FF && jamo(before);
}

bool regional(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

bool punctuation(char32_t c) {
  static constexpr auto ranges = std::to_array<Range>({
      {0x21, 0x23},     {0x25, 0x2A},     {0x2C, 0x2F},     {0x3A, 0x3B},     {0x3F, 0x40},
      {0x5B, 0x5D},     {0x7B, 0x7B},     {0x7D, 0x7D},     {0xA1, 0xA1},     {0xAB, 0xAB},
      {0xB7, 0xB7},     {0xBB, 0xBB},     {0xBF, 0xBF},     {0x05BE, 0x05BE}, {0x060C, 0x060C},
      {0x061B, 0x061B}, {0x061F, 0x061F}, {0x06D4, 0x06D4}, {0x2010, 0x2027}, {0x2030, 0x205E},
      {0x3001, 0x3003}, {0x3008, 0x3011}, {0x3014, 0x301F}, {0x30FB, 0x30FB}, {0xFF01, 0xFF0F},
      {0xFF1A, 0xFF1B}, {0xFF1F, 0xFF20}, {0xFF3B, 0xFF3D},
  });
  return in(ranges, c);
}

/// Inside a word these are part of it: don't, well-known, 3.14.
bool ties_words(char32_t c) { return c == '\'' || c == 0x2019 || c == '-' || c == '.'; }

bool by_syllable(char32_t c) {
  return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x3041 && c <= 0x30FF) || (c >= 0x3130 && c <= 0x318F) ||
         (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool letter(char32_t c) { return !is_space(c) && !punctuation(c); }

using Graphemes = std::vector<std::u32string>;

/// One past the last grapheme of the word that begins at `begin`.
std::size_t end_of_word(const Graphemes& all, std::size_t begin, Split how) {
  if (punctuation(all[begin].front())) return begin + 1;
  if (how == Split::syllables && by_syllable(all[begin].front())) return begin + 1;
  std::size_t end = begin + 1;
  for (; end < all.size(); ++end) {
    const char32_t c = all[end].front();
    const bool tied = ties_words(c) && end + 1 < all.size() && letter(all[end + 1].front());
    if (!letter(c) && !tied) break;
    if (how == Split::syllables && by_syllable(c)) break;
  }
  return end;
}

std::u32string cleaned(std::string_view text) {
  std::u32string code_points = decode_utf8(normal_form(valid_utf8(text)));
  std::erase_if(code_points, is_invisible);
  return code_points;
}

}  // namespace

std::vector<std::u32string> graphemes(std::u32string_view code_points) {
  constexpr std::size_t longest = 16;
  Graphemes clusters;
  for (const char32_t c : code_points) {
    if (!clusters.empty() && clusters.back().size() < longest && !is_space(c)) {
      std::u32string& last = clusters.back();
      const bool takes_marks = !is_space(last.front());
      const bool second_of_flag = regional(c) && regional(last.back()) && last.size() == 1;
      const bool joined = last.back() == joiner && last.size() > 1;
      if (takes_marks && (extends(c) || joined || second_of_flag || continues_jamo(last.back(), c))) {
        last.push_back(c);
        continue;
      }
    }
    clusters.emplace_back(1, c);
  }
  return clusters;
}

Tokens split(std::string_view text, Split how, std::size_t most) {
  // A token takes at most a word; reading a bounded start keeps a pasted book from costing a book's time.
  constexpr std::size_t bytes_per_token = 512;
  const std::string_view start = text.substr(0, std::min(text.size(), (most + 1) * bytes_per_token));
  const Graphemes all = graphemes(cleaned(start));
  Tokens result;
  bool between = false;  // spaces seen since the last token
  for (std::size_t i = 0; i < all.size();) {
    if (is_space(all[i].front())) {
      between = true;
      ++i;
      continue;
    }
    if (how == Split::characters && between && !result.tokens.empty() && result.tokens.size() < most)
      result.tokens.emplace_back("␣");
    between = false;
    if (result.tokens.size() == most) {
      result.cut = true;
      return result;
    }
    const std::size_t end = how == Split::characters ? i + 1 : end_of_word(all, i, how);
    std::u32string token;
    for (; i < end; ++i) token += all[i];
    result.tokens.push_back(encode_utf8(token));
  }
  result.cut = result.cut || start.size() < text.size();
  return result;
}

}  // namespace madang::io
