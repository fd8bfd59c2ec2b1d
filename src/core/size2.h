#pragma once

#include <string>

namespace madang {

/// Height and width of something two-dimensional. One number stands for both: `{.stride = 2}`.
struct Size2 {
  constexpr Size2(int both) : height(both), width(both) {}
  constexpr Size2(int h, int w) : height(h), width(w) {}

  constexpr int area() const { return height * width; }
  friend constexpr bool operator==(Size2, Size2) = default;

  int height;
  int width;
};

inline std::string to_string(Size2 size) {
  return std::to_string(size.height) + "×" + std::to_string(size.width);
}

}  // namespace madang
