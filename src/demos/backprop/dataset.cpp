#include "demos/backprop/dataset.h"

#include <utility>

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

Batch make_batch(data::PlaneBatch points, int outputs) {
  Tensor targets(Shape{static_cast<int>(points.labels.size()), outputs});
  float* target = targets.mutable_data();
  for (const std::int32_t label : points.labels) {
    if (outputs == 1)
      *target = static_cast<float>(label);
    else
      target[label] = 1;
    target += outputs;
  }
  return {std::move(points), std::move(targets)};
}

}  // namespace madang::demos::backprop
