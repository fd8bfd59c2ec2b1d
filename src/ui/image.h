#pragma once

#include <span>

#include <imgui.h>

#include "core/matrix.h"
#include "ui/colour_map.h"

namespace madang::ui {

/// Pixels as a tensor holds them: (channels, height, width), one channel (coloured by a map) or three (red,
/// green, blue). The pixels belong to the caller.
struct Image {
  int width = 0;
  int height = 0;
  int channels = 1;
  std::span<const float> pixels = {};

  static Image of(const Matrix& grey) { return {grey.columns, grey.rows, 1, grey.values}; }
  /// Image `index` of a batch laid out as (count, channels, height, width).
  static Image in_batch(std::span<const float> batch, int index, int width, int height, int channels = 1);

  /// True where there are as many pixels as the sides say.
  bool whole() const;
  float at(int channel, int row, int column) const;
};

struct ImageColours {
  ColourMap map = ColourMap::grey;  ///< of one channel
  ColourRange range = {0.f, 1.f};   ///< of every channel
  bool dark = false;
};

/// Draws with square pixels of `pixel` css px; pixels less than one device pixel large are drawn as means.
/// Neighbours of one colour become one rectangle, so that a drawn digit costs little.
void draw_image(ImDrawList& list, const Image& image, ImVec2 low, float pixel, const ImageColours& colours);

/// The size of a pixel with which `pixels` of them fit into `room` css px: whole device pixels where it can,
/// at most `most` css px.
float pixel_size(int pixels, float room, float most);

}  // namespace madang::ui
