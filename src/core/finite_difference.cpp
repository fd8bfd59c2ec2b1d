#include "core/finite_difference.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <type_traits>

namespace madang {

namespace {

constexpr int most_levels = 8;
constexpr double shrink = 8;           // from one level to the next
constexpr double deviations = 6;       // of rounding, that count as more than rounding
constexpr double probe_share = 1024;   // h over the steps at which rounding is measured
constexpr double least_kink = 1e-5;    // relative: a smaller one is no error that a float could show
constexpr double most_bending = 1e-3;  // relative, of the central difference from h to h/2

template <class Real>
constexpr double first_step = std::is_same_v<Real, float> ? 2e-3 : 1e-5;

/// The four values around f(x) at one step, and what they say.
template <class Real>
class Level {
 public:
  Level(const std::function<double(Real)>& f, Real x, double centre, double step)
      : right_(side(f, x, centre, step)), left_(side(f, x, centre, -step)) {}

  bool finite() const { return std::isfinite(right() + left() + largest()); }
  double h() const { return (right_.step - left_.step) / 2; }
  double right() const { return 2 * right_.near - right_.far; }
  double left() const { return 2 * left_.near - left_.far; }
  double gap() const { return std::abs(right() - left()); }
  double central() const { return (right_.far + left_.far) / 2; }
  /// What the central difference moves by when the step is halved.
  double bending() const { return std::abs((right_.near + left_.near) / 2 - central()); }
  double largest() const { return std::max(right_.largest, left_.largest); }
  /// Standard deviations of gap() and of a slope where each value of f has one of `noise`: the values at h/2
  /// enter with 4/h, f(x) with 6/h, those at h with 1/h.
  double gap_noise(double noise) const { return std::sqrt(70.0) * noise / h(); }
  double slope_noise(double noise) const { return std::sqrt(26.0) * noise / h(); }
  bool even(double noise) const {
    return gap() <= std::max(deviations * gap_noise(noise),
                             least_kink * std::max(std::abs(right()), std::abs(left())));
  }
  bool straight(double noise) const {
    return bending() <= std::max(most_bending * std::abs(central()), slope_noise(noise));
  }

 private:
  struct Side {
    double step;       // as Real has it, signed
    double near, far;  // slopes to x + step/2 and x + step
    double largest;    // |f|
  };
  static Side side(const std::function<double(Real)>& f, Real x, double centre, double step) {
    const Real near = static_cast<Real>(x + step / 2), far = static_cast<Real>(x + step);
    const double f_near = f(near), f_far = f(far);
    const double near_step = static_cast<double>(near) - x, far_step = static_cast<double>(far) - x;
    return {far_step, (f_near - centre) / near_step, (f_far - centre) / far_step,
            std::max(std::abs(f_near), std::abs(f_far))};
  }

  Side right_, left_;
};

/// Standard deviation of the rounding of f, by the third differences of six values on each side of x: where
/// the values are equally far apart and independent, those have one √20 times as large. Neither side holds
/// x itself, so that a kink or jump there is not taken for rounding.
template <class Real>
double measured_noise(const std::function<double(Real)>& f, Real x, double step) {
  constexpr double least = 8 * static_cast<double>(std::numeric_limits<Real>::epsilon());
  step = std::max(step, least * std::max(1.0, std::abs(static_cast<double>(x))));
  double noise = 0;
  for (const double direction : {step, -step}) {
    std::array<double, 6> values;
    for (std::size_t i = 0; i < values.size(); ++i)
      values[i] = f(static_cast<Real>(x + direction * static_cast<double>(i + 1)));
    double squares = 0;
    for (std::size_t i = 0; i + 3 < values.size(); ++i) {
      const double third = values[i + 3] - 3 * values[i + 2] + 3 * values[i + 1] - values[i];
      squares += third * third / 3;
    }
    noise = std::max(noise, std::sqrt(squares / 20));
  }
  return std::isfinite(noise) ? noise : 0;
}

template <class Real>
FiniteDifference told(const Level<Real>& level, double noise, Smoothness smoothness) {
  const double rounding = deviations * level.slope_noise(noise);
  return {smoothness,   level.central(),
          level.left(), level.right(),
          level.h(),    rounding + (smoothness == Smoothness::smooth ? level.bending() : 0)};
}

/// What a level adds to the kink or jump that was found at larger steps.
template <class Real>
void take_uneven(FiniteDifference& found, const Level<Real>& level, double noise) {
  const double before = std::abs(found.right - found.left);
  const bool again = found.smoothness == Smoothness::kink || found.smoothness == Smoothness::jump;
  if (again && level.gap() > 2 * before)
    found = told(level, noise, Smoothness::jump);
  else if (again && std::abs(level.gap() - before) <= deviations * level.gap_noise(noise))
    found.h = level.h();  // the same: the larger step has told its slopes better
  else
    found = told(level, noise, Smoothness::kink);
}

}  // namespace

template <std::floating_point Real>
FiniteDifference finite_difference(const std::function<double(Real)>& f, Real x, double nearest) {
  const double centre = f(x);
  double step = first_step<Real> * std::max(1.0, std::abs(static_cast<double>(x)));
  double measured = std::numeric_limits<double>::infinity();
  double largest_gap = 0;  // that of a kink at x is the same at each step
  FiniteDifference found;
  for (int i = 0; i < most_levels; ++i, step /= shrink) {
    const Level<Real> level(f, x, centre, step);
    if (!level.finite()) continue;
    double noise = std::numeric_limits<Real>::epsilon() * level.largest();
    if (!level.even(noise) || !level.straight(noise) || largest_gap > 0) {
      measured = std::min(measured, measured_noise(f, x, step / probe_share));  // a kink nearby only adds
      noise = std::max(noise, measured);
    }
    if (deviations * level.gap_noise(noise) > largest_gap / 2 && largest_gap > 0) break;  // hidden from here
    if (step < nearest && largest_gap > 0) break;
    if (!level.even(noise)) {
      take_uneven(found, level, noise);
      largest_gap = std::max(largest_gap, level.gap());
      continue;
    }
    largest_gap = 0;  // what was seen lies further away
    const FiniteDifference now = told(level, noise, Smoothness::smooth);
    const bool worse = found.smoothness == Smoothness::smooth && now.uncertainty > found.uncertainty;
    if (worse && level.straight(noise)) break;  // by rounding
    found = worse ? told(level, noise, Smoothness::jump) : now;
    if (worse || level.straight(noise)) break;
  }
  return found;
}

template FiniteDifference finite_difference(const std::function<double(float)>&, float, double);
template FiniteDifference finite_difference(const std::function<double(double)>&, double, double);

std::optional<double> relative_error(double derivative, const FiniteDifference& difference, double least) {
  constexpr double hidden_share = 0.05;
  if (difference.smoothness != Smoothness::smooth) return {};
  const double error = std::abs(derivative - difference.central);
  const double size = std::max(std::abs(derivative), std::abs(difference.central));
  if (size == 0) return 0;
  const bool hidden = error <= difference.uncertainty && difference.uncertainty > hidden_share * size;
  if (hidden && least < difference.uncertainty) return {};
  return error / std::max(size, least);
}

bool is_subgradient(double derivative, const FiniteDifference& difference) {
  constexpr double rounding = 1e-4;  // the derivative is a sum of floats
  const auto [low, high] = std::minmax(difference.left, difference.right);
  const double slack = difference.uncertainty + rounding * std::max(std::abs(low), std::abs(high));
  return derivative >= low - slack && derivative <= high + slack;
}

}  // namespace madang
