#include "demos/seq2seq/model.h"

#include <cmath>
#include <numeric>

#include "autograd/ops_activation.h"
#include "autograd/ops_shape.h"
#include "autograd/unstack.h"

namespace madang::demos::seq2seq {

namespace {

/// Both directions of (batch, hidden / 2) each as one part.
RecurrentStates side_by_side(const RecurrentStates& parts) { return {concat(parts, -1)}; }

Variable only_step(const Variable& x) { return reshape(x, {x.shape()[0], 1, x.shape()[1]}); }

/// weight x, row by row.
std::vector<float> times(const Variable& weight, std::span<const float> x) {
  const auto w = weight.value().values();
  std::vector<float> products;
  for (std::size_t row = 0; row < w.size(); row += x.size())
    products.push_back(
        std::inner_product(x.begin(), x.end(), w.begin() + static_cast<std::ptrdiff_t>(row), 0.f));
  return products;
}

int decoder_input(const Blueprint& b) {
  return b.attention == Attention::multiplicative ? b.embedding : b.embedding + b.hidden;
}

}  // namespace

Translator::Translator(const Blueprint& b, Random random)
    : blueprint_(b),
      source_(b.source_symbols, b.embedding, random),
      target_(b.target_symbols, b.embedding, random),
      encoder_(b.embedding, b.hidden / 2, random, {.bidirectional = true}),
      decoder_(decoder_input(b), b.hidden, random),
      combine_(2 * b.hidden, b.hidden, random),
      head_(b.hidden, b.target_symbols, random) {
  if (b.attention == Attention::additive) additive_.emplace(b.hidden, b.hidden, b.hidden / 2, random);
  if (b.attention == Attention::multiplicative)
    multiplicative_.emplace(MultiplicativeScore::general, b.hidden, b.hidden, random);
}

Variable Translator::embedded(const Embedding& table, const Tokens& tokens, int rows) const {
  return reshape(table(tokens), {rows, static_cast<int>(tokens.size()) / rows, blueprint_.embedding});
}

Memory Translator::read(const Tokens& source, int rows) const {
  const Lstm::Result run = encoder_.run(embedded(source_, source, rows));
  Memory memory;
  memory.annotations = run.output;
  memory.last = {side_by_side(run.state.hidden), side_by_side(run.state.cell)};
  if (additive_) memory.scored = additive_->remember(run.output);
  if (!additive_ && !multiplicative_) memory.summary = only_step(memory.last.hidden.front());
  return memory;
}

Variable Translator::speak(const Variable& states, const Variable& contexts) const {
  const Variable both[] = {contexts, states};
  return head_(tanh(combine_(concat(both, -1))));
}

Variable Translator::logits(const Batch& batch) const {
  const Memory memory = read(batch.source, batch.rows);
  if (additive_) return logits_stepwise(memory, batch);
  Variable inputs = embedded(target_, batch.given, batch.rows), contexts;
  if (memory.summary) {
    contexts = broadcast_to(memory.summary, {batch.rows, batch.target_length(), blueprint_.hidden});
    const Variable both[] = {inputs, contexts};
    inputs = concat(both, -1);
  }
  const Variable states = decoder_.run(inputs, memory.last).output;
  if (multiplicative_) contexts = (*multiplicative_)(states, memory.annotations);
  const Variable all = speak(states, contexts);
  return reshape(all, {batch.rows * batch.target_length(), blueprint_.target_symbols});
}

Variable Translator::logits_stepwise(const Memory& memory, const Batch& batch) const {
  const PoolVector<Variable> inputs = unstack(embedded(target_, batch.given, batch.rows), 1);
  PoolVector<Variable> states, contexts;
  Lstm::State state = memory.last;
  for (const Variable& input : inputs) {
    const Variable context = additive_->attend(only_step(state.hidden.front()), memory.scored).output;
    const Variable both[] = {only_step(input), context};
    Lstm::Result run = decoder_.run(concat(both, -1), state);
    states.push_back(std::move(run.output));
    contexts.push_back(context);
    state = std::move(run.state);
  }
  return reshape(speak(concat(states, 1), concat(contexts, 1)),
                 {batch.rows * batch.target_length(), blueprint_.target_symbols});
}

DecoderStep Translator::step(const Memory& memory, const DecoderStep& before, const Tokens& given) const {
  const int rows = static_cast<int>(given.size());
  DecoderStep now;
  Variable input = embedded(target_, given, rows);
  if (additive_) {
    now.query = only_step(before.state.hidden.front());
    now.looked = additive_->attend(now.query, memory.scored);
  }
  if (additive_ || memory.summary) {
    const Variable both[] = {input, additive_ ? now.looked.output : memory.summary};
    input = concat(both, -1);
  }
  Lstm::Result run = decoder_.run(input, before.state);
  if (multiplicative_) {
    now.query = run.output;
    now.looked = multiplicative_->inspect(run.output, memory.annotations);
  }
  now.logits = reshape(speak(run.output, memory.summary ? memory.summary : now.looked.output),
                       {rows, blueprint_.target_symbols});
  now.state = std::move(run.state);
  return now;
}

ScoreFactors Translator::factors(const Memory& memory, const DecoderStep& step, int character) const {
  const auto hidden = static_cast<std::size_t>(blueprint_.hidden);
  const auto query = step.query.value().values();
  const auto annotation =
      memory.annotations.value().values().subspan(static_cast<std::size_t>(character) * hidden, hidden);
  if (multiplicative_)
    return {{query.begin(), query.end()}, times(multiplicative_->memory_proj->weight, annotation)};
  const auto v = additive_->score_proj.weight.value().values();
  ScoreFactors factors{{v.begin(), v.end()}, times(additive_->query_proj.weight, query)};
  const std::vector<float> keys = times(additive_->memory_proj.weight, annotation);
  for (std::size_t i = 0; i < keys.size(); ++i) factors.b[i] = std::tanh(factors.b[i] + keys[i]);
  return factors;
}

std::vector<NamedParameter> Translator::named_parameters() const {
  std::vector<NamedParameter> named;
  append_named(named, "source", source_);
  append_named(named, "target", target_);
  append_named(named, "encoder", encoder_);
  append_named(named, "decoder", decoder_);
  if (additive_) append_named(named, "attention", *additive_);
  if (multiplicative_) append_named(named, "attention", *multiplicative_);
  append_named(named, "combine", combine_);
  append_named(named, "head", head_);
  return named;
}

std::string Translator::pytorch() const { return "Translator()"; }

std::vector<std::string> Translator::pytorch_classes() const {
  std::vector<std::string> classes;
  if (additive_) classes = additive_->pytorch_classes();
  if (multiplicative_) classes = multiplicative_->pytorch_classes();
  const std::string attention = additive_         ? additive_->pytorch()
                                : multiplicative_ ? multiplicative_->pytorch()
                                                  : std::string("None");
  std::string text =
      "class Translator(nn.Module):\n"
      "    def __init__(self):\n"
      "        super().__init__()\n"
      "        self.source = " +
      source_.pytorch() +
      "\n"
      "        self.target = " +
      target_.pytorch() +
      "\n"
      "        self.encoder = " +
      encoder_.pytorch() +
      "\n"
      "        self.decoder = " +
      decoder_.pytorch() + "\n";
  if (additive_ || multiplicative_) text += "        self.attention = " + attention + "\n";
  text += "        self.combine = " + combine_.pytorch() +
          "\n"
          "        self.head = " +
          head_.pytorch() + R"py(

    def forward(self, source, given):
        annotations, last = self.encoder(self.source(source))
        state = tuple(torch.cat(tuple(part), -1).unsqueeze(0) for part in last)
        inputs = self.target(given)
)py";
  if (additive_)
    text += R"py(        states, contexts = [], []
        for i in range(inputs.shape[1]):
            context = self.attention(state[0].transpose(0, 1), annotations)
            output, state = self.decoder(torch.cat((inputs[:, i:i + 1], context), -1), state)
            states.append(output)
            contexts.append(context)
        states, contexts = torch.cat(states, 1), torch.cat(contexts, 1)
)py";
  else if (multiplicative_)
    text += R"py(        states = self.decoder(inputs, state)[0]
        contexts = self.attention(states, annotations)
)py";
  else
    text += R"py(        contexts = state[0].transpose(0, 1).expand(-1, inputs.shape[1], -1)
        states = self.decoder(torch.cat((inputs, contexts), -1), state)[0]
)py";
  classes.push_back(text + R"py(        spoken = torch.tanh(self.combine(torch.cat((contexts, states), -1)))
        return self.head(spoken).flatten(0, 1)
)py");
  return classes;
}

}  // namespace madang::demos::seq2seq
