#include "demos/detection/picture.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

#include "core/tensor_matrix.h"

namespace madang::demos::detection {

namespace {

/// Of the boxes that stay, what they find.
void judge(std::vector<FoundBox>& found, const Objects& objects) {
  std::vector<train::Detection> kept;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < found.size(); ++i)
    if (found[i].dropped_by < 0) {
      kept.push_back({found[i].box, found[i].label, found[i].score});
      places.push_back(i);
    }
  const std::vector<int> matches = train::match_detections(kept, objects, 0.5f);
  for (std::size_t i = 0; i < kept.size(); ++i) found[places[i]].object = matches[i];
}

/// Says of each dropped box by which one, as train::non_maximum_suppression does it.
void suppress(std::vector<FoundBox>& found, float limit) {
  for (std::size_t i = 0; i < found.size(); ++i)
    for (std::size_t j = 0; j < i && found[i].dropped_by < 0; ++j) {
      if (found[j].dropped_by >= 0 || found[j].label != found[i].label) continue;
      const float overlap = data::iou(found[i].box, found[j].box);
      if (overlap <= limit) continue;
      found[i].dropped_by = static_cast<int>(j);
      found[i].overlap = overlap;
    }
}

float closest_kept(const std::vector<FoundBox>& found) {
  float most = 0;
  for (std::size_t i = 0; i < found.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (found[i].dropped_by < 0 && found[j].dropped_by < 0 && found[i].label == found[j].label)
        most = std::max(most, data::iou(found[i].box, found[j].box));
  return most;
}

void fill_maps(Snapshot& picture, const Yolo& net, const Yolo::Cells& cells) {
  const int grid = net.grid();
  const auto confidences = cells.confidences.value().values(), chances = cells.chances.value().values();
  picture.grid = grid;
  picture.confidence = {grid, grid, {}};
  for (int cell = 0; cell < grid * grid; ++cell) {
    const auto boxes = static_cast<std::size_t>(net.boxes()), count = static_cast<std::size_t>(net.classes());
    const auto index = static_cast<std::size_t>(cell);
    picture.confidence.values.push_back(std::ranges::max(confidences.subspan(index * boxes, boxes)));
    const auto own = chances.subspan(index * count, count);
    const auto best = std::ranges::max_element(own);
    picture.classes.push_back(static_cast<int>(best - own.begin()));
    picture.chances.push_back(*best);
  }
}

/// The chosen cell, or the last that there is.
void fill_cell(CellPicture& picture, const Yolo& net, const Yolo::Cells& cells, const Tensor& raw,
               const Objects& objects, const Settings& settings) {
  const int grid = net.grid(), area = grid * grid;
  picture.row = std::min(settings.row, grid) - 1;
  picture.column = std::min(settings.column, grid) - 1;
  const int cell = picture.row * grid + picture.column;
  const auto said = raw.values();
  const auto places = cells.places.value().values(), confidences = cells.confidences.value().values();
  for (int box = 0; box < net.boxes(); ++box) {
    const auto row = static_cast<std::size_t>(cell * net.boxes() + box);
    for (int i = 0; i < box_numbers; ++i) {
      picture.raw.push_back(said[static_cast<std::size_t>((box * box_numbers + i) * area + cell)]);
      picture.numbers.push_back(i < 4 ? places[row * 4 + static_cast<std::size_t>(i)] : confidences[row]);
    }
    picture.boxes.push_back(net.box(cells.places.value(), static_cast<int>(row)));
  }
  const auto count = static_cast<std::size_t>(net.classes());
  picture.chances =
      numbers_of(cells.chances.value().values().subspan(static_cast<std::size_t>(cell) * count, count));
  for (std::size_t i = 0; i < objects.size(); ++i)
    if (cell_of(objects[i].box, grid) == cell) picture.objects.push_back(static_cast<int>(i));
}

double now_ms() {
  return 1e3 * std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

template <class Function>
float median_ms(Function function) {
  constexpr std::size_t runs = 9;
  std::vector<float> times;
  for (std::size_t i = 0; i < runs; ++i) {
    const double begin = now_ms();
    function();
    times.push_back(static_cast<float>(now_ms() - begin));
  }
  std::sort(times.begin(), times.end());
  return times[runs / 2];
}

}  // namespace

std::vector<FoundBox> found_boxes(std::span<const train::Detection> said, const Objects& objects,
                                  const Settings& settings) {
  constexpr std::size_t most = 64;
  std::vector<FoundBox> found;
  for (const std::size_t i : train::by_score(said)) {
    if (said[i].score < settings.threshold || found.size() == most) break;
    found.push_back({.box = said[i].box,
                     .label = said[i].label,
                     .score = said[i].score,
                     .confidence = said[i].score,
                     .cell = static_cast<int>(i)});
  }
  if (settings.nms) suppress(found, settings.overlap);
  judge(found, objects);
  return found;
}

void fill_scene(Snapshot& picture, const Training& training, const Batch& scene, const Settings& settings) {
  const NoRecording off;
  const Yolo& net = training.yolo();
  const Variable raw = net.forward(scene.images, Mode::evaluation).raw;
  const Yolo::Cells cells = net.cells(raw);
  const Objects& objects = scene.objects.front();
  picture.image = numbers_of(scene.images);
  picture.objects = placed_of(scene.scenes.front());
  const std::vector<int> answering = object_of_cells(objects, net.grid());
  for (int i = 0; i < static_cast<int>(objects.size()); ++i)
    if (std::ranges::find(answering, i) == answering.end()) picture.lost.push_back(i);
  picture.found = found_boxes(net.detections(cells, 0), objects, settings);
  for (FoundBox& found : picture.found) {
    found.confidence = cells.confidences.value().values()[static_cast<std::size_t>(found.cell)];
    found.cell /= net.boxes();
  }
  picture.closest = closest_kept(picture.found);
  fill_maps(picture, net, cells);
  fill_cell(picture.cell, net, cells, raw.value(), objects, settings);
}

void fill_drawn(Snapshot& picture, const std::vector<Placed>& mine, const Objects& objects) {
  std::vector<train::Detection> drawn;
  for (const Placed& own : mine) drawn.push_back({own.box, own.label, 1});
  const std::vector<int> matches = train::match_detections(drawn, objects, 0.5f);
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    float most = 0;
    for (const train::TrueBox& object : objects) most = std::max(most, data::iou(drawn[i].box, object.box));
    picture.mine.push_back({drawn[i].box, drawn[i].label, most, matches[i]});
  }
}

std::vector<CostRow> costs_of(const Training& training) {
  const Yolo& net = training.yolo();
  const Cost cost = net.layers().cost({3, side, side});
  std::vector<CostRow> rows{
      {{"YOLO", "YOLO"}, static_cast<float>(cost.parameters), static_cast<float>(cost.multiply_adds)}};
  if (const auto& queries = training.queries())
    rows.push_back({{"질의 디코더(특징 맵부터)", "Query decoder, from the map on"},
                    static_cast<float>(parameter_count(*queries)),
                    static_cast<float>(queries->multiply_adds())});
  return rows;
}

void measure_times(std::vector<CostRow>& costs, const Training& training, const Batch& scene) {
  const NoRecording off;
  Variable features;
  costs.front().ms =
      median_ms([&] { features = training.yolo().forward(scene.images, Mode::evaluation).features; });
  if (costs.size() > 1) costs.back().ms = median_ms([&] { training.queries()->forward(features); });
}

}  // namespace madang::demos::detection
