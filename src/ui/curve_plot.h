#pragma once

#include "demo/view.h"
#include "ui/line_plot.h"

namespace madang::ui {

/// The curves of a quantity in the history of the run that is drawn, with its reference lines and, pale, the
/// same curves of the run before a setting began it anew; from their second point on. Names, colours and
/// reference lines are the history's; of `options` what is empty is filled in.
///   ui::curve_plot(parts.hand, "loss", {.y_label = parts.say("손실", "loss"), .y_low = 0.f});
LinePlotResult curve_plot(const demo::Hand& hand, const char* quantity, LinePlotOptions options = {});

}  // namespace madang::ui
