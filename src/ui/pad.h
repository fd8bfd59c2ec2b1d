#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "ui/box.h"

namespace madang::ui {

/// Where keys lead the pointer in a pad: through the cells of a grid, or from one place to the next.
struct Stops {
  Box seen;                             ///< css px; where places are given, the pointer begins at the first
  ImVec2 first = {};                    ///< centre of the first cell
  ImVec2 step = {};                     ///< from one cell to the next; 0: there is but one
  std::span<const ImVec2> places = {};  ///< in place of a grid
  bool drags_value = false;  ///< a drag changes the number in a cell: it goes finely, and leads back
};

/// Said by a pad in each frame in which it has the focus; by default it is a grid of 20 × 20 cells.
void stop_at(ImGuiID pad, const Stops& stops);
/// What is under the pointer, in words, for the pad that the keys are in.
void tell(std::string_view text);

/// What a key does in a pad. The page counts them, see controls.js.
enum class PadKey {
  enter,  ///< the pad gets the focus
  left,
  right,
  up,
  down,
  row_start,
  row_end,
  start,
  end,
  press,
  press_twice,
  drop,  ///< ends a drag
  closer,
  farther,
};

/// Keys that lead the mouse of ImGui through a picture, so that every picture takes them as it takes a hand.
/// Part of the host.
class PadPointer {
 public:
  /// A key of the page; `drags`: with the button of the mouse down.
  void key(ImGuiID pad, PadKey key, bool drags);
  /// The focus has gone to another control, or the mouse away: nothing is held.
  void leave();

  void stop_at(ImGuiID pad, const Stops& stops);
  void tell(std::string_view text);
  void draw() const;
  /// After ImGui's frame.
  void end_frame();
  /// What was told in the last frame in which the keys led the pointer.
  const std::string& told() const { return told_; }

 private:
  struct Stroke {
    ImGuiID pad;
    PadKey key;
    bool drags;
  };

  void act(const Stroke& stroke);
  void move(PadKey key, bool drags);
  void click(int times);
  void zoom(float factor) const;
  void drop();
  void point_at(ImVec2 at);
  ImVec2 next(PadKey key, bool drags) const;
  ImVec2 next_in_grid(PadKey key) const;
  ImVec2 next_place(PadKey key) const;

  std::vector<Stroke> strokes_;
  ImGuiID pad_ = 0;  ///< that the keys are in
  Stops stops_;      ///< of it, from this frame
  std::vector<ImVec2> places_;
  bool drawn_ = false;                  ///< in this frame
  std::map<ImGuiID, ImVec2> pointers_;  ///< where they were left, as shares of what is seen
  ImVec2 at_ = {};                      ///< css px
  bool leads_ = false;                  ///< the keys were used last, and not the mouse
  ImVec2 mouse_ = {};                   ///< where it was when they began
  std::optional<ImVec2> dragged_from_;
  int frames_wanted_ = 0;
  std::string told_, telling_;
};

}  // namespace madang::ui
