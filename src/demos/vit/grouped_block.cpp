#include <algorithm>
#include <limits>
#include <numeric>

#include "autograd/ops_activation.h"
#include "autograd/ops_gather.h"
#include "autograd/ops_shape.h"
#include "core/python.h"
#include "demos/vit/layers.h"

namespace madang::demos::vit {

namespace {

/// `visit` for every token of a grid, in squares of `square`² tokens one after the other.
template <class Visit>
void each_in_squares(int grid, int square, Visit visit) {
  for (int row = 0; row < grid; row += square)
    for (int column = 0; column < grid; column += square)
      for (int i = 0; i < square * square; ++i) visit(row + i / square, column + i % square);
}

/// 0 between tokens of one region, −∞ between others. → (groups, size, size); empty without regions.
Tensor mask_of_regions(const Groups& groups) {
  if (groups.regions.empty()) return {};
  const int size = groups.size();
  Tensor mask({groups.count, size, size});
  float* out = mask.mutable_data();
  for (int group = 0; group < groups.count; ++group) {
    const auto* region = groups.regions.data() + group * size;
    for (int i = 0; i < size; ++i)
      for (int j = 0; j < size; ++j)
        *out++ = region[i] == region[j] ? 0.f : -std::numeric_limits<float>::infinity();
  }
  return mask;
}

/// "[0, 1, 2]"
std::string list(const std::vector<std::int32_t>& numbers) {
  std::string text;
  for (const auto number : numbers) text += (text.empty() ? "" : ", ") + std::to_string(number);
  return "[" + text + "]";
}

constexpr const char* grouped_class = R"py(class GroupedBlock(nn.Module):
    def __init__(self, block, groups, order, regions=None):
        super().__init__()
        self.block, self.groups, self.order, self.mask = block, groups, torch.tensor(order), None
        if regions is not None:
            own = torch.tensor(regions).reshape(groups, -1)
            hidden = own.unsqueeze(1) != own.unsqueeze(2)
            self.mask = torch.zeros(hidden.shape).masked_fill(hidden, float("-inf"))

    def forward(self, x):
        y = x[:, self.order].reshape(len(x) * self.groups, -1, x.shape[2])
        mask = None if self.mask is None else self.mask.repeat(len(x), 1, 1).unsqueeze(1)
        return self.block(y, mask).reshape(x.shape)[:, self.order.argsort()]
)py";

constexpr const char* mobilevit_class = R"py(class MobileVitBlock(nn.Module):
    def __init__(self, channels, width, blocks):
        super().__init__()
        self.local, self.enter = nn.Conv2d(channels, channels, 3, padding=1), nn.Conv2d(channels, width, 1)
        self.leave, self.fuse = nn.Conv2d(width, channels, 1), nn.Conv2d(2 * channels, channels, 3, padding=1)
        self.blocks, self.norm = nn.Sequential(*blocks), nn.LayerNorm(width)

    def forward(self, x):
        y = self.enter(functional.silu(self.local(x)))
        far = self.norm(self.blocks(y.flatten(2).transpose(1, 2))).transpose(1, 2).reshape(y.shape)
        return functional.silu(self.fuse(torch.cat([x, functional.silu(self.leave(far))], 1)))
)py";

}  // namespace

Groups all_together(int tokens) {
  Groups groups{std::vector<std::int32_t>(static_cast<std::size_t>(tokens))};
  std::iota(groups.order.begin(), groups.order.end(), 0);
  return groups;
}

Groups windows(int grid, int window, int shift) {
  Groups groups{.order = {}, .count = grid / window * (grid / window)};
  // Rows and columns that come in from the other edge are regions of their own.
  const auto part = [&](int place) { return place < grid - window ? 0 : place < grid - shift ? 1 : 2; };
  each_in_squares(grid, window, [&](int row, int column) {
    groups.order.push_back((row + shift) % grid * grid + (column + shift) % grid);
    if (shift > 0) groups.regions.push_back(3 * part(row) + part(column));
  });
  return groups;
}

Groups unfolded(int grid, int square) {
  const int across = grid / square;
  Groups groups{.order = std::vector<std::int32_t>(static_cast<std::size_t>(grid * grid)),
                .count = square * square};
  int token = 0;
  each_in_squares(grid, square, [&](int row, int column) {
    const int group = token % (square * square), place = token / (square * square);
    groups.order[static_cast<std::size_t>(group * across * across + place)] = row * grid + column;
    ++token;
  });
  return groups;
}

GroupedBlock::GroupedBlock(const TransformerOptions& options, Groups token_groups, Random& random)
    : block(options, random),
      groups(std::move(token_groups)),
      places_(groups.order.size()),
      mask_(mask_of_regions(groups)) {
  for (std::size_t place = 0; place < places_.size(); ++place)
    places_[static_cast<std::size_t>(groups.order[place])] = static_cast<std::int32_t>(place);
}

// (images, tokens, width) → (images · groups, size, width)
Variable GroupedBlock::grouped(const Variable& x) const {
  if (groups.count == 1) return x;
  return reshape(gather(x, groups.order, 1), {x.shape()[0] * groups.count, groups.size(), x.shape()[2]});
}

Variable GroupedBlock::in_place(const Variable& x, const Shape& shape) const {
  return groups.count == 1 ? x : gather(reshape(x, shape), places_, 1);
}

