#include "demos/cnn/picture.h"

#include <algorithm>

#include "autograd/ops_reduce.h"
#include "autograd/ops_shape.h"
#include "autograd/ops_softmax.h"
#include "core/tensor_matrix.h"

namespace madang::demos::cnn {

namespace {

constexpr int most_maps = 32;
constexpr std::size_t most_mistakes = 24;

LayerPicture layer_picture(const Text& name, const Cost& cost) {
  return {.name = name,
          .channels = cost.out.channels,
          .height = cost.out.height,
          .width = cost.out.width,
          .field = cost.field,
          .parameters = static_cast<float>(cost.parameters),
          .multiply_adds = static_cast<float>(cost.multiply_adds),
          .maps = {}};
}

/// The map with its filters, and by one pass backwards what its largest number depends on.
void fill_inside(MapPicture& inside, const ConvNet& net, const Variable& input, const Variable& output) {
  const Shape& shape = output.shape();
  const bool is_map = shape.rank() == 4;
  const int height = is_map ? shape[2] : 1, width = is_map ? shape[3] : 1;
  const auto area = static_cast<std::size_t>(height * width);
  const auto values = output.value().values().subspan(static_cast<std::size_t>(inside.map) * area, area);
  inside.values = {height, width, numbers_of(values)};
  const auto largest = static_cast<int>(std::ranges::max_element(values) - values.begin());
  const int at = inside.map * static_cast<int>(area) + largest;
  const Variable number = slice(reshape(output, {1, -1}), 1, at, at + 1);
  inside.sees = {side, side, numbers_of(backward(sum(number)).of(input).value())};
  const Variable filters = net.filters(static_cast<std::size_t>(inside.layer));
  if (!filters) return;
  inside.kernel = filters.shape()[2];
  const std::size_t size = filters.value().size() / static_cast<std::size_t>(filters.shape()[0]);
  inside.filters =
      numbers_of(filters.value().values().subspan(static_cast<std::size_t>(inside.map) * size, size));
}

}  // namespace

void fill_layers(Snapshot& picture, const ConvNet& net, const Settings& settings) {
  const Variable input = parameter(Tensor::from({1, 1, side, side}, picture.input.values));
  const std::vector<Variable> outputs = net.outputs(input, Mode::evaluation);
  picture.chances = numbers_of(softmax(outputs.back()).value());
  if (settings.page != Page::layers) return;
  const std::vector<Cost> costs = net.costs();
  for (std::size_t i = 0; i < costs.size(); ++i) {
    LayerPicture& layer = picture.layers.emplace_back(layer_picture(net.names[i], costs[i]));
    const bool flat = costs[i].out.area() == 1;
    const int shown = flat ? layer.channels : std::min(layer.channels, most_maps);
    layer.maps =
        numbers_of(outputs[i].value().values().first(static_cast<std::size_t>(shown * costs[i].out.area())));
  }
  MapPicture& inside = picture.inside;
  inside.layer = std::min(settings.layer, static_cast<int>(costs.size()) - 1);
  const auto index = static_cast<std::size_t>(inside.layer);
  inside.map = std::min(settings.map, costs[index].out.channels - 1);
  fill_inside(inside, net, input, outputs[index]);
}

void fill_mistakes(Snapshot& picture, const train::Evaluation& evaluation,
                   const data::LabelledImages& images) {
  picture.confusion = evaluation.confusion();
  const std::vector<std::int32_t> wrong = evaluation.mistakes(most_mistakes);
  for (const std::int32_t image : wrong) {
    const auto index = static_cast<std::size_t>(image);
    picture.mistakes.push_back({.truth = evaluation.truths[index],
                                .guess = evaluation.guesses[index],
                                .image = image,
                                .sureness = evaluation.sureness[index]});
  }
  picture.mistake_images = numbers_of(images.images(wrong));
}

}  // namespace madang::demos::cnn
