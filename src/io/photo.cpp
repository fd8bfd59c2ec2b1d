#include "io/photo.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "io/refused.h"

namespace madang::io {

namespace {

constexpr std::string_view levels = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t channels = 3;

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// Walks through the header of a pixmap, which is text.
class Header {
 public:
  explicit Header(std::string_view file) : file_(file) {}

  /// The next number, behind white space and comments. 0 for anything else, which no header may hold.
  int number() {
    skip();
    int value = 0;
    for (; at_ < file_.size() && file_[at_] >= '0' && file_[at_] <= '9' && value <= most_photo_side; ++at_)
      value = 10 * value + (file_[at_] - '0');
    return value;
  }
  /// Behind the one white space after the last number.
  std::size_t end() const { return at_ < file_.size() && is_space(file_[at_]) ? at_ + 1 : file_.size(); }

 private:
  void skip() {
    while (at_ < file_.size() && (is_space(file_[at_]) || file_[at_] == '#')) {
      if (file_[at_] == '#') at_ = std::min(file_.find('\n', at_), file_.size() - 1);
      ++at_;
    }
  }

  std::string_view file_;
  std::size_t at_ = 2;  // behind "P6"
};

[[noreturn]] void refuse(const std::string& korean, const std::string& english) {
  throw Refused({"사진을 읽을 수 없습니다. " + korean, "The photo cannot be read. " + english});
}

Size2 checked_size(int width, int height) {
  const std::string most = std::to_string(most_photo_side);
  if (width < 1 || height < 1 || width > most_photo_side || height > most_photo_side)
    refuse("가로와 세로는 1에서 " + most + "픽셀까지여야 합니다.",
           "Its width and height must be from 1 to " + most + " pixels.");
  return {height, width};
}

/// How much of pixel `i` lies in from … to.
float overlap(int i, float from, float to) {
  const auto low = static_cast<float>(i);
  return std::max(0.f, std::min(to, low + 1) - std::max(from, low));
}

/// The mean of one channel over a rectangle.
float mean(std::span<const float> plane, int width, float top, float bottom, float left, float right) {
  float sum = 0;
  for (int row = static_cast<int>(top); static_cast<float>(row) < bottom; ++row)
    for (int column = static_cast<int>(left); static_cast<float>(column) < right; ++column)
      sum += plane[static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
                   static_cast<std::size_t>(column)] *
             overlap(row, top, bottom) * overlap(column, left, right);
  return sum / ((bottom - top) * (right - left));
}

}  // namespace

Photo read_pixmap(std::span<const std::byte> file) {
  const std::string_view text(reinterpret_cast<const char*>(file.data()), file.size());
  if (!text.starts_with("P6") || text.size() < 3 || !is_space(text[2]))
    refuse("PPM(P6) 형식이 아닙니다.", "It is not a PPM of the P6 kind.");
  Header header(text);
  const int width = header.number(), height = header.number(), most = header.number();
  Photo photo{checked_size(width, height), {}};
  if (most != 255)
    refuse("값의 상한이 " + std::to_string(most) + "입니다. 255만 받습니다.",
           "Its largest value is " + std::to_string(most) + "; only 255 is accepted.");
  const auto area = static_cast<std::size_t>(photo.size.area());
  const std::string_view pixels = text.substr(header.end());
  if (pixels.size() < channels * area)
    refuse("픽셀 값이 " + std::to_string(channels * area) + "바이트여야 하는데 " +
               std::to_string(pixels.size()) + "바이트뿐입니다.",
           "Its pixels take " + std::to_string(channels * area) + " bytes and " +
               std::to_string(pixels.size()) + " are there.");
  photo.values.resize(channels * area);
  for (std::size_t i = 0; i < photo.values.size(); ++i)
    photo.values[i % channels * area + i / channels] =
        static_cast<float>(static_cast<unsigned char>(pixels[i])) / 255.f;
  return photo;
}

Photo centre_square(const Photo& photo, int side) {
  const auto [height, width] = photo.size;
  const auto cut = static_cast<float>(std::min(height, width)), step = cut / static_cast<float>(side);
  const float top = (static_cast<float>(height) - cut) / 2, left = (static_cast<float>(width) - cut) / 2;
  Photo square{side, {}};
  const auto edge = [&](float start, int i, int size) {  // rounding may not lead over the border
    return std::min(start + step * static_cast<float>(i), static_cast<float>(size));
  };
  const auto area = static_cast<std::size_t>(photo.size.area());
  for (std::size_t channel = 0; channel < channels; ++channel)
    for (int row = 0; row < side; ++row)
      for (int column = 0; column < side; ++column)
        square.values.push_back(mean(std::span(photo.values).subspan(channel * area, area), width,
                                     edge(top, row, height), edge(top, row + 1, height),
                                     edge(left, column, width), edge(left, column + 1, width)));
  return square;
}

std::string write_photo(const Photo& photo) {
  std::string text;
  for (const float value : photo.values)
    text += levels[static_cast<std::size_t>(std::lround(std::clamp(value, 0.f, 1.f) * 63.f))];
  return text;
}

Photo read_photo(std::string_view text, Size2 size) {
  const std::size_t count = channels * static_cast<std::size_t>(size.area());
  Photo photo{size, {}};
  if (text.empty()) {
    photo.values.assign(count, 0.f);
    return photo;
  }
  if (text.size() != count)
    refuse("글자가 " + std::to_string(text.size()) + "개입니다. " + to_string(size) + " 크기의 RGB에는 " +
               std::to_string(count) + "개가 있어야 합니다.",
           "It has " + std::to_string(text.size()) + " characters; RGB of " + to_string(size) + " takes " +
               std::to_string(count) + ".");
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t level = levels.find(text[i]);
    if (level == std::string_view::npos)
      refuse(std::to_string(i + 1) + "번째 글자가 A–Z, a–z, 0–9, -, _ 가운데 하나가 아닙니다.",
             "Character " + std::to_string(i + 1) + " is not one of A–Z, a–z, 0–9, -, _.");
    photo.values.push_back(static_cast<float>(level) / 63.f);
  }
  return photo;
}

}  // namespace madang::io
