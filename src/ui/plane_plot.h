#pragma once

#include <optional>
#include <span>
#include <string>

#include "core/matrix.h"
#include "ui/colour_map.h"

namespace madang::ui {

struct PlanePosition {
  float x = 0.f;
  float y = 0.f;
  bool operator==(const PlanePosition&) const = default;
};

struct PlanePoint {
  float x = 0.f;
  float y = 0.f;
  int group = 0;        ///< colour and shape
  bool hollow = false;  ///< e.g. a held-out point
};

struct PlaneLimits {
  float low_x = -1.f, high_x = 1.f, low_y = -1.f, high_y = 1.f;
};

struct PlanePlotOptions {
  PlaneLimits limits = {};
  const Matrix* field = nullptr;  ///< behind the points: row 0 at low_y, column 0 at low_x, drawn smoothly
  ColourMap field_colours = ColourMap::diverging;
  /// By default the field is the probability of group 1: low in the colour of group 0 (blue), high in that of
  /// group 1 (orange). {0, 1} swaps them.
  ColourRange field_range = {1.f, 0.f};
  /// With more than two groups: the group of each sample of the field, in whose colour it is drawn; the field
  /// itself then says how sure that is, from 0 to 1.
  const Matrix* field_groups = nullptr;
  bool boundary = true;                ///< line where the field crosses the middle of its range
  std::span<const float> levels = {};  ///< contour lines, where the field equals each
  int selected_point = -1;
  std::string x_label = {};
  std::string y_label = {};
  std::string name = {};  ///< for a screen reader; empty: the labels
  std::string hint = {};  ///< over an empty plane: "Tap to put a point"
  float width = 0.f;      ///< css px; 0: what is available
  float height = 0.f;     ///< 0: as high as wide, at most 420
};

struct PlanePlotResult {
  std::optional<PlanePosition> hovered;
  std::optional<PlanePosition> clicked;  ///< let go where it was pressed
};

/// A scatter plot over a field of decisions. Two fingers, or the wheel with ctrl, magnify it.
PlanePlotResult plane_plot(const char* id, std::span<const PlanePoint> points,
                           const PlanePlotOptions& options = {});

}  // namespace madang::ui