/// The mask of the groups, once for each image.
AttentionOptions GroupedBlock::options(int images) const {
  if (mask_.size() == 0) return {};
  Tensor mask({images * groups.count, 1, groups.size(), groups.size()});
  for (int image = 0; image < images; ++image)
    std::ranges::copy(mask_.values(), mask.mutable_data() + static_cast<std::size_t>(image) * mask_.size());
  return {.mask = std::move(mask)};
}

Variable GroupedBlock::operator()(const Variable& x) const {
  return in_place(block(grouped(x), options(x.shape()[0])), x.shape());
}

GroupedBlock::Trace GroupedBlock::inspect(const Variable& x) const {
  Trace trace{block.inspect(grouped(x), options(x.shape()[0])), {}, {}};
  trace.heads = heads_of(trace.block.self_attn.weights.value());
  trace.output = in_place(trace.block.output, x.shape());
  return trace;
}

// weights: (images · groups, heads, size, size)
std::vector<Matrix> GroupedBlock::heads_of(const Tensor& weights) const {
  const int heads = weights.shape()[1], size = groups.size(), tokens = size * groups.count;
  const auto cells = static_cast<std::size_t>(tokens) * static_cast<std::size_t>(tokens);
  std::vector<Matrix> all(static_cast<std::size_t>(heads), {tokens, tokens, std::vector<float>(cells)});
  const float* weight = weights.data();
  for (int group = 0; group < groups.count; ++group)
    for (Matrix& head : all) {
      const auto* own = groups.order.data() + group * size;
      for (int i = 0; i < size; ++i)
        for (int j = 0; j < size; ++j) head.at(own[i], own[j]) = *weight++;
    }
  return all;
}

std::vector<NamedParameter> GroupedBlock::named_parameters() const {
  if (groups.count == 1) return block.named_parameters();
  std::vector<NamedParameter> named;
  append_named(named, "block", block);
  return named;
}

Cost GroupedBlock::cost(const Volume& in) const {
  Cost one = block.cost({in.channels, 1, groups.size()});
  one.multiply_adds *= groups.count;
  one.out = in;
  return one;
}

std::string GroupedBlock::pytorch() const {
  if (groups.count == 1) return block.pytorch();
  PythonCall call("GroupedBlock");
  call.with(block.pytorch()).with(groups.count).with(list(groups.order));
  if (!groups.regions.empty()) call.with(list(groups.regions));
  return call.text();
}

std::vector<std::string> GroupedBlock::pytorch_classes() const {
  std::vector<std::string> classes = block.pytorch_classes();
  if (groups.count > 1) classes.emplace_back(grouped_class);
  return classes;
}

MobileVitBlock::MobileVitBlock(int channels, int grid_side, const TransformerOptions& options, int depth,
                               Random& random)
    : local(channels, channels, 3, random, {.padding = 1}),
      enter(channels, options.model_size, 1, random),
      leave(options.model_size, channels, 1, random),
      fuse(2 * channels, channels, 3, random, {.padding = 1}),
      norm(options.model_size),
      grid(grid_side) {
  constexpr int square = 2;  // the paper's
  for (int i = 0; i < depth; ++i) blocks.emplace_back(options, unfolded(grid, square), random);
}

Variable MobileVitBlock::tokens(const Variable& x) const {
  const Variable y = enter(silu(local(x)));
  return permute(reshape(y, {y.shape()[0], y.shape()[1], grid * grid}), {0, 2, 1});
}

Variable MobileVitBlock::operator()(const Variable& x) const {
  Variable y = tokens(x);
  for (const GroupedBlock& each : blocks) y = each(y);
  const Variable far = reshape(permute(norm(y), {0, 2, 1}), {y.shape()[0], y.shape()[2], grid, grid});
  const Variable both[] = {x, silu(leave(far))};
  return silu(fuse(concat(both, 1)));
}

std::vector<NamedParameter> MobileVitBlock::named_parameters() const {
  std::vector<NamedParameter> named;
  append_named(named, "local", local);
  append_named(named, "enter", enter);
  append_named(named, "leave", leave);
  append_named(named, "fuse", fuse);
  for (std::size_t i = 0; i < blocks.size(); ++i)
    append_named(named, "blocks." + std::to_string(i), blocks[i]);
  append_named(named, "norm", norm);
  return named;
}

Cost MobileVitBlock::cost(const Volume& in) const {
  Cost cost = cost_through(in, local, enter);
  const Volume map = cost.out;
  for (const GroupedBlock& each : blocks) cost = cost.then(each.cost({map.channels, 1, map.area()}));
  cost = cost.then(norm.cost(map)).then(leave.cost(map));
  const Volume joined{2 * in.channels, in.height, in.width};
  return cost.then(fuse.cost(joined));
}

std::string MobileVitBlock::pytorch() const {
  std::string inner;
  for (const GroupedBlock& each : blocks) inner += (inner.empty() ? "" : ", ") + each.pytorch();
  return PythonCall("MobileVitBlock")
      .with(local.weight.shape()[0])
      .with(norm.weight.shape()[0])
      .with("[" + inner + "]")
      .text();
}

std::vector<std::string> MobileVitBlock::pytorch_classes() const {
  std::vector<std::string> classes = blocks.front().pytorch_classes();
  classes.emplace_back(mobilevit_class);
  return classes;
}

}  // namespace madang::demos::vit
