#include "ui/value_axis.h"

#include <algorithm>
#include <cmath>

#include "ui/text.h"

namespace madang::ui {

namespace {
constexpr float label_gap = 6.f;
}

ValueAxis::ValueAxis(double low, double high, demo::Scale scale, float top, float bottom)
    : scale_(scale), low_(on_axis(low)), high_(on_axis(high)), top_(top), bottom_(bottom) {
  const int most = std::max(2, static_cast<int>((bottom - top) / 32.f));
  ticks_ = scale == demo::Scale::linear ? linear_ticks(low, high, most) : logarithmic_ticks(low, high, most);
}

double ValueAxis::on_axis(double value) const {
  if (scale_ == demo::Scale::linear) return value;
  return value > 0.0 ? std::log10(value) : NAN;
}

float ValueAxis::screen(double value) const {
  const double share = (on_axis(value) - low_) / (high_ - low_);
  return bottom_ - static_cast<float>(std::clamp(share, -0.01, 1.01)) * (bottom_ - top_);
}

float ValueAxis::label_width() const {
  float widest = 0.f;
  for (const auto& tick : ticks_) widest = std::max(widest, text_width(tick.label, small_size));
  return widest + label_gap + 2.f;
}

void ValueAxis::draw(ImDrawList& list, const Theme& colours, float left, float right) const {
  for (const auto& tick : ticks_) {
    const float y = std::round(screen(tick.value));
    list.AddLine({left, y}, {right, y}, colours.grid, 1.f);
    draw_text(list, {left - text_width(tick.label, small_size) - label_gap, y - small_size / 2.f - 1.f},
              colours.muted, tick.label, small_size);
  }
}

}  // namespace madang::ui
