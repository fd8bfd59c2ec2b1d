#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "demo/view.h"
#include "demos/detection/experiment.h"

namespace madang::demos::detection {

using Parts = demo::Parts<Settings, Snapshot>;

/// What the reader drags in the scene, kept by the view while it is dragged.
struct Hold {
  int object = -1;      ///< that is moved
  bool corner = false;  ///< its lower right corner is, and with it its size
  bool frame = false;   ///< a new box is drawn
  float x = 0, y = 0;   ///< pixels: from where; of an object the place of its corner in the hand
};

struct ScenePicture {
  std::string name;                   ///< for a screen reader
  std::span<const FoundBox> found;    ///< those drawn
  std::span<const int> matched = {};  ///< (objects): the box of each, to which a line is drawn
  int grid = 0;                       ///< 0: none is drawn
  bool truths = true;                 ///< the corners of the objects are
  int selected = -1;                  ///< of `found`
  int step = 0;                       ///< of suppression; 0: its end
  std::span<const Placed> mine = {};  ///< the reader's boxes
  float most_side = 400.f;            ///< css px
  Hold* hold = nullptr;               ///< nothing: it is only looked at
};
/// The scene with its boxes. Returns which of `found` was pressed; −1: none.
int scene_picture(const Parts& parts, const char* id, const ScenePicture& picture);

/// The class of what is added or drawn, counted from 0: the last that there is instead of one beyond.
inline int own_label(const Settings& settings) { return std::min(settings.kind, settings.classes()) - 1; }
/// Moves, adds and draws what the hand does: `x`, `y` in pixels of the image.
void take_hand(const Parts& parts, Hold& hold, float x, float y, bool pressed, bool held, bool clicked);
/// Whether a drag that begins there is the scene's.
bool takes_hand(const Parts& parts, float x, float y);
/// What the reader has placed, or the shown scene as it could be placed; what cannot be read is nothing.
std::vector<Placed> placed_now(const Parts& parts);
std::vector<Placed> boxes_now(const Parts& parts);

void draw_scene_page(const Parts& parts, Hold& hold);
void draw_score_page(const Parts& parts);
void draw_queries_page(const Parts& parts);
/// Maps of the cells and the arithmetic of the chosen one.
void draw_cells(const Parts& parts);

std::string what_to_see(const Snapshot& snapshot, const Settings& settings, Language language);
std::string describe(const Snapshot& snapshot, const Settings& settings, Language language);
/// "circle 0.83"
std::string label_of(const FoundBox& found, Language language);
/// Of objects that are found, and of boxes that stay and find none.
struct Tally {
  int found = 0, wrong = 0;
};
Tally tally_of(std::span<const FoundBox> boxes);

}  // namespace madang::demos::detection
