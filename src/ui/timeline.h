#pragma once

#include <string>

namespace madang::ui {

struct TimelineOptions {
  std::string label = {};  ///< before the slider: "시각 t"
  std::string name = {};   ///< for a screen reader, where there is no label
  std::string value = {};  ///< after it: what stands there, "‘봄’ 12 / 40"; empty: position and count
  float width = 0.f;       ///< css px; 0: what is available
};

/// A position on a line of `count` moments: steps of a sequence, kept pictures of a training. Dragged, or
/// moved by one with the buttons at its ends. True when the reader moved it.
///   if (ui::timeline("t", settings.time, length, {.label = hand.say("시각 t", "Time t")})) …
bool timeline(const char* id, int& position, int count, const TimelineOptions& options = {});

}  // namespace madang::ui
