#include "ui/font.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string_view>

#include <imgui_internal.h>

#include "core/error.h"
#include "ui/theme.h"

namespace madang::ui {

namespace {

using Data = std::span<const std::byte>;

unsigned big_endian(Data data, std::size_t offset, int bytes) {
  unsigned value = 0;
  for (int i = 0; i < bytes; ++i) {
    const std::size_t at = offset + static_cast<std::size_t>(i);
    value = value << 8 | (at < data.size() ? std::to_integer<unsigned>(data[at]) : 0u);
  }
  return value;
}

bool is_font(Data data) {
  const unsigned kind = data.size() < 12 ? 0 : big_endian(data, 0, 4);
  return kind == 0x00010000u || kind == 0x4F54544Fu /* OTTO */ || kind == 0x74746366u /* ttcf */;
}

/// Where a table begins (OpenType 1.9, "Table directory"); 0 when there is none.
std::size_t table(Data data, std::string_view name) {
  const unsigned count = big_endian(data, 4, 2);
  for (std::size_t i = 0, record = 12; i < count && record + 16 <= data.size(); ++i, record += 16)
    if (std::memcmp(data.data() + record, name.data(), 4) == 0) return big_endian(data, record + 8, 4);
  return 0;
}

/// Dear ImGui's font size is the height from ascender to descender. This is the em's share of it.
float em_share(Data data) {
  const std::size_t head = table(data, "head"), hhea = table(data, "hhea");
  const auto units_per_em = static_cast<float>(big_endian(data, head + 18, 2));
  const auto ascender = static_cast<float>(static_cast<std::int16_t>(big_endian(data, hhea + 4, 2)));
  const auto descender = static_cast<float>(static_cast<std::int16_t>(big_endian(data, hhea + 6, 2)));
  const float height = ascender - descender;
  const bool sound = head != 0 && hhea != 0 && units_per_em > 0.f && height > 0.f;
  return sound ? std::clamp(units_per_em / height, 0.4f, 1.f) : 0.84f;
}

// ── Digits of one width ──────────────────────────────────────────────────────────────────────────────────
// A number that changes must not shake. Fonts offer this as the feature "tnum", which the loader does not
// read; so every digit is centred in the width of the widest one.

bool load_tabular(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void* data,
                  ImWchar code_point, ImFontGlyph* glyph, float* advance) {
  const ImFontLoader& loader = *ImFontAtlasGetFontLoaderForStbTruetype();
  if (!loader.FontBakedLoadGlyph(atlas, source, baked, data, code_point, glyph, advance)) return false;
  if (code_point < '0' || code_point > '9') return true;
  float widest = 0.f;
  for (ImWchar digit = '0'; digit <= '9'; ++digit) {
    float width = 0.f;
    if (loader.FontBakedLoadGlyph(atlas, source, baked, data, digit, nullptr, &width))
      widest = std::max(widest, width);
  }
  if (advance) {
    *advance = widest;
    return true;
  }
  const float shift = (widest - glyph->AdvanceX) / 2.f;
  glyph->X0 += shift;
  glyph->X1 += shift;
  glyph->AdvanceX = widest;
  return true;
}

const ImFontLoader& tabular_loader() {
  static const ImFontLoader loader = [] {
    ImFontLoader copy = *ImFontAtlasGetFontLoaderForStbTruetype();
    copy.Name = "tabular digits";
    copy.FontBakedLoadGlyph = load_tabular;
    return copy;
  }();
  return loader;
}

// ── Characters from outside ──────────────────────────────────────────────────────────────────────────────

struct Outside {
  GlyphRasteriser* rasteriser;
  float em_share;
};

bool open_outside(ImFontAtlas* atlas, ImFontConfig* source) {
  const ImFontConfig& shipped = *source->DstFont->Sources[0];
  const Data data(static_cast<const std::byte*>(shipped.FontData),
                  static_cast<std::size_t>(shipped.FontDataSize));
  source->FontLoaderData = IM_NEW(Outside){static_cast<GlyphRasteriser*>(atlas->UserData), em_share(data)};
  return true;
}

void close_outside(ImFontAtlas*, ImFontConfig* source) {
  IM_DELETE(static_cast<Outside*>(source->FontLoaderData));
  source->FontLoaderData = nullptr;
}

/// Joiners, direction marks and variation selectors shape their neighbours and show nothing themselves
/// (Unicode 15.1, DerivedCoreProperties, Default_Ignorable_Code_Point).
bool invisible(char32_t c) {
  return c == 0xAD || c == 0x34F || c == 0x61C || c == 0x3164 || c == 0xFFA0 || c == 0xFEFF ||
         (c >= 0x115F && c <= 0x1160) || (c >= 0x180B && c <= 0x180F) || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) ||
         (c >= 0xE0000 && c <= 0xE0FFF);
}

bool place_bitmap(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, const Glyph& drawn,
                  float density, ImFontGlyph& glyph) {
  const std::size_t pixels = static_cast<std::size_t>(drawn.width) * static_cast<std::size_t>(drawn.height);
  const std::size_t each = drawn.coloured ? 4 : 1;
  if (drawn.width <= 0 || drawn.height <= 0 || drawn.pixels.size() != pixels * each) return true;
  const ImFontAtlasRectId id = ImFontAtlasPackAddRect(atlas, drawn.width, drawn.height);
  if (id == ImFontAtlasRectId_Invalid) return false;
  glyph.X0 = drawn.left;
  glyph.Y0 = std::round(baked->Ascent) - drawn.top;
  glyph.X1 = glyph.X0 + static_cast<float>(drawn.width) / density;
  glyph.Y1 = glyph.Y0 + static_cast<float>(drawn.height) / density;
  glyph.Visible = true;
  glyph.Colored = drawn.coloured;
  glyph.PackId = id;
  ImFontAtlasBakedSetFontGlyphBitmap(
      atlas, baked, source, &glyph, ImFontAtlasPackGetRect(atlas, id), drawn.pixels.data(),
      drawn.coloured ? ImTextureFormat_RGBA32 : ImTextureFormat_Alpha8, drawn.width * static_cast<int>(each));
  return true;
}

bool load_outside(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar code_point,
                  ImFontGlyph* glyph, float* advance) {
  const Outside& outside = *static_cast<const Outside*>(source->FontLoaderData);
  const auto character = static_cast<char32_t>(code_point);
  const float density = source->RasterizerDensity * baked->RasterizerDensity;
  std::optional<Glyph> drawn;
  if (invisible(character))
    drawn = Glyph{};
  else if (character >= 0x20 && (character < 0x7F || character >= 0xA0))
    drawn = outside.rasteriser->draw(character, baked->Size * outside.em_share, density);
  if (!drawn) return false;
  if (advance) {
    *advance = drawn->advance;
    return true;
  }
  glyph->Codepoint = code_point;
  glyph->AdvanceX = drawn->advance;
  return place_bitmap(atlas, source, baked, *drawn, density, *glyph);
}

const ImFontLoader& outside_loader() {
  static const ImFontLoader loader = [] {
    ImFontLoader own;
    own.Name = "characters from outside";
    own.FontSrcInit = open_outside;
    own.FontSrcDestroy = close_outside;
    own.FontBakedLoadGlyph = load_outside;
    return own;
  }();
  return loader;
}

}  // namespace

