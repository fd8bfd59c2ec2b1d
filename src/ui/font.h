#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <imgui.h>

namespace madang::ui {

/// A character drawn by someone else. Lengths are css px; the bitmap has `density` times as many.
struct Glyph {
  float advance = 0.f;
  float left = 0.f;  ///< from the pen to the bitmap's left edge
  float top = 0.f;   ///< from the baseline up to the bitmap's upper edge
  int width = 0;     ///< of the bitmap, in its own pixels; 0: nothing to see
  int height = 0;
  bool coloured = false;                  ///< emoji: keeps its colours
  std::vector<std::uint8_t> pixels = {};  ///< width·height bytes of opacity, or four times as many of RGBA
};

/// Draws the characters that the shipped font lacks.
class GlyphRasteriser {
 public:
  virtual ~GlyphRasteriser() = default;
  /// `size` in css px per em. Nothing: no such character either.
  virtual std::optional<Glyph> draw(char32_t code_point, float size, float density) = 0;
};

/// Adds `ttf` (kept by the caller as long as the atlas lives) to the font of an ImGui context, behind what
/// was added before. Glyphs are made at any size when they are first drawn. Throws Error when `ttf` is no
/// font.
void add_font(ImFontAtlas& atlas, std::span<const std::byte> ttf);
/// Behind the fonts, whatever `rasteriser` can draw (kept by the caller as long as the atlas lives).
void add_rasteriser(ImFontAtlas& atlas, GlyphRasteriser& rasteriser);
/// Adds a font file behind the others (desktop: every Hangul syllable and Hanja).
void add_font_behind(ImFontAtlas& atlas, const std::string& path);

}  // namespace madang::ui
