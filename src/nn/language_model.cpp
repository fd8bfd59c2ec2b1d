#include "nn/language_model.h"

#include <numeric>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_matmul.h"
#include "autograd/record.h"
#include "core/python.h"

namespace madang {
namespace {

constexpr const char* name = "language_model";
constexpr float start_deviation = 0.02f;  // of embeddings and head (Radford et al. 2018, section 4.1)

constexpr const char* model_class = R"py(class LanguageModel(nn.Module):
    def __init__(self, vocabulary, context, size, blocks, head_bias=False, tied=False):
        super().__init__()
        self.tokens, self.positions = nn.Embedding(vocabulary, size), nn.Embedding(context, size)
        self.blocks, self.norm = nn.ModuleList(blocks), nn.LayerNorm(size)
        self.head = None if tied else nn.Linear(size, vocabulary, bias=head_bias)

    def forward(self, tokens):
        x = self.tokens(tokens) + self.positions.weight[: tokens.shape[1]]
        for block in self.blocks:
            x = block(x, causal=True)
        x = self.norm(x)
        return x @ self.tokens.weight.T if self.head is None else self.head(x)
)py";

const LanguageModelOptions& checked(const LanguageModelOptions& options) {
  if (options.vocabulary < 1 || options.context < 1 || options.layers < 1)
    throw Error(std::string(name) + ": a vocabulary, a context and layers expected");
  if (options.tied && options.head_bias) throw Error(std::string(name) + ": a tied head has no bias");
  return options;
}

}  // namespace

LanguageModel::LanguageModel(const LanguageModelOptions& model_options, Random& random)
    : options(checked(model_options)),
      tokens(options.vocabulary, options.block.model_size, random, start_deviation),
      positions(options.context, options.block.model_size, random, start_deviation),
      norm(options.block.model_size) {
  for (int i = 0; i < options.layers; ++i) blocks.emplace_back(options.block, random);
  if (options.tied) return;
  const int width = options.block.model_size;
  head.emplace(width, options.vocabulary, random, LinearOptions{.bias = options.head_bias});
  head->weight = parameter(random.normal({options.vocabulary, width}, 0.0f, start_deviation));
}

Variable LanguageModel::embed(std::span<const std::int32_t> text, int length, int first) const {
  const auto count = static_cast<int>(text.size());
  if (length < 1 || count % length != 0)
    fail(name, "texts of one length expected", Shape{count}, Shape{length});
  if (first + length > options.context)
    throw Error(std::string(name) + ": " + std::to_string(first + length) +
                " tokens do not fit into a context of " + std::to_string(options.context));
  std::vector<std::int32_t> places(static_cast<std::size_t>(length));
  std::iota(places.begin(), places.end(), first);
  return reshape(tokens(text), {count / length, length, options.block.model_size}) + positions(places);
}

Variable LanguageModel::answer(const Variable& x) const {
  const Shape& shape = x.shape();
  const Variable rows = reshape(norm(x), {shape[0] * shape[1], shape[2]});
  return head ? (*head)(rows) : matmul(rows, tokens.weight, {.b = true});
}

Variable LanguageModel::operator()(std::span<const std::int32_t> text, int length, Random* training) const {
  Variable x = embed(text, length, 0);
  for (const TransformerEncoderBlock& block : blocks) x = block(x, {.causal = true}, training);
  return answer(x);
}

LanguageModel::Trace LanguageModel::inspect(std::span<const std::int32_t> text, int length) const {
  Trace trace;
  Variable x = trace.embedded = embed(text, length, 0);
  for (const TransformerEncoderBlock& block : blocks) {
    trace.blocks.push_back(block.inspect(x, {.causal = true}));
    x = trace.blocks.back().output;
  }
  trace.logits = answer(x);
  return trace;
}

Variable LanguageModel::extend(std::span<const std::int32_t> text, Past& past) const {
  Variable x = embed(text, static_cast<int>(text.size()), past.length());
  past.blocks.resize(blocks.size());
  for (std::size_t i = 0; i < blocks.size(); ++i) x = blocks[i].extend(x, past.blocks[i]);
  return answer(x);
}

std::vector<NamedParameter> LanguageModel::named_parameters() const {
  std::vector<NamedParameter> named;
  append_named(named, "tokens", tokens);
  append_named(named, "positions", positions);
  for (std::size_t i = 0; i < blocks.size(); ++i)
    append_named(named, "blocks." + std::to_string(i), blocks[i]);
  append_named(named, "norm", norm);
  if (head) append_named(named, "head", *head);
  return named;
}

Cost LanguageModel::cost(int length) const {
  Cost cost{.out = {options.block.model_size, 1, length}};
  for (const TransformerEncoderBlock& block : blocks) cost = cost.then(block.cost(cost.out));
  cost.parameters = parameter_count(*this);
  cost.multiply_adds += std::int64_t{length} * options.block.model_size * options.vocabulary;
  cost.out.channels = options.vocabulary;
  return cost;
}

// A block costs n c + 2 n² d for n positions, with c = 4 d² + 2 d f for each: its projections and dense
// layers.
std::int64_t LanguageModel::writing_multiply_adds(int length, bool cached) const {
  const std::int64_t d = options.block.model_size, f = options.block.feed_forward_size;
  const std::int64_t position = 4 * d * d + 2 * d * f;
  std::int64_t total = 0;
  for (std::int64_t n = 1; n <= length; ++n)
    total += options.layers * (cached ? position + 2 * n * d : n * position + 2 * n * n * d) +
             d * options.vocabulary;
  return total;
}

std::string LanguageModel::pytorch() const {
  return "LanguageModel(" + std::to_string(options.vocabulary) + ", " + std::to_string(options.context) +
         ", " + std::to_string(options.block.model_size) + ", [" + blocks.front().pytorch() +
         " for _ in range(" + std::to_string(options.layers) + ")]" +
         (options.head_bias ? ", head_bias=True" : "") + (options.tied ? ", tied=True" : "") + ")";
}

std::vector<std::string> LanguageModel::pytorch_classes() const {
  std::vector<std::string> classes = blocks.front().pytorch_classes();
  classes.emplace_back(model_class);
  return classes;
}

std::int64_t parameter_count(const LanguageModelOptions& options) {
  const std::int64_t d = options.block.model_size, f = options.block.feed_forward_size;
  const std::int64_t bias = options.block.linear.bias ? 1 : 0;
  const std::int64_t block = 4 * (d * d + bias * d) + 2 * d * f + bias * (f + d) + 4 * d;
  const std::int64_t head = options.tied ? 0 : options.vocabulary * (d + (options.head_bias ? 1 : 0));
  return (options.vocabulary + options.context) * d + options.layers * block + 2 * d + head;
}

}  // namespace madang
