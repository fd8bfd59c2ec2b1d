#include "train/evaluation.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "autograd/ops_softmax.h"
#include "core/error.h"

namespace madang::train {

namespace {

std::int32_t likeliest_of(std::span<const float> row) {
  if (std::ranges::any_of(row, [](float v) { return std::isnan(v); })) return no_class;
  if (row.size() == 1) return row[0] > 0 ? 1 : 0;
  return static_cast<std::int32_t>(std::ranges::max_element(row) - row.begin());
}

float share_right(std::span<const std::int32_t> guesses, std::span<const std::int32_t> truths) {
  if (truths.empty()) return 0;
  int right = 0;
  for (std::size_t i = 0; i < truths.size(); ++i) right += guesses[i] == truths[i];
  return static_cast<float>(right) / static_cast<float>(truths.size());
}

}  // namespace

std::vector<std::int32_t> likeliest(const Tensor& logits) {
  const auto columns = static_cast<std::size_t>(logits.shape().at(1));
  std::vector<std::int32_t> guesses;
  for (std::size_t i = 0; i < logits.size(); i += columns)
    guesses.push_back(likeliest_of(logits.values().subspan(i, columns)));
  return guesses;
}

float accuracy(const Tensor& logits, std::span<const std::int32_t> labels) {
  const std::vector<std::int32_t> guesses = likeliest(logits);
  if (guesses.size() != labels.size())
    throw Error("accuracy: logits " + logits.shape().to_string() + ", " + std::to_string(labels.size()) +
                " labels");
  return share_right(guesses, labels);
}

float Evaluation::accuracy() const { return share_right(guesses, truths); }

Matrix Evaluation::confusion() const {
  Matrix counts{classes, classes, std::vector<float>(static_cast<std::size_t>(classes * classes))};
  for (std::size_t i = 0; i < truths.size(); ++i)
    if (guesses[i] != no_class) counts.at(truths[i], guesses[i]) += 1;
  return counts;
}

std::vector<std::int32_t> Evaluation::mistakes(std::size_t most) const {
  std::vector<std::int32_t> wrong;
  for (std::size_t i = 0; i < truths.size(); ++i)
    if (guesses[i] != no_class && guesses[i] != truths[i]) wrong.push_back(static_cast<std::int32_t>(i));
  std::ranges::stable_sort(wrong, std::ranges::greater{},
                           [&](std::int32_t i) { return sureness[static_cast<std::size_t>(i)]; });
  wrong.resize(std::min(most, wrong.size()));
  return wrong;
}

Evaluation evaluate(const LogitsOf& logits_of, std::span<const std::int32_t> truths, int at_once) {
  if (at_once < 1) throw Error("evaluate: " + std::to_string(at_once) + " at once");
  const NoRecording off;
  Evaluation result;
  result.truths.assign(truths.begin(), truths.end());
  double loss = 0;
  std::vector<std::int32_t> chosen(static_cast<std::size_t>(at_once));
  for (std::size_t first = 0; first < truths.size(); first += chosen.size()) {
    chosen.resize(std::min(chosen.size(), truths.size() - first));
    std::iota(chosen.begin(), chosen.end(), static_cast<std::int32_t>(first));
    const Variable logits = logits_of(chosen);
    result.classes = logits.shape().at(1);
    const double mean = cross_entropy(logits, truths.subspan(first, chosen.size())).item();
    loss += mean * static_cast<double>(chosen.size());
    const Tensor chances = softmax(logits).value();
    for (const std::int32_t guess : likeliest(logits.value())) {
      const std::size_t row = (result.guesses.size() - first) * static_cast<std::size_t>(result.classes);
      result.sureness.push_back(guess == no_class ? 0
                                                  : chances.values()[row + static_cast<std::size_t>(guess)]);
      result.guesses.push_back(guess);
    }
  }
  if (!truths.empty()) result.loss = static_cast<float>(loss / static_cast<double>(truths.size()));
  return result;
}

}  // namespace madang::train
