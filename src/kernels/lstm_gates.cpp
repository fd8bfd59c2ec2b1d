#include "kernels/lstm_gates.h"

#include "kernels/in_vectors.h"
#include "kernels/simd_math.h"

namespace madang::kernels {

void lstm_gates(int hidden, const LstmUnit& of) {
  const LstmUnit unit = of;  // a copy that no store can alias
  float *i_at = unit.gates, *f_at = i_at + hidden, *g_at = f_at + hidden, *o_at = g_at + hidden;
  const float *i_bias = unit.bias, *f_bias = i_bias + hidden, *g_bias = f_bias + hidden,
              *o_bias = g_bias + hidden;
  in_vectors(static_cast<std::size_t>(hidden), [&](auto read, auto write) {
    const float4 i = sigmoid(read(i_at) + read(i_bias));
    const float4 f = sigmoid(read(f_at) + read(f_bias));
    const float4 g = tanh(read(g_at) + read(g_bias));
    const float4 o = sigmoid(read(o_at) + read(o_bias));
    const float4 c = fma(f, read(unit.c_past), i * g);
    const float4 tanh_c = tanh(c);
    write(i_at, i);
    write(f_at, f);
    write(g_at, g);
    write(o_at, o);
    write(unit.c, c);
    write(unit.tanh_c, tanh_c);
    write(unit.h, o * tanh_c);
    write(unit.h_out, o * tanh_c);
  });
}

void lstm_gates_backward(int hidden, const LstmUnitBackward& of) {
  const LstmUnitBackward unit = of;
  const float *i_at = unit.gates, *f_at = i_at + hidden, *g_at = f_at + hidden, *o_at = g_at + hidden;
  float *d_i = unit.d_sums, *d_f = d_i + hidden, *d_g = d_f + hidden, *d_o = d_g + hidden;
  in_vectors(static_cast<std::size_t>(hidden), [&](auto read, auto write) {
    const float4 one = fixed<1.0f>();
    const float4 i = read(i_at), f = read(f_at), g = read(g_at), o = read(o_at);
    const float4 tanh_c = read(unit.tanh_c);
    const float4 dh = read(unit.d_h_out) + read(unit.d_h_next);
    float4 dc = read(unit.d_c) + dh * o * (one - tanh_c * tanh_c);
    if (unit.d_c_out) dc = dc + read(unit.d_c_out);
    write(d_i, dc * g * i * (one - i));
    write(d_f, dc * read(unit.c_past) * f * (one - f));
    write(d_g, dc * i * (one - g * g));
    write(d_o, dh * tanh_c * o * (one - o));
    write(unit.d_c, dc * f);
  });
}

}  // namespace madang::kernels
