#pragma once

#include "core/text.h"

namespace madang::data {

/// The image sets that the site carries: ten classes each, 28 × 28 pixels, see image_set.h.
enum class ImageSource {
  mnist,         ///< handwritten digits (LeCun et al. 1998)
  fashion_mnist  ///< pieces of clothing (Xiao, Rasul, Vollgraf 2017)
};

constexpr int image_side = 28;
constexpr int image_classes = 10;

/// "mnist.idx": what an experiment wants.
const char* file_of(ImageSource source);

/// "7", or "Sneaker". Throws Error for a label that is none.
Text class_name(ImageSource source, int label);

}  // namespace madang::data
