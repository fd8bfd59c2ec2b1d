#include "demos/detection/yolo.h"

#include <algorithm>
#include <cmath>

#include "autograd/ops_activation.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_reduce.h"
#include "autograd/ops_shape.h"
#include "autograd/ops_softmax.h"
#include "nn/activation.h"
#include "nn/batch_norm.h"
#include "nn/conv.h"

namespace madang::demos::detection {

namespace {

void add_convolution(Sequential& layers, int in, int out, int stride, Random& random) {
  layers
      .add(Conv2d(in, out, {3, 3}, random, {.stride = {stride, stride}, .padding = {1, 1}},
                  {.initialisation = Initialisation::he_normal, .bias = false}))
      .add(BatchNorm2d(out))
      .add(Relu{});
}

/// What a batch asks of the cells.
struct Targets {
  std::vector<std::int32_t> cells;  // (objects): those with an object
  std::vector<std::int32_t> boxes;  // (objects): the box that answers for it
  std::vector<float> places;        // (objects, 4), as Yolo::Cells::places
  std::vector<float> classes;       // (objects, classes), one-hot
  std::vector<float> confidences;   // (boxes): IoU with the object of those that answer for one, else 0
  std::vector<float> weights;       // (boxes): 1, or λ_noobj
};

void add_object(Targets& targets, const Yolo& net, const Tensor& places, int cell,
                const train::TrueBox& object) {
  int best = cell * net.boxes();
  float most = -1;
  for (int row = best; row < (cell + 1) * net.boxes(); ++row)
    if (const float overlap = data::iou(net.box(places, row), object.box); overlap > most) {
      most = overlap;
      best = row;
    }
  const float pixels = static_cast<float>(side) / static_cast<float>(net.grid());
  const int place = cell % (net.grid() * net.grid());
  targets.cells.push_back(cell);
  targets.boxes.push_back(best);
  targets.places.insert(targets.places.end(),
                        {object.box.centre_x() / pixels - static_cast<float>(place % net.grid()),
                         object.box.centre_y() / pixels - static_cast<float>(place / net.grid()),
                         std::sqrt(object.box.width() / side), std::sqrt(object.box.height() / side)});
  for (int label = 0; label < net.classes(); ++label) targets.classes.push_back(label == object.label);
  targets.confidences[static_cast<std::size_t>(best)] = most;
  targets.weights[static_cast<std::size_t>(best)] = 1;
}

Targets targets_of(const Yolo& net, const Tensor& places, std::span<const Objects> truths, float background) {
  const int area = net.grid() * net.grid();
  Targets targets;
  targets.confidences.resize(static_cast<std::size_t>(places.shape()[0]));
  targets.weights.assign(targets.confidences.size(), background);
  for (std::size_t scene = 0; scene < truths.size(); ++scene) {
    const std::vector<int> objects = object_of_cells(truths[scene], net.grid());
    for (int cell = 0; cell < area; ++cell)
      if (const int object = objects[static_cast<std::size_t>(cell)]; object != train::no_object)
        add_object(targets, net, places, static_cast<int>(scene) * area + cell,
                   truths[scene][static_cast<std::size_t>(object)]);
  }
  return targets;
}

/// x, y and √w, √h, or w, h instead.
Variable as_compared(const Variable& places, bool roots) {
  if (roots) return places;
  const Variable halves[] = {slice(places, 1, 0, 2), square(slice(places, 1, 2, 4))};
  return concat(halves, 1);
}

}  // namespace

Yolo::Yolo(const Settings& settings, Random random)
    : grid_(settings.cells()), boxes_(settings.boxes), classes_(settings.classes()) {
  add_convolution(layers_, 3, 16, 2, random);
  add_convolution(layers_, 16, 32, 2, random);
  add_convolution(layers_, 32, feature_channels, settings.grid == Grid::fine ? 1 : 2, random);
  add_convolution(layers_, feature_channels, feature_channels, settings.grid == Grid::coarse ? 2 : 1, random);
  layers_.add(Conv2d(feature_channels, boxes_ * box_numbers + classes_, {1, 1}, random));
}

Yolo::Pass Yolo::forward(const Tensor& images, Mode mode) const {
  const std::vector<Variable> outputs = layers_.trace(constant(images), mode);
  return {outputs[outputs.size() - 2], outputs.back()};
}

Yolo::Cells Yolo::cells(const Variable& raw) const {
  const int numbers = boxes_ * box_numbers;
  const Variable rows = reshape(permute(raw, {0, 2, 3, 1}), {-1, numbers + classes_});
  const Variable boxes = sigmoid(reshape(slice(rows, 1, 0, numbers), {-1, box_numbers}));
  return {slice(boxes, 1, 0, 4), reshape(slice(boxes, 1, 4, 5), {-1}),
          softmax(slice(rows, 1, numbers, numbers + classes_))};
}

data::Box Yolo::box(const Tensor& places, int row) const {
  const auto p = places.values().subspan(static_cast<std::size_t>(row) * 4, 4);
  const int cell = row / boxes_ % (grid_ * grid_);
  const float pixels = static_cast<float>(side) / static_cast<float>(grid_);
  return data::Box::around((static_cast<float>(cell % grid_) + p[0]) * pixels,
                           (static_cast<float>(cell / grid_) + p[1]) * pixels, p[2] * p[2] * side,
                           p[3] * p[3] * side);
}

std::vector<train::Detection> Yolo::detections(const Cells& cells, int scene) const {
  std::vector<train::Detection> found;
  const int rows = grid_ * grid_ * boxes_;
  const auto chances = cells.chances.value().values(), confidences = cells.confidences.value().values();
  for (int row = scene * rows; row < (scene + 1) * rows; ++row) {
    const auto own = chances.subspan(static_cast<std::size_t>(row / boxes_ * classes_),
                                     static_cast<std::size_t>(classes_));
    const auto best = std::ranges::max_element(own);
    found.push_back({data::clipped(box(cells.places.value(), row), side, side),
                     static_cast<std::int32_t>(best - own.begin()),
                     confidences[static_cast<std::size_t>(row)] * *best});
  }
  return found;
}

int cell_of(const data::Box& box, int grid) {
  const auto place = [&](float centre) {
    return std::clamp(static_cast<int>(centre * static_cast<float>(grid) / side), 0, grid - 1);
  };
  return place(box.centre_y()) * grid + place(box.centre_x());
}

std::vector<int> object_of_cells(const Objects& objects, int grid) {
  std::vector<int> found(static_cast<std::size_t>(grid * grid), train::no_object);
  for (std::size_t i = 0; i < objects.size(); ++i)
    if (int& at = found[static_cast<std::size_t>(cell_of(objects[i].box, grid))]; at == train::no_object)
      at = static_cast<int>(i);
  return found;
}

YoloLoss yolo_loss(const Yolo& net, const Variable& raw, std::span<const Objects> truths,
                   const Settings& settings) {
  const Yolo::Cells cells = net.cells(raw);
  const Targets targets = targets_of(net, cells.places.value(), truths, settings.background);
  const int objects = static_cast<int>(targets.cells.size()),
            boxes = static_cast<int>(targets.weights.size());
  const auto scenes = static_cast<float>(truths.size());
  const auto given = [](const Shape& shape, const std::vector<float>& values) {
    return constant(Tensor::from(shape, values));
  };
  const Variable places = as_compared(gather(cells.places, targets.boxes), settings.roots);
  const Variable wanted = as_compared(given({objects, 4}, targets.places), settings.roots);
  const Variable located = settings.coordinates / scenes * sum(square(places - wanted));
  const Variable sure = square(cells.confidences - given({boxes}, targets.confidences));
  const Variable confident = sum(sure * given({boxes}, targets.weights)) / scenes;
  const Variable chances = gather(cells.chances, targets.cells);
  const Variable named = sum(square(chances - given({objects, net.classes()}, targets.classes))) / scenes;
  return {located + confident + named, located.item(), confident.item(), named.item()};
}

}  // namespace madang::demos::detection
