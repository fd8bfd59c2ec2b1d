#include "nn/residual.h"

#include "autograd/ops_activation.h"
#include "autograd/ops_arithmetic.h"
#include "core/python.h"

namespace madang {
namespace {

constexpr ConvStart start{.initialisation = Initialisation::he_normal, .bias = false};  // a norm follows

Conv2d conv3x3(int in, int out, Random& random, int stride) {
  return {in, out, 3, random, {.stride = stride, .padding = 1}, start};
}

Conv2d conv1x1(int in, int out, Random& random, int stride = 1) {
  return {in, out, 1, random, {.stride = stride}, start};
}

int narrow_channels(int out_channels) {
  if (out_channels % BottleneckBlock::expansion != 0) {
    throw Error("bottleneck: " + std::to_string(out_channels) + " channels out are no multiple of 4");
  }
  return out_channels / BottleneckBlock::expansion;
}

/// A convolution with its norm and activation, in the order of the block.
Variable stage(const Conv2d& conv, const BatchNorm& norm, const Variable& x, const ResidualOptions& options,
               Mode mode) {
  if (options.order == ResidualOrder::pre_activation) return conv(relu(norm(x, mode)));
  return relu(norm(conv(x), mode));
}

/// The last stage, and what the shortcut brings.
Variable finish(const Conv2d& conv, const BatchNorm& norm, const Variable& signal, const Variable& x,
                const Shortcut& shortcut, const ResidualOptions& options, Mode mode) {
  if (options.order == ResidualOrder::pre_activation) {
    const Variable residual = conv(relu(norm(signal, mode)));
    return options.skip ? shortcut(x, mode) + residual : residual;
  }
  const Variable residual = norm(conv(signal), mode);
  return relu(options.skip ? shortcut(x, mode) + residual : residual);
}

/// Of F with the way past it, whose sum has F's channels.
Cost with_shortcut(const Cost& residual, const Shortcut& shortcut, const Volume& in) {
  Cost cost = residual.beside(shortcut.cost(in));
  cost.out = residual.out;
  return cost;
}

std::string constructor(const char* name, const Conv2d& first, const Conv2d& last,
                        const ResidualOptions& options) {
  return PythonCall(name)
      .with(first.weight.shape()[1])
      .with(last.weight.shape()[0])
      .with("stride", options.stride, 1)
      .with("pre_activation", options.order == ResidualOrder::pre_activation, false)
      .with("skip", options.skip, true)
      .text();
}

constexpr const char* shortcut_class = R"py(def shortcut(inputs, outputs, stride, pre_activation):
    if stride == 1 and inputs == outputs:
        return nn.Identity()
    conv = nn.Conv2d(inputs, outputs, 1, stride, bias=False)
    return nn.Sequential(conv) if pre_activation else nn.Sequential(conv, nn.BatchNorm2d(outputs))
)py";

constexpr const char* residual_class = R"py(class ResidualBlock(nn.Module):
    def __init__(self, inputs, outputs, stride=1, pre_activation=False, skip=True):
        super().__init__()
        self.pre_activation = pre_activation
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(inputs if pre_activation else outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.downsample = shortcut(inputs, outputs, stride, pre_activation) if skip else None

    def forward(self, x):
        past = self.downsample(x) if self.downsample else 0
        if self.pre_activation:
            return past + self.conv2(self.bn2(self.conv1(self.bn1(x).relu())).relu())
        return (past + self.bn2(self.conv2(self.bn1(self.conv1(x)).relu()))).relu()
)py";

constexpr const char* bottleneck_class = R"py(class BottleneckBlock(nn.Module):
    def __init__(self, inputs, outputs, stride=1, pre_activation=False, skip=True):
        super().__init__()
        self.pre_activation = pre_activation
        narrow = outputs // 4
        self.conv1 = nn.Conv2d(inputs, narrow, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(inputs if pre_activation else narrow)
        self.conv2 = nn.Conv2d(narrow, narrow, 3, stride, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(narrow)
        self.conv3 = nn.Conv2d(narrow, outputs, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(narrow if pre_activation else outputs)
        self.downsample = shortcut(inputs, outputs, stride, pre_activation) if skip else None

    def forward(self, x):
        past = self.downsample(x) if self.downsample else 0
        if self.pre_activation:
            y = self.conv2(self.bn2(self.conv1(self.bn1(x).relu())).relu())
            return past + self.conv3(self.bn3(y).relu())
        y = self.bn2(self.conv2(self.bn1(self.conv1(x)).relu())).relu()
        return (past + self.bn3(self.conv3(y))).relu()
)py";

}  // namespace

Shortcut::Shortcut(int in_channels, int out_channels, Random& random, const ResidualOptions& options) {
  if (!options.skip || (in_channels == out_channels && options.stride == 1)) return;
  projection.emplace(conv1x1(in_channels, out_channels, random, options.stride));
  if (options.order == ResidualOrder::post_activation) norm.emplace(out_channels);
}

Variable Shortcut::operator()(const Variable& x, Mode mode) const {
  if (!projection) return x;
  const Variable projected = (*projection)(x);
  return norm ? (*norm)(projected, mode) : projected;
}

Cost Shortcut::cost(const Volume& in) const {
  if (!projection) return {.out = in};
  return norm ? cost_through(in, *projection, *norm) : projection->cost(in);
}

void Shortcut::append_to(std::vector<NamedParameter>& named) const {
  if (projection) append_named(named, "downsample.0", *projection);
  if (norm) append_named(named, "downsample.1", *norm);
}

void Shortcut::append_buffers_to(std::vector<NamedParameter>& named) const {
  if (norm) append_named_buffers(named, "downsample.1", *norm);
}

ResidualBlock::ResidualBlock(int in_channels, int out_channels, Random& random,
                             const ResidualOptions& block_options)
    : options(block_options),
      conv1(conv3x3(in_channels, out_channels, random, options.stride)),
      conv2(conv3x3(out_channels, out_channels, random, 1)),
      bn1(options.order == ResidualOrder::pre_activation ? in_channels : out_channels),
      bn2(out_channels),
      shortcut(in_channels, out_channels, random, options) {}

Variable ResidualBlock::operator()(const Variable& x, Mode mode) const {
  const Variable signal = stage(conv1, bn1, x, options, mode);
  return finish(conv2, bn2, signal, x, shortcut, options, mode);
}

Cost ResidualBlock::cost(const Volume& in) const {
  return with_shortcut(cost_through(in, conv1, bn1, conv2, bn2), shortcut, in);
}

std::string ResidualBlock::pytorch() const { return constructor("ResidualBlock", conv1, conv2, options); }
std::vector<std::string> ResidualBlock::pytorch_classes() const { return {shortcut_class, residual_class}; }

std::vector<NamedParameter> ResidualBlock::named_parameters() const {
  std::vector<NamedParameter> named;
  append_named(named, "conv1", conv1);
  append_named(named, "bn1", bn1);
  append_named(named, "conv2", conv2);
  append_named(named, "bn2", bn2);
  shortcut.append_to(named);
  return named;
}

std::vector<NamedParameter> ResidualBlock::named_buffers() const {
  std::vector<NamedParameter> named;
  append_named_buffers(named, "bn1", bn1);
  append_named_buffers(named, "bn2", bn2);
  shortcut.append_buffers_to(named);
  return named;
}

BottleneckBlock::BottleneckBlock(int in_channels, int out_channels, Random& random,
                                 const ResidualOptions& block_options)
    : options(block_options),
      conv1(conv1x1(in_channels, narrow_channels(out_channels), random)),
      conv2(conv3x3(out_channels / expansion, out_channels / expansion, random, options.stride)),
      conv3(conv1x1(out_channels / expansion, out_channels, random)),
      bn1(options.order == ResidualOrder::pre_activation ? in_channels : out_channels / expansion),
      bn2(out_channels / expansion),
      bn3(options.order == ResidualOrder::pre_activation ? out_channels / expansion : out_channels),
      shortcut(in_channels, out_channels, random, options) {}

Variable BottleneckBlock::operator()(const Variable& x, Mode mode) const {
  const Variable narrow = stage(conv1, bn1, x, options, mode);
  const Variable signal = stage(conv2, bn2, narrow, options, mode);
  return finish(conv3, bn3, signal, x, shortcut, options, mode);
}

Cost BottleneckBlock::cost(const Volume& in) const {
  return with_shortcut(cost_through(in, conv1, bn1, conv2, bn2, conv3, bn3), shortcut, in);
}

std::string BottleneckBlock::pytorch() const { return constructor("BottleneckBlock", conv1, conv3, options); }
std::vector<std::string> BottleneckBlock::pytorch_classes() const {
  return {shortcut_class, bottleneck_class};
}

std::vector<NamedParameter> BottleneckBlock::named_parameters() const {
  std::vector<NamedParameter> named;
  append_named(named, "conv1", conv1);
  append_named(named, "bn1", bn1);
  append_named(named, "conv2", conv2);
  append_named(named, "bn2", bn2);
  append_named(named, "conv3", conv3);
  append_named(named, "bn3", bn3);
  shortcut.append_to(named);
  return named;
}

std::vector<NamedParameter> BottleneckBlock::named_buffers() const {
  std::vector<NamedParameter> named;
  append_named_buffers(named, "bn1", bn1);
  append_named_buffers(named, "bn2", bn2);
  append_named_buffers(named, "bn3", bn3);
  shortcut.append_buffers_to(named);
  return named;
}

}  // namespace madang
