#include "demos/rnn/measure.h"

#include <cmath>

#include "autograd/ops_shape.h"
#include "autograd/ops_softmax.h"
#include "nn/losses_regression.h"
#include "train/evaluation.h"

namespace madang::demos::rnn {

namespace {

Batch rows_from(const Batch& batch, int first, int rows) {
  const auto cut = [&](const Tensor& all) {
    if (all.size() == 0) return all;
    const NoRecording off;
    return slice(constant(all), 0, first, first + rows).value();
  };
  const auto asked = static_cast<std::ptrdiff_t>(batch.labels.size()) / batch.rows();
  return {cut(batch.inputs),
          {batch.labels.begin() + first * asked, batch.labels.begin() + (first + rows) * asked},
          cut(batch.targets)};
}

/// Mean over the rows of the norm of each row, of the gradient of a mean over the rows.
float mean_norm(const Tensor& gradient) {
  const auto width = static_cast<std::size_t>(gradient.shape()[1]);
  double sum = 0;
  for (std::size_t row = 0; row < gradient.size(); row += width) {
    double square = 0;  // in double: squares of tiny gradients would vanish in float
    for (const float v : gradient.values().subspan(row, width)) square += static_cast<double>(v) * v;
    sum += std::sqrt(square);
  }
  return static_cast<float>(sum);
}

float norm_of(const Gradients& gradients, const Variable& moment) {
  return gradients.contains(moment) ? mean_norm(gradients.of(moment).value()) : 0.f;
}

}  // namespace

Variable answers(const Model& model, const Variable& hidden, int asked) {
  const Shape& shape = hidden.shape();
  const Variable last = asked == shape[1] ? hidden : slice(hidden, 1, shape[1] - asked, shape[1]);
  return model.read(reshape(last, {shape[0] * asked, shape[2]}));
}

Variable loss_of(const Variable& answers, const Batch& batch) {
  return batch.labels.empty() ? mse(answers, constant(batch.targets)) : cross_entropy(answers, batch.labels);
}

Variable loss_of(const Model& model, const Lesson& lesson, const Batch& batch) {
  return loss_of(answers(model, model.hidden(constant(batch.inputs)), lesson.asked()), batch);
}

Score score(const Model& model, const Lesson& lesson, const Batch& batch) {
  const NoRecording off;
  const Variable said = answers(model, model.hidden(constant(batch.inputs)), lesson.asked());
  const float loss = loss_of(said, batch).item();
  if (!batch.labels.empty()) return {loss, train::accuracy(said.value(), batch.labels)};
  constexpr float near = 0.1f;
  const auto sums = said.value().values(), truths = batch.targets.values();
  int right = 0;
  for (std::size_t i = 0; i < truths.size(); ++i) right += std::abs(sums[i] - truths[i]) < near;
  return {loss, static_cast<float>(right) / static_cast<float>(truths.size())};
}

bool solved(Task task, const Score& score) {
  switch (task) {
    case Task::adding:
      return score.loss < solved_error;
    case Task::recall:
      return score.right > solved_share;
    case Task::text:
      return false;
  }
  return false;
}

Reach reach_of(const Model& model, const Lesson& lesson, const Batch& all, int rows) {
  Batch batch = first_rows(all, rows);
  const Walk walk = model.walk(batch.inputs);
  if (!batch.labels.empty()) {  // of the last answer alone
    std::vector<std::int32_t> last;
    const auto asked = static_cast<std::size_t>(lesson.asked());
    for (std::size_t i = asked - 1; i < batch.labels.size(); i += asked) last.push_back(batch.labels[i]);
    batch.labels = last;
  }
  const Variable loss = loss_of(model.read(walk.steps.back().hidden), batch);
  const Gradients gradients = backward(loss, {.keep_intermediate = true});
  Reach reach;
  for (std::size_t t = walk.steps.size(); t-- > 0;) {
    reach.hidden.push_back(norm_of(gradients, walk.steps[t].hidden));
    reach.input.push_back(norm_of(gradients, walk.inputs[t]));
  }
  return reach;
}

Measurement measure(const Model& model, const Lesson& lesson) {
  constexpr int reach_rows = 16;
  Measurement now{score(model, lesson, lesson.probe()), reach_of(model, lesson, lesson.probe(), reach_rows)};
  now.far_share = far_share(now.reach.hidden, far_distance(lesson));
  return now;
}

Batch first_rows(const Batch& batch, int rows) { return rows_from(batch, 0, rows); }
Batch one_row(const Batch& batch, int row) { return rows_from(batch, row, 1); }

}  // namespace madang::demos::rnn
