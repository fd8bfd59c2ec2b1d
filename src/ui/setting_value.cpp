#include "ui/setting_value.h"

#include <algorithm>
#include <cmath>

namespace madang::ui {

namespace {

constexpr double zero_share = 0.01;

bool logarithmic(const demo::Number& n) { return n.scale == demo::Scale::logarithmic && n.maximum > 0.f; }

double least_positive(const demo::Number& n) {
  return n.minimum > 0.f ? static_cast<double>(n.minimum) : static_cast<double>(n.maximum) * 1e-6;
}

/// To a multiple of `step`, computed as a quotient so that 0.3 comes out as 0.3.
double rounded_to(double value, double step) {
  return step >= 1.0 ? std::round(value / step) * step : std::round(value / step) / std::round(1.0 / step);
}

double power_of_ten_below(double value) { return std::pow(10.0, std::floor(std::log10(value))); }

}  // namespace

float slider_position(const demo::Number& n, float value) {
  if (!(n.maximum > n.minimum)) return 0.f;
  if (!logarithmic(n)) return std::clamp((value - n.minimum) / (n.maximum - n.minimum), 0.f, 1.f);
  const double low = least_positive(n), high = n.maximum;
  if (value < low) return 0.f;
  const double share = std::log(value / low) / std::log(high / low);
  const double begin = n.minimum > 0.f ? 0.0 : zero_share;
  return static_cast<float>(begin + std::clamp(share, 0.0, 1.0) * (1.0 - begin));
}

float slider_value(const demo::Number& n, float position) {
  if (position <= 0.f) return n.minimum;
  if (position >= 1.f) return n.maximum;
  double value = 0.0;
  if (logarithmic(n)) {
    const double begin = n.minimum > 0.f ? 0.0 : zero_share;
    if (position < begin) return n.minimum;
    const double low = least_positive(n);
    value = low * std::pow(n.maximum / low, (position - begin) / (1.0 - begin));
    value = rounded_to(value, power_of_ten_below(value) / 10.0);
  } else {
    const double span = static_cast<double>(n.maximum) - n.minimum;
    value = rounded_to(n.minimum + span * position, power_of_ten_below(span) / 100.0);
  }
  return std::clamp(static_cast<float>(value), n.minimum, n.maximum);
}

float stepped_value(const demo::Number& n, float value, bool up, float position) {
  constexpr float finely = 0.002f;
  float next = slider_value(n, position);
  for (float at = position; at > 0.f && at < 1.f && (up ? next <= value : next >= value);) {
    at += up ? finely : -finely;
    next = slider_value(n, at);
  }
  return next;
}

}  // namespace madang::ui
