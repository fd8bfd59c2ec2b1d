#pragma once

#include <optional>
#include <span>
#include <string>

#include "demo/settings.h"

namespace madang::ui {

struct Bar {
  std::string label;
  float value = 0.f;
  float spread = 0.f;  ///< half the length of the whisker: the standard deviation over seeds
  int colour = -1;     ///< index into the theme's series; −1: blue above zero, orange below
};

struct BarsOptions {
  std::string title = {};
  std::string name = {};  ///< for a screen reader, where there is no title
  demo::Scale scale = demo::Scale::linear;
  std::optional<float> low = {};  ///< default: from the values, with zero where the scale is linear
  std::optional<float> high = {};
  std::optional<float> reference = {};  ///< a line across: the value at chance, the wished-for one
  int selected = -1;
  bool values = true;           ///< numbers over the bars where there is room, with the same decimals
  bool means = false;           ///< they have two decimals, as means with their deviation
  std::string empty_text = {};  ///< shown while there is nothing to draw
  float width = 0.f;            ///< css px; 0: what is available
  float height = 180.f;
};

struct BarsResult {
  int hovered = -1;
  int clicked = -1;
};

/// A bar for each value: probabilities of classes, gradient norms of layers, results over seeds. What is not
/// a number (or not positive on a logarithmic scale) is marked at the axis. More bars than fit are drawn as
/// the strongest of each group.
///   ui::bars("classes", bars, {.low = 0.f, .high = 1.f, .reference = 0.1f, .selected = truth});
BarsResult bars(const char* id, std::span<const Bar> bars, const BarsOptions& options = {});

}  // namespace madang::ui
