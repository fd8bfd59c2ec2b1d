#pragma once

#include <span>
#include <string>

#include "core/histogram.h"
#include "demo/settings.h"

namespace madang::ui {

struct HistogramSeries {
  std::string name;
  const Histogram* counts;
  int colour = -1;  ///< index into the theme's series; −1: the position in the picture
};

struct HistogramOptions {
  std::string title = {};
  demo::Scale y_scale = demo::Scale::linear;
  bool shares = true;    ///< heights are shares of all values, so that several compare; else counts
  bool compact = false;  ///< no axis of heights: for small multiples, from 60 css px of height on
  std::string empty_text = {};
  float axis_left = 0.f;  ///< css px left free of a compact one, so that it stands under a line_plot's axis
  float width = 0.f;      ///< css px; 0: what is available
  float height = 160.f;
};

struct HistogramResult {
  int hovered_bin = -1;  ///< of the first series
};

/// Distributions over each other. What lies outside of the range, or is no number, is counted at that end.
/// Many in small: give all the same range and put them into a Flow.
///   const ui::HistogramSeries shown[] = {{"tanh", &snapshot.tanh}, {"ReLU", &snapshot.relu}};
///   ui::histogram("activations", shown, {.title = hand.say("활성값", "Activations")});
HistogramResult histogram(const char* id, std::span<const HistogramSeries> series,
                          const HistogramOptions& options = {});

}  // namespace madang::ui
