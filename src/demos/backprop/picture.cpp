#include "demos/backprop/picture.h"

#include "core/tensor_matrix.h"
#include "data/plane.h"

namespace madang::demos::backprop {

namespace {

constexpr int field_size = 48;

void fill_points(Snapshot& picture, const Dataset& data) {
  picture.classes = data.train.classes;
  picture.train_count = static_cast<int>(data.train.size());
  picture.notice = data.notice;
  for (const Points* points : {&data.train, &data.test}) {
    picture.x.insert(picture.x.end(), points->x.begin(), points->x.end());
    picture.y.insert(picture.y.end(), points->y.begin(), points->y.end());
    picture.label.insert(picture.label.end(), points->label.begin(), points->label.end());
  }
}

void fill_network(Snapshot& picture, const Network& network) {
  picture.sizes = network.architecture().sizes;
  for (int i = 0; i < network.architecture().layers(); ++i) {
    LayerPicture& layer = picture.layers.emplace_back();
    layer.weight = matrix_of(network.weight(i).value());
    layer.bias = numbers_of(network.bias(i).value());
  }
  data::DecisionField field =
      data::decision_field(network.predict(data::grid(field_size, plane_limit)), field_size);
  picture.field = std::move(field.probability);
  picture.field_class = std::move(field.label);
}

/// `layer` has the weights as they are, `before` those that the walk began with.
void uncover(LayerPicture& layer, const Trace::Layer& before, int number, const Walk& walk) {
  if (walk.value_known(number)) {
    layer.z = before.z;
    layer.a = before.a;
  }
  if (walk.delta_known(number)) {
    layer.delta = before.delta;
    layer.gradient = before.gradient;
  }
  if (walk.phase != Phase::update) return;
  layer.change = layer.weight;
  for (std::size_t i = 0; i < before.weight.values.size(); ++i)
    layer.change.values[i] -= before.weight.values[i];
  layer.bias_change = layer.bias;
  for (std::size_t i = 0; i < before.bias.size(); ++i) layer.bias_change[i] -= before.bias[i];
}

}  // namespace

void fill_picture(Snapshot& picture, const Training& training) {
  fill_points(picture, training.data());
  fill_network(picture, training.network());
  picture.updates = static_cast<int>(training.steps());
  picture.train_loss = training.train_score().loss;
  picture.train_accuracy = training.train_score().accuracy;
  picture.test_loss = training.test_score().loss;
  picture.test_accuracy = training.holds_out() ? training.test_score().accuracy : -1;
}

void fill_walk(Snapshot& picture, const Walk& walk, const Trace& trace, const Settings& settings) {
  picture.input = trace.input();
  picture.target = trace.target();
  picture.error_known = walk.error_known();
  if (picture.error_known) picture.error = trace.error();
  for (std::size_t i = 0; i < picture.layers.size(); ++i)
    uncover(picture.layers[i], trace.layers()[i], static_cast<int>(i) + 1, walk);
  picture.chain = trace.chain(settings.weight_layer, settings.weight_to, settings.weight_from,
                              walk.delta_known(settings.weight_layer));
  if (!settings.check_all) return;
  const Trace::Check check = trace.check_all();
  picture.checked = true;
  picture.checked_weights = check.weights;
  picture.kinks = check.kinks;
  picture.largest_relative_error = check.largest_relative_error;
}

}  // namespace madang::demos::backprop
