#include "demos/positional/picture.h"

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

void fill_scores(ModelPicture& picture, const Training::Scores& scores) {
  picture.loss = scores.at_length.loss;
  picture.accuracy = scores.at_length.accuracy;
  picture.accuracy_beyond = scores.longer.accuracy_beyond;
  picture.by_place = scores.longer.by_place;
}

void fill_distances(ModelPicture& picture, const Model& model, const Training& training) {
  Profile profile = profile_of(model.scheme(), training.trained_length());
  picture.distances = std::move(profile.distances);
  picture.profile = std::move(profile.values);
  picture.attended = attention_by_distance(model, training.exam());
}

void fill_attention(ModelPicture& picture, const Model& model, const Exam& example, int head) {
  const NoRecording off;
  const int length = example.sequences.length;
  const auto weights = model.forward(example.sequences.symbols, length, example.asked).weights;
  const auto cells = static_cast<std::size_t>(length) * static_cast<std::size_t>(length);
  const auto map = weights.value().values().subspan(static_cast<std::size_t>(head) * cells, cells);
  picture.attention = {length, length, {map.begin(), map.end()}};
  picture.given = answers_of(model, example);
}

void fill_guess(Snapshot& picture, const Training& training) {
  picture.guess = training.guess().at_length.accuracy;
  picture.guess_beyond = training.guess().longer.accuracy_beyond;
  picture.guess_by_place = training.guess().longer.by_place;
  for (int place = 1; place <= reach * training.trained_length(); ++place)
    picture.places.push_back(static_cast<float>(place));
}

}  // namespace

void fill_picture(Snapshot& picture, Training& training, const Settings& settings) {
  picture.step = training.steps();
  picture.trained_length = training.trained_length();
  fill_guess(picture, training);
  const Exam example = example_of(training, settings);
  for (const int i : {0, 1}) {
    const Model& model = training.model(i);
    ModelPicture& shown = picture.models.emplace_back();
    fill_scores(shown, training.scores(i));
    if (settings.page == Page::distance) fill_distances(shown, model, training);
    if (settings.page == Page::encoding)
      shown.encoding = picture_of(model.scheme(), reach * training.trained_length(), settings.head - 1);
    if (settings.page == Page::attention) fill_attention(shown, model, example, settings.head - 1);
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
}

}  // namespace madang::demos::positional
