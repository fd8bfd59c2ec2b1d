#include "demos/embeddings/picture.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>

#include "core/tensor_matrix.h"
#include "data/attribute_corpus.h"
#include "demos/embeddings/measure.h"

namespace madang::demos::embeddings {

namespace {

constexpr int near_count = 6, answer_count = 3, example_count = 3;
constexpr std::size_t map_words = 40;  // of the reader's text
constexpr float counted_often = 5;     // a cell with fewer is mostly chance

std::vector<Near> near_of(const std::vector<train::Neighbour>& all) {
  std::vector<Near> result;
  for (const auto& each : all) result.push_back({each.word, each.cosine});
  return result;
}

std::vector<int> ints(const std::vector<std::int32_t>& all) { return {all.begin(), all.end()}; }

bool own(const Corpus& corpus) { return corpus.questions.empty(); }

/// The number of a word in the corpus, of the world in either language; −1 for none.
std::int32_t number_of(const std::string& word, const Corpus& corpus) {
  const auto in = [&](const std::vector<std::string>& all) {
    const auto found = std::ranges::find(all, word);
    return found == all.end() ? -1 : static_cast<std::int32_t>(found - all.begin());
  };
  if (own(corpus)) return in(corpus.own_words);
  const std::int32_t korean = in(data::attribute_world(Language::korean).vocabulary());
  return korean >= 0 ? korean : in(data::attribute_world(Language::english).vocabulary());
}

Question typed_question(const std::string& typed, const Corpus& corpus) {
  std::istringstream words(typed);
  Question question;
  for (std::string word; words >> word;) {
    const std::int32_t number = number_of(word, corpus);
    if (number < 0)
      return {{}, {"말뭉치에 없는 낱말입니다: " + word, "The corpus does not have this word: " + word}};
    question.words.push_back(number);
  }
  if (question.words.size() != 3)
    return {{}, {"낱말 셋을 띄어 씁니다.", "Type three words with spaces between them."}};
  return question;
}

std::vector<float> float_shares(const std::vector<train::AnalogyScore>& all,
                                float train::AnalogyScore::*which) {
  std::vector<float> shares;
  for (const auto& each : all) shares.push_back(each.*which);
  return shares;
}

Shares shares_of(const std::vector<train::AnalogyScore>& all) {
  return {float_shares(all, &train::AnalogyScore::excluded), float_shares(all, &train::AnalogyScore::free)};
}

/// What the pairs of the relation, and the question, look like to one model.
void fill_analogies(ModelPicture& picture, const Tensor& unit, const Pairs& pairs, const Question& question) {
  if (question.words.size() >= 3) {
    const train::Analogy asked{question.words[0], question.words[1], question.words[2], 0};
    const auto direction = train::analogy_direction(unit, asked);
    picture.answers =
        near_of(train::nearest(unit, direction, answer_count, std::span(question.words).first(3)));
    const auto free = train::nearest(unit, direction, 1).front();
    picture.free = {free.word, free.cosine};
    if (question.words.size() == 4)
      for (const auto& each : train::nearest(unit, direction, unit.shape()[0]))
        if (each.word == question.words[3]) picture.reached = each.cosine;
    if (!pairs.empty()) {
      const auto [x, y] = PairPlane(unit, pairs).place(direction);
      picture.target = {x, y};
    }
  }
  if (pairs.empty()) return;
  const PairPlane plane(unit, pairs);
  const int count = static_cast<int>(pairs.size());
  picture.arrows = {2 * count, 2, {}};
  for (const auto& [a, b] : pairs)
    for (const std::int32_t word : {a, b}) {
      const auto [x, y] = plane.place(row_of(unit, word));
      picture.arrows.values.insert(picture.arrows.values.end(), {x, y});
    }
  picture.answered = {count, count, {}};
  for (int i = 0; i < count; ++i)
    for (int k = 0; k < count; ++k) {
      const auto& [a, b] = pairs[static_cast<std::size_t>(i)];
      const auto& [c, d] = pairs[static_cast<std::size_t>(k)];
      const train::Analogy one[] = {{a, b, c, d}};
      picture.answered.values.push_back(i == k ? std::numeric_limits<float>::quiet_NaN()
                                               : train::score(unit, one).excluded);
    }
}

/// Rows and columns alone.
Matrix part_of(const Matrix& all, const std::vector<int>& rows, const std::vector<int>& columns) {
  Matrix part{static_cast<int>(rows.size()), static_cast<int>(columns.size()), {}};
  for (const int row : rows)
    for (const int column : columns) part.values.push_back(all.at(row, column));
  return part;
}

/// Of skip-gram and CBOW ln(#(w, c) / (#(w) q(c))) − ln k, of GloVe ln X.
Matrix goal_of(const Training& training, Kind kind) {
  const Matrix& counts = training.corpus().counts;
  if (kind != Kind::glove)
    return data::shifted_pmi(counts, training.lessons().noise(),
                             static_cast<float>(training.lessons().negatives()));
  Matrix logs = counts;
  for (float& count : logs.values) count = std::log(count);  // −∞ of 0
  return logs;
}

/// How far `said` is from `goal` where something was counted often.
void compare(CountsPicture& picture, const Matrix& goal, const Matrix& said, const Matrix& counts) {
  double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
  for (std::size_t i = 0; i < goal.values.size(); ++i) {
    if (counts.values[i] < counted_often) continue;
    picture.goals.push_back(goal.values[i]);
    picture.sayings.push_back(said.values[i]);
    x += goal.values[i];
    y += said.values[i];
    xx += static_cast<double>(goal.values[i]) * goal.values[i];
    yy += static_cast<double>(said.values[i]) * said.values[i];
    xy += static_cast<double>(goal.values[i]) * said.values[i];
  }
  const auto n = static_cast<double>(picture.goals.size());
  if (n < 2) return;
  picture.distance = static_cast<float>(std::sqrt(std::max(0.0, (xx - 2 * xy + yy) / n)));
  const double spread = (xx / n - x / n * x / n) * (yy / n - y / n * y / n);
  picture.correlation = spread > 0 ? static_cast<float>((xy / n - x / n * y / n) / std::sqrt(spread)) : 0;
}

/// Lines in which the two stand at most a window apart.
void find_examples(CountsPicture& picture, const Corpus& corpus, int window, std::int32_t word,
                   std::int32_t context) {
  for (const auto& line : corpus.lines) {
    if (picture.examples.size() == example_count) return;
    bool found = false;
    data::for_each_pair({line}, window, [&](std::size_t, std::size_t at, std::size_t other) {
      found = found || (line[at] == word && line[other] == context);
    });
    if (found) picture.examples.push_back(ints(line));
  }
}

void fill_counts(Snapshot& snapshot, const Training& training, const Settings& settings) {
  CountsPicture& picture = snapshot.counts;
  const Corpus& corpus = training.corpus();
  const Model& model = training.learner(settings.kind).model;
  if (own(corpus)) {
    for (int word = 0; word < std::min(corpus.vocabulary, 16); ++word) picture.words.push_back(word);
    picture.contexts = picture.words;
  } else {
    const Family family = settings.family == Family::all ? Family::people : settings.family;
    picture.words = ints(words_of(family));
    picture.contexts = ints(contexts_of(family));
  }
  const Matrix goal = goal_of(training, settings.kind), said = matrix_of(model.scores());
  picture.goal = part_of(goal, picture.words, picture.contexts);
  picture.said = part_of(said, picture.words, picture.contexts);
  compare(picture, goal, said, corpus.counts);
  const auto place = [](const std::vector<int>& all, int wanted) {
    const auto found = std::ranges::find(all, wanted);
    return found == all.end() ? 0 : static_cast<int>(found - all.begin());
  };
  picture.chosen_row = place(picture.words, settings.word - 1);
  picture.chosen_column = place(picture.contexts, settings.context - 1);
  const int word = picture.words[static_cast<std::size_t>(picture.chosen_row)];
  const int context = picture.contexts[static_cast<std::size_t>(picture.chosen_column)];
  picture.count = corpus.counts.at(word, context);
  for (int column = 0; column < corpus.vocabulary; ++column)
    picture.of_word += corpus.counts.at(word, column);
  picture.noise = training.lessons().noise()[static_cast<std::size_t>(context)];
  find_examples(picture, corpus, settings.window, word, context);
  const Matrix skip_gram = matrix_of(training.learner(Kind::skip_gram).model.scores());
  picture.loss = expected_loss_of(skip_gram, training.expectation());
  picture.least_loss = expected_loss_of(goal_of(training, Kind::skip_gram), training.expectation());
  for (int row = 0; row < corpus.vocabulary; ++row)
    for (int column = 0; column < row; ++column)
      picture.asymmetry = std::max(picture.asymmetry,
                                   std::abs(corpus.counts.at(row, column) - corpus.counts.at(column, row)));
}

void fill_words(Snapshot& picture, const Training& training, const Settings& settings) {
  const Corpus& corpus = training.corpus();
  if (own(corpus))
    for (std::int32_t word = 0; word < std::min<int>(corpus.vocabulary, map_words); ++word)
      picture.shown.push_back(word);
  else
    picture.shown = ints(words_of(settings.family));
  picture.word = std::min(settings.word, corpus.vocabulary) - 1;
  const Matrix wanted = own(corpus) ? Matrix{} : wanted_places(settings.family);
  for (const Learner& learner : training.learners()) {
    ModelPicture& own_picture = picture.models[static_cast<std::size_t>(learner.model.kind())];
    const Tensor unit = train::unit_rows(learner.model.vectors());
    own_picture.places = map_of(unit, {picture.shown.begin(), picture.shown.end()}, wanted);
    const std::int32_t word[] = {picture.word};
    own_picture.near = near_of(train::nearest(unit, row_of(unit, word[0]), near_count, word));
    if (learner.model.kind() != settings.kind) continue;
    const auto chosen = row_of(unit, word[0]), nearest = row_of(unit, own_picture.near.front().word);
    picture.unit_word.assign(chosen.begin(), chosen.end());
    picture.unit_near.assign(nearest.begin(), nearest.end());
  }
}

void fill_questions(Snapshot& picture, const Training& training, const Settings& settings) {
  const Corpus& corpus = training.corpus();
  const Question question = question_of(settings, corpus);
  picture.question = ints(question.words);
  picture.objection = question.objection;
  const Pairs pairs = own(corpus) ? Pairs{} : pairs_of(settings.relation);
  picture.pair_count = static_cast<int>(pairs.size());
  for (const auto& [a, b] : pairs) picture.pair_words.insert(picture.pair_words.end(), {a, b});
  picture.first = std::min(settings.first, std::max(1, picture.pair_count)) - 1;
  picture.second = std::min(settings.second, std::max(1, picture.pair_count)) - 1;
  for (const Learner& learner : training.learners())
    fill_analogies(picture.models[static_cast<std::size_t>(learner.model.kind())],
                   train::unit_rows(learner.model.vectors()), pairs, question);
}

}  // namespace

Question question_of(const Settings& settings, const Corpus& corpus) {
  if (!settings.query.empty()) return typed_question(settings.query, corpus);
  if (own(corpus)) return {{0, 1, 2}, {}};  // an example: the most frequent words
  const Pairs pairs = pairs_of(settings.relation);
  const auto chosen = [&](int number) { return pairs[std::min<std::size_t>(number - 1, pairs.size() - 1)]; };
  const auto [a, b] = chosen(settings.first);
  const auto [c, d] = chosen(settings.second);
  return {{a, b, c, d}, {}};
}

void fill_picture(Snapshot& picture, const Training& training, const Settings& settings) {
  const Corpus& corpus = training.corpus();
  picture.step = training.updates();
  picture.own_words = corpus.own_words;
  picture.vocabulary = corpus.vocabulary;
  picture.pairs = static_cast<int>(training.lessons().pairs());
  picture.parameters = static_cast<int>(parameter_count(training.learner(Kind::skip_gram).model));
  picture.notice = corpus.notice;
  for (const Learner& learner : training.learners()) {
    ModelPicture model;
    model.loss = learner.mean_loss;
    model.right = shares_of(scores_of(learner.model.vectors(), corpus));
    picture.models.push_back(std::move(model));
  }
  picture.counted = shares_of(scores_of(training.counted_vectors(), corpus));
  if (settings.page == Page::map) fill_words(picture, training, settings);
  if (settings.page == Page::analogies) fill_questions(picture, training, settings);
  if (settings.page == Page::counts) fill_counts(picture, training, settings);
}

}  // namespace madang::demos::embeddings
