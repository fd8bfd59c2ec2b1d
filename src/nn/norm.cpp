#include "nn/norm.h"

#include "core/python.h"

namespace madang {

std::string LayerNorm::pytorch() const {
  std::string axes;
  for (int i = 0; i < weight.shape().rank(); ++i)
    axes += (i > 0 ? ", " : "") + std::to_string(weight.shape()[i]);
  return PythonCall("nn.LayerNorm")
      .with(weight.shape().rank() == 1 ? axes : "(" + axes + ")")
      .with("eps", epsilon, default_norm_epsilon)
      .text();
}

std::string RmsNorm::pytorch() const {
  return PythonCall("RmsNorm").with(weight.shape()[0]).with("eps", epsilon, default_norm_epsilon).text();
}

std::vector<std::string> RmsNorm::pytorch_classes() const {
  return {R"py(class RmsNorm(nn.Module):
    def __init__(self, features, eps=1e-5):
        super().__init__()
        self.weight, self.eps = nn.Parameter(torch.ones(features)), eps

    def forward(self, x):
        return x * (x.pow(2).mean(-1, keepdim=True) + self.eps).rsqrt() * self.weight
)py"};
}

std::string GroupNorm::pytorch() const {
  return PythonCall("nn.GroupNorm")
      .with(groups)
      .with(weight.shape()[0])
      .with("eps", epsilon, default_norm_epsilon)
      .text();
}

}  // namespace madang
