#include "data/patterns.h"

#include <cmath>
#include <numbers>

#include "core/error.h"

namespace madang {

namespace {

constexpr float pi = std::numbers::pi_v<float>;

struct Place {
  float x;
  float y;
};

Place corner(int index) {
  // 0 and 2: equal signs (class 0); 1 and 3: different signs (class 1)
  constexpr Place corners[] = {{-0.75f, -0.75f}, {-0.75f, 0.75f}, {0.75f, 0.75f}, {0.75f, -0.75f}};
  return corners[index % 4];
}

Place moon(int arm, float along) {
  const float angle = pi * along;
  const float x = arm == 0 ? std::cos(angle) : 1 - std::cos(angle);
  const float y = arm == 0 ? std::sin(angle) : 0.5f - std::sin(angle);
  return {0.7f * (x - 0.5f), 0.7f * (y - 0.25f)};
}

Place on_circle(float radius, float angle) { return {radius * std::cos(angle), radius * std::sin(angle)}; }

/// Arms of one turn; `along` runs from the middle to the end.
Place spiral_arm(int arm, int arms, float along) {
  const float start = 2 * pi * static_cast<float>(arm) / static_cast<float>(arms);
  return on_circle(0.08f + 0.92f * along, start + 2 * pi * along);
}

Place place_of(Pattern pattern, int index, int label, int classes, Random& random) {
  switch (pattern) {
    case Pattern::exclusive_or:
      return corner(index);
    case Pattern::moons:
      return moon(label, random.uniform());
    case Pattern::circles:
      return on_circle(label == 0 ? 0.9f : 0.4f, 2 * pi * random.uniform());
    case Pattern::spiral:
      return spiral_arm(label, classes, random.uniform());
    case Pattern::blobs: {
      constexpr float spread = 0.12f;  // a cloud even without noise
      const Place centre =
          on_circle(0.7f, 2 * pi * static_cast<float>(label) / static_cast<float>(classes) + pi / 6);
      const float x = centre.x + spread * random.normal();
      return {x, centre.y + spread * random.normal()};
    }
  }
  throw Error("make_points: no such pattern");
}

}  // namespace

Points make_points(Pattern pattern, const PatternOptions& options, Random& random) {
  const bool many = pattern == Pattern::spiral || pattern == Pattern::blobs;
  Points points;
  points.classes = many ? options.classes : 2;
  if (points.classes < 2) throw Error("make_points: less than two classes");
  for (int i = 0; i < options.count; ++i) {
    const int label = i % points.classes;
    const Place place = place_of(pattern, i, label, points.classes, random);
    const float x = place.x + options.noise * random.normal();
    points.add(x, place.y + options.noise * random.normal(), label);
  }
  return points;
}

}  // namespace madang
