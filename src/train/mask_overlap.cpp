#include "train/mask_overlap.h"

#include <string>

#include "core/error.h"

namespace madang::train {

namespace {

void check_sizes(const char* operation, std::size_t first, std::size_t second) {
  if (first != second)
    throw Error(std::string(operation) + ": " + std::to_string(first) + " and " + std::to_string(second) +
                " pixels");
}

double share(std::int64_t part, std::int64_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

double MaskOverlap::iou() const {
  const std::int64_t either = first + second - both;
  return either > 0 ? share(both, either) : 1;
}

double MaskOverlap::dice() const { return first + second > 0 ? share(2 * both, first + second) : 1; }

MaskOverlap overlap_of(Mask first, Mask second) {
  check_sizes("overlap_of", first.size(), second.size());
  MaskOverlap overlap;
  for (std::size_t i = 0; i < first.size(); ++i) {
    overlap.first += first[i] != 0;
    overlap.second += second[i] != 0;
    overlap.both += first[i] != 0 && second[i] != 0;
  }
  return overlap;
}

PixelConfusion::PixelConfusion(int classes)
    : classes_(classes), counts_(static_cast<std::size_t>(classes * (classes + 1))) {}

std::size_t PixelConfusion::place(int truth, int guess) const {
  return static_cast<std::size_t>(truth * (classes_ + 1) + guess);
}

void PixelConfusion::add(std::span<const std::int32_t> truths, std::span<const std::int32_t> guesses) {
  check_sizes("pixel confusion", truths.size(), guesses.size());
  for (const std::int32_t truth : truths)
    if (truth < 0 || truth >= classes_)
      throw Error("pixel confusion: truth " + std::to_string(truth) + " of " + std::to_string(classes_) +
                  " classes");
  for (std::size_t i = 0; i < truths.size(); ++i) {
    const bool known = guesses[i] >= 0 && guesses[i] < classes_;
    ++count(truths[i], known ? guesses[i] : classes_);
  }
}

Matrix PixelConfusion::counts() const {
  Matrix matrix{classes_, classes_, {}};
  for (int truth = 0; truth < classes_; ++truth)
    for (int guess = 0; guess < classes_; ++guess)
      matrix.values.push_back(static_cast<float>(count(truth, guess)));
  return matrix;
}

std::optional<double> PixelConfusion::accuracy() const {
  std::int64_t right = 0, all = 0;
  for (int truth = 0; truth < classes_; ++truth) {
    right += count(truth, truth);
    for (int guess = 0; guess <= classes_; ++guess) all += count(truth, guess);
  }
  if (all == 0) return {};
  return share(right, all);
}

std::optional<double> PixelConfusion::iou(int label) const {
  if (label < 0 || label >= classes_) throw Error("pixel confusion: no class " + std::to_string(label));
  std::int64_t either = -count(label, label);
  for (int guess = 0; guess <= classes_; ++guess) either += count(label, guess);
  for (int truth = 0; truth < classes_; ++truth) either += count(truth, label);
  if (either == 0) return {};
  return share(count(label, label), either);
}

std::optional<double> PixelConfusion::mean_iou(int first) const {
  double sum = 0;
  int counted = 0;
  for (int label = first; label < classes_; ++label)
    if (const auto one = iou(label)) sum += *one, ++counted;
  if (counted == 0) return {};
  return sum / counted;
}

}  // namespace madang::train
