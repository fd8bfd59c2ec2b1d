#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "data/box.h"
#include "demos/detection/settings.h"
#include "io/refused.h"

/// Scenes and boxes of the reader as short texts for settings, so that links carry them. All in the header:
/// view and experiment read and write them.
namespace madang::demos::detection {

/// An object that the reader placed, or a box that the reader drew.
struct Placed {
  int label = 0;   ///< class, from 0
  int colour = 0;  ///< of data::Colour; nothing to a box
  data::Box box;   ///< pixels, a multiple of ½

  friend bool operator==(const Placed&, const Placed&) = default;
  template <class Visitor>
  void visit(Visitor& v) {
    v(label, colour, box);
  }
};
constexpr int colour_count = 4;    // of data::Colour
constexpr float least_placed = 4;  // pixels that each side has at least

/// Rounded to half pixels, inside of the image and not too small.
inline data::Box tidy(const data::Box& box) {
  const auto place = [](float low, float high, float& to_low, float& to_high) {
    const float size = std::clamp(std::round(2 * (high - low)) / 2, least_placed, static_cast<float>(side));
    to_low = std::clamp(std::round(2 * low) / 2, 0.f, side - size);
    to_high = to_low + size;
  };
  data::Box result;
  place(box.x0, box.x1, result.x0, result.x1);
  place(box.y0, box.y1, result.y0, result.y1);
  return result;
}

/// "0.1.8.8.24.24_2.…": class, colour and the corners in half pixels.
inline std::string write_placed(const std::vector<Placed>& placed) {
  std::string text;
  for (const Placed& each : placed) {
    if (!text.empty()) text += '_';
    text += std::to_string(each.label) + "." + std::to_string(each.colour);
    for (const float corner : {each.box.x0, each.box.y0, each.box.x1, each.box.y1})
      text += "." + std::to_string(std::lround(2 * corner));
  }
  return text;
}

[[noreturn]] inline void refuse_placed() {
  throw io::Refused({"장면을 적은 글을 읽을 수 없습니다. 물체나 상자마다 수 여섯 개가 필요합니다.",
                     "The text of the scene cannot be read: each object or box takes six numbers."});
}

inline Placed read_one_placed(std::string_view text) {
  std::array<int, 6> n{};
  const char* at = text.data();
  const char* const end = at + text.size();
  for (std::size_t i = 0; i < n.size(); ++i) {
    if (i > 0 && (at == end || *at++ != '.')) refuse_placed();
    const auto [next, error] = std::from_chars(at, end, n[i]);
    if (error != std::errc() || n[i] < 0 || n[i] > 2 * side) refuse_placed();
    at = next;
  }
  const Placed placed{n[0],
                      n[1],
                      {static_cast<float>(n[2]) / 2, static_cast<float>(n[3]) / 2,
                       static_cast<float>(n[4]) / 2, static_cast<float>(n[5]) / 2}};
  if (at != end || n[0] >= most_classes || n[1] >= colour_count || !(placed.box == tidy(placed.box)))
    refuse_placed();
  return placed;
}

/// Without those of classes from `classes` on, which other settings have. Throws io::Refused for a text that
/// holds anything else, and for more than most_objects.
inline std::vector<Placed> read_placed(std::string_view text, int classes) {
  std::vector<Placed> placed;
  while (!text.empty()) {
    if (placed.size() == most_objects)
      throw io::Refused({"물체는 여덟 개까지 놓을 수 있습니다.", "A scene takes at most eight objects."});
    const std::size_t end = std::min(text.find('_'), text.size());
    placed.push_back(read_one_placed(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  std::erase_if(placed, [classes](const Placed& each) { return each.label >= classes; });
  return placed;
}

}  // namespace madang::demos::detection
