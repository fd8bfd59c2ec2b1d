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
      return ui::filled(parts, {"기울기의 크기 ‖{0}‖", "Gradient norm ‖{0}‖"}, parts.gradient_name());
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
  ui::choice(parts, &Settings::measured);
  const Measured now = parts.settings.measured;
  std::vector<ui::Series> series;
  for (int i = 0; i < parts.count(); ++i) {
    if (now == Measured::off && !can_be_off(parts.function(i))) continue;
    series.push_back(
        {.name = name_of(parts, i), .y = measured(parts.net(i), now), .x = parts.net(i).layers, .colour = i});
  }
  ui::LinePlotOptions options;
  options.x_label = parts.say("층(입력 쪽부터)", "layer, from the input");
  options.y_label = axis_name(parts);
  if (now == Measured::gradient || now == Measured::variance) options.y_scale = demo::Scale::logarithmic;
  if (now == Measured::off) {
    options.y_low = 0.f;
    options.y_high = 1.f;
  }
  options.marked_x = static_cast<float>(parts.snapshot.layer);
  options.empty_text = parts.say("이 함수에는 잴 것이 없다", "Nothing to measure for this function");
  options.height = 220.f;
  const ui::LinePlotResult result = ui::line_plot("measured_plot", series, options);
  if (result.clicked_x) look_into(parts, static_cast<int>(std::lround(*result.clicked_x)));
}

std::vector<std::string> bin_labels(int bins) {
  std::vector<std::string> labels;
  for (int bin = 0; bin < bins; ++bin) {
    const float middle =
        activation_reach * (1 - (2 * static_cast<float>(bin) + 1) / static_cast<float>(bins));
    labels.push_back(ui::fixed_text(middle, 1));
  }
  return labels;
}

void draw_histograms(const Parts& parts) {
  ui::Flow flow("histograms", 270.f, parts.count());
  for (int i = 0; i < parts.count(); ++i) {
    flow.next();
    const Matrix& shares = parts.net(i).histograms;
    std::vector<std::string> layers;
    for (int layer = 1; layer <= shares.columns; ++layer) layers.push_back(std::to_string(layer));
    const std::vector<std::string> bins = bin_labels(shares.rows);
    ui::HeatMapOptions options;
    options.title =
        ui::filled(parts, {"{0}: 층마다 활성값의 분포", "{0}: activations of each layer"}, name_of(parts, i));
    options.range = ui::ColourRange{-0.4f, 0.4f};  // shares: only the half from the background to blue
    options.scale_bar = false;
    options.row_labels = bins;
    if (shares.columns <= 25) options.column_labels = layers;  // more have no room for two digits
    options.values = false;
    options.most_height = 160.f;
    ImGui::PushID(i);
    const ui::HeatMapResult result = ui::heat_map("histogram", shares, options);
    ImGui::PopID();
    if (result.clicked) look_into(parts, result.clicked.column + 1);
  }
}

}  // namespace

void draw_layers(const Parts& parts) {
  draw_measured(parts);
  draw_histograms(parts);
  ui::caption(
      parts.say("세로줄 하나가 층 하나이고 색은 활성값이 그 칸에 드는 비율이다. 층을 누르면 속을 들여다본다.",
                "Each column is a layer; the colour is the share of its activations. Press a layer to "
                "look into it."));
}

}  // namespace madang::demos::activations
