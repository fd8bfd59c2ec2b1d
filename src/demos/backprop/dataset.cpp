#include "demos/backprop/dataset.h"

#include <algorithm>
#include <numeric>

#include "core/error.h"
#include "data/patterns.h"

namespace madang::demos::backprop {

namespace {

constexpr std::size_t least_to_hold_out = 20;

Dataset own_dataset(const Settings& settings) {
  ReadPoints read = points_of_text(settings.points);
  Dataset data;
  data.notice = std::move(read.refused);
  data.train.classes = data.test.classes = read.points.classes;
  const bool hold_out = read.points.size() >= least_to_hold_out;
  for (std::size_t i = 0; i < read.points.size(); ++i)
    (hold_out && i % 5 == 4 ? data.test : data.train)
        .add(read.points.x[i], read.points.y[i], read.points.label[i]);
  return data;
}

Pattern pattern_of(Data data) {
  switch (data) {
    case Data::exclusive_or:
      return Pattern::exclusive_or;
    case Data::moons:
      return Pattern::moons;
    case Data::circles:
      return Pattern::circles;
    case Data::spiral:
      return Pattern::spiral;
    case Data::blobs:
      return Pattern::blobs;
    case Data::own:
      break;
  }
  throw Error("dataset: own points follow no pattern");
}

}  // namespace

Dataset make_dataset(const Settings& settings, std::uint64_t seed) {
  if (settings.data == Data::own) return own_dataset(settings);
  const PatternOptions options{.count = settings.count, .noise = settings.noise, .classes = settings.classes};
  Random train = random_for(seed, Stream::train_points);
  Random test = random_for(seed, Stream::test_points);
  const Pattern pattern = pattern_of(settings.data);
  return {make_points(pattern, options, train), make_points(pattern, options, test), {}};
}

Batch make_batch(std::span<const float> coordinates, std::vector<std::int32_t> labels, int outputs) {
  const int rows = static_cast<int>(labels.size());
  Batch batch{Tensor::from(Shape{rows, 2}, coordinates), Tensor(Shape{rows, outputs}), std::move(labels)};
  float* target = batch.targets.mutable_data();
  for (const std::int32_t label : batch.labels) {
    if (outputs == 1)
      *target = static_cast<float>(label);
    else
      target[label] = 1;
    target += outputs;
  }
  return batch;
}

Batch make_batch(const Points& points, std::span<const std::int32_t> chosen, int outputs) {
  std::vector<float> coordinates;
  std::vector<std::int32_t> labels;
  coordinates.reserve(2 * chosen.size());
  labels.reserve(chosen.size());
  for (const std::int32_t i : chosen) {
    const auto index = static_cast<std::size_t>(i);
    coordinates.push_back(points.x[index]);
    coordinates.push_back(points.y[index]);
    labels.push_back(points.label[index]);
  }
  return make_batch(coordinates, std::move(labels), outputs);
}

Batch make_batch(const Points& points, int outputs) {
  std::vector<std::int32_t> all(points.size());
  std::iota(all.begin(), all.end(), 0);
  return make_batch(points, all, outputs);
}

Rounds::Rounds(int points, std::uint64_t seed)
    : random_(random_for(seed, Stream::rounds)), order_(static_cast<std::size_t>(points)) {
  std::iota(order_.begin(), order_.end(), 0);
  position_ = order_.size();
}

std::span<const std::int32_t> Rounds::next(int count) {
  const std::size_t wanted = std::min(static_cast<std::size_t>(count), order_.size());
  if (position_ + wanted > order_.size()) {
    random_.shuffle(std::span(order_));
    position_ = 0;
  }
  position_ += wanted;
  return std::span(order_).subspan(position_ - wanted, wanted);
}

}  // namespace madang::demos::backprop
