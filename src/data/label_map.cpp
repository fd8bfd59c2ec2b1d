#include "data/label_map.h"

#include <algorithm>
#include <string>

#include "core/error.h"

namespace madang::data {

namespace {

int height_of(const char* operation, Labels labels, int width) {
  if (width < 1 || labels.size() % static_cast<std::size_t>(width) != 0)
    throw Error(std::string(operation) + ": " + std::to_string(labels.size()) + " pixels in rows of " +
                std::to_string(width));
  return static_cast<int>(labels.size()) / width;
}

/// Calls with the number of each neighbour inside of the picture.
template <class Visit>
void for_neighbours(int pixel, int width, int height, Visit visit) {
  const int column = pixel % width, row = pixel / width;
  if (column > 0) visit(pixel - 1);
  if (column + 1 < width) visit(pixel + 1);
  if (row > 0) visit(pixel - width);
  if (row + 1 < height) visit(pixel + width);
}

std::size_t at(int pixel) { return static_cast<std::size_t>(pixel); }

}  // namespace

Components connected_components(Labels labels, int width) {
  const int height = height_of("connected_components", labels, width);
  Components found{std::vector<std::int32_t>(labels.size()), {}};
  std::vector<int> open;
  for (int seed = 0; seed < width * height; ++seed) {
    if (labels[at(seed)] == 0 || found.instances[at(seed)] != 0) continue;
    found.labels.push_back(labels[at(seed)]);
    const auto name = static_cast<std::int32_t>(found.labels.size());
    found.instances[at(seed)] = name;
    open.push_back(seed);
    while (!open.empty()) {
      const int pixel = open.back();
      open.pop_back();
      for_neighbours(pixel, width, height, [&](int next) {
        if (labels[at(next)] != labels[at(seed)] || found.instances[at(next)] != 0) return;
        found.instances[at(next)] = name;
        open.push_back(next);
      });
    }
  }
  return found;
}

bool touch(Labels labels, int width, std::int32_t one, std::int32_t other) {
  const int height = height_of("touch", labels, width);
  bool found = false;
  for (int pixel = 0; pixel < width * height; ++pixel)
    if (labels[at(pixel)] == one)
      for_neighbours(pixel, width, height, [&](int next) { found |= labels[at(next)] == other; });
  return found;
}

std::vector<std::uint8_t> border(Labels labels, int width) {
  const int height = height_of("border", labels, width);
  std::vector<std::uint8_t> on(labels.size());
  for (int pixel = 0; pixel < width * height; ++pixel)
    for_neighbours(pixel, width, height,
                   [&](int next) { on[at(pixel)] |= labels[at(next)] != labels[at(pixel)]; });
  return on;
}

std::vector<std::uint8_t> mask_of(Labels labels, std::int32_t label) {
  std::vector<std::uint8_t> mask(labels.size());
  std::ranges::transform(labels, mask.begin(), [&](std::int32_t l) { return l == label; });
  return mask;
}

}  // namespace madang::data
