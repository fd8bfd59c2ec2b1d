#include <algorithm>
#include <cmath>
#include <utility>

#include "demos/activations/view_parts.h"
#include "ui/access.h"
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

/// → where its z axis begins, in css px from the left.
float draw_function(const Parts& parts, const LayerPicture& layer, int index) {
  const ui::Series series[] = {
      {.name = "f(z)", .y = layer.curve.y, .x = layer.curve.x, .colour = index},
      {.name = "f′(z)", .y = layer.curve.slope, .x = layer.curve.x, .colour = index, .dashed = true}};
  return ui::line_plot("function", series,
                       {.x_label = "z", .y_label = name_of(parts, index), .height = 190.f})
      .axis_left;
}

void draw_histogram(const Parts& parts, const char* title, const Histogram& counts, int index,
                    float axis_left = 0.f) {
  const ui::HistogramSeries series[] = {{name_of(parts, index), &counts, index}};
  ui::histogram(title, series, {.title = title, .compact = true, .axis_left = axis_left, .height = 96.f});
}

void draw_histograms(const Parts& parts, const LayerPicture& layer, int index) {
  ui::Flow flow("after", least_column, 2);
  flow.next();
  draw_histogram(parts, parts.say("활성값 a", "Activations a"), layer.activations, index);
  flow.next();
  draw_histogram(parts, parts.say("기울기 ∂L/∂z", "Gradient ∂L/∂z"), layer.gradient, index);
}

/// The factor √(n Var(w) · E f′²) that is expected beside the one that was measured.
void draw_gain(const Parts& parts) {
  const auto gain = [&](int i) -> const Gain& { return parts.net(i).layer.gain; };
  const auto number = [](float value) { return ui::number_text(value); };
  std::vector<Row> rows = {
      {"n·Var(w)", [=](int i) { return number(gain(i).spread); }},
      {parts.say("f′²의 평균", "Mean of f′²"), [=](int i) { return number(gain(i).slope); }},
      {parts.say("예상 배율: 두 값의 곱의 √", "Expected: √ of their product"),
       [=](int i) { return number(gain(i).expected); }},
      {parts.say("잰 배율", "Measured factor"), [=](int i) { return number(gain(i).measured); }}};
  if (parts.settings.uses(Function::prelu))
    rows.push_back({parts.say("이 층이 배운 기울기 a", "Slope a learned here"), [=, &parts](int i) {
                      const bool learns = parts.function(i) == Function::prelu;
                      return learns ? number(parts.net(i).layer.learned_slope) : "–";
                    }});
  draw_table(parts, rows);
}

/// With a few long columns, as the first layer's W has, it is laid on its side.
bool lies(const Matrix& matrix) { return matrix.rows > 4 * matrix.columns; }

Matrix transposed(const Matrix& matrix) {
  Matrix turned{matrix.columns, matrix.rows, {}};
  for (int column = 0; column < matrix.columns; ++column)
    for (int row = 0; row < matrix.rows; ++row) turned.values.push_back(matrix.at(row, column));
  return turned;
}

/// The range in which what is shown of A and of B lies: the same colour is the same number.
ui::ColourRange shared_range(const Parts& parts) {
  float most = 0;
  for (const NetPicture& net : parts.snapshot.nets)
    most = std::max(most, ui::range_of(net.layer.spread, ui::ColourMap::diverging).high);
  return {-most, most};
}

void draw_spread(const Parts& parts, int index, const ui::ColourRange& range) {
  const LayerPicture& layer = parts.net(index).layer;
  const bool activations = parts.settings.look == Look::activations, lying = lies(layer.spread);
  ui::HeatMapOptions options;
  options.row_axis = activations ? parts.say("점", "point") : parts.say("유닛", "unit");
  options.column_axis = activations ? parts.say("유닛", "unit") : parts.say("입력", "input");
  if (lying) std::swap(options.row_axis, options.column_axis);
  options.title = ui::filled(parts, {"행은 {0}, 열은 {1}", "rows: {0}s, columns: {1}s"}, options.row_axis,
                             options.column_axis);
  options.name = name_of(parts, index) + ", " + options.title;
  options.range = range;
  options.least_height = 60.f;
  options.most_height = 220.f;
  options.most_cell = 28.f;
  ui::heat_map("spread", lying ? transposed(layer.spread) : layer.spread, options);
}

void draw_layer_choice(const Parts& parts) {
  int position = parts.snapshot.layer - 1;
  const std::string where =
      std::to_string(parts.snapshot.layer) + " / " + std::to_string(parts.settings.depth);
  if (ui::timeline("layer", position, parts.settings.depth,
                   {.label = parts.say("은닉층", "Hidden layer"), .value = where}))
    parts.settings.layer = position + 1;
}

/// For each network, beside each other.
template <class Draw>
void draw_each(const char* id, const Parts& parts, Draw draw) {
  ui::Flow flow(id, least_column, parts.count());
  for (int i = 0; i < parts.count(); ++i) {
    flow.next();
    const ui::Within within(name_of(parts, i));
    if (!parts.net(i).layer.curve.x.empty()) draw(parts.net(i).layer, i);  // else asked for, not here yet
  }
}

}  // namespace

void draw_inside(const Parts& parts) {
  draw_each("functions", parts, [&](const LayerPicture& layer, int i) {
    const float left = draw_function(parts, layer, i);
    draw_histogram(parts, parts.say("가중합 z가 놓인 자리", "Where the sums z lie"), layer.sums, i, left);
  });
  draw_layer_choice(parts);
  draw_each("histograms", parts, [&](const LayerPicture& layer, int i) { draw_histograms(parts, layer, i); });
  ui::caption(parts.say("다음 층에서 이 층으로 오며 기울기에 곱해지는 배율",
                        "The factor of the gradient on its way from the next layer to this one"));
  draw_gain(parts);
  ui::choice(parts, &Settings::look);
  const ui::ColourRange range = shared_range(parts);
  draw_each("spread", parts, [&](const LayerPicture&, int i) { draw_spread(parts, i, range); });
}

}  // namespace madang::demos::activations
