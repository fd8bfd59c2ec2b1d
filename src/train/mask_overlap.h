#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/matrix.h"

/// How well pixels are labelled.
namespace madang::train {

/// A pixel is inside where it is not 0.
using Mask = std::span<const std::uint8_t>;

/// Pixels of two masks of one size.
struct MaskOverlap {
  std::int64_t both = 0;
  std::int64_t first = 0;
  std::int64_t second = 0;

  /// |A ∩ B| / |A ∪ B| (Jaccard 1912). Two empty masks agree: 1.
  double iou() const;
  /// 2 |A ∩ B| / (|A| + |B|) = 2 J / (1 + J) (Dice 1945). Two empty masks agree: 1.
  double dice() const;
};
/// Throws Error where the masks differ in size.
MaskOverlap overlap_of(Mask first, Mask second);

/// Which label was given to pixels of which class, over pictures that come one after another.
class PixelConfusion {
 public:
  explicit PixelConfusion(int classes);

  /// Throws Error where sizes differ or a truth is no class. A guess that is no class counts as wrong.
  void add(std::span<const std::int32_t> truths, std::span<const std::int32_t> guesses);

  /// (truth, guess): how many.
  Matrix counts() const;
  /// Share of the pixels that are labelled right; nothing where there is none.
  std::optional<double> accuracy() const;
  /// n_ii / (Σ_j n_ij + Σ_j n_ji − n_ii); nothing of a class that neither occurs nor is said.
  std::optional<double> iou(int label) const;
  /// Mean over the classes from `first` on that have an IoU (Long et al. 2015, section 5): 1 leaves the
  /// background out, which flatters. Nothing where none has.
  std::optional<double> mean_iou(int first = 0) const;

 private:
  std::int64_t& count(int truth, int guess) { return counts_[place(truth, guess)]; }
  std::int64_t count(int truth, int guess) const { return counts_[place(truth, guess)]; }
  std::size_t place(int truth, int guess) const;

  int classes_;
  std::vector<std::int64_t> counts_;  // (classes, classes + 1): the last column for what is no class
};

}  // namespace madang::train
