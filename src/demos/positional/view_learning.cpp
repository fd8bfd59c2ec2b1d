#include "demos/positional/view_parts.h"
#include "ui/curve_plot.h"
#include "ui/field.h"
#include "ui/layout.h"
#include "ui/line_plot.h"
#include "ui/text.h"

namespace madang::demos::positional {

namespace {

constexpr int guess_colour = 7;

void draw_curves(const Parts& parts) {
  const bool accuracy = parts.settings.watched == Watched::accuracy;
  ui::LinePlotOptions options;
  options.x_label = parts.say("갱신 횟수", "updates");
  options.y_label = accuracy ? parts.say("정확도: 학습 길이(실선)와 그 너머(점선)",
                                         "accuracy: trained length (solid), beyond (dashed)")
                             : parts.say("테스트 손실(학습 길이)", "test loss (trained length)");
  options.y_low = 0.f;
  if (accuracy) options.y_high = 1.f;
  ui::curve_plot(parts.hand, accuracy ? "accuracy" : "loss", options);
}

void draw_places(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  std::vector<ui::Series> series;
  for (const int i : {0, 1})
    series.push_back({.name = name_of(parts, i), .y = parts.model(i).by_place, .x = s.places, .colour = i});
  series.push_back({.name = parts.say("찍기", "guess"),
                    .y = s.guess_by_place,
                    .x = s.places,
                    .colour = guess_colour,
                    .dashed = true});
  ui::LinePlotOptions options;
  options.x_label = parts.say("시퀀스 안의 자리", "place in the sequence");
  options.y_label =
      parts.say("자리마다 정확도(세로줄: 학습한 길이)", "accuracy by place (line: trained length)");
  options.y_low = 0.f;
  options.y_high = 1.f;
  options.marked_x = static_cast<float>(s.trained_length);
  ui::line_plot("places", series, options);
}

}  // namespace

void draw_learning(const Parts& parts) {
  ui::choice(parts, &Settings::watched);
  ui::Flow flow("plots", 300.f, 2);
  flow.next();
  draw_curves(parts);
  flow.next();
  draw_places(parts);
}

}  // namespace madang::demos::positional
