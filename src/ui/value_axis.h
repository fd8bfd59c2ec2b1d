#pragma once

#include <vector>

#include <imgui.h>

#include "demo/settings.h"
#include "ui/axis.h"
#include "ui/theme.h"

namespace madang::ui {

constexpr float label_room = small_size + 6.f;  // for a line of labels below a picture

/// The vertical axis of a picture: where a value stands, and the lines and labels that say so.
class ValueAxis {
 public:
  /// `low` and `high` as they are, not their logarithms; on a logarithmic axis both must be positive.
  ValueAxis(double low, double high, demo::Scale scale, float top, float bottom);

  /// Where a value stands on the screen; NaN for what has no place (zero on a logarithmic axis).
  float screen(double value) const;
  /// Width that the labels need left of the picture.
  float label_width() const;
  void draw(ImDrawList& list, const Theme& colours, float left, float right) const;

 private:
  double on_axis(double value) const;

  demo::Scale scale_;
  double low_, high_;  // as on the axis
  float top_, bottom_;
  std::vector<Tick> ticks_;
};

}  // namespace madang::ui
