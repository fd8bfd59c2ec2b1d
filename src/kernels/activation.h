#pragma once

#include <span>

/// Activations with a smooth slope. The forward pass has all that the derivative needs at hand, so it leaves
/// the slope f′(x) too, and the backward pass is one product: dx = dy slope. `slope` may be empty. y and
/// slope may each be x. Largest error of the vector versions, tested against double, in units of
/// max(1, |exact|): y 4e-7, slope 3e-6.
namespace madang::kernels {

/// x Φ(x), Φ the normal distribution function (Hendrycks & Gimpel 2016); slope Φ(x) + x φ(x).
void gelu(std::span<const float> x, std::span<float> y, std::span<float> slope);
/// Its approximation ½ x (1 + tanh u) = x σ(2u) with u = √(2/π) (x + 0.044715 x³) (the same, section 2).
void gelu_tanh(std::span<const float> x, std::span<float> y, std::span<float> slope);
/// x σ(x) (the same, section 2; Ramachandran, Zoph & Le 2017: swish).
void silu(std::span<const float> x, std::span<float> y, std::span<float> slope);
/// scale · x for x > 0, scale · α (eˣ − 1) else (Clevert, Unterthiner & Hochreiter 2016, eq. 15).
struct Elu {
  float alpha = 1;
  float scale = 1;
};
void elu(const Elu& shape, std::span<const float> x, std::span<float> y, std::span<float> slope);
/// log(1 + eˣ); slope σ(x).
void softplus(std::span<const float> x, std::span<float> y, std::span<float> slope);

void gelu_reference(std::span<const float> x, std::span<float> y, std::span<float> slope);
void gelu_tanh_reference(std::span<const float> x, std::span<float> y, std::span<float> slope);
void silu_reference(std::span<const float> x, std::span<float> y, std::span<float> slope);
void elu_reference(const Elu& shape, std::span<const float> x, std::span<float> y, std::span<float> slope);
void softplus_reference(std::span<const float> x, std::span<float> y, std::span<float> slope);

}  // namespace madang::kernels
