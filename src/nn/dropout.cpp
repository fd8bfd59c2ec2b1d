#include "nn/dropout.h"

#include "autograd/ops_arithmetic.h"
#include "core/python.h"

namespace madang {
namespace {

constexpr const char* shared_mask_class = R"py(class SharedDropout(nn.Module):
    """Dropout whose mask is the same along some axes."""

    def __init__(self, rate, axes):
        super().__init__()
        self.rate, self.axes = rate, axes

    def forward(self, x):
        if not self.training or self.rate == 0:
            return x
        shape = [1 if axis in self.axes else size for axis, size in enumerate(x.shape)]
        return x * (torch.rand(shape) >= self.rate) / (1 - self.rate)
)py";

}  // namespace

Tensor Dropout::mask(const Shape& x, Random& random) const {
  Tensor mask = dropout_mask(dropout_mask_shape(x, unit), rate, random);
  if (scaling == DropoutScaling::original)
    for (float& value : mask.mutable_values()) value = value != 0.0f ? 1.0f : 0.0f;
  return mask;
}

Variable Dropout::operator()(const Variable& x, Mode mode, Random* random) const {
  if (rate == 0.0f) return x;
  if (mode == Mode::evaluation) return scaling == DropoutScaling::original ? x * (1.0f - rate) : x;
  if (!random) throw Error("dropout: random numbers expected while training");
  return x * constant(mask(x.shape(), *random));
}

std::string Dropout::pytorch() const {
  if (scaling == DropoutScaling::original) throw Error("dropout: PyTorch scales while training");
  switch (unit) {
    case DropoutUnit::element:
      return PythonCall("nn.Dropout").with(rate).text();
    case DropoutUnit::channel:
      return PythonCall("nn.Dropout2d").with(rate).text();
    case DropoutUnit::feature_over_time:
      return PythonCall("SharedDropout").with(rate).with("(1,)").text();
    case DropoutUnit::example:
      return PythonCall("SharedDropout").with(rate).with("(1, 2, 3)").text();
  }
  throw Error("dropout: no such unit");
}

std::vector<std::string> Dropout::pytorch_classes() const {
  const bool shared = unit == DropoutUnit::feature_over_time || unit == DropoutUnit::example;
  return shared ? std::vector<std::string>{shared_mask_class} : std::vector<std::string>{};
}

float stochastic_depth_rate(int block, int blocks, float last) {
  if (block < 0 || block >= blocks)
    throw Error("stochastic_depth_rate: block " + std::to_string(block) + " of " + std::to_string(blocks));
  return last * static_cast<float>(block + 1) / static_cast<float>(blocks);
}

}  // namespace madang
