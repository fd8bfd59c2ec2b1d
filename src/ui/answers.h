#pragma once

#include <span>
#include <string>

namespace madang::ui {

/// A network and what it takes each of the images for.
struct Answers {
  std::string name;
  int colour = 0;  ///< of the theme's series
  std::span<const int> classes;
};

struct AnswersOptions {
  std::string name;   ///< of the picture, for a screen reader
  std::string title;  ///< of the row of images: "test digit"
  int side = 28;      ///< of an image, in pixels
};

/// Square grey images in a row, and below each what networks take it for: right answers on a filled ground.
/// images: (count, side, side), as many as truths.
void answers(const char* id, std::span<const float> images, std::span<const int> truths,
             std::span<const Answers> networks, const AnswersOptions& options);

}  // namespace madang::ui
