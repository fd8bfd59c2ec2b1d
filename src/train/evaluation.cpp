#include "train/evaluation.h"

#include <algorithm>
#include <cmath>
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

Evaluator::Evaluator(std::span<const std::int32_t> truths, int at_once)
    : truths_(truths.begin(), truths.end()), pieces_(truths.size(), at_once) {}

void Evaluator::advance(const LogitsOf& logits_of) {
  pieces_.advance([&](std::span<const std::int32_t> examples) { evaluate(examples, logits_of); });
}

void Evaluator::advance_for(double seconds, const LogitsOf& logits_of) {
  pieces_.advance_for(seconds,
                      [&](std::span<const std::int32_t> examples) { evaluate(examples, logits_of); });
}

void Evaluator::evaluate(std::span<const std::int32_t> examples, const LogitsOf& logits_of) {
  const NoRecording off;
  const auto truths = std::span(truths_).subspan(pieces_.done(), examples.size());
  const Variable logits = logits_of(examples);
  const double mean = cross_entropy(logits, truths).item();
  const Tensor chances = softmax(logits).value();
  const std::vector<std::int32_t> guesses = likeliest(logits.value());
  result_.classes = logits.shape().at(1);
  for (std::size_t row = 0; row < guesses.size(); ++row) {
    const std::size_t at = row * static_cast<std::size_t>(result_.classes);
    const auto guess = static_cast<std::size_t>(guesses[row]);
    result_.sureness.push_back(guesses[row] == no_class ? 0 : chances.values()[at + guess]);
  }
  result_.guesses.insert(result_.guesses.end(), guesses.begin(), guesses.end());
  result_.truths.insert(result_.truths.end(), truths.begin(), truths.end());
  loss_sum_ += mean * static_cast<double>(examples.size());
  result_.loss = static_cast<float>(loss_sum_ / static_cast<double>(result_.truths.size()));
}

Evaluation evaluate(const LogitsOf& logits_of, std::span<const std::int32_t> truths, int at_once) {
  Evaluator evaluator(truths, at_once);
  while (!evaluator.finished()) evaluator.advance(logits_of);
  return evaluator.result();
}

}  // namespace madang::train
