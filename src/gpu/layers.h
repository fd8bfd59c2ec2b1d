#pragma once

#include "gpu/commands.h"
#include "kernels/adam.h"

/// What a training step of a small Transformer needs beside matmul and attention. Every array's size is
/// checked (throws Error); outputs must not be inputs.
namespace madang::gpu {

struct Rows {
  int rows = 0;
  int columns = 0;
};

enum class Elementwise {  // the numbers stand in the shader too
  add = 0,
  multiply = 1,
  relu = 2,
  relu_backward = 3,  // a: d_y, b: x
  gelu = 4,
  gelu_backward = 5,  // a: d_y, b: x
};
/// y = f(a, b); a function of one argument takes a twice.
void elementwise(Commands& commands, Elementwise operation, const Array& a, const Array& b, const Array& y);

/// As kernels::row_norm, centred. statistics: (rows, 2), receives mean and inverse deviation.
void layer_norm(Commands& commands, const Rows& shape, float epsilon, const Array& x, const Array& weight,
                const Array& bias, const Array& y, const Array& statistics);
struct LayerNormSaved {
  Array x, weight, statistics, d_y;
};
/// With `accumulate` the derivative is added to what d_x holds.
void layer_norm_backward(Commands& commands, const Rows& shape, const LayerNormSaved& saved, const Array& d_x,
                         const Array& d_weight, const Array& d_bias, bool accumulate = false);

/// sums = scale Σ over the rows of x: the derivative of a bias.
void column_sums(Commands& commands, const Rows& shape, float scale, const Array& x, const Array& sums);

/// losses (rows): −log softmax(x)[label]; d_x: scale times the derivative of their sum. Labels are integers.
void cross_entropy(Commands& commands, const Rows& shape, float scale, const Array& x, const Array& labels,
                   const Array& losses, const Array& d_x);

/// out[row] = table[token[row]], plus positions[row mod length] where positions (length, columns) is not
/// empty. A token that is not in the table gives NaN.
void embedding(Commands& commands, int columns, const Array& tokens, const Array& table,
               const Array& positions, const Array& out);
/// d_table[token] = Σ d_out[row] over the rows with this token.
void embedding_backward(Commands& commands, int columns, const Array& tokens, const Array& d_out,
                        const Array& d_table);

void adam(Commands& commands, const kernels::AdamUpdate& update, const Array& gradient,
          const Array& first_moment, const Array& second_moment, const Array& parameter);

}  // namespace madang::gpu
