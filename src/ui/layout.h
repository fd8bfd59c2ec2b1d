#pragma once

#include <imgui.h>

namespace madang::ui {

/// How many columns of at least `least` css px fit into `width` with `gap` between them; between 1 and
/// `most`.
int columns_that_fit(float width, float least, float gap, int most);

/// Puts pictures beside each other and wraps where the width ends:
///   Flow flow(available_width, 180.f, heads);
///   for (…) { auto column = flow.next(); heat_map(…, {.width = column.width}); }
class Flow {
 public:
  /// `count` parts, each at least `least_width` wide; they share the width of a row evenly.
  Flow(float least_width, int count);

  /// One part; its destructor closes it.
  class Column {
   public:
    explicit Column(float width);
    ~Column();
    Column(const Column&) = delete;
    Column& operator=(const Column&) = delete;
    float width;
  };
  Column next();

 private:
  int columns_;
  int index_ = 0;
  float width_;
};

}  // namespace madang::ui
