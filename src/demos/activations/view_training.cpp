#include <algorithm>

#include "demos/activations/view_parts.h"
#include "ui/canvas.h"
#include "ui/curve_plot.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/plane_plot.h"
#include "ui/text.h"

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
  ui::choice(parts, &Settings::watched);
  const Watched now = parts.settings.watched;
  ui::LinePlotOptions options;
  options.x_label = parts.say("갱신 횟수", "updates");
  options.y_label = now == Watched::ratio
                        ? parts.say("기울기의 크기, 첫 층 ÷ 마지막 층", "gradient norm, first layer ÷ last")
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
  const Snapshot& s = parts.snapshot;
  std::vector<ui::PlanePoint> points;
  for (std::size_t i = 0; i < s.x.size(); ++i) points.push_back({s.x[i], s.y[i], s.label[i], false});
  ui::Flow flow("planes", 240.f, parts.count());
  for (int i = 0; i < parts.count(); ++i) {
    flow.next();
    const NetPicture& net = parts.net(i);
    ui::PlanePlotOptions options;
    options.limits = {-plane_reach, plane_reach, -plane_reach, plane_reach};
    options.field = net.field.empty() ? nullptr : &net.field;
    options.field_groups = net.field_class.empty() ? nullptr : &net.field_class;
    options.name = name_of(parts, i) + ": x₁, x₂";
    options.x_label = "x₁";
    options.y_label = "x₂";
    options.width = std::min(ui::width_or_available(0.f), 420.f);
    options.height = 260.f;
    ImGui::PushID(i);
    ui::caption(ui::filled(parts, {"{0}: 정확도 {1}", "{0}: accuracy {1}"}, name_of(parts, i),
                           ui::percent(net.accuracy)));
    ui::plane_plot("plane", points, options);
    ImGui::PopID();
  }
}

}  // namespace madang::demos::activations
