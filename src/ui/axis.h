#pragma once

#include <span>
#include <string>
#include <vector>

namespace madang::ui {

struct Tick {
  double value;
  std::string label;
};

/// Round values (1, 2, 2.5 or 5 times a power of ten) that cover low…high, at most `most` of them.
std::vector<Tick> linear_ticks(double low, double high, int most);
/// The same, but two at least where `most` has room for fewer: a number alone is no scale.
std::vector<Tick> scale_ticks(double low, double high, int most);
/// Ticks of an axis on which only whole numbers stand, such as steps or layers: none between two of them as
/// far as there are any in low…high, and one at the low end where the next is at least half a step away.
std::vector<Tick> whole_ticks(double low, double high, int most);
/// Powers of ten inside low…high (thinned to `most`); with less than two of them, also 2 and 5 times, else
/// linear.
std::vector<Tick> logarithmic_ticks(double low, double high, int most);
/// Powers of two inside low…high, at most `most` of them: where sizes were doubled from one measurement to
/// the next.
std::vector<Tick> doubling_ticks(double low, double high, int most);

/// From where to where a label stands, in css px.
struct Reach {
  float low, high;
};
/// Where the name of an x axis begins that stands in one line with the labels of its ticks: at the right end,
/// or, where the last label stands there, left of that one. All in css px; `labels` rising.
float name_left(std::span<const Reach> labels, float right, float name_width, float gap);

}  // namespace madang::ui
