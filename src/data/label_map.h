#pragma once

#include <cstdint>
#include <span>
#include <vector>

/// Pictures of which each pixel has a label, row by row, 0 for the background. Neighbours are the four pixels
/// that share a side; beyond the edge there is nothing. A width that does not divide the number of pixels
/// throws Error.
namespace madang::data {

using Labels = std::span<const std::int32_t>;

/// The same picture with a label of its own for each connected region of one label, 1, 2, … in the order in
/// which rows come upon them: what a semantic map alone can say about instances (Rosenfeld & Pfaltz 1966).
struct Components {
  std::vector<std::int32_t> instances;  // (pixels)
  std::vector<std::int32_t> labels;     // (regions): what each consists of
};
Components connected_components(Labels labels, int width);

/// Whether a pixel of one label has a neighbour of the other.
bool touch(Labels labels, int width, std::int32_t one, std::int32_t other);

/// 1 at each pixel that has a neighbour of another label, on both sides of the border. (pixels)
std::vector<std::uint8_t> border(Labels labels, int width);

/// 1 where the label is this one: an instance's mask, a class's. (pixels)
std::vector<std::uint8_t> mask_of(Labels labels, std::int32_t label);

}  // namespace madang::data
