#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace madang::io {

/// An array of bytes in the IDX format, in which MNIST was published: zero, zero, the type, the rank, each
/// size as 32 bits with the highest byte first, the values (LeCun, Cortes, Burges, "The MNIST database",
/// "File formats for the MNIST database").
struct IdxArray {
  std::vector<std::size_t> sizes;
  std::span<const std::uint8_t> values;  ///< of the file that was read; nothing is copied
};

/// Reads the array that begins at `offset` and moves `offset` behind it: a file may hold several. Only
/// unsigned bytes (type 8) of rank 1 to 4 are accepted. Throws Refused naming offset and reason.
IdxArray read_idx(std::span<const std::byte> file, std::size_t& offset);

}  // namespace madang::io
