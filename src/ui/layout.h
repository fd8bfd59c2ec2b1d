#pragma once

#include <string_view>

#include <imgui.h>

namespace madang::ui {

/// How many columns of at least `least` css px fit into `width` with `gap` between them; between 1 and
/// `most`.
int columns_that_fit(float width, float least, float gap, int most);

/// Puts pictures beside each other and wraps where the width ends; each fills the width of its column, and
/// ids need differ within a part only.
///   Flow heads("heads", 180.f, count);
///   for (…) { heads.next(); heat_map(…); }
class Flow {
 public:
  /// `count` parts, each at least `least_width` css px wide; they share the width of a row evenly.
  Flow(const char* id, float least_width, int count);
  ~Flow();
  Flow(const Flow&) = delete;
  Flow& operator=(const Flow&) = delete;

  void next();

 private:
  bool open_;
  int begun_ = 0;
};

/// Keeps a part as high as `height` css px however little stands in it, so that what is below stays where it
/// is. With more in it, it is as high as that.
///   { const ui::Room room(ui::lines_height(2)); ui::paragraph(…); }
class Room {
 public:
  explicit Room(float height);
  ~Room();
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;

 private:
  float end_;  ///< in the coordinates of the window
};

/// Of so many lines of a paragraph, in css px.
float lines_height(int lines);
/// Of this one as wide as the window, in css px.
float paragraph_height(std::string_view text);
/// A paragraph, in a room for the longest that may stand there.
void paragraph_in_room(std::string_view text, std::string_view longest);

/// Stays on the line of the last item where `width` more still fits, else begins the next.
void continue_line(float width);

}  // namespace madang::ui
