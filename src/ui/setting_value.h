#pragma once

#include "demo/settings.h"

namespace madang::ui {

/// Where a value stands on its slider, 0…1. A logarithmic slider that begins at zero keeps its first
/// hundredth for zero and begins a million times below its end.
float slider_position(const demo::Number& number, float value);
/// The next value up or down from `value` that such a rounding gives, at `position` or beyond: a key always
/// moves it.
float stepped_value(const demo::Number& number, float value, bool up, float position);
/// The value at a position, rounded to what people would have typed: 0.03, not 0.030127.
float slider_value(const demo::Number& number, float position);

}  // namespace madang::ui
