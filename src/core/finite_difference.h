#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <optional>

namespace madang {

/// What a function does at the point where its derivative is asked for.
enum class Smoothness : std::uint8_t {
  smooth,   ///< the slopes on both sides are one
  kink,     ///< they differ: it has one-sided derivatives only, as ReLU at 0
  jump,     ///< they grow as the step shrinks: a step, or a vertical tangent
  unknown,  ///< no step gave finite numbers
};

/// A derivative told from values of the function alone.
struct FiniteDifference {
  Smoothness smoothness = Smoothness::unknown;
  double central = 0;      ///< (f(x + h) − f(x − h)) / 2h
  double left = 0;         ///< slope on the left, from f(x), f(x − h/2) and f(x − h)
  double right = 0;        ///< on the right
  double h = 0;            ///< the step at which this was found; a kink or jump lies no further away
  double uncertainty = 0;  ///< of each of the three: what rounding of f and the step leave open

  template <class Visitor>
  void visit(Visitor& v) {
    v(smoothness, central, left, right, h, uncertainty);
  }
};

/// f′(x) by differences, without knowing what it should be. A one-sided slope at two steps,
///   s(h) = (f(x + h) − f(x)) / h,   2 s(h/2) − s(h) = f′ + O(h²)   (Richardson 1911),
/// is free of curvature, so that what the two sides differ by then is a kink: in a smooth f it is O(h³). It
/// counts where it exceeds 10⁻⁵ of the slope and six standard deviations of what rounding makes of it,
/// measured by third differences of f at tiny steps (Hamming 1962; Moré & Wild 2011, section 3). The step
/// begins at 10⁻⁵ (float: 2·10⁻³) of max(1, |x|) and shrinks while a kink may only lie near, or f bends too
/// much within it. `Real` is the precision of x and of the values of f: with float, f is one that the engine
/// computes. nearest: a kink nearer than this counts as one at x, since what the slope is compared with may
/// have been rounded to its other side.
template <std::floating_point Real>
FiniteDifference finite_difference(const std::function<double(Real)>& f, Real x, double nearest = 0);

/// |derivative − central| by the larger of the two and `least`. Nothing where no such number exists: at a
/// kink or jump, and where both are so small that rounding hides whether they differ.
std::optional<double> relative_error(double derivative, const FiniteDifference& difference, double least = 0);

/// Whether it lies between the one-sided slopes, so that at a kink it is an element of the subdifferential
/// (Clarke 1975). The chain rule need not find one: each ReLU at 0 takes its own 0.
bool is_subgradient(double derivative, const FiniteDifference& difference);

}  // namespace madang
