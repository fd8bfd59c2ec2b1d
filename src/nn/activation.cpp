#include "nn/activation.h"

#include "core/error.h"
#include "core/python.h"

namespace madang {

std::string pytorch_activation(Activation activation) {
  switch (activation) {
    case Activation::identity:
      return "nn.Identity()";
    case Activation::sigmoid:
      return "nn.Sigmoid()";
    case Activation::tanh:
      return "nn.Tanh()";
    case Activation::relu:
      return "nn.ReLU()";
    case Activation::leaky_relu:
      return "nn.LeakyReLU()";
    case Activation::elu:
      return "nn.ELU()";
    case Activation::selu:
      return "nn.SELU()";
    case Activation::gelu:
      return "nn.GELU()";
    case Activation::gelu_tanh:
      return "nn.GELU(approximate=\"tanh\")";
    case Activation::softplus:
      return "nn.Softplus()";
    case Activation::silu:
      return "nn.SiLU()";
  }
  throw Error("activation: no such activation");
}

std::string Prelu::pytorch() const {
  return PythonCall("nn.PReLU").with("num_parameters", weight.shape()[0], 1).text();
}

std::string LeakyRelu::pytorch() const {
  return PythonCall("nn.LeakyReLU").with("negative_slope", slope, 0.01f).text();
}

}  // namespace madang
