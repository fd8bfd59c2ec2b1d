#include "demos/positional/picture.h"

#include <cstdlib>
#include <numeric>

#include "demos/positional/encoding.h"

namespace madang::demos::positional {

namespace {

/// The beginning of a long test sequence, asked everywhere: the model answers at each place, wanted or not.
Exam example_of(const Training& training, const Settings& settings) {
  const Sequences& all = training.long_exam().sequences;
  const int number = settings.example - 1;
  const int length = (settings.longer ? 2 : 1) * training.trained_length();
  Sequences one{1, length, {}, {}};
  for (int place = 0; place < length; ++place) {
    one.symbols.push_back(all.symbols[all.index(number, place)]);
    one.targets.push_back(all.targets[all.index(number, place)]);
  }
  Exam example(one);
  example.asked.resize(one.symbols.size());
  std::iota(example.asked.begin(), example.asked.end(), 0);
  return example;
}

void fill_scores(ModelPicture& picture, const Learner& learner, const Training& training) {
  const Score score = learner.score(training.exam()), longer = learner.score(training.long_exam());
  picture.loss = score.loss;
  picture.accuracy = score.accuracy;
  picture.accuracy_beyond = longer.accuracy_beyond;
  picture.by_place = longer.by_place;
}

void fill_curves(ModelPicture& picture, const Curves& curves) {
  picture.steps = curves.steps;
  picture.losses = curves.loss;
  picture.accuracies = curves.accuracy;
  picture.beyond = curves.accuracy_beyond;
}

void fill_distances(ModelPicture& picture, const Learner& learner, const Training& training) {
  Profile profile = profile_of(learner.model().scheme(), training.trained_length());
  picture.distances = std::move(profile.distances);
  picture.profile = std::move(profile.values);
  picture.attended = attention_by_distance(learner, training.exam());
}

void fill_attention(ModelPicture& picture, const Learner& learner, const Exam& example, int head) {
  const NoRecording off;
  const int length = example.sequences.length;
  const auto weights = learner.model().forward(example.sequences.symbols, length, example.asked).weights;
  const auto cells = static_cast<std::size_t>(length) * static_cast<std::size_t>(length);
  const auto map = weights.value().values().subspan(static_cast<std::size_t>(head) * cells, cells);
  picture.attention = {length, length, {map.begin(), map.end()}};
  picture.given = learner.answers(example);
}

void fill_places(Snapshot& picture, const Training& training) {
  const int trained = training.trained_length();
  const Score longer = order_blind_score(training.rules(), training.long_exam(), trained);
  picture.guess = order_blind_score(training.rules(), training.exam(), trained).accuracy;
  picture.guess_beyond = longer.accuracy_beyond;
  picture.guess_by_place = longer.by_place;
  for (int place = 1; place <= reach * trained; ++place) picture.places.push_back(static_cast<float>(place));
}

}  // namespace

std::vector<float> attention_by_distance(const Learner& learner, const Exam& exam) {
  const NoRecording off;
  const int length = exam.sequences.length;
  const Variable weights = learner.model().forward(exam.sequences.symbols, length, exam.asked).weights;
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

Snapshot picture_of(const Training& training, const Settings& settings) {
  Snapshot picture;
  picture.step = training.steps();
  picture.trained_length = training.trained_length();
  fill_places(picture, training);
  const Exam example = example_of(training, settings);
  for (const int i : {0, 1}) {
    const Learner& learner = training.learner(i);
    ModelPicture& model = picture.models.emplace_back();
    fill_scores(model, learner, training);
    if (settings.page == Page::learning) fill_curves(model, learner.curves);
    if (settings.page == Page::distance) fill_distances(model, learner, training);
    if (settings.page == Page::encoding)
      model.encoding =
          picture_of(learner.model().scheme(), reach * training.trained_length(), settings.head - 1);
    if (settings.page == Page::attention) fill_attention(model, learner, example, settings.head - 1);
  }
  if (settings.page == Page::attention) {
    for (const std::int32_t symbol : example.sequences.symbols)
      picture.symbols.push_back(training.rules().name(symbol));
    for (const std::int32_t target : example.sequences.targets) picture.targets.push_back(target);
  }
  if (settings.page == Page::encoding) {
    const int size = numbers_of(settings.size);
    picture.shift = shift_matrix(size, settings.shift);
    picture.shift_error = shift_error(size, reach * training.trained_length(), settings.shift);
  }
  return picture;
}

}  // namespace madang::demos::positional
