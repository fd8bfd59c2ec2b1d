#include "demos/positional/measure.h"

#include <algorithm>
#include <cmath>

#include "autograd/ops_shape.h"
#include "autograd/ops_softmax.h"
#include "core/tensor_matrix.h"
#include "nn/positions.h"
#include "nn/rotary.h"
#include "train/evaluation.h"

namespace madang::demos::positional {

namespace {

Variable logits_of(const Model& model, const Exam& exam) {
  return model.forward(exam.sequences.symbols, exam.sequences.length, exam.asked).logits;
}

double dot(const Matrix& rows, int a, int b) {
  double sum = 0;
  for (int i = 0; i < rows.columns; ++i) sum += double{rows.at(a, i)} * rows.at(b, i);
  return sum;
}

/// Mean of row p · row p + distance, over that of row p · row p.
Matrix dot_products(const Matrix& rows) {
  Matrix means{1, 2 * rows.rows - 1, {}};
  double own = 0;
  for (int p = 0; p < rows.rows; ++p) own += dot(rows, p, p) / rows.rows;
  for (int distance = 1 - rows.rows; distance < rows.rows; ++distance) {
    const int pairs = rows.rows - std::abs(distance);
    double sum = 0;
    for (int p = 0; p < pairs; ++p) sum += dot(rows, p, p + std::abs(distance));
    means.values.push_back(static_cast<float>(sum / pairs / own));
  }
  return means;
}

/// A bias depends on the distance alone: the last query sees all that are negative, the first all others.
// bias: (heads · length, length)
Matrix along_distances(const Matrix& bias) {
  const int length = bias.columns;
  Matrix along{heads, 2 * length - 1, {}};
  for (int head = 0; head < heads; ++head) {
    for (int key = 0; key < length - 1; ++key) along.values.push_back(bias.at((head + 1) * length - 1, key));
    for (int key = 0; key < length; ++key) along.values.push_back(bias.at(head * length, key));
  }
  return along;
}

// (1, 0, 1, 0 …) turned at each place: cos and sin of its angles.
Matrix turns(int length, int depth) {
  Tensor start({length, depth});
  for (std::size_t i = 0; i < start.size(); i += 2) start.mutable_values()[i] = 1;
  return matrix_of(rotary(constant(start)).value());
}

}  // namespace

Exam::Exam(Sequences drawn) : sequences(std::move(drawn)) {
  for (std::size_t i = 0; i < sequences.targets.size(); ++i) {
    if (sequences.targets[i] == nothing_asked) continue;
    asked.push_back(static_cast<std::int32_t>(i));
    answers.push_back(sequences.targets[i]);
  }
}

Score score_of(const Exam& exam, std::span<const std::int32_t> given, int trained) {
  const auto length = static_cast<std::size_t>(exam.sequences.length);
  std::vector<float> questions(length), right(length);
  for (std::size_t i = 0; i < given.size(); ++i) {
    const std::size_t place = static_cast<std::size_t>(exam.asked[i]) % length;
    ++questions[place];
    right[place] += given[i] == exam.answers[i];
  }
  Score score;
  float all = 0, all_right = 0, beyond = 0, beyond_right = 0;
  for (std::size_t place = 0; place < length; ++place) {
    score.by_place.push_back(questions[place] > 0 ? right[place] / questions[place] : NAN);
    all += questions[place];
    all_right += right[place];
    if (place < static_cast<std::size_t>(trained)) continue;
    beyond += questions[place];
    beyond_right += right[place];
  }
  score.accuracy = all > 0 ? all_right / all : 0;
  score.accuracy_beyond = beyond > 0 ? beyond_right / beyond : 0;
  return score;
}

Score order_blind_score(const Rules& rules, const Exam& exam, int trained) {
  const std::vector<std::int32_t> guesses = rules.order_blind_answers(exam.sequences);
  std::vector<std::int32_t> given;
  for (const std::int32_t place : exam.asked) given.push_back(guesses[static_cast<std::size_t>(place)]);
  return score_of(exam, given, trained);
}

Variable loss_of(const Model& model, const Exam& exam) {
  return cross_entropy(logits_of(model, exam), exam.answers);
}

Score score_of(const Model& model, const Exam& exam, int trained) {
  const NoRecording off;
  const Variable logits = logits_of(model, exam);
  Score score = score_of(exam, train::likeliest(logits.value()), trained);
  score.loss = cross_entropy(logits, exam.answers).item();
  return score;
}

std::vector<float> attention_by_distance(const Model& model, const Exam& exam) {
  const NoRecording off;
  const int length = exam.sequences.length;
  const Variable weights = model.forward(exam.sequences.symbols, length, exam.asked).weights;
  std::vector<float> sums(static_cast<std::size_t>(2 * length - 1));
  const float* value = weights.value().data();
  const int maps = exam.sequences.count * heads;
  for (int map = 0; map < maps; ++map)
    for (int query = 0; query < length; ++query)
      for (int key = 0; key < length; ++key)
        sums[static_cast<std::size_t>(key - query + length - 1)] += *value++;
  for (int distance = 1 - length; distance < length; ++distance)
    sums[static_cast<std::size_t>(distance + length - 1)] /=
        static_cast<float>(maps * (length - std::abs(distance)));
  return sums;
}

Matrix shift_matrix(int size, int k) {
  Matrix m{size, size, std::vector<float>(static_cast<std::size_t>(size) * static_cast<std::size_t>(size))};
  for (int i = 0; i < size; i += 2) {
    const double angle = k / std::pow(10000.0, static_cast<double>(i) / size);
    m.at(i, i) = m.at(i + 1, i + 1) = static_cast<float>(std::cos(angle));
    m.at(i, i + 1) = static_cast<float>(std::sin(angle));
    m.at(i + 1, i) = static_cast<float>(-std::sin(angle));
  }
  return m;
}

float shift_error(int size, int length, int k) {
  const Matrix here = matrix_of(sinusoidal_positions(length, size));
  const Matrix there = matrix_of(sinusoidal_positions(length, size, k));
  const Matrix m = shift_matrix(size, k);
  double largest = 0;
  for (int place = 0; place < length; ++place)
    for (int i = 0; i < size; ++i) {
      double mapped = 0;
      for (int j = 0; j < size; ++j) mapped += double{m.at(i, j)} * here.at(place, j);
      largest = std::max(largest, std::abs(mapped - there.at(place, i)));
    }
  return static_cast<float>(largest);
}

Matrix profile_of(const PositionScheme& scheme, int length) {
  const NoRecording off;
  if (scheme.scheme() == Scheme::none) return {};
  if (const Variable bias = scheme.bias(length)) return along_distances(matrix_of(bias.value()));
  const Variable added = scheme.encoding(length);
  return dot_products(added ? matrix_of(added.value()) : turns(length, scheme.head_size()));
}

Matrix picture_of(const PositionScheme& scheme, int length, int head) {
  const NoRecording off;
  if (scheme.scheme() == Scheme::none) return {};
  if (const Variable added = scheme.encoding(length)) return matrix_of(added.value());
  if (const Variable bias = scheme.bias(length))
    return matrix_of(reshape(slice(bias, 0, head, head + 1), {length, length}).value());
  return turns(length, scheme.head_size());
}

}  // namespace madang::demos::positional
