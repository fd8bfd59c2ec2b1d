#pragma once

#include "kernels/lstm.h"

namespace madang::kernels {

void check_lstm(const Lstm& shape, const LstmInputs& inputs, const LstmSaved<const float>& saved,
                std::size_t h, std::size_t c);
void check_lstm_backward(const Lstm& shape, const LstmInputs& inputs, const LstmSaved<const float>& saved,
                         std::size_t d_h, std::size_t d_c, const LstmGradients& gradients);

inline LstmSaved<const float> as_read(const LstmSaved<float>& saved) {
  return {saved.joint, saved.gates, saved.cells, saved.tanhs};
}

}  // namespace madang::kernels
