#include "nn/linear.h"

#include "core/error.h"
#include "core/python.h"

namespace madang {

Cost Linear::cost(const Volume& in) const {
  const int in_features = weight.shape()[1];
  if (in.channels != in_features) {
    throw Error("linear: " + std::to_string(in_features) + " features expected, " +
                std::to_string(in.channels) + " come in");
  }
  return {.out = {weight.shape()[0], in.height, in.width},
          .parameters = parameter_count(*this),
          .multiply_adds = static_cast<std::int64_t>(weight.value().size()) * in.area(),
          .depth = 1};
}

std::string Linear::pytorch() const {
  const Shape& shape = weight.shape();
  return PythonCall("nn.Linear")
      .with(shape[1])
      .with(shape[0])
      .with("bias", static_cast<bool>(bias), true)
      .text();
}

}  // namespace madang
