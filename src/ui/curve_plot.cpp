#include "ui/curve_plot.h"

namespace madang::ui {

namespace {

void add_series(std::vector<Series>& series, const demo::History& history, const char* quantity,
                const demo::Hand& hand, const Text* ghost) {
  for (const demo::Curve& curve : history.curves()) {
    if (curve.quantity != quantity || curve.x.size() < 2) continue;  // a place is no curve
    const std::string& name = curve.label.in(hand.language);
    series.push_back({.name = ghost ? name + " (" + ghost->in(hand.language) + ")" : name,
                      .y = curve.y,
                      .x = curve.x,
                      .colour = curve.colour,
                      .dashed = curve.dashed,
                      .low = curve.low,
                      .high = curve.high,
                      .pale = ghost != nullptr});
  }
}

}  // namespace

LinePlotResult curve_plot(const demo::Hand& hand, const char* quantity, LinePlotOptions options) {
  std::vector<Series> series;
  if (hand.history) {
    add_series(series, *hand.history, quantity, hand, nullptr);
    for (const demo::Reference& reference : hand.history->references())
      if (reference.quantity == quantity)
        options.levels.push_back({reference.label.in(hand.language), reference.value});
  }
  if (hand.ghost) add_series(series, hand.ghost->history, quantity, hand, &hand.ghost->name);
  if (options.x_label.empty()) options.x_label = hand.say("단계", "step");
  if (options.empty_text.empty())
    options.empty_text = hand.say("학습하면 곡선이 그려진다", "Training draws the curve here");
  return line_plot(quantity, series, options);
}

}  // namespace madang::ui
