#include "train/in_pieces.h"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <string>

#include "core/error.h"

namespace madang::train {

InPieces::InPieces(std::size_t count, int at_once)
    : count_(count), at_once_(static_cast<std::size_t>(std::max(at_once, 0))) {
  if (at_once < 1) throw Error("in pieces: " + std::to_string(at_once) + " at once");
}

void InPieces::advance(const Piece& piece) {
  if (finished()) return;
  std::vector<std::int32_t> examples(std::min(at_once_, count_ - done_));
  std::iota(examples.begin(), examples.end(), static_cast<std::int32_t>(done_));
  piece(examples);
  done_ += examples.size();
}

void InPieces::advance_for(double seconds, const Piece& piece) {
  using Clock = std::chrono::steady_clock;
  const auto begin = Clock::now();
  do {
    advance(piece);
  } while (!finished() && std::chrono::duration<double>(Clock::now() - begin).count() < seconds);
}

}  // namespace madang::train
