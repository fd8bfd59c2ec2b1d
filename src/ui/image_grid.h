#pragma once

#include <optional>
#include <span>
#include <string>

#include "ui/colour_map.h"
#include "ui/heat_map.h"
#include "ui/image.h"

namespace madang::ui {

struct GridImage {
  Image image;
  std::string label = {};  ///< below it: "7", "conv1 · 3"
  int frame = -1;          ///< index into the theme's series: a coloured frame; −1: none
  bool warned = false;     ///< framed as wrong: a misread digit
};

struct ImageGridOptions {
  std::string title = {};
  std::string name = {};                  ///< for a screen reader, where there is no title
  ColourMap colours = ColourMap::grey;    ///< of images of one channel
  std::optional<ColourRange> range = {};  ///< default: 0…1 of grey ones, else that of all values together
  bool own_ranges = false;                ///< every image its own range: to see weak feature maps, too
  int selected = -1;
  float most_pixel = 6.f;   ///< css px of a pixel at most
  float least_side = 44.f;  ///< of an image where there are many: a finger hits it
  float gap = 6.f;
  float width = 0.f;  ///< css px; 0: what is available
};

struct ImageGridResult {
  int hovered = -1;
  Cell pixel = {};  ///< of the hovered image
  int clicked = -1;
};

/// Images beside each other and below, all with pixels of the same size where they are equally large: samples
/// of a data set, filters, feature maps. The hovered pixel's value is told. Two
/// fingers, or the wheel with ctrl, magnify them.
///   std::vector<ui::GridImage> maps;
///   for (int i = 0; i < 16; ++i) maps.push_back({.image = ui::Image::in_batch(layer.values, i, 12, 12)});
///   if (const auto r = ui::image_grid("maps", maps, {.colours = ui::ColourMap::diverging}); r.clicked >= 0)
///   …
ImageGridResult image_grid(const char* id, std::span<const GridImage> images,
                           const ImageGridOptions& options = {});

}  // namespace madang::ui
