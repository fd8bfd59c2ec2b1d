#include <map>

#include <doctest/doctest.h>

#include "core/error.h"
#include "ui/font.h"
#include "ui/screen.h"
#include "ui/text.h"

using namespace madang;
using namespace madang::ui;
using madang::test::Screen;

namespace {

/// Draws every Hangul syllable as a full box and the face U+1F642 in colour; knows nothing else.
class FakeRasteriser : public GlyphRasteriser {
 public:
  std::optional<Glyph> draw(char32_t code_point, float size, float density) override {
    ++asked[code_point];
    last_size = size;
    const bool face = code_point == 0x1F642;
    if (!face && (code_point < 0xAC00 || code_point > 0xD7A3)) return {};
    Glyph glyph;
    glyph.width = glyph.height = static_cast<int>(size * density);
    glyph.advance = size;
    glyph.top = size * 0.8f;
    glyph.coloured = face;
    glyph.pixels.assign(static_cast<std::size_t>(glyph.width * glyph.height * (face ? 4 : 1)), 255);
    return glyph;
  }
  std::map<char32_t, int> asked;
  float last_size = 0.f;
};

void put(std::vector<std::byte>& to, std::initializer_list<unsigned> words) {
  for (const unsigned word : words)
    for (const unsigned part : {word >> 8, word & 255u}) to.push_back(static_cast<std::byte>(part));
}

void put_long(std::vector<std::byte>& to, std::size_t value) {
  put(to, {static_cast<unsigned>(value >> 16), static_cast<unsigned>(value & 0xFFFF)});
}

struct Table {
  const char* name;
  std::vector<std::byte> data;
};

/// A TrueType font with empty outlines (OpenType 1.9): glyphs 1…10 are ten characters from `first` on, each
/// wider than the one before.
std::vector<std::byte> small_font(unsigned first = '0') {
  std::vector<Table> tables = {{"cmap", {}}, {"glyf", std::vector<std::byte>(4)},  {"head", {}}, {"hhea", {}},
                               {"hmtx", {}}, {"loca", std::vector<std::byte>(24)}, {"maxp", {}}};
  put(tables[0].data, {0,
                       1,
                       3,
                       1,
                       0,
                       12,
                       4,
                       32,
                       0,
                       4,
                       4,
                       1,
                       0,
                       first + 9,
                       0xFFFF,
                       0,
                       first,
                       0xFFFF,
                       static_cast<unsigned>(0x10000 - first + 1),
                       1,
                       0,
                       0});
  put(tables[2].data,
      {1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, 1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0});
  put(tables[3].data, {1, 0, 950, 0x10000 - 250, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 11});
  for (unsigned glyph = 0; glyph < 11; ++glyph) put(tables[4].data, {400 + 10 * glyph, 0});
  put(tables[6].data, {1, 0, 11});
  std::vector<std::byte> font;
  put(font, {1, 0, static_cast<unsigned>(tables.size()), 0, 0, 0});
  std::size_t offset = 12 + 16 * tables.size();
  for (const auto& table : tables) {
    for (int i = 0; i < 4; ++i) font.push_back(static_cast<std::byte>(table.name[i]));
    put_long(font, 0);
    put_long(font, offset);
    put_long(font, table.data.size());
    offset += table.data.size();
  }
  for (const auto& table : tables) font.insert(font.end(), table.data.begin(), table.data.end());
  return font;
}

}  // namespace

TEST_CASE("characters that the font lacks are drawn from outside, each once per size") {
  FakeRasteriser outside;
  const auto font = small_font();
  Screen screen(320.f);
  add_font(*ImGui::GetIO().Fonts, font);
  add_rasteriser(*ImGui::GetIO().Fonts, outside);
  for (int i = 0; i < 3; ++i) screen.frame([] { ImGui::TextUnformatted("가각🙂 7"); });
  CHECK(outside.asked[U'가'] == 1);
  CHECK(outside.asked[U'🙂'] == 1);
  CHECK(outside.asked.count(U'7') == 0);
  CHECK(ImGui::GetIO().Fonts->TexPixelsUseColors);
  // 1000 units per em, 1200 from ascender to descender
  CHECK(outside.last_size == doctest::Approx(body_size / 1.2f));
  screen.frame([] { CHECK(text_width("가가", body_size) == doctest::Approx(2.f * body_size / 1.2f)); });
}

TEST_CASE("joiners and variation selectors take no room and are not asked for") {
  FakeRasteriser outside;
  const auto font = small_font();
  Screen screen(320.f);
  add_font(*ImGui::GetIO().Fonts, font);
  add_rasteriser(*ImGui::GetIO().Fonts, outside);
  screen.frame([] { CHECK(text_width("가\u200D\uFE0F", body_size) == text_width("가", body_size)); });
  CHECK(outside.asked.count(0x200D) == 0);
  CHECK(outside.asked.count(0xFE0F) == 0);
}

TEST_CASE("all digits are equally wide") {
  const auto font = small_font();
  Screen screen(320.f);
  add_font(*ImGui::GetIO().Fonts, font);
  screen.frame([] {
    for (const char* digit : {"0", "1", "5", "9"})
      CHECK(text_width(digit, 24.f) == doctest::Approx(24.f * 500.f / 1200.f));
  });
}

TEST_CASE("a second font gives what the first lacks, and the rasteriser what both lack") {
  FakeRasteriser outside;
  const auto digits = small_font(), syllables = small_font(U'가');
  Screen screen(320.f);
  auto& atlas = *ImGui::GetIO().Fonts;
  add_font(atlas, digits);
  add_font(atlas, syllables);
  add_rasteriser(atlas, outside);
  screen.frame([] {
    CHECK(text_width("가", 24.f) == doctest::Approx(24.f * 410.f / 1200.f));
    CHECK(text_width("5", 24.f) == doctest::Approx(24.f * 500.f / 1200.f));
    CHECK(text_width("힣", 24.f) == doctest::Approx(24.f / 1.2f));
  });
  CHECK(outside.asked.count(U'가') == 0);
  CHECK(outside.asked[U'힣'] == 1);
}

TEST_CASE("bytes that are no font are refused") {
  Screen screen(320.f);
  CHECK_THROWS_AS(add_font(*ImGui::GetIO().Fonts, {}), Error);
  const std::vector<std::byte> noise(5000, std::byte{7});
  CHECK_THROWS_AS(add_font(*ImGui::GetIO().Fonts, noise), Error);
}
