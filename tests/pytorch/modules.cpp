#include "modules.h"

#include "nn/activation.h"
#include "nn/dropout.h"
#include "nn/embedding.h"
#include "nn/gru.h"
#include "nn/inception.h"
#include "nn/language_model.h"
#include "nn/losses_regression.h"
#include "nn/lstm.h"
#include "nn/mlp.h"
#include "nn/norm.h"
#include "nn/pool.h"
#include "nn/residual.h"
#include "nn/rnn.h"
#include "nn/sequential.h"
#include "nn/transformer.h"
#include "optim/adam.h"
#include "optim/rmsprop.h"
#include "optim/sgd.h"
#include "train/script.h"

namespace madang::test {

namespace {

constexpr std::uint64_t optimizer_steps = 6;

using Runs = std::vector<ModuleRun>;

std::vector<float> numbers_of(const Tensor& tensor) {
  return {tensor.values().begin(), tensor.values().end()};
}

std::string printing(const std::string& output) {
  return "with torch.no_grad():\n    for place, value in enumerate(" + output +
         ".flatten().tolist()):\n        print(place, f\"{value:.9g}\")\n";
}

/// `output`: of the module for x; `call`: the same in Python.
template <class Module>
void add(Runs& runs, const std::string& name, const Module& module, const Variable& x, const Tensor& output,
         const std::string& call = "model(x)") {
  train::Script script({.run = name, .prints = "what it gives"});
  script.model(module).tensor("x", x.value()).code(printing(call));
  runs.push_back({name, script.text(), numbers_of(output)});
}

/// A layer while training: batch norm counts with the batch's moments.
template <Layer T>
void add_layer(Runs& runs, const std::string& name, const T& layer, const Shape& shape) {
  const Variable x = constant(Random(1).normal(shape));
  Sequential net;
  net.add(layer);
  add(runs, name, net, x, net(x, Mode::training).value());
}

void add_activations(Runs& runs, Random& random) {
  Sequential net;
  for (const Activation activation :
       {Activation::identity, Activation::sigmoid, Activation::tanh, Activation::relu, Activation::leaky_relu,
        Activation::elu, Activation::selu, Activation::gelu, Activation::gelu_tanh, Activation::softplus,
        Activation::silu})
    net.add(Linear(6, 6, random)).add(ActivationLayer{activation});
  net.add(Linear(6, 6, random, {.bias = false})).add(LeakyRelu{0.3f}).add("learned", Prelu{});
  add_layer(runs, "activations", net, {3, 6});
  const Mlp mlp({4, 5, 6}, random, {.hidden = Activation::identity, .output = Activation::sigmoid});
  add_layer(runs, "Mlp", mlp, {3, 4});
}

void add_convolutions(Runs& runs, Random& random) {
  add_layer(runs, "Conv2d",
            Conv2d(4, 6, Size2(3, 5), random,
                   {.stride = 2, .padding = Size2(1, 0), .dilation = Size2(2, 1), .groups = 2}),
            {2, 4, 9, 8});
  add_layer(runs, "Conv1d", Conv1d(4, 6, 3, random, {.stride = 2, .padding = 1}, {.bias = false}), {2, 4, 9});
  add_layer(runs, "ConvTranspose2d",
            ConvTranspose2d(4, 6, Size2(3, 2), random,
                            {.stride = 2, .padding = 1, .output_padding = 1, .dilation = 2, .groups = 2}),
            {2, 4, 5, 4});
  add_layer(runs, "ConvTranspose1d", ConvTranspose1d(4, 6, 3, random, {.stride = 2}), {2, 4, 5});
}

void add_norms_and_pools(Runs& runs) {
  add_layer(runs, "BatchNorm1d", BatchNorm1d(3, {.epsilon = 0.1f}), {4, 3});
  add_layer(runs, "BatchNorm2d", BatchNorm2d(3, {.momentum = 0.5f}), {2, 3, 4, 2});
  add_layer(runs, "LayerNorm", LayerNorm(Shape{3, 4}, 0.1f), {2, 3, 4});
  add_layer(runs, "RmsNorm", RmsNorm(4, 0.1f), {3, 4});
  add_layer(runs, "GroupNorm", GroupNorm(2, 4), {2, 4, 3, 3});
  add_layer(runs, "MaxPool2d", MaxPool2d{3, {.stride = Size2(2, 1), .padding = 1}}, {2, 3, 6, 5});
  add_layer(runs, "AveragePool2d", AveragePool2d{3, {.stride = 2, .padding = 1, .count_include_pad = false}},
            {2, 3, 6, 5});
  Sequential flat;
  add_layer(runs, "MaxPool2d, Flatten", flat.add(MaxPool2d{}).add(Flatten{}), {2, 3, 6, 5});
  add_layer(runs, "GlobalAveragePool", GlobalAveragePool{}, {2, 3, 6, 5});
}

void add_blocks(Runs& runs, Random& random) {
  const Shape pictures{2, 4, 6, 5};
  constexpr auto pre = ResidualOrder::pre_activation;
  add_layer(runs, "InceptionBlock", InceptionBlock(4, {1, 2, 3, 2, 4, 2}, random), pictures);
  add_layer(runs, "ResidualBlock", ResidualBlock(4, 4, random), pictures);
  add_layer(runs, "ResidualBlock, stride", ResidualBlock(4, 6, random, {.stride = 2}), pictures);
  add_layer(runs, "ResidualBlock, pre-activation", ResidualBlock(4, 6, random, {.order = pre}), pictures);
  add_layer(runs, "ResidualBlock, plain", ResidualBlock(4, 6, random, {.skip = false}), pictures);
  add_layer(runs, "BottleneckBlock", BottleneckBlock(4, 8, random, {.stride = 2}), pictures);
  add_layer(runs, "BottleneckBlock, pre-activation", BottleneckBlock(4, 8, random, {.order = pre}), pictures);
}

/// Nobody else can have its random numbers: it must run while training, and do nothing in evaluation.
void add_dropouts(Runs& runs, Random& random) {
  const Variable x = constant(random.normal({2, 4, 6, 5}));
  const auto add_one = [&](const std::string& name, const Variable& input, DropoutUnit unit) {
    Sequential net;
    net.add(Dropout{0.5f, unit});
    add(runs, name, net, input, net(input, Mode::evaluation).value(),
        "(model.eval()(x) + 0 * model.train()(x))");
  };
  add_one("Dropout", x, DropoutUnit::element);
  add_one("Dropout of channels", x, DropoutUnit::channel);
  add_one("Dropout of examples", x, DropoutUnit::example);
  add_one("Dropout over time", constant(random.normal({2, 5, 4})), DropoutUnit::feature_over_time);
}

void add_sequences(Runs& runs, Random& random) {
  const Variable x = constant(random.normal({2, 5, 4}));
  const Rnn rnn(4, 3, random, {.activation = RnnActivation::relu, .layers = 2, .bidirectional = true});
  add(runs, "Rnn", rnn, x, rnn(x).value(), "model(x)[0]");
  const Lstm lstm(4, 3, random, {.layers = 2});
  add(runs, "Lstm", lstm, x, lstm(x).value(), "model(x)[0]");
  const Gru gru(4, 3, random, {.bias = false});
  add(runs, "Gru", gru, x, gru(x).value(), "model(x)[0]");
  const Embedding embedding(6, 3, random);
  const std::vector<std::int32_t> tokens{5, 0, 5};
  add(runs, "Embedding", embedding, x, embedding(tokens).value(), "model(torch.tensor([5, 0, 5]))");
}

void add_transformers(Runs& runs, Random& random) {
  const Variable x = constant(random.normal({2, 5, 8}));
  const MultiHeadAttention attention(8, 2, random, {.bias = false});
  add(runs, "MultiHeadAttention", attention, x, attention(x, x, {.causal = true}).value(),
      "model(x, x, causal=True)");
  const TransformerOptions options{.model_size = 8, .heads = 2, .feed_forward_size = 12};
  TransformerOptions after = options;
  after.norm = NormPlacement::after;
  after.activation = Activation::relu;
  TransformerOptions dropping = options;
  dropping.dropout = dropping.attention_dropout = dropping.drop_path = 0.5f;
  const TransformerDecoderBlock in_training(dropping, random);
  add(runs, "TransformerDecoderBlock with dropout", in_training, x, in_training(x, x).value(),
      "(model.eval()(x, x) + 0 * model.train()(x, x))");
  const TransformerEncoderBlock encoder(after, random);
  add(runs, "TransformerEncoderBlock", encoder, x, encoder(x, {.causal = true}).value(),
      "model(x, causal=True)");
  const TransformerDecoderBlock decoder(options, random);
  add(runs, "TransformerDecoderBlock", decoder, x, decoder(x, constant(tanh(x).value())).value(),
      "model(x, x.tanh())");
  for (const bool tied : {false, true}) {
    const LanguageModel writer(
        {.vocabulary = 5, .context = 7, .layers = 2, .block = options, .head_bias = !tied, .tied = tied},
        random);
    add(runs, tied ? "LanguageModel, tied" : "LanguageModel", writer, x,
        writer(std::vector<std::int32_t>{3, 1, 4, 1, 2, 0}, 3).value(),
        "model(torch.tensor([[3, 1, 4], [1, 2, 0]]))");
  }
}

/// The losses of a few steps of a small net.
template <class MakeOptimizer>
void add_optimizer(Runs& runs, const std::string& name, MakeOptimizer make,
                   std::span<const std::string> groups = {}, const train::ScriptLoop& changed = {}) {
  Random random(2);
  const Mlp net({3, 4, 2}, random);
  const Variable x = constant(random.normal({8, 3})), y = constant(random.normal({8, 2}));
  auto optimizer = make(net);
  train::ScriptLoop loop = changed;
  loop.element = "";
  loop.loss = "functional.mse_loss(model(x), y)";
  train::Script script({.run = name, .steps = optimizer_steps, .prints = "the loss of each step"});
  script.model(net).tensor("x", x.value()).tensor("y", y.value()).optimizer(optimizer, groups).loop(loop);
  optimizer.set_gradient_norm_limit(loop.gradient_norm_limit);
  std::vector<float> losses{0};  // of step 0, which prints none: see below
  for (std::uint64_t step = 0; step < optimizer_steps; ++step) {
    if (!loop.rates.empty()) optimizer.set_learning_rate(loop.rates[step]);
    const Variable loss = mse(net(x), y);
    losses.push_back(loss.item());
    optimizer.step(backward(loss));
  }
  runs.push_back({name, script.text() + "print(0, 0)\n", losses});
}

void add_optimizers(Runs& runs) {
  add_optimizer(runs, "Sgd", [](const Mlp& net) {
    return Sgd(net.parameters(),
               {.learning_rate = 0.3f, .momentum = 0.8f, .nesterov = true, .weight_decay = 0.1f});
  });
  add_optimizer(runs, "Adam",
                [](const Mlp& net) { return Adam(net.parameters(), {.beta1 = 0.5f, .epsilon = 1e-3f}); });
  add_optimizer(runs, "AdamW", [](const Mlp& net) {
    return AdamW(net.parameters(), {.learning_rate = 0.1f, .weight_decay = 0.5f});
  });
  add_optimizer(runs, "Rmsprop", [](const Mlp& net) {
    return Rmsprop(net.parameters(), {.smoothing = 0.8f, .momentum = 0.5f, .centred = true});
  });
  add_optimizer(runs, "rates and a limit of the gradient's norm",
                [](const Mlp& net) { return Sgd(net.parameters()); }, {},
                {.rates = {0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f}, .gradient_norm_limit = 0.5f});
  const std::string names[] = {"model[0].parameters()", "model[2].parameters()"};
  add_optimizer(
      runs, "groups of parameters",
      [](const Mlp& net) {
        return Sgd({{.parameters = net.layers[0].parameters(), .learning_rate_factor = 0.5f},
                    {.parameters = net.layers[1].parameters(), .weight_decay = 0.2f}},
                   {.learning_rate = 0.2f});
      },
      names);
}

}  // namespace

std::vector<ModuleRun> module_runs() {
  Runs runs;
  Random random(1);
  add_activations(runs, random);
  add_convolutions(runs, random);
  add_norms_and_pools(runs);
  add_blocks(runs, random);
  add_sequences(runs, random);
  add_transformers(runs, random);
  add_dropouts(runs, random);
  add_optimizers(runs);
  return runs;
}

}  // namespace madang::test
