#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <type_traits>
#include <utility>

#include "core/tensor.h"

namespace madang {

/// Philox4x32-10 (Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3", SC 2011):
/// ten rounds of a keyed bijection on a 128-bit counter.
std::array<std::uint32_t, 4> philox4x32_10(std::array<std::uint32_t, 4> counter,
                                           std::array<std::uint32_t, 2> key);

/// Random numbers that are a pure function of seed, stream and position: the same natively and in wasm.
class Random {
 public:
  explicit Random(std::uint64_t seed, std::uint64_t stream = 0) : seed_(seed), stream_(stream) {}

  std::uint32_t bits();
  /// In [0, 1), a multiple of 2^-24.
  float uniform() { return static_cast<float>(bits() >> 8) * 0x1p-24f; }
  float uniform(float low, float high);
  /// Mean 0, standard deviation 1 (Box and Muller 1958).
  float normal();
  /// In [0, bound), each equally likely.
  std::uint32_t below(std::uint32_t bound);

  template <class T>
  void shuffle(std::span<T> items) {
    for (std::size_t i = items.size(); i > 1; --i) {
      std::swap(items[i - 1], items[below(static_cast<std::uint32_t>(i))]);
    }
  }

  Tensor uniform(const Shape& shape, float low, float high);
  Tensor normal(const Shape& shape, float mean = 0.0f, float standard_deviation = 1.0f);

 private:
  std::uint64_t seed_;
  std::uint64_t stream_;
  std::uint64_t position_ = 0;  // of the next block of four words
  std::array<std::uint32_t, 4> block_{};
  int left_ = 0;  // words of block_ not yet used
  float spare_normal_ = 0.0f;
  bool has_spare_normal_ = false;
};

/// The random numbers of one purpose, so that what one draws does not move what another gets. A demo numbers
/// its purposes in an `enum class Stream`, from 1; the last of them may have a stream for each step.
template <class Stream>
requires std::is_enum_v<Stream> Random random_for(std::uint64_t seed, Stream stream, std::uint64_t step = 0) {
  return Random(seed, static_cast<std::uint64_t>(stream) + step);
}

}  // namespace madang
