#include "kernels/lstm_check.h"

#include "kernels/check.h"

namespace madang::kernels {
namespace {

struct Sizes {
  explicit Sizes(const Lstm& shape)
      : state(static_cast<std::size_t>(shape.batch) * static_cast<std::size_t>(shape.hidden)),
        sequence(state * static_cast<std::size_t>(shape.length)),
        x(static_cast<std::size_t>(shape.batch) * static_cast<std::size_t>(shape.length) *
          static_cast<std::size_t>(shape.in)),
        weight_ih(4 * static_cast<std::size_t>(shape.hidden) * static_cast<std::size_t>(shape.in)),
        weight_hh(4 * static_cast<std::size_t>(shape.hidden) * static_cast<std::size_t>(shape.hidden)),
        bias(4 * static_cast<std::size_t>(shape.hidden)) {}
  std::size_t state, sequence, x, weight_ih, weight_hh, bias;
};

void check_or_empty(const char* operation, std::size_t size, std::size_t expected) {
  if (size != 0) check_same(operation, size, expected);
}

}  // namespace

void check_lstm(const Lstm& shape, const LstmInputs& inputs, const LstmSaved<const float>& saved,
                std::size_t h, std::size_t c) {
  const Sizes sizes(shape);
  check_same("lstm", inputs.x.size(), sizes.x);
  check_same("lstm", inputs.h0.size(), inputs.c0.size(), sizes.state);
  check_same("lstm", inputs.weight_ih.size(), sizes.weight_ih);
  check_same("lstm", inputs.weight_hh.size(), sizes.weight_hh);
  check_or_empty("lstm", inputs.bias.size(), sizes.bias);
  check_same("lstm", saved.joint.size(), sizes.x + sizes.sequence);
  check_same("lstm", saved.gates.size(), 4 * sizes.sequence);
  check_same("lstm", saved.cells.size(), saved.tanhs.size(), sizes.sequence);
  check_same("lstm", h, sizes.sequence);
  check_or_empty("lstm", c, sizes.sequence);
}

void check_lstm_backward(const Lstm& shape, const LstmInputs& inputs, const LstmSaved<const float>& saved,
                         std::size_t d_h, std::size_t d_c, const LstmGradients& gradients) {
  check_lstm(shape, inputs, saved, d_h, d_c);
  const Sizes sizes(shape);
  check_or_empty("lstm_backward", gradients.x.size(), sizes.x);
  check_or_empty("lstm_backward", gradients.h0.size(), sizes.state);
  check_or_empty("lstm_backward", gradients.c0.size(), sizes.state);
  check_or_empty("lstm_backward", gradients.bias.size(), sizes.bias);
  check_same("lstm_backward", gradients.weight_ih.size(), sizes.weight_ih);
  check_same("lstm_backward", gradients.weight_hh.size(), sizes.weight_hh);
}

}  // namespace madang::kernels
