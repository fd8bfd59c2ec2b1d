#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <imgui.h>

#include "demo/settings.h"

namespace madang::ui {

struct Series {
  std::string name;
  std::span<const float> y;
  std::span<const float> x = {};    ///< rising; empty: 0, 1, 2 …
  int colour = -1;                  ///< index into the theme's series; −1: the position in the plot
  bool dashed = false;              ///< the other one of a pair: test beside train, B beside A
  std::span<const float> low = {};  ///< with `high`, one for each y: a pale band, e.g. the spread over seeds
  std::span<const float> high = {};
  bool pale = false;  ///< an earlier run, behind the others
  bool dots = false;  ///< each value is seen: few were measured
};

/// A horizontal line: what the values must be compared with.
struct Level {
  std::string name;
  float y = 0.f;
};

struct LinePlotOptions {
  std::string x_label = {};
  std::string y_label = {};
  bool grows = false;     ///< x goes on while it is drawn: the name of its axis keeps its place
  std::string name = {};  ///< for a screen reader; empty: that of the y axis, or of the curves
  demo::Scale x_scale = demo::Scale::linear;
  demo::Scale y_scale = demo::Scale::linear;
  bool shares = false;    ///< y are shares of 1, told in percent
  float smoothing = 0.f;  ///< 0 none … 0.99: exponential moving average, the raw curve pale behind it
  std::optional<float> y_low = {};  ///< default: from the values
  std::optional<float> y_high = {};
  std::optional<float> marked_x = {};  ///< a vertical line: the step that is shown
  std::vector<Level> levels = {};
  bool legend = true;
  std::string pale_name = {};   ///< what the pale curves are: one name in the legend for all of them
  std::string empty_text = {};  ///< shown while there is nothing to draw
  float width = 0.f;            ///< css px; 0: what is available
  float height = 200.f;         ///< css px, with a legend of one line; grows by the others
};

struct LinePlotResult {
  std::optional<float> hovered_x;
  std::optional<float> clicked_x;
  float axis_left = 0.f;  ///< css px from the left edge to where x begins
};

/// Curves. Gaps in a curve where it is not a number (or not positive on a logarithmic axis), marked at the
/// axis. Under the mouse the values of all curves are told; two fingers, or the wheel with ctrl, magnify the
/// x axis.
///   const ui::Series shown[] = {{.name = "train", .y = s.train, .x = s.steps},
///                               {.name = "test", .y = s.test, .x = s.steps, .dashed = true}};
///   ui::line_plot("loss", shown, {.x_label = "step", .y_scale = demo::Scale::logarithmic, .smoothing =
///   0.8f});
LinePlotResult line_plot(const char* id, std::span<const Series> series, const LinePlotOptions& options = {});

/// One column of pixels of a long curve: first, lowest, highest and last value keep its shape (M4: Jugel et
/// al., "M4: A Visualization-Oriented Time Series Data Aggregation", VLDB 2014, section 4).
struct CurvePoint {
  float x;
  float y;
};
/// Some four points for each of `columns` equal parts of x. A point that is not a number stands in each gap
/// of the curve, at most one in a part.
std::vector<CurvePoint> decimated(std::span<const float> x, std::span<const float> y, int columns);
/// Exponential moving average with bias correction (as in Adam: Kingma & Ba 2015, section 3); gaps stay.
std::vector<float> smoothed(std::span<const float> y, float smoothing);

}  // namespace madang::ui