void add_font(ImFontAtlas& atlas, std::span<const std::byte> ttf) {
  if (!is_font(ttf))
    throw Error("ui::add_font: " + std::to_string(ttf.size()) + " bytes that are no TrueType font");
  ImFontConfig shipped;
  shipped.FontData = const_cast<std::byte*>(ttf.data());  // copied, as it is not owned by the atlas
  shipped.FontDataSize = static_cast<int>(ttf.size());
  shipped.FontDataOwnedByAtlas = false;
  shipped.MergeMode = !atlas.Fonts.empty();
  shipped.SizePixels = body_size;
  shipped.FontLoader = &tabular_loader();
  if (!atlas.AddFont(&shipped)) throw Error("ui::add_font: the font cannot be read");
}

void add_rasteriser(ImFontAtlas& atlas, GlyphRasteriser& rasteriser) {
  atlas.UserData = &rasteriser;
  ImFontConfig outside;
  outside.MergeMode = true;
  outside.SizePixels = body_size;
  outside.FontLoader = &outside_loader();
  atlas.AddFont(&outside);
}

void add_font_behind(ImFontAtlas& atlas, const std::string& path) {
  ImFontConfig behind;
  behind.MergeMode = true;
  atlas.AddFontFromFileTTF(path.c_str(), body_size, &behind);
}

}  // namespace madang::ui
