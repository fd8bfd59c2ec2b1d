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
  return PythonCall("nn.RMSNorm").with(weight.shape()[0]).with("eps=" + python(epsilon)).text();
}

std::string GroupNorm::pytorch() const {
  return PythonCall("nn.GroupNorm")
      .with(groups)
      .with(weight.shape()[0])
      .with("eps", epsilon, default_norm_epsilon)
      .text();
}

}  // namespace madang
