#include "demos/prenorm/model.h"

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_shape.h"
#include "core/python.h"
#include "nn/positions.h"

namespace madang::demos::prenorm {

namespace {

constexpr const char* model_class = R"py(class Model(nn.Module):
    def __init__(self, vocabulary, size, length, blocks, norm_first):
        super().__init__()
        angles = torch.arange(length, dtype=torch.float64)[:, None] / 10000 ** (torch.arange(0, size, 2) / size)
        self.places = torch.stack((angles.sin(), angles.cos()), -1).flatten(1).float()
        self.embedding = nn.Embedding(vocabulary, size)
        self.blocks = nn.ModuleList(blocks)
        self.last_norm = nn.LayerNorm(size) if norm_first else None
        self.answer = nn.Linear(size, vocabulary)

    def forward(self, characters):
        x = self.embedding(characters) + self.places[:characters.shape[1]]
        for block in self.blocks:
            x = block(x, causal=True)
        return self.answer(self.last_norm(x) if self.last_norm else x)
)py";

TransformerOptions options_of(Arm arm) {
  return {.model_size = width,
          .heads = heads,
          .feed_forward_size = feed_forward,
          .activation = Activation::relu,
          .norm = arm == Arm::pre ? NormPlacement::before : NormPlacement::after};
}

const AttentionOptions looking_back{.causal = true};

}  // namespace

Model::Model(Arm arm, int depth, int vocabulary, Random random)
    : embedding_(vocabulary, width, random), answer_(width, vocabulary, random) {
  for (int i = 0; i < depth; ++i) blocks_.emplace_back(options_of(arm), random);
  if (arm == Arm::pre) last_norm_.emplace(width);
}

Variable Model::embedded(std::span<const std::int32_t> characters, int length) const {
  const int rows = static_cast<int>(characters.size()) / length;
  return reshape(embedding_(characters), {rows, length, width}) +
         constant(sinusoidal_positions(length, width));
}

Variable Model::answered(const Variable& output) const {
  return answer_(reshape(output, {output.shape()[0] * output.shape()[1], width}));
}

Variable Model::logits(std::span<const std::int32_t> characters, int length) const {
  Variable x = embedded(characters, length);
  for (const TransformerEncoderBlock& block : blocks_) x = block(x, looking_back);
  return answered(last_norm_ ? (*last_norm_)(x) : x);
}

Model::Pass Model::inspect(std::span<const std::int32_t> characters, int length) const {
  Pass pass;
  Variable x = pass.x0 = embedded(characters, length);
  for (const TransformerEncoderBlock& block : blocks_) {
    pass.blocks.push_back(block.inspect(x, looking_back));
    x = pass.blocks.back().output;
  }
  pass.output = last_norm_ ? (*last_norm_)(x) : x;
  pass.logits = answered(pass.output);
  return pass;
}

std::int64_t Model::multiply_adds() const {
  const Volume text{width, 1, context};
  std::int64_t sum = answer_.cost(text).multiply_adds;
  for (const TransformerEncoderBlock& block : blocks_) sum += block.cost(text).multiply_adds;
  return sum;
}

std::vector<Variable> Model::block_parameters() const {
  std::vector<Variable> all;
  for (const TransformerEncoderBlock& block : blocks_)
    for (const Variable& each : block.parameters()) all.push_back(each);
  return all;
}

std::vector<NamedParameter> Model::named_parameters() const {
  std::vector<NamedParameter> named;
  append_named(named, "embedding", embedding_);
  for (std::size_t i = 0; i < blocks_.size(); ++i)
    append_named(named, "blocks." + std::to_string(i), blocks_[i]);
  if (last_norm_) append_named(named, "last_norm", *last_norm_);
  append_named(named, "answer", answer_);
  return named;
}

std::string Model::pytorch() const {
  const std::string count = std::to_string(blocks_.size());
  return "Model(" + std::to_string(embedding_.weight.shape()[0]) + ", " + std::to_string(width) + ", " +
         std::to_string(context) + ", [" + blocks_.front().pytorch() + " for _ in range(" + count + ")], " +
         (last_norm_ ? "True" : "False") + ")";
}

std::vector<std::string> Model::pytorch_classes() const {
  std::vector<std::string> classes = blocks_.front().pytorch_classes();
  classes.emplace_back(model_class);
  return classes;
}

}  // namespace madang::demos::prenorm
