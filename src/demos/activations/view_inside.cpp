#include <algorithm>
#include <cmath>

#include "demos/activations/view_parts.h"
#include "ui/arithmetic.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/heat_map.h"
#include "ui/histogram.h"
#include "ui/layout.h"
#include "ui/line_plot.h"
#include "ui/text.h"
#include "ui/timeline.h"

namespace madang::demos::activations {

namespace {

void draw_function(const LayerPicture& layer, int index) {
  const ui::Series series[] = {
      {.name = "f(z)", .y = layer.curve.y, .x = layer.curve.x, .colour = index},
      {.name = "f′(z)", .y = layer.curve.slope, .x = layer.curve.x, .colour = index, .dashed = true}};
  ui::line_plot("function", series, {.x_label = "z", .height = 170.f});
}

void draw_histograms(const Parts& parts, const LayerPicture& layer, int index) {
  const auto draw = [&](const char* id, const char* title, const Histogram& counts) {
    const ui::HistogramSeries series[] = {{title, &counts, index}};
    ui::histogram(id, series, {.title = title, .compact = true, .height = 96.f});
  };
  draw("sums", parts.say("가중합 z가 놓인 자리", "Where the sums z lie"), layer.sums);
  ui::Flow flow("after", 130.f, 2);
  flow.next();
  draw("activations", parts.say("활성값 a", "Activations a"), layer.activations);
  flow.next();
  draw("gradient", parts.say("기울기 ∂L/∂z", "Gradient ∂L/∂z"), layer.gradient);
}

/// √(n Var(w) · E f′²) beside the factor that was measured.
void draw_gain(const Parts& parts, const Gain& gain) {
  ui::caption(parts.say("다음 층에서 이 층으로 오며 기울기에 곱해지는 배율",
                        "The gradient's factor on its way from the next layer to this one"));
  const ui::Term terms[] = {
      {.text = "√("},
      {.text = ui::number_text(gain.spread), .note = "n·Var(w)"},
      {.text = "×"},
      {.text = ui::number_text(gain.slope), .note = parts.say("f′²의 평균", "mean f′²")},
      {.text = ")"},
      {.text = "= " + ui::number_text(gain.expected), .note = parts.say("예상", "expected")},
      {.text = ui::number_text(gain.measured), .strong = true, .note = parts.say("잰 값", "measured")}};
  ui::arithmetic("gain", terms);
}

void draw_spread(const Parts& parts, const LayerPicture& layer) {
  ui::HeatMapOptions options;
  const bool activations = parts.settings.look == Look::activations;
  options.title = activations ? parts.say("행은 점, 열은 유닛", "rows: points, columns: units")
                              : parts.say("행은 이 층의 유닛, 열은 앞 층의 유닛",
                                          "rows: units of this layer, columns: of the one before");
  options.most_height = 220.f;
  options.most_cell = 28.f;
  ui::heat_map("spread", layer.spread, options);
}

}  // namespace

void draw_inside(const Parts& parts) {
  const int number = parts.snapshot.layer;
  int position = number - 1;
  const std::string where = std::to_string(number) + " / " + std::to_string(parts.settings.depth);
  if (ui::timeline("layer", position, parts.settings.depth,
                   {.label = parts.say("은닉층", "Hidden layer"), .value = where}))
    parts.settings.layer = position + 1;
  ui::choice(parts, &Settings::look);
  ui::Flow flow("layers", 270.f, parts.count());
  for (int i = 0; i < parts.count(); ++i) {
    flow.next();
    const LayerPicture& layer = parts.net(i).layer;
    if (layer.curve.x.empty()) continue;  // asked for, not here yet
    ImGui::PushID(i);
    ui::paragraph(name_of(parts, i));
    if (parts.function(i) == Function::prelu)
      ui::caption(ui::filled(parts, {"이 층이 배운 기울기 a = {0}", "Slope learned by this layer: a = {0}"},
                             layer.learned_slope));
    draw_function(layer, i);
    draw_histograms(parts, layer, i);
    draw_gain(parts, layer.gain);
    draw_spread(parts, layer);
    ImGui::PopID();
  }
}

}  // namespace madang::demos::activations
