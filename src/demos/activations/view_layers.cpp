#include <algorithm>
#include <cmath>

#include "demos/activations/view_parts.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/heat_map.h"
#include "ui/layout.h"
#include "ui/line_plot.h"
#include "ui/text.h"

namespace madang::demos::activations {

namespace {

std::span<const float> measured(const NetPicture& net, Measured which) {
  switch (which) {
    case Measured::gradient:
      return net.gradient;
    case Measured::variance:
      return net.variance;
    case Measured::mean:
      return net.mean;
    case Measured::off:
      return net.off;
  }
  return {};
}

std::string axis_name(const Parts& parts) {
  switch (parts.settings.measured) {
    case Measured::gradient:
      return parts.settings.norm == Norm::sums ? parts.say("기울기의 크기 ‖∂L/∂z‖", "Gradient norm ‖∂L/∂z‖")
                                               : parts.say("기울기의 크기 ‖∂L/∂W‖", "Gradient norm ‖∂L/∂W‖");
    case Measured::variance:
      return parts.say("활성값의 분산", "Variance of the activations");
    case Measured::mean:
      return parts.say("활성값의 평균", "Mean of the activations");
    case Measured::off:
      return parts.say("모든 점에서 꺼져 있는(z ≤ 0) 유닛의 비율",
                       "Share of units off (z ≤ 0) at every point");
  }
  return {};
}

void look_into(const Parts& parts, int layer) {
  parts.settings.layer = layer;
  parts.settings.page = Page::inside;
}

void draw_measured(const Parts& parts) {
  const Measured now = parts.settings.measured;
  std::vector<ui::Series> series;
  for (int i = 0; i < parts.count(); ++i) {
    if (now == Measured::off && !can_be_off(parts.function(i))) continue;
    series.push_back({.name = name_of(parts, i),
                      .y = measured(parts.net(i), now),
                      .x = parts.net(i).layers,
                      .colour = i,
                      .dashed = i > 0});
  }
  ui::LinePlotOptions options;
  options.x_label = parts.say("층(입력 쪽부터)", "layer, from the input");
  options.y_label = axis_name(parts);
  if (now == Measured::gradient || now == Measured::variance) options.y_scale = demo::Scale::logarithmic;
  if (now == Measured::off) {
    options.y_low = 0.f;
    options.y_high = 1.f;
    options.shares = true;
  }
  options.empty_text = parts.say("이 함수에는 잴 것이 없다", "Nothing to measure for this function");
  options.height = 220.f;
  const ui::LinePlotResult result = ui::line_plot("measured_plot", series, options);
  if (result.clicked_x) look_into(parts, static_cast<int>(std::lround(*result.clicked_x)));
}

/// The middle of each bin, the highest first.
std::vector<std::string> bin_labels(int bins) {
  std::vector<std::string> labels;
  for (int bin = 0; bin < bins; ++bin)
    labels.push_back(ui::number_text(activation_reach - bin_width * static_cast<float>(bin)));
  return labels;
}

void draw_histogram(const Parts& parts, int index) {
  const Matrix& shares = parts.net(index).histograms;
  std::vector<std::string> layers;
  for (int layer = 1; layer <= shares.columns; ++layer) layers.push_back(std::to_string(layer));
  const std::vector<std::string> bins = bin_labels(shares.rows);
  ui::HeatMapOptions options;
  options.title = parts.say("활성값의 분포(행은 값, 열은 층)", "Activations (rows: values, columns: layers)");
  options.name = ui::filled(parts, {"{0}: 층마다 활성값의 분포", "{0}: activations of each layer"},
                            name_of(parts, index));
  options.range = ui::ColourRange{-0.4f, 0.4f};  // shares: only the half from the background to blue
  options.scale_bar = false;
  options.row_axis = parts.say("활성값", "activation");
  options.column_axis = parts.say("층", "layer");
  options.row_labels = bins;
  options.column_labels = layers;
  options.values = false;
  options.least_height = options.most_height = 125.f;  // a label at each whole number
  const ui::HeatMapResult result = ui::heat_map("histogram", shares, options);
  if (result.clicked) look_into(parts, result.clicked.column + 1);
}

std::string range_text(const Parts& parts, const std::vector<float>& values) {
  const auto [low, high] = std::ranges::minmax(values);
  return ui::filled(parts, {"{0}~{1}", "{0}…{1}"}, ui::number_text(low, 2), ui::number_text(high, 2));
}

void draw_numbers(const Parts& parts) {
  const auto net = [&](int i) -> const NetPicture& { return parts.net(i); };
  std::vector<Row> rows = {
      {parts.say("손실", "Loss"), [&](int i) { return ui::number_text(net(i).loss); }},
      {ui::filled(parts, {"기울기, 1층 / {0}층", "Gradient, layer 1 / {0}"}, parts.net(0).gradient.size()),
       [&](int i) { return ui::number_text(net(i).ratio, 2); }},
      {parts.say("층별 평균", "Means by layer"), [&](int i) { return range_text(parts, net(i).mean); }},
      {parts.say("층별 분산", "Variances by layer"),
       [&](int i) { return range_text(parts, net(i).variance); }},
      {parts.say("꺼진 유닛", "Units off"),
       [&](int i) { return can_be_off(parts.function(i)) ? ui::percent(net(i).off_share) : "–"; }}};
  if (parts.settings.uses(Function::prelu))
    rows.push_back({parts.say("배운 기울기 a", "Learned slopes a"),
                    [&](int i) { return net(i).slopes.empty() ? "–" : range_text(parts, net(i).slopes); }});
  draw_table(parts, rows);
}

}  // namespace

void draw_layers(const Parts& parts) {
  draw_measured(parts);
  ui::choice(parts, &Settings::measured);
  {
    ui::Flow flow("networks", least_column, parts.count());
    for (int i = 0; i < parts.count(); ++i) {
      flow.next();
      draw_name(parts, i);
      draw_plane(parts, i, 190.f);
      draw_histogram(parts, i);
    }
  }
  ui::caption(
      parts.say("색이 진할수록 그 층의 활성값이 그 칸에 많이 든다. 층을 누르면 속을 들여다본다.",
                "The stronger the colour, the more of a layer's activations lie there. Press a layer to look "
                "inside."));
  draw_numbers(parts);
}

}  // namespace madang::demos::activations
