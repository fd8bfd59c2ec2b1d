#include "demos/dropout/network.h"

#include "autograd/ops_activation.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_reduce.h"
#include "autograd/ops_shape.h"
#include "core/python.h"
#include "nn/activation.h"
#include "nn/batch_norm.h"
#include "nn/conv.h"
#include "nn/pool.h"

namespace madang::demos::dropout {

namespace {

constexpr int model_size = 32, heads = 4;
constexpr LinearOptions he{.initialisation = Initialisation::he_normal};

void add_dense(Sequential& layers, Arm arm, const Settings& settings, Random& random) {
  const int units = units_of(settings);
  layers.add(Flatten{});
  for (int layer = 0; layer < hidden_layers; ++layer) {
    layers.add(Linear(layer == 0 ? pixels : units, units, random, he));
    if (arm == Arm::before_norm) layers.add(Dropout{.rate = settings.rate});
    if (settings.kind == Kind::norm) layers.add(BatchNorm1d(units));
    layers.add(Relu{});
    if (arm == Arm::units || (arm == Arm::after_norm && layer == hidden_layers - 1))
      layers.add(Dropout{.rate = settings.rate});
  }
  layers.add(Linear(units, classes, random));
}

void add_convolutions(Sequential& layers, Arm arm, const Settings& settings, Random& random) {
  const auto unit = arm == Arm::channels ? DropoutUnit::channel : DropoutUnit::element;
  int channels = 1, places = side;
  for (const int out : cnn_channels) {
    layers.add(
        Conv2d(channels, out, 3, random, {.padding = 1}, {.initialisation = Initialisation::he_normal}));
    layers.add(Relu{}).add(MaxPool2d{});
    if (arm != Arm::none) layers.add(Dropout{.rate = settings.rate, .unit = unit});
    channels = out;
    places /= 2;
  }
  layers.add(Flatten{}).add(Linear(channels * places * places, classes, random));
}

void add_transformer(Sequential& layers, Arm arm, const Settings& settings, Random& random) {
  layers.add(AveragePool2d{});
  layers.add(RowTransformer(model_size, arm == Arm::none ? 0.f : settings.rate,
                            arm == Arm::everywhere ? settings.rate : 0.f, random));
  layers.add(Linear(model_size, classes, random));
}

Variable rows_of(const Variable& images) {
  return reshape(images, {images.shape()[0], rows_read, rows_read});
}

}  // namespace

std::vector<RecurrentStates> RowLstm::masks(int batch, Random& random) const {
  std::vector<RecurrentStates> all;
  for (int time = 0; time < rows_read; ++time)
    all.push_back(time == 0 || fresh ? recurrent_masks(lstm.stack, batch, rate, random) : all.front());
  return all;
}

std::vector<Variable> RowLstm::states(const Variable& images,
                                      const std::vector<RecurrentStates>& masks) const {
  const Variable rows = rows_of(images);
  std::vector<Variable> all;
  Lstm::State state;
  for (int time = 0; time < rows_read; ++time) {
    // A mask is on the way into a step: that of this step's state comes with the next one.
    const RecurrentStates none;
    const auto before = static_cast<std::size_t>(time) - 1;
    state = lstm.run(slice(rows, 1, time, time + 1), state, time > 0 ? masks[before] : none).state;
    all.push_back(state.hidden.front());
  }
  return all;
}

Variable RowLstm::operator()(const Variable& images, Mode mode, Random* random) const {
  if (mode == Mode::evaluation || rate == 0.f) return lstm.run(rows_of(images)).state.hidden.front();
  const auto all = masks(images.shape()[0], *random);
  // The first state is 0 whatever multiplies it, so that one run with the one mask is the same, and quicker.
  const Variable last =
      fresh ? states(images, all).back() : lstm.run(rows_of(images), {}, all.front()).state.hidden.front();
  return last * all.back().front();
}

RowTransformer::RowTransformer(int size, float attention_dropout, float output_dropout, Random& random)
    : attention_rate(attention_dropout),
      output_rate(output_dropout),
      embed(rows_read, size, random),
      positions(parameter(random.normal({rows_read, size}, 0, 0.1f))),
      norm1(size),
      norm2(size),
      attention(size, heads, random),
      linear1(size, 2 * size, random),
      linear2(2 * size, size, random) {}

Variable RowTransformer::tokens(const Variable& images) const { return embed(rows_of(images)) + positions; }

Tensor RowTransformer::mask(int batch, Random& random) const {
  return dropout_mask({batch, heads, rows_read, rows_read}, attention_rate, random);
}

Variable RowTransformer::weights(const Variable& images) const {
  const Variable y = norm1(tokens(images));
  return attention.inspect(y, y).weights;
}

Variable RowTransformer::operator()(const Variable& images, Mode mode, Random* random) const {
  const Dropout dropout{.rate = output_rate};
  const Variable x = tokens(images), y = norm1(x);
  AttentionOptions options;
  if (mode == Mode::training && attention_rate > 0) options.dropout = mask(images.shape()[0], *random);
  const Variable seen = x + dropout(attention(y, y, options), mode, random);
  const Variable inner = dropout(relu(linear1(norm2(seen))), mode, random);
  return mean(seen + dropout(linear2(inner), mode, random), {1});
}

std::vector<NamedParameter> RowTransformer::named_parameters() const {
  std::vector<NamedParameter> all{{"positions", positions}};
  append_named(all, "embed", embed);
  append_named(all, "norm1", norm1);
  append_named(all, "norm2", norm2);
  append_named(all, "attention", attention);
  append_named(all, "linear1", linear1);
  append_named(all, "linear2", linear2);
  return all;
}

Sequential network_of(Arm arm, const Settings& settings, Random random) {
  Sequential layers;
  switch (settings.kind) {
    case Kind::dense:
    case Kind::norm:
      add_dense(layers, arm, settings, random);
      break;
    case Kind::cnn:
      add_convolutions(layers, arm, settings, random);
      break;
    case Kind::rnn:
      layers.add(AveragePool2d{});
      layers.add(RowLstm{Lstm(rows_read, lstm_units, random), arm == Arm::none ? 0.f : settings.rate,
                         arm == Arm::fresh});
      layers.add(Linear(lstm_units, classes, random));
      break;
    case Kind::transformer:
      add_transformer(layers, arm, settings, random);
      break;
  }
  return layers;
}

Sequential small_network(bool deep, float rate, Random random) {
  Sequential layers;
  layers.add(Flatten{}).add(Linear(pixels, thin_units, random, he)).add(Relu{}).add(Dropout{.rate = rate});
  if (deep) layers.add(Linear(thin_units, thin_units, random, he)).add(Relu{});
  layers.add(Linear(thin_units, classes, random));
  return layers;
}

}  // namespace madang::demos::dropout
