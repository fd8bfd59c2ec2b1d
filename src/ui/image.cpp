#include "ui/image.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace madang::ui {

namespace {

constexpr int shades = 128;  // of one channel: more are not told apart, and equal neighbours merge

float density() { return std::max(0.5f, ImGui::GetIO().DisplayFramebufferScale.x); }

/// Gives every pixel its colour; the shades of a map are made once.
class Painter {
 public:
  Painter(const Image& image, const ImageColours& colours, int block)
      : image_(image), range_(colours.range), dark_(colours.dark), block_(block) {
    for (int i = 0; i < shades && image.channels == 1; ++i)
      map_[static_cast<std::size_t>(i)] =
          colour_at(colours.map, static_cast<float>(i) / (shades - 1), colours.dark);
    missing_ = colour_at(colours.map, NAN, dark_);
  }

  ImU32 operator()(int row, int column) const {
    if (image_.channels == 1) {
      const float position = position_in(range_, mean(0, row, column));
      if (!std::isfinite(position)) return missing_;
      return map_[static_cast<std::size_t>(std::lround(position * (shades - 1)))];
    }
    std::array<int, 3> rgb{};
    for (int channel = 0; channel < 3; ++channel) {
      const float position = position_in(range_, mean(channel, row, column));
      if (!std::isfinite(position)) return missing_;
      rgb[static_cast<std::size_t>(channel)] = static_cast<int>(std::lround(position * 255.f));
    }
    return IM_COL32(rgb[0], rgb[1], rgb[2], 255);
  }

 private:
  float mean(int channel, int row, int column) const {
    if (block_ == 1) return image_.at(channel, row, column);
    double sum = 0.0;
    int count = 0;
    for (int r = row * block_; r < std::min(image_.height, (row + 1) * block_); ++r)
      for (int c = column * block_; c < std::min(image_.width, (column + 1) * block_); ++c, ++count)
        sum += image_.at(channel, r, c);
    return count > 0 ? static_cast<float>(sum / count) : NAN;
  }

  const Image& image_;
  ColourRange range_;
  bool dark_;
  int block_;
  std::array<ImU32, shades> map_{};
  ImU32 missing_ = 0;
};

}  // namespace

Image Image::in_batch(std::span<const float> batch, int index, int width, int height, int channels) {
  const std::size_t size = static_cast<std::size_t>(width) * height * channels;
  const std::size_t from = size * static_cast<std::size_t>(std::max(0, index));
  if (index < 0 || from + size > batch.size()) return {width, height, channels, {}};
  return {width, height, channels, batch.subspan(from, size)};
}

bool Image::whole() const {
  return width > 0 && height > 0 && (channels == 1 || channels == 3) &&
         pixels.size() == static_cast<std::size_t>(width) * height * channels;
}

float Image::at(int channel, int row, int column) const {
  return pixels[(static_cast<std::size_t>(channel) * height + row) * width + column];
}

void draw_image(ImDrawList& list, const Image& image, ImVec2 low, float pixel, const ImageColours& colours) {
  if (!image.whole() || !(pixel > 0.f)) return;
  const int block = std::max(1, static_cast<int>(std::ceil(1.f / (pixel * density()) - 1e-3f)));
  const float side = pixel * static_cast<float>(block);
  const int rows = (image.height + block - 1) / block, columns = (image.width + block - 1) / block;
  const ImVec2 end = {low.x + pixel * static_cast<float>(image.width),
                      low.y + pixel * static_cast<float>(image.height)};
  if (!ImGui::IsRectVisible(low, end)) return;
  const Painter painter(image, colours, block);
  for (int row = 0; row < rows; ++row) {
    const float top = low.y + side * static_cast<float>(row), bottom = std::min(top + side, end.y);
    for (int column = 0, next; column < columns; column = next) {
      const ImU32 colour = painter(row, column);
      for (next = column + 1; next < columns && painter(row, next) == colour;) ++next;
      list.AddRectFilled({low.x + side * static_cast<float>(column), top},
                         {std::min(low.x + side * static_cast<float>(next), end.x), bottom}, colour);
    }
  }
}

float pixel_size(int pixels, float room, float most) {
  if (pixels < 1) return 0.f;
  const float fits = std::min(most, room / static_cast<float>(pixels)), scale = density();
  return fits * scale >= 1.f ? std::floor(fits * scale + 1e-3f) / scale : std::max(fits, 0.f);
}

}  // namespace madang::ui
