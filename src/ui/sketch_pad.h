#pragma once

#include <functional>
#include <string>

#include <imgui.h>

#include "core/matrix.h"
#include "ui/canvas.h"

namespace madang::ui {

struct SketchPadOptions {
  std::string title = {};
  std::string name = {};    ///< for a screen reader, where there is no title
  std::string hint = {};    ///< over an empty pad: "여기에 숫자를 그려 보세요"
  std::string clear = {};   ///< label of the button that clears; empty: none
  float brush = 1.1f;       ///< radius of the full ink, in pixels of the image; it fades over one more
  bool erase = false;       ///< the brush takes ink away
  float most_side = 280.f;  ///< css px
  float width = 0.f;        ///< css px; 0: what is available
  /// Draws, with pixels of that many css px, what is seen in place of the ink: colours over a photo.
  std::function<void(const Canvas& pad, float pixel)> ground = {};
};

struct SketchPadResult {
  bool changed = false;   ///< in this frame: while drawing, and when cleared
  bool finished = false;  ///< the finger was lifted, or it was cleared: worth sending to the experiment
};

/// A small grey image (0 paper … 1 ink) that the reader draws with finger or mouse. The view keeps `image`;
/// its size is that of the image (28 × 28 for digits).
///   ui::sketch_pad("digit", drawing_, {.hint = …, .clear = hand.say("지우기", "Clear")});
///   if (result.finished) settings.drawing = io::write_sketch(drawing_);   // lives in the link, replays
///   exactly
SketchPadResult sketch_pad(const char* id, Matrix& image, const SketchPadOptions& options = {});

/// Inks (or erases) what lies within the brush around the line from `from` to `to`, given in pixels of the
/// image; pure, for tests and for example drawings.
void stroke(Matrix& image, ImVec2 from, ImVec2 to, float brush, bool erase = false);

}  // namespace madang::ui
