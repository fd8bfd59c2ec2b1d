#include "demos/segmentation/picture.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "autograd/ops_reduce.h"
#include "autograd/ops_shape.h"
#include "core/tensor_matrix.h"
#include "nn/losses.h"

namespace madang::demos::segmentation {

namespace {

std::size_t pixel_at(int row, int column) { return static_cast<std::size_t>(row * side + column); }

/// The pixel's scores, the engine's softmax, and how far from it the formula is.
void fill_pixel(NetPicture& picture, const Said& said, std::size_t pixel) {
  for (std::size_t c = 0; c < classes; ++c) picture.scores.push_back(said.scores[c * pixels + pixel]);
  const NoRecording off;
  picture.chances = numbers_of(softmax(constant(Tensor::from({1, classes}, picture.scores))).value());
  double sum = 0;
  for (const float score : picture.scores) sum += std::exp(static_cast<double>(score));
  for (std::size_t c = 0; c < classes; ++c)
    picture.softmax_difference =
        std::max(picture.softmax_difference,
                 std::abs(static_cast<float>(std::exp(static_cast<double>(picture.scores[c])) / sum) -
                          picture.chances[c]));
}

}  // namespace

NetPicture net_picture(const Training& training, const data::Scene& scene, int row, int column) {
  const Network& network = training.network();
  const Said said = said_of(network, scene.image);
  const Cost cost = network.cost();
  NetPicture picture{.loss = training.mean_loss(),
                     .labels = said.labels(),
                     .scores = {},
                     .chances = {},
                     .gradient = {},
                     .shown = {},
                     .sets = {},
                     .parameters = static_cast<std::uint64_t>(cost.parameters),
                     .multiply_adds = static_cast<std::uint64_t>(cost.multiply_adds),
                     .field = cost.field};
  Tallies tallies;
  tallies.add(scene, said);
  picture.shown = tallies.result();
  fill_pixel(picture, said, pixel_at(row, column));
  return picture;
}

std::vector<float> dependence(const Network& network, const Tensor& image, int row, int column) {
  const Variable x = parameter(image.reshaped({1, 3, side, side}));
  const Variable scores = network.outputs(x, Mode::evaluation).scores;
  const Variable own = slice(slice(scores, 2, row, row + 1), 3, column, column + 1);
  const Tensor slope = backward(max(own)).of(x).value();
  std::vector<float> map(pixels);
  for (std::size_t i = 0; i < slope.size(); ++i) map[i % pixels] += std::abs(slope.values()[i]);
  return map;
}

Interval field_of(int place) {
  const auto wider = [](Interval in) { return Interval{in.first - 2, in.last + 2}; };  // two 3×3 kernels
  const auto below = [](Interval in) {  // whole numbers, rounded down: that is where a raised pixel came from
    return Interval{in.first >> 1, in.last >> 1};
  };
  const auto above = [](Interval in) { return Interval{2 * in.first, 2 * in.last + 1}; };  // pooled
  const Interval coarse = wider(below(wider(below(wider({place, place})))));
  return wider(above(wider(above(coarse))));
}

void fill_dependence(NetPicture& picture, const Network& network, const Tensor& image, int row, int column) {
  picture.gradient = dependence(network, image, row, column);
  if (!network.unet()) return;
  const Interval rows = field_of(row), columns = field_of(column);
  for (int i = 0; i < pixels; ++i)
    if (!rows.holds(i / side) || !columns.holds(i % side))
      picture.outside = std::max(picture.outside, picture.gradient[static_cast<std::size_t>(i)]);
}

InstancePicture instance_picture(const Network& network, const data::Scene& scene, int row, int column) {
  constexpr int between = 3;  // pixels from one drawn vote to the next
  const Said said = said_of(network, scene.image);
  const std::vector<std::int32_t> labels = said.labels();
  const Found heads = grouped(said, labels);
  InstancePicture picture{.heat = said.heat,
                          .components = components_of(labels).instances,
                          .heads = heads.instances,
                          .peaks = heads.peaks,
                          .down = said.offsets[pixel_at(row, column)],
                          .right = said.offsets[pixels + pixel_at(row, column)],
                          .votes = {}};
  for (int y = 1; y < side; y += between)
    for (int x = 1; x < side; x += between)
      if (const std::size_t at = pixel_at(y, x); labels[at] > 0)
        for (const float each :
             {static_cast<float>(y), static_cast<float>(x), said.offsets[at], said.offsets[pixels + at]})
          picture.votes.push_back(each);
  return picture;
}

float pass_time(const Network& network, const Tensor& image) {
  constexpr int times = 10;
  float least = INFINITY;
  for (int i = 0; i < times; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    said_of(network, image);
    const std::chrono::duration<float, std::milli> passed = std::chrono::steady_clock::now() - begin;
    least = std::min(least, passed.count());
  }
  return least;
}

}  // namespace madang::demos::segmentation
