#pragma once

#include <string>
#include <vector>

namespace madang::ui {

struct Tick {
  double value;
  std::string label;
};

/// Round values (1, 2, 2.5 or 5 times a power of ten) that cover low…high, at most `most` of them.
std::vector<Tick> linear_ticks(double low, double high, int most);
/// Powers of ten inside low…high (thinned to `most`); with less than two of them, also 2 and 5 times, else
/// linear.
std::vector<Tick> logarithmic_ticks(double low, double high, int most);

}  // namespace madang::ui
