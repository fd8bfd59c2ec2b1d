#include "ui/axis.h"

#include <algorithm>
#include <cmath>

#include "ui/text.h"

namespace madang::ui {

namespace {

constexpr double steps[] = {1.0, 2.0, 2.5, 5.0, 10.0, 20.0};

std::string label_of(double value, double step, double largest) {
  if (largest >= 1e6 || step < 1e-4) return number_text(static_cast<float>(value), 4);
  const bool quarter = std::abs(step / std::pow(10.0, std::floor(std::log10(step) + 1e-9)) - 2.5) < 1e-6;
  const int decimals =
      std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9)) + (quarter ? 1 : 0));
  return fixed_text(static_cast<float>(value), decimals);
}

bool usable(double low, double high) { return std::isfinite(low) && std::isfinite(high) && high > low; }

}  // namespace

std::vector<Tick> linear_ticks(double low, double high, int most) {
  const double span = high - low, largest = std::max(std::abs(low), std::abs(high));
  if (!usable(low, high) || most < 1 || span < 1e-9 * largest) return {};
  const double magnitude = std::pow(10.0, std::floor(std::log10(span / most)));
  const auto first = [&](double step) { return std::ceil(low / step - 1e-6); };
  const auto last = [&](double step) { return std::floor(high / step + 1e-6); };
  double step = magnitude;
  for (const double factor : steps) {
    step = magnitude * factor;
    if (last(step) - first(step) + 1.0 <= most) break;
  }
  std::vector<Tick> ticks;
  for (double i = first(step); i <= last(step) && static_cast<int>(ticks.size()) < most; ++i)
    ticks.push_back({i * step, label_of(i * step, step, largest)});
  return ticks;
}

std::vector<Tick> scale_ticks(double low, double high, int most) {
  constexpr int enough = 4;  // on an axis around zero fewer may leave the zero alone
  std::vector<Tick> ticks = linear_ticks(low, high, std::max(2, most));
  for (int more = 3; ticks.size() < 2 && more <= enough; ++more) ticks = linear_ticks(low, high, more);
  return ticks;
}

std::vector<Tick> whole_ticks(double low, double high, int most) {
  const auto is_whole = [](double value) { return std::abs(value - std::round(value)) < 1e-6; };
  std::vector<Tick> ticks;
  for (int count = most; count >= std::min(most, 2); --count) {
    ticks = linear_ticks(low, high, count);
    if (std::ranges::all_of(ticks, is_whole, &Tick::value)) break;
  }
  if (ticks.size() < 2 || !is_whole(low)) return ticks;
  const double step = ticks[1].value - ticks[0].value;
  if (ticks.front().value - low >= step / 2)
    ticks.insert(ticks.begin(), {low, fixed_text(static_cast<float>(low), 0)});
  return ticks;
}

std::vector<Tick> logarithmic_ticks(double low, double high, int most) {
  if (!usable(low, high) || low <= 0.0 || most < 1) return {};
  const int first = static_cast<int>(std::ceil(std::log10(low) - 1e-9));
  const int last = static_cast<int>(std::floor(std::log10(high) + 1e-9));
  const int stride = std::max(1, (last - first + most) / most);
  std::vector<Tick> ticks;
  const auto add = [&](double value) { ticks.push_back({value, number_text(static_cast<float>(value), 2)}); };
  for (int power = first; power <= last; power += stride) add(std::pow(10.0, power));
  if (ticks.size() >= 2) return ticks;
  ticks.clear();
  for (int power = first - 1; power <= last + 1; ++power)
    for (const double factor : {1.0, 2.0, 5.0}) {
      const double value = factor * std::pow(10.0, power);
      if (value >= low * (1.0 - 1e-9) && value <= high * (1.0 + 1e-9) &&
          static_cast<int>(ticks.size()) < most)
        add(value);
    }
  return ticks.size() >= 2 ? ticks : linear_ticks(low, high, most);
}

std::vector<Tick> doubling_ticks(double low, double high, int most) {
  if (!usable(low, high) || low <= 0.0 || most < 1) return {};
  const int first = static_cast<int>(std::ceil(std::log2(low) - 1e-6));
  const int last = static_cast<int>(std::floor(std::log2(high) + 1e-6));
  const int stride = std::max(1, (last - first + most) / most);
  std::vector<Tick> ticks;
  for (int power = first; power <= last; power += stride)
    ticks.push_back({std::exp2(power), number_text(static_cast<float>(std::exp2(power)), 6)});
  return ticks;
}

float name_left(std::span<const Reach> labels, float right, float name_width, float gap) {
  const float at_the_end = right - name_width;
  if (labels.size() < 2 || labels.back().high + gap <= at_the_end) return at_the_end;
  const float before_the_last = labels.back().low - gap - name_width;
  return before_the_last >= labels.front().high + gap ? before_the_last : at_the_end;
}

}  // namespace madang::ui
