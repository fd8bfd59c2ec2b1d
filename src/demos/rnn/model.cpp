#include "demos/rnn/model.h"

#include <algorithm>

#include "autograd/unstack.h"
#include "core/error.h"
#include "core/python.h"
#include "nn/initialisers.h"

namespace madang::demos::rnn {

namespace {

Step one_step(const RnnCell& cell, const Variable& x, const Step& before) {
  return {.hidden = cell(x, before.hidden)};
}

Step one_step(const LstmCell& cell, const Variable& x, const Step& before) {
  const LstmStep step = cell(x, before.hidden, before.cell);
  return {.hidden = step.hidden,
          .cell = step.cell,
          .forget_gate = step.forget_gate,
          .input_gate = step.input_gate,
          .output_gate = step.output_gate};
}

Step one_step(const GruCell& cell, const Variable& x, const Step& before) {
  const GruStep step = cell(x, before.hidden);
  return {.hidden = step.hidden, .reset_gate = step.reset_gate, .update_gate = step.update_gate};
}

template <class OneStep, class Sequence>
OneStep with_weights_of(const Sequence& sequence) {
  const RecurrentWeights& weights = sequence.stack.part(0, 0);
  Random unused(0);
  OneStep step(weights.weight_ih.shape()[1], sequence.stack.hidden_size, unused);
  step.weights = weights;
  return step;
}

}  // namespace

Model::Sequence Model::make_sequence(const Blueprint& b, Random& random) {
  switch (b.cell) {
    case Cell::rnn:
      return Rnn(b.features, b.hidden, random);
    case Cell::lstm:
      return Lstm(b.features, b.hidden, random);
    case Cell::gru:
      return Gru(b.features, b.hidden, random);
  }
  throw Error("rnn: no such cell");
}

Model::OneStep Model::make_step(const Sequence& sequence) {
  if (const auto* rnn = std::get_if<Rnn>(&sequence)) return with_weights_of<RnnCell>(*rnn);
  if (const auto* lstm = std::get_if<Lstm>(&sequence)) return with_weights_of<LstmCell>(*lstm);
  return with_weights_of<GruCell>(std::get<Gru>(sequence));
}

Model::Model(const Blueprint& blueprint, Random random)
    : sequence_(make_sequence(blueprint, random)),
      step_(make_step(sequence_)),
      readout_(blueprint.hidden, blueprint.outputs, random) {
  begin(blueprint, random);
}

void Model::begin(const Blueprint& blueprint, Random& random) {
  const RecurrentWeights weights = std::visit([](const auto& step) { return step.weights; }, step_);
  if (blueprint.cell == Cell::rnn) {
    if (blueprint.rnn_start == RnnStart::orthogonal)
      weights.weight_hh.assign(orthogonal_weight(weights.weight_hh.shape(), random));
    return;
  }
  // PyTorch keeps two biases that are added; LSTM's second block is the forget, GRU's the update gate.
  const auto hidden = static_cast<std::size_t>(blueprint.hidden);
  std::ranges::fill(weights.bias_ih.mutable_values().subspan(hidden, hidden), blueprint.gate_bias);
  std::ranges::fill(weights.bias_hh.mutable_values().subspan(hidden, hidden), 0.f);
}

Variable Model::hidden(const Variable& inputs) const {
  return std::visit([&](const auto& sequence) { return sequence(inputs); }, sequence_);
}

Step Model::first(int batch) const {
  const Variable zeros = constant(Tensor({batch, readout_.weight.shape()[1]}));
  return {.hidden = zeros, .cell = zeros};
}

Step Model::step(const Variable& x, const Step& before) const {
  return std::visit([&](const auto& cell) { return one_step(cell, x, before); }, step_);
}

Walk Model::walk(const Tensor& inputs) const {
  Walk walk;
  Step step = first(inputs.shape()[0]);
  for (const Variable& x : unstack(constant(inputs), 1)) {
    walk.inputs.push_back(parameter(x.value()));
    walk.steps.push_back(step = this->step(walk.inputs.back(), step));
  }
  return walk;
}

std::string Model::pytorch_class(int asked) const {
  const std::string cell = std::visit([](const auto& sequence) { return sequence.pytorch(); }, sequence_);
  return "class Model(nn.Module):\n"
         "    def __init__(self):\n"
         "        super().__init__()\n"
         "        self.cell = " +
         cell + "\n        self.head = " + readout_.pytorch() +
         "\n\n"
         "    def forward(self, inputs):\n"
         "        return self.head(self.cell(inputs)[0][:, -" +
         python(asked) + ":]).flatten(0, 1)\n";
}

std::vector<NamedParameter> Model::named_parameters() const {
  std::vector<NamedParameter> named;
  std::visit([&](const auto& sequence) { append_named(named, "cell", sequence); }, sequence_);
  append_named(named, "head", readout_);
  return named;
}

}  // namespace madang::demos::rnn
