#pragma once

#include "ui/font.h"

namespace madang::ui {

/// The browser's own fonts: a character is drawn on a canvas 2D and read back. Only in the Emscripten build.
class BrowserGlyphs : public GlyphRasteriser {
 public:
  std::optional<Glyph> draw(char32_t code_point, float size, float density) override;
};

}  // namespace madang::ui
