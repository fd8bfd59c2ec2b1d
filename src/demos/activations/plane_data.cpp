#include "demos/activations/plane_data.h"

#include "core/error.h"
#include "data/patterns.h"

namespace madang::demos::activations {

namespace {

Points points_of(Data data, Random& random) {
  const auto make = [&](Pattern pattern, int classes) {
    return make_points(pattern, {.count = point_count, .noise = 0.05f, .classes = classes}, random);
  };
  switch (data) {
    case Data::circles:
      return make(Pattern::circles, 2);
    case Data::moons:
      return make(Pattern::moons, 2);
    case Data::spiral:
      return make(Pattern::spiral, 2);
    case Data::exclusive_or:
      return make(Pattern::exclusive_or, 2);
    case Data::blobs:
      return make(Pattern::blobs, 4);
  }
  throw Error("plane data: no such pattern");
}

}  // namespace

PlaneData::PlaneData(Data data, Random random)
    : points(points_of(data, random)), rounds(static_cast<int>(points.size()), random) {
  data::standardise(points);
  all = data::batch_of(points);
}

}  // namespace madang::demos::activations
