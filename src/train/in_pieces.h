#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace madang::train {

/// Work on the examples 0 … count − 1 of a set, a few at once, so that neither a page nor the reader's hand
/// waits for all of them: between two pieces it can be left, gone on with, asked how much is done, or begun
/// anew.
class InPieces {
 public:
  /// What is done with the examples of a piece. Where it throws, the piece is not done, and comes again.
  using Piece = std::function<void(std::span<const std::int32_t> examples)>;

  /// Throws Error unless at_once is positive.
  InPieces(std::size_t count, int at_once);

  /// The next piece; nothing happens once all are done. Which examples a piece has depends on nothing but
  /// `at_once`, so that a run with so many pieces a step repeats exactly.
  void advance(const Piece& piece);
  /// One piece at least, then more as long as `seconds` have not passed.
  void advance_for(double seconds, const Piece& piece);
  void restart() { done_ = 0; }

  bool finished() const { return done_ == count_; }
  std::size_t count() const { return count_; }
  std::size_t done() const { return done_; }  // examples
  float share() const { return count_ == 0 ? 1.0f : static_cast<float>(done_) / static_cast<float>(count_); }

 private:
  std::size_t count_;
  std::size_t at_once_;
  std::size_t done_ = 0;
};

}  // namespace madang::train
