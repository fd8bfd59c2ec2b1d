#include "ui/browser_glyphs.h"

#include <emscripten.h>

namespace madang::ui {

// Draws one character with the page's own fonts and leaves its opacity, or its colours if it has any, at
// `pixels`. `numbers` receives advance, left, top, width, height, coloured. Returns 0 when it does not fit.
// clang-format off
EM_JS(int, madang_draw_character, (int code_point, float size_px, unsigned char* pixels, int capacity, float* numbers), {
  const canvas = Module['glyphCanvas'] = Module['glyphCanvas'] || document.createElement('canvas');
  const pen = Module['glyphPen'] = Module['glyphPen'] || canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) return 0;
  const family = getComputedStyle(document.body || document.documentElement).fontFamily || 'sans-serif';
  const character = String.fromCodePoint(code_point);
  const font = size_px + 'px ' + family;
  pen.font = font;
  const box = pen.measureText(character);
  const left = Math.floor(-box.actualBoundingBoxLeft) - 1, right = Math.ceil(box.actualBoundingBoxRight) + 1;
  const top = Math.ceil(box.actualBoundingBoxAscent) + 1, bottom = Math.ceil(box.actualBoundingBoxDescent) + 1;
  const width = right - left, height = top + bottom;
  if (!(width > 0 && height > 0) || width * height * 4 > capacity) return 0;
  canvas.width = width;
  canvas.height = height;
  pen.font = font;
  pen.fillStyle = '#fff';
  pen.fillText(character, -left, top);
  const image = pen.getImageData(0, 0, width, height).data;
  let coloured = false;
  for (let i = 0; i < image.length && !coloured; i += 4)
    coloured = image[i + 3] > 127 && (image[i] < 240 || image[i + 1] < 240 || image[i + 2] < 240);
  if (coloured) HEAPU8.set(image, pixels);
  else for (let i = 0; i < width * height; ++i) HEAPU8[pixels + i] = image[4 * i + 3];
  HEAPF32.set([box.width, left, top, width, height, coloured ? 1 : 0], numbers >> 2);
  return 1;
});
// clang-format on

std::optional<Glyph> BrowserGlyphs::draw(char32_t code_point, float size, float density) {
  Glyph glyph;
  const float size_px = size * density;
  const auto side = static_cast<std::size_t>(size_px * 3.f) + 16;  // few characters are larger than three ems
  glyph.pixels.resize(side * side * 4);
  float numbers[6] = {};
  if (!madang_draw_character(static_cast<int>(code_point), size_px, glyph.pixels.data(),
                             static_cast<int>(glyph.pixels.size()), numbers))
    return {};
  glyph.advance = numbers[0] / density;
  glyph.left = numbers[1] / density;
  glyph.top = numbers[2] / density;
  glyph.width = static_cast<int>(numbers[3]);
  glyph.height = static_cast<int>(numbers[4]);
  glyph.coloured = numbers[5] != 0.f;
  glyph.pixels.resize(static_cast<std::size_t>(glyph.width) * static_cast<std::size_t>(glyph.height) *
                      (glyph.coloured ? 4 : 1));
  return glyph;
}

}  // namespace madang::ui
