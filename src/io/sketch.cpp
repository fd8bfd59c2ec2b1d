#include "io/sketch.h"

#include <algorithm>
#include <cmath>

#include "io/refused.h"

namespace madang::io {

namespace {

// A shade is a digit 0…f. A letter g…z after it says how often it stands there: g twice, … z 21 times;
// several add up.
constexpr char shades[] = "0123456789abcdef";
constexpr int longest_run = 21;

char shade_of(float ink) {
  return shades[std::isfinite(ink) ? std::lround(std::clamp(ink, 0.f, 1.f) * 15.f) : 0];
}

void write_run(std::string& text, char shade, int length) {
  while (length > 0) {
    const int part = std::min(length, longest_run);
    text += shade;
    if (part > 1) text += static_cast<char>('g' + part - 2);
    length -= part;
  }
}

int value_of(char shade) {
  if (shade >= '0' && shade <= '9') return shade - '0';
  if (shade >= 'a' && shade <= 'f') return shade - 'a' + 10;
  return -1;
}

[[noreturn]] void refuse_character(std::size_t position) {
  const std::string at = std::to_string(position + 1);
  throw Refused(
      {"그림을 읽을 수 없습니다. " + at + "번째 글자가 0–9, a–z 가운데 하나가 아니거나 자리가 틀립니다.",
       "The drawing cannot be read: character " + at + " is not one of 0–9, a–z, or not in its place."});
}

}  // namespace

std::string write_sketch(const Matrix& image) {
  std::string text;
  if (std::ranges::all_of(image.values, [](float ink) { return shade_of(ink) == '0'; })) return text;
  char shade = 0;
  int length = 0;
  for (const float ink : image.values) {
    const char next = shade_of(ink);
    if (next != shade) {
      write_run(text, shade, length);
      length = 0;
    }
    shade = next;
    ++length;
  }
  write_run(text, shade, length);
  return text;
}

Matrix read_sketch(std::string_view text, int rows, int columns) {
  const std::size_t size = static_cast<std::size_t>(rows) * columns;
  Matrix image{rows, columns, {}};
  if (text.empty()) {
    image.values.assign(size, 0.f);
    return image;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int shade = value_of(text[i]);
    if (shade < 0) refuse_character(i);
    std::size_t length = 1;
    if (i + 1 < text.size() && text[i + 1] >= 'g' && text[i + 1] <= 'z')
      length = static_cast<std::size_t>(text[++i] - 'g') + 2;
    if (image.values.size() + length > size) break;
    image.values.insert(image.values.end(), length, static_cast<float>(shade) / 15.f);
    if (i + 1 == text.size() && image.values.size() == size) return image;
  }
  const std::string wanted = std::to_string(rows) + " × " + std::to_string(columns);
  throw Refused({"그림의 점 수가 맞지 않습니다. " + wanted + " 크기여야 합니다.",
                 "The drawing has the wrong number of pixels; it must be " + wanted + "."});
}

}  // namespace madang::io
