#include "demos/vit/layers.h"

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_gather.h"
#include "autograd/ops_reduce.h"
#include "autograd/ops_shape.h"
#include "core/python.h"
#include "demos/vit/patches.h"

namespace madang::demos::vit {

namespace {

constexpr float embedding_deviation = 0.02f;  // of the tokens and positions at first: as in ViT's code
constexpr ConvStart relu_like{.initialisation = Initialisation::he_normal};

// (tokens, width) → (images, tokens, width)
Variable for_each_image(const Variable& x, int images) {
  const Shape& shape = x.shape();
  return broadcast_to(reshape(x, {1, shape[0], shape[1]}), {images, shape[0], shape[1]});
}

constexpr const char* embedding_class = R"py(class PatchEmbedding(nn.Module):
    def __init__(self, patch, width, tokens, positions):
        super().__init__()
        self.patch, self.projection = patch, nn.Linear(patch * patch, width)
        self.tokens = nn.Parameter(torch.zeros(tokens, width)) if tokens else None
        self.positions = nn.Parameter(torch.zeros(positions, width)) if positions else None

    def forward(self, x):
        cut = functional.unfold(x, self.patch, stride=self.patch).transpose(1, 2)
        y = self.projection(cut)
        if self.tokens is not None:
            y = torch.cat([self.tokens.expand(len(x), -1, -1), y], 1)
        return y if self.positions is None else y + self.positions
)py";

constexpr const char* readout_class = R"py(class TokenReadout(nn.Module):
    def __init__(self, width, classes, tokens):
        super().__init__()
        self.tokens, self.norm = tokens, nn.LayerNorm(width)
        self.heads = nn.ModuleList(nn.Linear(width, classes) for _ in range(max(1, tokens)))

    def forward(self, x):
        y = self.norm(x)
        read = [y[:, i] for i in range(self.tokens)] or [y.mean(1)]
        return torch.cat([head(z) for head, z in zip(self.heads, read)], 1)
)py";

constexpr const char* convnext_class = R"py(class ConvNextBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.depthwise = nn.Conv2d(channels, channels, 7, padding=3, groups=channels)
        self.norm = nn.LayerNorm(channels)
        self.expand, self.reduce = nn.Linear(channels, 4 * channels), nn.Linear(4 * channels, channels)

    def forward(self, x):
        y = self.norm(self.depthwise(x).permute(0, 2, 3, 1))
        return x + self.reduce(functional.gelu(self.expand(y))).permute(0, 3, 1, 2)
)py";

}  // namespace

PatchEmbedding::PatchEmbedding(int patch_side, int width, int first_tokens, bool with_positions,
                               Random& random)
    : patch(patch_side), projection(patch * patch, width, random) {
  const auto embeddings = [&](int count) {
    return parameter(random.normal({count, width}, 0, embedding_deviation));
  };
  if (first_tokens > 0) tokens = embeddings(first_tokens);
  if (with_positions) positions = embeddings(first_tokens + patch_count(patch));
}

Variable PatchEmbedding::operator()(const Variable& x) const {
  const int images = x.shape()[0];
  Variable y = projection(patches_of(x, patch));
  if (tokens) {
    const Variable parts[] = {for_each_image(tokens, images), y};
    y = concat(parts, 1);
  }
  return positions ? y + positions : y;
}

std::vector<NamedParameter> PatchEmbedding::named_parameters() const {
  std::vector<NamedParameter> named;
  append_named(named, "projection", projection);
  if (tokens) named.push_back({"tokens", tokens});
  if (positions) named.push_back({"positions", positions});
  return named;
}

Cost PatchEmbedding::cost(const Volume& in) const {
  const int patches = in.size() / (patch * patch), width = projection.weight.shape()[0];
  const int first = tokens ? tokens.shape()[0] : 0;
  return {.out = {width, 1, first + patches},
          .parameters = parameter_count(*this),
          .multiply_adds = static_cast<std::int64_t>(in.size()) * width,
          .depth = 1};
}

std::string PatchEmbedding::pytorch() const {
  return PythonCall("PatchEmbedding")
      .with(patch)
      .with(projection.weight.shape()[0])
      .with(tokens ? tokens.shape()[0] : 0)
      .with(positions ? positions.shape()[0] : 0)
      .text();
}
std::vector<std::string> PatchEmbedding::pytorch_classes() const { return {embedding_class}; }

TokenReadout::TokenReadout(int width, int classes, int tokens_in_front, Random& random)
    : norm(width), first_tokens(tokens_in_front) {
  for (int head = 0; head < std::max(1, first_tokens); ++head) heads.emplace_back(width, classes, random);
}

Variable TokenReadout::operator()(const Variable& x) const {
  const int images = x.shape()[0], width = x.shape()[2];
  if (first_tokens == 0) return heads.front()(mean(norm(x), Axes{1}));
  // The norm is each token's own: the others are not read.
  const Variable read = norm(slice(x, 1, 0, first_tokens));
  std::vector<Variable> logits;
  for (int i = 0; i < first_tokens; ++i)
    logits.push_back(heads[static_cast<std::size_t>(i)](reshape(slice(read, 1, i, i + 1), {images, width})));
  return logits.size() == 1 ? logits.front() : concat(logits, 1);
}

std::vector<NamedParameter> TokenReadout::named_parameters() const {
  std::vector<NamedParameter> named;
  append_named(named, "norm", norm);
  for (std::size_t i = 0; i < heads.size(); ++i) append_named(named, "heads." + std::to_string(i), heads[i]);
  return named;
}

Cost TokenReadout::cost(const Volume& in) const {
  const Linear& head = heads.front();
  const int outputs = head.weight.shape()[0] * static_cast<int>(heads.size());
  return {.out = {outputs},
          .parameters = parameter_count(*this),
          .multiply_adds = static_cast<std::int64_t>(outputs) * in.channels,
          .depth = 1};
}

std::string TokenReadout::pytorch() const {
  const Shape& shape = heads.front().weight.shape();
  return PythonCall("TokenReadout").with(shape[1]).with(shape[0]).with(first_tokens).text();
}
std::vector<std::string> TokenReadout::pytorch_classes() const { return {readout_class}; }

ConvNextBlock::ConvNextBlock(int channels, Random& random)
    : depthwise(channels, channels, 7, random, {.padding = 3, .groups = channels}),
      norm(channels),
      expand(channels, 4 * channels, random),
      reduce(4 * channels, channels, random) {}

Variable ConvNextBlock::operator()(const Variable& x) const {
  const Variable y = norm(permute(depthwise(x), {0, 2, 3, 1}));  // channels last
  return x + permute(reduce(gelu(expand(y))), {0, 3, 1, 2});
}

std::vector<NamedParameter> ConvNextBlock::named_parameters() const {
  std::vector<NamedParameter> named;
  append_named(named, "depthwise", depthwise);
  append_named(named, "norm", norm);
  append_named(named, "expand", expand);
  append_named(named, "reduce", reduce);
  return named;
}

Cost ConvNextBlock::cost(const Volume& in) const { return cost_through(in, depthwise, norm, expand, reduce); }
std::string ConvNextBlock::pytorch() const {
  return PythonCall("ConvNextBlock").with(depthwise.weight.shape()[0]).text();
}
std::vector<std::string> ConvNextBlock::pytorch_classes() const { return {convnext_class}; }

}  // namespace madang::demos::vit
