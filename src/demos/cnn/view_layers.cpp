#include <algorithm>

#include <imgui.h>

#include "demos/cnn/view_parts.h"
#include "io/sketch.h"
#include "ui/bars.h"
#include "ui/canvas.h"
#include "ui/filled.h"
#include "ui/heat_map.h"
#include "ui/image_grid.h"
#include "ui/layout.h"
#include "ui/sketch_pad.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/timeline.h"

namespace madang::demos::cnn {

namespace {

constexpr float pad_side = 168.f;
constexpr float least_half = 120.f;  // css px: two columns on a phone of 320

void draw_pad(const Parts& parts, Matrix& pad) {
  ui::SketchPadOptions options;
  options.name = parts.say("그림판", "Drawing pad");
  options.hint = parts.say("여기에 그리기", "Draw here");
  options.clear = parts.say("지우기", "Clear");
  options.most_side = pad_side;
  if (ui::sketch_pad("pad", pad, options).changed) parts.settings.drawing = io::write_sketch(pad);
}

void draw_input(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  const ui::GridImage image = {.image = ui::Image::of(s.input)};
  const bool centred = s.truth < 0 && parts.settings.data == data::ImageSource::mnist;
  ui::ImageGridOptions options;
  options.title = s.truth < 0 ? (centred ? parts.say("신경망이 받는 이미지(크기와 위치를 맞춤)",
                                                     "Network input, scaled and centred")
                                         : parts.say("신경망이 받는 이미지", "Network input"))
                              : ui::filled(parts, {"테스트 이미지, 정답: {0}", "Test image, label: {0}"},
                                           data::class_name(parts.settings.data, s.truth));
  options.most_pixel = 4.f;
  ui::image_grid("input", {&image, 1}, options);
}

/// Also while something is drawn, which it takes away: nothing moves when the pen touches the pad.
void choose_example(const Parts& parts) {
  if (ui::timeline("example", parts.settings.example, test_images,
                   {.name = parts.say("테스트 이미지", "Test image")}))
    parts.settings.drawing.clear();
}

void draw_chances(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  std::vector<ui::Bar> bars;
  for (int i = 0; i < static_cast<int>(s.chances.size()); ++i)
    bars.push_back({.label = data::class_name(parts.settings.data, i).in(parts.hand.language),
                    .value = s.chances[static_cast<std::size_t>(i)]});
  ui::BarsOptions options;
  options.title = parts.say("클래스마다의 확률", "Probability of each class");
  options.low = 0.f;
  options.high = 1.f;
  options.selected = s.truth;
  const bool long_names = parts.settings.data == data::ImageSource::fashion_mnist;  // they are turned
  options.height = !ui::narrow() ? 170.f : long_names ? 140.f : 104.f;
  ui::bars("chances", bars, options);
}

/// On a phone the layers of a deep network stand in pairs, each with a few of its maps.
bool paired(const Parts& parts) { return ui::narrow() && parts.snapshot.layers.size() > 6; }

std::string title_of(const Parts& parts, std::size_t index, const LayerPicture& layer) {
  std::string text = std::to_string(index + 1) + ". " + layer.name.in(parts.hand.language) + " · " +
                     std::to_string(layer.channels);
  if (layer.height * layer.width > 1) {
    text += ui::filled(parts, {" × ({0}×{1})", " × ({0}×{1})"}, layer.height, layer.width);
    if (!paired(parts)) {
      const char* const field = parts.say("수용 영역", ui::narrow() ? "field" : "receptive field");
      text += std::string(" · ") + field + " " + square(layer.field);
    }
  }
  if (layer.parameters > 0 && !ui::narrow())
    text += ui::filled(parts, {" · 파라미터 {0}", " · parameters {0}"}, ui::count_text(layer.parameters));
  return text;
}

/// The last layer: a score for each class, by name.
void draw_scores(const Parts& parts, std::size_t index, const LayerPicture& layer) {
  std::vector<std::string> names;
  for (int i = 0; i < layer.channels; ++i)
    names.push_back(data::class_name(parts.settings.data, i).in(parts.hand.language));
  ui::HeatMapOptions options;
  options.title = title_of(parts, index, layer);
  options.column_labels = names;
  options.scale_bar = false;
  options.most_height = 26.f;
  if (parts.snapshot.inside.layer == static_cast<int>(index))
    options.selected = {0, parts.snapshot.inside.map};
  const ui::Cell clicked = ui::heat_map("scores", {1, layer.channels, layer.maps}, options).clicked;
  if (!clicked) return;
  parts.settings.layer = static_cast<int>(index);
  parts.settings.map = clicked.column;
}

/// How many maps of a layer are drawn: on a phone as many as make two rows, of a deep network one.
std::size_t shown_maps(const Parts& parts, std::size_t maps, float side) {
  if (!ui::narrow()) return maps;
  constexpr float gap = 6.f, frame = 4.f;
  constexpr int most = 32;
  const int columns = ui::columns_that_fit(ui::width_or_available(0.f) - frame, side, gap, most);
  return std::min(maps, static_cast<std::size_t>(columns * (paired(parts) ? 1 : 2)));
}

/// Feature maps as small pictures; a layer without places as one row of numbers.
void draw_layer(const Parts& parts, std::size_t index) {
  const LayerPicture& layer = parts.snapshot.layers[index];
  const bool flat = layer.height * layer.width == 1;
  const float side = layer.width > 16 ? 48.f : 36.f;
  const std::size_t area = static_cast<std::size_t>(layer.height * layer.width);
  std::vector<ui::GridImage> maps;
  if (flat)
    maps.push_back({.image = {layer.channels, 1, 1, layer.maps}});
  else
    for (std::size_t map = 0; map < shown_maps(parts, layer.maps.size() / area, side); ++map)
      maps.push_back(
          {.image = ui::Image::in_batch(layer.maps, static_cast<int>(map), layer.width, layer.height)});
  ui::ImageGridOptions options;
  options.title = title_of(parts, index, layer);
  options.range = ui::ColourRange{0.f, std::max(1e-6f, std::ranges::max(layer.maps))};
  options.least_side = side;
  options.most_pixel = flat ? 14.f : std::clamp(56.f / static_cast<float>(layer.width), 2.f, 14.f);
  const bool here = parts.snapshot.inside.layer == static_cast<int>(index);
  if (here && !flat) options.selected = parts.snapshot.inside.map;
  ImGui::PushID(static_cast<int>(index));
  const ui::ImageGridResult result = ui::image_grid("maps", maps, options);
  ImGui::PopID();
  if (result.clicked < 0) return;
  parts.settings.layer = static_cast<int>(index);
  parts.settings.map = flat ? result.pixel.column : result.clicked;
}

}  // namespace

void draw_layers(const Parts& parts, Matrix& pad) {
  const bool narrow = ui::narrow();  // pad, answer and the first maps within a phone's screen
  {
    ui::Flow top("top", narrow ? least_half : 180.f, narrow ? 2 : 3);
    top.next();
    draw_pad(parts, pad);
    top.next();
    draw_input(parts);
    if (!narrow) {
      choose_example(parts);
      top.next();
      draw_chances(parts);
    }
  }
  if (narrow) {
    choose_example(parts);  // as wide as the page: a column is too short for a slider
    draw_chances(parts);
  }
  const std::size_t last = parts.snapshot.layers.size() - 1;
  {
    ui::Flow layers("layers", least_half, paired(parts) ? 2 : 1);
    for (std::size_t i = 0; i < last; ++i) {
      layers.next();
      draw_layer(parts, i);
    }
  }
  draw_scores(parts, last, parts.snapshot.layers[last]);
}

}  // namespace madang::demos::cnn
