#include "demos/residual/network.h"

#include <array>
#include <cmath>

#include "autograd/ops_activation.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_shape.h"
#include "core/python.h"

namespace madang::demos::residual {

namespace {

Tensor first_weight(int inputs, int outputs, const Settings& settings, Random& random) {
  const Shape shape{outputs, inputs};
  if (settings.recipe == Recipe::normalised) return initial_weight(Initialisation::he_normal, shape, random);
  if (settings.start == Start::xavier) return initial_weight(Initialisation::xavier_normal, shape, random);
  const float reach = 1 / std::sqrt(static_cast<float>(inputs));
  return random.uniform(shape, -reach, reach);
}

std::string numbered(const char* name, std::size_t index) {
  return std::string(name) + "." + std::to_string(index);
}

constexpr const char* layer_class = R"py(class Layer(nn.Module):
    def __init__(self, inputs, outputs, normalised):
        super().__init__()
        self.norm = nn.BatchNorm1d(inputs) if normalised else None
        self.linear = nn.Linear(inputs, outputs)

    def forward(self, x):
        return self.linear(self.norm(x).relu() if self.norm else x.tanh())
)py";

constexpr const char* network_class = R"py(class Network(nn.Module):
    def __init__(self, kind, depth, normalised, width, growth, scale):
        super().__init__()
        self.kind, self.scale = kind, scale
        self.stem = nn.Linear(784, width)
        dense = kind == 'dense'
        inputs = [width + (growth * i if dense else 0) for i in range(depth + 1)]
        self.layers = nn.ModuleList(
            Layer(n, growth if dense else width, normalised) for n in inputs[:depth])
        self.gates = nn.ModuleList(
            nn.Linear(width, width) for _ in range(depth if kind == 'highway' else 0))
        self.head = Layer(inputs[depth], 10, normalised)

    def forward(self, images):
        x = self.stem(images)
        for i in range(0, len(self.layers), 2):
            first, second = self.layers[i], self.layers[i + 1]
            if self.kind == 'plain':
                x = second(first(x))
            elif self.kind == 'residual':
                x = x + self.scale * second(first(x))
            elif self.kind == 'highway':
                for f, gate in zip((first, second), self.gates[i:i + 2]):
                    t = gate(x).sigmoid()
                    x = x + t * (f(x) - x)
            else:
                x = torch.cat((x, first(x)), 1)
                x = torch.cat((x, second(x)), 1)
        return self.head(x)
)py";

constexpr const char* python_names[kind_count] = {"'plain'", "'residual'", "'highway'", "'dense'"};

}  // namespace

Layer::Layer(int inputs, int outputs, const Settings& settings, Random& random)
    : linear(first_weight(inputs, outputs, settings, random)) {
  if (settings.recipe == Recipe::normalised) norm.emplace(inputs);
}

Variable Layer::activated(const Variable& x, Mode mode) const {
  return norm ? relu((*norm)(x, mode)) : tanh(x);
}

std::vector<NamedParameter> Layer::named_parameters() const {
  std::vector<NamedParameter> named;
  if (norm) append_named(named, "norm", *norm);
  append_named(named, "linear", linear);
  return named;
}

std::vector<NamedParameter> Layer::named_buffers() const {
  std::vector<NamedParameter> named;
  if (norm) append_named_buffers(named, "norm", *norm);
  return named;
}

Network::Network(Kind kind, const Settings& settings, Random random)
    : kind_(kind),
      normalised_(settings.recipe == Recipe::normalised),
      scale_(kind == Kind::residual ? 1 / std::sqrt(static_cast<float>(settings.blocks())) : 1),
      stem_(first_weight(pixels, width, settings, random)) {
  const int depth = 2 * settings.blocks(), added = kind == Kind::dense ? growth : 0;
  for (int i = 0; i < depth; ++i)
    layers_.emplace_back(width + i * added, added > 0 ? added : width, settings, random);
  head_.emplace(width + depth * added, classes, settings, random);
  if (kind != Kind::highway) return;
  for (int i = 0; i < depth; ++i) {
    gates_.emplace_back(first_weight(width, width, settings, random));
    gates_.back().bias.assign(Tensor::full({width}, settings.gate_bias));
  }
}

