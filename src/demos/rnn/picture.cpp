#include "demos/rnn/picture.h"

#include <algorithm>
#include <numeric>

#include "autograd/ops_softmax.h"
#include "core/tensor_matrix.h"
#include "demos/rnn/writing.h"

namespace madang::demos::rnn {

namespace {

constexpr int shown_answers = 12;  // sequences of which recall shows the probabilities
constexpr int written_characters = 120;

/// (units, steps) of what a walk of one sequence passes through; empty where the cell lacks it.
Matrix over_time(const Walk& walk, Variable Step::*part) {
  const auto steps = static_cast<int>(walk.steps.size());
  if (!(walk.steps.front().*part)) return {};
  const int units = static_cast<int>((walk.steps.front().*part).value().size());
  Matrix matrix{units, steps, std::vector<float>(static_cast<std::size_t>(units * steps))};
  for (int t = 0; t < steps; ++t) {
    const auto values = (walk.steps[static_cast<std::size_t>(t)].*part).value().values();
    for (int unit = 0; unit < units; ++unit) matrix.at(unit, t) = values[static_cast<std::size_t>(unit)];
  }
  return matrix;
}

std::vector<float> mean_of_columns(const Matrix& m) {
  std::vector<float> mean;
  for (int column = 0; column < m.columns; ++column) {
    float sum = 0;
    for (int row = 0; row < m.rows; ++row) sum += m.at(row, column);
    mean.push_back(sum / static_cast<float>(m.rows));
  }
  return mean;
}

void fill_gates(GatePicture& gates, const Model& model, const Lesson& lesson, int row) {
  const NoRecording off;
  const Batch one = one_row(lesson.probe(), row);
  const Walk walk = model.walk(one.inputs);
  if (lesson.task() != Task::text) gates.input = transposed(matrix_of(one.inputs));
  gates.hidden = over_time(walk, &Step::hidden);
  gates.cell = over_time(walk, &Step::cell);
  gates.forget_gate = over_time(walk, &Step::forget_gate);
  gates.input_gate = over_time(walk, &Step::input_gate);
  gates.output_gate = over_time(walk, &Step::output_gate);
  gates.reset_gate = over_time(walk, &Step::reset_gate);
  gates.update_gate = over_time(walk, &Step::update_gate);
  if (model.cell() == Cell::lstm) gates.kept = mean_of_columns(gates.forget_gate);
  if (model.cell() == Cell::gru) gates.kept = mean_of_columns(gates.update_gate);
}

void fill_answers(CellPicture& picture, const Model& model, const Lesson& lesson, const Settings& settings,
                  int row, int moment, std::uint64_t seed) {
  if (lesson.task() == Task::text) {
    Writer writer(model, one_row(lesson.probe(), row).inputs, moment);
    picture.next = writer.next();
    picture.sample = writer.write(written_characters, settings.temperature, lesson.corpus().alphabet,
                                  random_for(seed, Stream::samples));
    return;
  }
  const NoRecording off;
  const bool adding = lesson.task() == Task::adding;
  const Batch batch = adding ? lesson.probe() : first_rows(lesson.probe(), shown_answers);
  const Variable said = answers(model, model.hidden(constant(batch.inputs)), lesson.asked());
  if (adding)
    picture.said = numbers_of(said.value());
  else
    picture.chances = matrix_of(softmax(said).value());
}

CellPicture picture_of(const Measurement& first, const Measurement& now, Task task,
                       const Settings& settings) {
  CellPicture picture;
  picture.reach = now.reach.of(settings.measured);
  picture.first_reach = first.reach.of(settings.measured);
  if (settings.relative)
    for (auto* norms : {&picture.reach, &picture.first_reach}) {
      const float last = norms->front();
      for (float& norm : *norms) norm /= last;
    }
  picture.far_share = now.far_share;
  picture.first_far_share = first.far_share;
  picture.loss = now.score.loss;
  picture.right = now.score.right;
  picture.solved = solved(task, now.score);
  return picture;
}

/// What a text shows of the sequence looked into.
void fill_letters(Snapshot& picture, const Lesson& lesson) {
  const Corpus& corpus = lesson.corpus();
  picture.alphabet = corpus.alphabet;
  const Batch one = one_row(lesson.probe(), picture.sequence - 1);
  const auto features = static_cast<std::size_t>(lesson.features());
  const auto first = one.inputs.values().first(features);
  const auto letter = std::ranges::find(first, 1.f) - first.begin();
  picture.letters.push_back(corpus.alphabet[static_cast<std::size_t>(letter)]);
  for (const auto next : one.labels)
    picture.letters.push_back(corpus.alphabet[static_cast<std::size_t>(next)]);
  picture.letters.pop_back();  // behind the last step
  picture.truth = one.labels[static_cast<std::size_t>(picture.moment - 1)];
}

}  // namespace

void fill_picture(Snapshot& picture, Training& training, const Settings& settings, std::uint64_t seed) {
  const Lesson& lesson = training.lesson();
  const auto& learners = training.learners();
  picture.step = training.updates();
  picture.far_distance = far_distance(lesson);
  picture.notice = lesson.corpus().notice;
  picture.sequence = settings.sequence;
  picture.moment = std::min(settings.moment, lesson.steps());
  picture.distances.resize(static_cast<std::size_t>(lesson.steps()));
  std::iota(picture.distances.begin(), picture.distances.end(), 0.f);
  for (std::size_t i = 0; i < learners.size(); ++i) {
    picture.cells.push_back(picture_of(learners[i].first, training.measured(i), lesson.task(), settings));
    if (settings.page == Page::answers)
      fill_answers(picture.cells.back(), learners[i].model, lesson, settings, picture.sequence - 1,
                   picture.moment, seed);
  }
  if (lesson.task() == Task::text) fill_letters(picture, lesson);
  const Model& chosen = learners[static_cast<std::size_t>(settings.cell)].model;
  if (settings.page == Page::gates) fill_gates(picture.gates, chosen, lesson, settings.sequence - 1);
  if (settings.page != Page::answers) return;
  if (lesson.task() == Task::adding) picture.targets = numbers_of(lesson.probe().targets);
  if (lesson.task() == Task::recall) picture.labels = first_rows(lesson.probe(), shown_answers).labels;
}

}  // namespace madang::demos::rnn
