#pragma once

#include <span>
#include <string>
#include <vector>

#include "demo/view.h"
#include "demos/convolution/experiment.h"
#include "ui/colour_map.h"
#include "ui/heat_map.h"
#include "ui/image.h"

namespace madang::demos::convolution {

struct Parts : demo::Parts<Settings, Snapshot> {
  /// The snapshot is of these settings, not of those before a change that is still on its way.
  bool current() const;
};

constexpr float most_side = 300.f;  // of a picture on the screen
// Two and three beside each other on a phone of 320 css px.
constexpr float least_half = 120.f, least_third = 80.f;

struct PlaneOptions {
  std::string title = {};
  ui::ColourMap colours = ui::ColourMap::grey;
  ui::ColourRange range = {0.f, 1.f};
  int padding = 0;  ///< of the layer, in pixels of the input
  int margin = 0;   ///< pixels of padding drawn around the image
  int step = 1;     ///< pixels of the input from one cell to the next, whose size the cells get
  std::span<const ui::Cell> marked = {};  ///< framed together, from −margin on: what a window covers
  ui::Cell selected = {};
};

struct PlaneResult {
  ui::Cell hovered;
  ui::Cell clicked;
};

/// A picture or a feature map with square pixels, as large as the space allows; all planes of one layer at
/// one scale.
PlaneResult plane(const char* id, const ui::Image& image, const PlaneOptions& options);
void draw_marks(ImDrawList& list, ImVec2 low, float pixel, std::span<const ui::Cell> cells, ImU32 colour);

/// A feature map. `pool`: of how many outputs each cell was made, along a side.
PlaneResult map_plane(const Parts& parts, const char* id, const std::string& title, const Matrix& map,
                      ui::ColourRange range, int pool = 1, ui::Cell selected = {});
/// The range of colours for maps that are compared with this one.
inline ui::ColourRange range_of(const Matrix& map) { return ui::range_of(map, ui::ColourMap::diverging); }

/// A photo of the reader's own, from a file or the webcam.
void draw_photo_buttons(const Parts& parts);
/// What to look at on the page that is open. `hovered`: the output that the reader points at.
std::string what_to_see(const Snapshot& snapshot, const Settings& settings, ui::Cell hovered,
                        Language language);
/// The input, on which can be drawn when it is a drawing.
class InputPart {
 public:
  /// `window`: the pixels under the kernel, from −padding on.
  void draw(const Parts& parts, std::span<const ui::Cell> window);

 private:
  Matrix drawing_{side, side, {}};
  std::string known_ = "?";  ///< the text that drawing_ was read from; none at first
};

/// The page of one output. `hovered`: the output under the mouse in the last frame.
void draw_window(const Parts& parts, InputPart& input, ui::Cell& hovered);
void draw_pooling(const Parts& parts, InputPart& input);
void draw_shift(const Parts& parts, InputPart& input);
void draw_learning(const Parts& parts, InputPart& input);

/// "R", "G", "B", or nothing for grey.
std::string channel_name(int channels, int channel);

}  // namespace madang::demos::convolution