Network::Step Network::through(const Variable& before, int block, Mode mode) const {
  const auto index = 2 * static_cast<std::size_t>(block);
  const Layer &first = layers_[index], &second = layers_[index + 1];
  Step step{.x = before, .a = {}, .f = {}, .t = {}, .y = {}};
  const auto gated = [](const Variable& x, const Variable& f, const Variable& t) {
    return x + t * (f - x);  // T f + (1 − T) x with fewer passes
  };
  const auto joined = [](const Variable& x, const Variable& f) { return concat(std::array{x, f}, 1); };
  if (kind_ == Kind::highway) step.x = gated(before, first(before, mode), sigmoid(gates_[index](before)));
  if (kind_ == Kind::dense) step.x = joined(before, first(before, mode));
  const bool direct = kind_ == Kind::plain || kind_ == Kind::residual;
  step.a = second.activated(direct ? first(before, mode) : step.x, mode);
  step.f = second.linear(step.a);
  switch (kind_) {
    case Kind::plain:
      step.y = step.f;
      break;
    case Kind::residual:
      step.y = step.x + step.f * scale_;
      break;
    case Kind::highway:
      step.t = sigmoid(gates_[index + 1](step.x));
      step.y = gated(step.x, step.f, step.t);
      break;
    case Kind::dense:
      step.y = joined(step.x, step.f);
  }
  return step;
}

Network::Pass Network::forward(const Tensor& images, Mode mode) const {
  Pass pass;
  pass.x.push_back(stem_(constant(images.reshaped({images.shape()[0], pixels}))));
  for (int block = 0; block < blocks(); ++block) pass.x.push_back(through(pass.x.back(), block, mode).y);
  pass.logits = (*head_)(pass.x.back(), mode);
  return pass;
}

Variable Network::logits_from(const Variable& x, int block, Mode mode) const {
  Variable y = x;
  const auto fill_up = [&](int units) {
    const int missing = units - y.shape()[1];
    if (missing > 0) y = pad(y, 1, 0, missing);
  };
  for (int i = block; i < blocks(); ++i) {
    fill_up(layers_[2 * static_cast<std::size_t>(i)].linear.weight.shape()[1]);
    y = through(y, i, mode).y;
  }
  fill_up(head_->linear.weight.shape()[1]);
  return (*head_)(y, mode);
}

std::int64_t Network::multiply_adds() const {
  std::int64_t sum = 0;
  for (const Variable& each : parameters())
    if (each.shape().rank() == 2) sum += static_cast<std::int64_t>(each.value().size());
  return sum;
}

std::vector<NamedParameter> Network::named_parameters() const {
  std::vector<NamedParameter> named;
  append_named(named, "stem", stem_);
  for (std::size_t i = 0; i < layers_.size(); ++i) append_named(named, numbered("layers", i), layers_[i]);
  for (std::size_t i = 0; i < gates_.size(); ++i) append_named(named, numbered("gates", i), gates_[i]);
  append_named(named, "head", *head_);
  return named;
}

std::vector<NamedParameter> Network::named_buffers() const {
  std::vector<NamedParameter> named;
  for (std::size_t i = 0; i < layers_.size(); ++i)
    append_named_buffers(named, numbered("layers", i), layers_[i]);
  append_named_buffers(named, "head", *head_);
  return named;
}

std::string Network::pytorch() const {
  return std::string("Network(") + python_names[static_cast<int>(kind_)] + ", " +
         std::to_string(layers_.size()) + ", " + (normalised_ ? "True" : "False") + ", " +
         std::to_string(width) + ", " + std::to_string(growth) + ", " + python(scale_) + ")";
}

std::vector<std::string> Network::pytorch_classes() const { return {layer_class, network_class}; }

}  // namespace madang::demos::residual
