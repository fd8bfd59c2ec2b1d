#include "ui/colour_map.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace madang::ui {

namespace {

struct Rgb {
  float r, g, b;
};

constexpr Rgb rgb(unsigned hex) {
  return {static_cast<float>(hex >> 16 & 255) / 255.f, static_cast<float>(hex >> 8 & 255) / 255.f,
          static_cast<float>(hex & 255) / 255.f};
}

ImU32 packed(Rgb c) {
  const auto byte = [](float v) { return static_cast<int>(std::lround(std::clamp(v, 0.f, 1.f) * 255.f)); };
  return IM_COL32(byte(c.r), byte(c.g), byte(c.b), 255);
}

Rgb between(Rgb a, Rgb b, float t) {
  return {a.r + (b.r - a.r) * t, a.g + (b.g - a.g) * t, a.b + (b.b - a.b) * t};
}

/// Piecewise linear through equally spaced colours.
template <std::size_t N>
Rgb through(const std::array<Rgb, N>& anchors, float position) {
  const float scaled = std::clamp(position, 0.f, 1.f) * static_cast<float>(N - 1);
  const auto index = std::min(static_cast<std::size_t>(scaled), N - 2);
  return between(anchors[index], anchors[index + 1], scaled - static_cast<float>(index));
}

/// Nine samples of viridis (S. van der Walt, N. Smith, "A Better Default Colormap for Matplotlib", SciPy
/// 2015; the table is in the public domain, CC0).
constexpr std::array viridis = {rgb(0x440154), rgb(0x472d7b), rgb(0x3b528b), rgb(0x2c728e), rgb(0x21918c),
                                rgb(0x28ae80), rgb(0x5ec962), rgb(0xaddc30), rgb(0xfde725)};

/// Orange and blue stay apart in all common colour blindnesses; the middle is near the panel, so that large
/// numbers stand out from it in both themes.
constexpr std::array diverging_light = {rgb(0xa83f00), rgb(0xe08243), rgb(0xf6f6f4), rgb(0x5b9bdc),
                                        rgb(0x0b4f9e)};
constexpr std::array diverging_dark = {rgb(0xffb27a), rgb(0xb55e1d), rgb(0x272c36), rgb(0x2f6fb8),
                                       rgb(0x8cc4ff)};

float linear_light(float encoded) {
  return encoded <= 0.04045f ? encoded / 12.92f : std::pow((encoded + 0.055f) / 1.055f, 2.4f);
}

int channel(ImU32 colour, int shift) { return static_cast<int>(colour >> shift & 255u); }

}  // namespace

ColourRange range_of(const Matrix& values, ColourMap map) {
  float low = INFINITY, high = -INFINITY;
  for (const float value : values.values) {
    if (!std::isfinite(value)) continue;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  if (low > high) return map == ColourMap::diverging ? ColourRange{-1.f, 1.f} : ColourRange{0.f, 1.f};
  if (map == ColourMap::diverging) {
    const float most = std::max(std::abs(low), std::abs(high));
    return most > 0.f ? ColourRange{-most, most} : ColourRange{-1.f, 1.f};
  }
  if (low == high) return {low - 0.5f, high + 0.5f};
  return {low, high};
}

float position_in(const ColourRange& range, float value) {
  if (std::isnan(value)) return value;
  if (value == INFINITY) return 1.f;
  if (value == -INFINITY) return 0.f;
  // In double: the difference of two floats may overflow.
  const double share =
      (static_cast<double>(value) - range.low) / (static_cast<double>(range.high) - range.low);
  return std::isfinite(share) ? static_cast<float>(std::clamp(share, 0.0, 1.0)) : 0.5f;
}

ImU32 colour_at(ColourMap map, float position, bool dark) {
  if (!std::isfinite(position)) return dark ? IM_COL32(74, 80, 92, 255) : IM_COL32(205, 209, 216, 255);
  switch (map) {
    case ColourMap::diverging:
      return packed(through(dark ? diverging_dark : diverging_light, position));
    case ColourMap::sequential:
      return packed(through(viridis, position));
    case ColourMap::grey:
      return packed({position, position, position});
  }
  return 0;
}

float luminance(ImU32 colour) {
  const auto part = [&](int shift) {
    return linear_light(static_cast<float>(channel(colour, shift)) / 255.f);
  };
  return 0.2126f * part(IM_COL32_R_SHIFT) + 0.7152f * part(IM_COL32_G_SHIFT) +
         0.0722f * part(IM_COL32_B_SHIFT);
}

float contrast(ImU32 a, ImU32 b) {
  const float x = luminance(a) + 0.05f, y = luminance(b) + 0.05f;
  return std::max(x, y) / std::min(x, y);
}

ImU32 readable_on(ImU32 background) {
  constexpr ImU32 ink = IM_COL32_BLACK, paper = IM_COL32_WHITE;  // on any colour one of them has 4.58
  return contrast(ink, background) >= contrast(paper, background) ? ink : paper;
}

ImU32 faded(ImU32 colour, float share) {
  const float alpha = static_cast<float>(channel(colour, IM_COL32_A_SHIFT)) * std::clamp(share, 0.f, 1.f);
  return (colour & ~IM_COL32_A_MASK) | (static_cast<ImU32>(std::lround(alpha)) << IM_COL32_A_SHIFT);
}

ImU32 mixed(ImU32 from, ImU32 to, float share) {
  const auto part = [&](int shift) {
    const float a = static_cast<float>(channel(from, shift)), b = static_cast<float>(channel(to, shift));
    return static_cast<ImU32>(std::lround(a + (b - a) * std::clamp(share, 0.f, 1.f))) << shift;
  };
  return part(IM_COL32_R_SHIFT) | part(IM_COL32_G_SHIFT) | part(IM_COL32_B_SHIFT) | part(IM_COL32_A_SHIFT);
}

}  // namespace madang::ui
