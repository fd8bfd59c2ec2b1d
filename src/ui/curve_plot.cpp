#include "ui/curve_plot.h"

#include <algorithm>
#include <iterator>

namespace madang::ui {

namespace {

using Curves = std::vector<const demo::Curve*>;

/// A place is none; what is seldom measured is one from the start, whose name is awaited.
bool is_curve(const demo::Curve& curve) { return curve.x.size() >= 2 || curve.interval > 1; }

/// Those that are curves; before there is any, all that will be: their names take the room that they will
/// need.
Curves curves_of(const demo::History& history, const char* quantity) {
  Curves all, found;
  for (const demo::Curve& curve : history.curves())
    if (curve.quantity == quantity) all.push_back(&curve);
  if (std::ranges::none_of(all, [](const auto* curve) { return curve->x.size() >= 2; })) return all;
  std::ranges::copy_if(all, std::back_inserter(found), [](const auto* curve) { return is_curve(*curve); });
  return found;
}

/// Takes the last words that all names have in common, which the axis tells: "RNN loss" and "GRU loss" become
/// RNN and GRU.
void shorten(std::vector<std::string>& names) {
  if (names.size() < 2) return;
  while (true) {
    const std::size_t space = names.front().rfind(' ');
    if (space == std::string::npos || space == 0) break;
    const std::string word = names.front().substr(space);
    const auto goes_on = [&](const std::string& name) {
      return name.size() > word.size() && name.ends_with(word);
    };
    if (!std::ranges::all_of(names, goes_on)) break;
    for (std::string& name : names) name.resize(name.size() - word.size());
  }
  for (std::string& name : names)
    if (name.ends_with(':')) name.pop_back();
}

}  // namespace

LinePlotResult curve_plot(const demo::Hand& hand, const char* quantity, LinePlotOptions options) {
  if (hand.curve_drawn) *hand.curve_drawn = true;
  std::vector<Series> series;
  const auto add = [&](const demo::History& history, const demo::Ghost* ghost) {
    const Curves curves = curves_of(history, quantity);
    std::vector<std::string> names;
    for (const demo::Curve* curve : curves) names.push_back(curve->label.in(hand.language));
    if (!options.y_label.empty()) shorten(names);
    for (std::size_t i = 0; i < curves.size(); ++i) {
      if (ghost && !is_curve(*curves[i])) continue;
      const auto points = is_curve(*curves[i]) ? curves[i]->y.size() : 0;
      series.push_back({.name = ghost ? names[i] + " (" + ghost->name.in(hand.language) + ")" : names[i],
                        .y = std::span(curves[i]->y).first(points),
                        .x = curves[i]->x,
                        .colour = curves[i]->colour,
                        .dashed = curves[i]->dashed,
                        .low = curves[i]->low,
                        .high = curves[i]->high,
                        .pale = ghost != nullptr});
    }
  };
  if (hand.history) {
    add(*hand.history, nullptr);
    for (const demo::Reference& reference : hand.history->references())
      if (reference.quantity == quantity)
        options.levels.push_back({reference.label.in(hand.language), reference.value});
  }
  if (hand.ghost) {
    add(hand.ghost->history, hand.ghost);
    options.pale_name = hand.ghost->name.in(hand.language);
  }
  options.shares = hand.history && std::ranges::any_of(hand.history->curves(), [&](const demo::Curve& curve) {
                     return curve.quantity == quantity && curve.share;
                   });
  options.grows = options.x_scale == demo::Scale::linear;  // sizes stand still, steps go on
  if (options.x_label.empty()) options.x_label = hand.say("단계", "step");
  if (options.empty_text.empty())
    options.empty_text = hand.say("학습하면 곡선이 그려진다", "Training draws the curve here");
  return line_plot(quantity, series, options);
}

}  // namespace madang::ui
