#include "demos/positional/experiment.h"

#include <array>
#include <cmath>
#include <numeric>
#include <optional>

#include "autograd/ops_shape.h"
#include "core/tensor_matrix.h"
#include "demos/positional/training.h"
#include "train/evaluation.h"
#include "train/inside.h"

namespace madang::demos::positional {

namespace {

const char* letter(int index) { return index == 0 ? "a" : "b"; }

/// First what the exported script prints. The training loss is kept for the table alone: batches are new
/// every time, so that it is the test loss with more noise.
demo::History history_of(const Training& training) {
  constexpr std::uint64_t interval = 10;
  std::vector<demo::Curve> curves;
  for (const int i : {0, 1}) {
    const std::string slug = letter(i), model = i == 0 ? "A" : "B";
    const auto add = [&](const char* name, const Text& label, const char* quantity, bool dashed = false) {
      curves.push_back({.name = slug + name,
                        .label = {model + label.korean, model + label.english},
                        .quantity = quantity,
                        .colour = i,
                        .dashed = dashed,
                        .interval = interval,
                        .share = std::string_view(quantity) == "accuracy"});
    };
    add("_train_loss", {" 학습 손실", " training loss"}, "train_loss");
    add("_test_loss", {" 테스트 손실", " test loss"}, "loss");
    add("_accuracy", {" 정확도", " accuracy"}, "accuracy");
    add("_accuracy_beyond", {" 너머: 정확도", " beyond: accuracy"}, "accuracy", true);
  }
  const int answers = training.rules().answers();
  const std::string classes = std::to_string(answers);
  return demo::History(
      std::move(curves),
      {{"loss", {"찍기 ln " + classes, "chance, ln " + classes}, std::log(static_cast<float>(answers))},
       {"accuracy", {"순서를 모르고 찍기", "guess ignoring order"}, training.guess().at_length.accuracy}});
}

/// Pages on which the models answer an example.
bool answers_example(Page page) { return page == Page::learning || page == Page::attention; }

/// The beginning of a long test sequence, asked everywhere: the model answers at each place, wanted or not.
/// While it learns what lies beyond the trained length is always shown.
Exam example_of(const Training& training, const Settings& settings) {
  const Sequences& all = training.long_exam().sequences;
  const bool longer = settings.longer || settings.page == Page::learning;
  const int length = (longer ? 2 : 1) * training.trained_length();
  const auto first = static_cast<std::ptrdiff_t>(all.index(settings.example - 1, 0));
  const auto of_one = [&](const std::vector<std::int32_t>& of_all) {
    return std::vector<std::int32_t>(of_all.begin() + first, of_all.begin() + first + length);
  };
  Exam example({1, length, of_one(all.symbols), of_one(all.targets)});
  example.asked.resize(example.sequences.symbols.size());
  std::iota(example.asked.begin(), example.asked.end(), 0);
  return example;
}

void fill_example(ModelPicture& picture, const Model& model, const Exam& example, const Settings& settings) {
  const NoRecording off;
  const int length = example.sequences.length;
  const Model::Pass pass = model.forward(example.sequences.symbols, length, example.asked);
  picture.given = train::likeliest(pass.logits.value());
  if (settings.page != Page::attention) return;
  const Variable weights = slice(pass.weights, 1, settings.head - 1, settings.head);
  picture.attention = matrix_of(reshape(weights, {length, length}).value());
}

void fill_model(ModelPicture& picture, const Model& model, const Training& training,
                const Settings& settings) {
  if (settings.page == Page::distance) {
    picture.profile = profile_of(model.scheme(), training.trained_length());
    picture.attended = attention_by_distance(model, training.exam());
  }
  if (settings.page == Page::encoding)
    picture.encoding = picture_of(model.scheme(), reach * training.trained_length(), settings.head - 1);
  if (answers_example(settings.page)) fill_example(picture, model, example_of(training, settings), settings);
}

}  // namespace

class Positional final : public train::Experiment<Settings, Snapshot> {
 public:
  void reset(std::uint64_t seed) override {
    seed_ = seed;
    training_.emplace(settings, seed);
    history = history_of(*training_);
    record();
  }

  void step() override {
    const std::array<float, 2> losses = training_->step(settings.learning_rate);
    for (const int i : {0, 1})
      history.note(std::string(letter(i)) + "_train_loss", training_->steps(),
                   losses[static_cast<std::size_t>(i)]);
    record();
  }

  void fill(Snapshot& picture) override {
    if (!training_) return;
    const int length = training_->trained_length();
    picture.step = training_->steps();
    picture.trained_length = length;
    const auto& [guess, longer_guess] = training_->guess();
    picture.guess = guess.accuracy;
    picture.guess_beyond = longer_guess.accuracy_beyond;
    picture.guess_by_place = longer_guess.by_place;
    for (const int i : {0, 1}) {
      const auto& [at_length, longer] = training_->scores(i);
      picture.models.push_back({.loss = at_length.loss,
                                .accuracy = at_length.accuracy,
                                .accuracy_beyond = longer.accuracy_beyond,
                                .by_place = longer.by_place});
      fill_model(picture.models.back(), training_->model(i), *training_, settings);
    }
    if (answers_example(settings.page)) {
      const Rules& rules = training_->rules();
      const Sequences example = example_of(*training_, settings).sequences;
      for (const std::int32_t symbol : example.symbols) picture.symbols.push_back(rules.name(symbol));
      for (std::int32_t i = 0; i < rules.answers(); ++i) picture.answers.push_back(rules.answer_name(i));
      picture.targets = example.targets;
    }
    if (settings.page == Page::encoding) {
      const int size = numbers_of(settings.size);
      picture.shift = shift_matrix(size, settings.shift);
      picture.shift_error = shift_error(size, reach * length, settings.shift);
    }
  }

  bool has_pytorch() const override { return true; }

 protected:
  /// "a.q_proj.weight" … The loss is that of the test sequences of the trained length.
  std::vector<train::Inside> insides() override {
    std::vector<train::Inside> both;
    for (const int i : {0, 1}) {
      const Model& model = training_->model(i);
      const Exam& exam = training_->exam();
      both.push_back(train::inside_of(
          model, [&] { return loss_of(model, exam); },
          [&]() -> std::vector<io::NamedTensor> {
            const auto pass = model.forward(exam.sequences.symbols, exam.sequences.length, exam.asked);
            return {{"attention", pass.weights.value()}, {"logits", pass.logits.value()}};
          },
          letter(i)));
    }
    return both;
  }
  std::uint64_t updates() const override { return training_->steps(); }
  void loaded() override {
    training_->begin_anew();
    record();
  }
  std::string script(std::uint64_t steps) override { return pytorch_script(settings, seed_, steps); }

 private:
  void record() {
    const std::uint64_t step = training_->steps();
    if (!history.due(step)) return;
    for (const int i : {0, 1}) {
      const auto& [at_length, longer] = training_->scores(i);
      const std::string slug = letter(i);
      history.note(slug + "_test_loss", step, at_length.loss);
      history.note(slug + "_accuracy", step, at_length.accuracy);
      history.note(slug + "_accuracy_beyond", step, longer.accuracy_beyond);
    }
  }

  std::uint64_t seed_ = 1;
  std::optional<Training> training_;
};

namespace {
const demo::RegisterExperiment<Positional> registered("positional");
}  // namespace

}  // namespace madang::demos::positional
