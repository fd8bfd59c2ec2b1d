#pragma once

#include "core/random.h"
#include "demos/convolution/experiment.h"
#include "nn/conv.h"

namespace madang::demos::convolution {

/// The weights of a filter, (1, channels, size, size). Every channel has the same ones, divided by the number
/// of channels, so that a grey picture gives the same map in RGB; random ones are normal with variance
/// 1 / (channels · size²) (LeCun et al. 1998, section 4.6). `learned` has no weights of its own.
///   Sobel and Laplacian: Gonzalez & Woods, "Digital Image Processing", section 3.6
Tensor weights_of(Filter filter, int channels, int size, Random random);

/// The layer, without bias. weights: (1, channels, size, size)
Conv2d layer_of(const Variable& weights, const Geometry& geometry);
/// picture: (1, channels, side, side) → (outputs, outputs)
Matrix map_of(const Tensor& picture, const Tensor& weights, const Geometry& geometry);

/// The definition of one output, Σ_c,i,j w[c, i, j] x[c, row · stride + i · dilation − padding, …], zeros
/// outside of the picture, summed in double (Dumoulin & Visin 2016, chapter 2).
double defined_output(const Tensor& picture, const Tensor& weights, const Geometry& geometry, int row,
                      int column);
/// Largest |map − definition|.
float definition_difference(const Matrix& map, const Tensor& picture, const Tensor& weights,
                            const Geometry& geometry);

Pooled pool(const Matrix& map, int window, float alpha);

/// A picture moved to the right and down.
struct Shift {
  int right = 0;
  int down = 0;
};

/// Everything about the picture being shifted but the mean over its neighbours.
ShiftPicture shift_of(const Tensor& picture, const Tensor& weights, const Settings& settings, Shift shift);
/// The mean of `kept` over the eight shifts by one pixel.
Kept kept_nearby(const Tensor& picture, const Tensor& weights, const Settings& settings);

}  // namespace madang::demos::convolution
