#include "demos/activations/view_parts.h"
#include "ui/curve_plot.h"
#include "ui/field.h"
#include "ui/layout.h"

namespace madang::demos::activations {

namespace {

const char* quantity_of(Watched which, Norm norm) {
  switch (which) {
    case Watched::loss:
      return "loss";
    case Watched::ratio:
      return ratio_quantity(norm);
    case Watched::off:
      return "units_off";
  }
  return "";
}

void draw_curves(const Parts& parts) {
  const Watched now = parts.settings.watched;
  ui::LinePlotOptions options;
  options.x_label = parts.say("갱신 횟수", "updates");
  options.y_label = now == Watched::ratio
                        ? parts.say("기울기의 크기, 첫 층 / 마지막 층", "gradient norm, first layer / last")
                        : demo::label_of(parts.settings, &Settings::watched).in(parts.hand.language);
  if (now == Watched::ratio) options.y_scale = demo::Scale::logarithmic;
  if (now != Watched::ratio) options.y_low = 0.f;
  if (now == Watched::off) options.y_high = 1.f;
  options.height = 200.f;
  ui::curve_plot(parts.hand, quantity_of(now, parts.settings.norm), options);
}

}  // namespace

void draw_training(const Parts& parts) {
  draw_curves(parts);
  ui::choice(parts, &Settings::watched);
  ui::Flow flow("planes", least_column, parts.count());
  for (int i = 0; i < parts.count(); ++i) {
    flow.next();
    draw_name(parts, i);
    draw_plane(parts, i, 260.f);
  }
}

}  // namespace madang::demos::activations
