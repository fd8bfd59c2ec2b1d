// The tasks, what the schemes add, and what can be taken away from a run.
#include <doctest/doctest.h>

#include <cmath>

#include "autograd/ops_shape.h"
#include "demo/view.h"
#include "demos/positional/experiment.h"
#include "demos/positional/training.h"
#include "support/demo_run.h"
#include "train/evaluation.h"

using namespace madang;
using namespace madang::demos::positional;

namespace {

struct Run : test::DemoRun<Snapshot> {
  Run(const test::Values& values, std::uint64_t seed = 1) : DemoRun("positional", values, seed) {}
};

constexpr Scheme schemes[] = {Scheme::none, Scheme::sinusoidal,     Scheme::learned, Scheme::t5,
                              Scheme::rope, Scheme::transformer_xl, Scheme::alibi};

}  // namespace

TEST_CASE("positional: the task back asks for the symbol so many places before") {
  Random random(5);
  const Rules rules{Task::back, 2};
  const Sequences s = rules.draw(20, 9, random);
  for (int i = 0; i < s.count; ++i)
    for (int place = 0; place < s.length; ++place)
      CHECK(s.targets[s.index(i, place)] == (place < 2 ? nothing_asked : s.symbols[s.index(i, place - 2)]));
}

TEST_CASE("positional: the task latest asks for the value that was given last") {
  const Rules rules{Task::latest, 1};
  Random random(6);
  const Sequences s = rules.draw(50, 12, random);
  int questions = 0;
  for (int i = 0; i < s.count; ++i) {
    std::string given[2];
    for (int place = 0; place < s.length; ++place) {
      const std::string name = rules.name(s.symbols[s.index(i, place)]);
      const std::int32_t target = s.targets[s.index(i, place)];
      REQUIRE(name.size() == 2);
      std::string& value = given[name[0] - 'x'];
      if (name[1] == '?') {
        CHECK(value == std::to_string(target));
        ++questions;
      } else {
        CHECK(target == nothing_asked);
        value = name.substr(1);
      }
    }
  }
  CHECK(questions > 100);
}

TEST_CASE("positional: the order-blind answer is the most frequent one of the others") {
  const Rules back{Task::back, 1};
  const Sequences letters{1, 5, {3, 7, 7, 3, 3}, {nothing_asked, 3, 7, 7, 3}};
  CHECK(back.order_blind_answers(letters) == std::vector<std::int32_t>{nothing_asked, 3, 3, 3, 3});
  const Rules latest{Task::latest, 1};
  const Sequences values{1, 5, {2, 4, 2, 12, 16}, {-1, -1, -1, -1, 2}};  // x2 x4 x2 y4 x?
  CHECK(latest.order_blind_answers(values).back() == 2);
}

TEST_CASE("positional: only without positions does a shuffled sequence give the same answer") {
  for (const Scheme scheme : schemes) {
    const Model model({scheme, 16, 16, 8, 16}, Random(3));
    std::vector<std::int32_t> symbols = {1, 5, 2, 9, 11, 0, 7, 4}, other = {9, 5, 2, 1, 4, 0, 7, 11};
    if (scheme == Scheme::t5) {  // begins at zero, which is as good as none
      const Variable bias = model.scheme().named_parameters()[0].variable;
      bias.assign(Random(4).normal(bias.shape()));
    }
    const std::int32_t asked[] = {1};  // the 5, in both
    const Tensor a = model.forward(symbols, 8, asked).logits.value();
    const Tensor b = model.forward(other, 8, asked).logits.value();
    double difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
      difference = std::max(difference, std::abs(double{a.values()[i]} - b.values()[i]));
    CAPTURE(static_cast<int>(scheme));
    if (scheme == Scheme::none)
      CHECK(difference < 1e-5);
    else
      CHECK(difference > 1e-4);
  }
}

TEST_CASE("positional: relative schemes give a moved pair the same score") {
  for (const Scheme scheme : schemes) {
    Random random(9);
    const PositionScheme positions({scheme, 16, 16, 8, 16}, random);
    if (positions.encoding(8)) continue;  // absolute
    const Tensor one = random.normal({1, heads, 1, 4});
    const Variable vectors = broadcast_to(constant(one), {1, heads, 8, 4});  // the same at every place
    const Tensor scores = positions.scores(vectors, vectors).value();
    for (int i = 0; i + 1 < 8; ++i)
      for (int j = 0; j + 1 < 8; ++j) {
        const float here = scores.values()[static_cast<std::size_t>(8 * i + j)];
        const float there = scores.values()[static_cast<std::size_t>(8 * (i + 1) + j + 1)];
        CHECK((here == there || here == doctest::Approx(there).epsilon(1e-3)));
      }
  }
}

TEST_CASE("positional: profiles are those of the formulas") {
  Random random(2);
  const Matrix sinusoids = profile_of(PositionScheme({Scheme::sinusoidal, 16, 16, 8, 16}, random), 8);
  const Matrix turned = profile_of(PositionScheme({Scheme::rope, 16, 16, 8, 16}, random), 8);
  const Matrix bias = profile_of(PositionScheme({Scheme::alibi, 16, 16, 8, 16}, random), 8);
  REQUIRE(sinusoids.columns == 15);
  double wanted = 0;
  for (int i = 0; i < 8; ++i) wanted += std::cos(3 / std::pow(10000.0, i / 8.0)) / 8;
  CHECK(sinusoids.at(0, 7 + 3) == doctest::Approx(wanted));
  CHECK(sinusoids.at(0, 7 - 3) == doctest::Approx(wanted));
  CHECK(turned.at(0, 7 - 5) == doctest::Approx((std::cos(5.0) + std::cos(0.05)) / 2));
  REQUIRE(bias.rows == heads);
  CHECK(bias.at(0, 7 - 4) == -1);
  CHECK(std::isinf(bias.at(0, 7 + 4)));
  CHECK(bias.at(1, 7 + 4) == -1);
  CHECK(profile_of(PositionScheme({Scheme::none, 16, 16, 8, 16}, random), 8).empty());
}

TEST_CASE("positional: A and B of one scheme are one model, and weights come back from a file") {
  Run run({{"position", "rope"}, {"position_b", "rope"}, {"size", "16"}});
  run.step(20);
  const Snapshot picture = run.picture();
  const demo::History& history = run.experiment().history;
  CHECK(history.curve("a_test_loss").y == history.curve("b_test_loss").y);
  CHECK(picture.models[0].accuracy_beyond == picture.models[1].accuracy_beyond);

  Run other({{"position", "rope"}, {"position_b", "rope"}, {"size", "16"}}, 2);
  CHECK(other.picture().models[0].loss != picture.models[0].loss);
  const auto tensors = run.experiment().named_tensors();
  other.experiment().load_tensors(tensors);
  CHECK(other.experiment().named_tensors()[5].tensor.values()[3] == tensors[5].tensor.values()[3]);
  Run different({{"position", "learned"}, {"size", "16"}});
  CHECK_THROWS(different.experiment().load_tensors(tensors));
}

TEST_CASE("positional: attention by distance is a mean of weights") {
  Run run({{"position", "none"}, {"position_b", "alibi"}, {"page", "distance"}, {"length", "8"}});
  for (const ModelPicture& model : run.picture().models) {
    REQUIRE(model.attended.size() == 15);
    float total = 0;  // each distance weighted with the pairs that have it: the weights of 8 queries
    for (int distance = -7; distance <= 7; ++distance)
      total +=
          model.attended[static_cast<std::size_t>(distance + 7)] * static_cast<float>(8 - std::abs(distance));
    CHECK(total == doctest::Approx(8).epsilon(1e-3));
  }
}

TEST_CASE(
    "positional: weights from a file begin Adam anew, whose first step is as long as the learning rate") {
  Run run({{"size", "16"}, {"learning_rate", "0.003"}});
  run.step(15);
  CHECK(test::longest_step_after_loading(run.experiment()) == doctest::Approx(0.003).epsilon(1e-3));
}

TEST_CASE("positional: what is measured once is what measuring anew gives") {
  Settings settings;
  settings.size = Size::small;
  Training training(settings, 4);
  const float before = training.scores(1).at_length.loss;
  const auto losses = training.step(0.01f);
  CHECK(training.steps() == 1);
  CHECK(losses[0] > 1);
  const Score& now = training.scores(1).at_length;
  CHECK(now.loss != before);
  CHECK(now.loss == score_of(training.model(1), training.exam(), settings.length).loss);
  CHECK(now.loss == loss_of(training.model(1), training.exam()).item());
  const auto& [sequences, asked, wanted] = training.exam();
  const auto pass = training.model(1).forward(sequences.symbols, sequences.length, asked);
  const auto answers = train::likeliest(pass.logits.value());
  CHECK(now.accuracy == score_of(training.exam(), answers, settings.length).accuracy);
  const auto guess = order_blind_score(training.rules(), training.long_exam(), settings.length);
  CHECK(guess.accuracy_beyond == training.guess().longer.accuracy_beyond);
}

TEST_CASE("positional: the curves begin with what the script prints, beside what blind guessing has") {
  Run run({{"size", "16"}, {"length", "8"}});
  run.step(20);
  const demo::History& history = run.experiment().history;
  std::vector<std::string> names;
  for (const demo::Curve& curve : history.curves()) names.push_back(curve.name);
  CHECK(names == std::vector<std::string>{"a_train_loss", "a_test_loss", "a_accuracy", "a_accuracy_beyond",
                                          "b_train_loss", "b_test_loss", "b_accuracy", "b_accuracy_beyond"});
  CHECK((history.curve("a_train_loss").x == std::vector<float>{10, 20}));
  CHECK((history.curve("b_accuracy").x == std::vector<float>{0, 10, 20}));
  const Snapshot picture = run.picture();
  CHECK(history.curve("b_accuracy").y.back() == picture.models[1].accuracy);
  CHECK(history.references()[0].value == doctest::Approx(std::log(16.0)));
  CHECK(history.references()[1].value == picture.guess);
}

TEST_CASE("positional: while it learns an example is answered within the trained length and beyond") {
  Run run({{"length", "8"}, {"size", "16"}});
  const Snapshot picture = run.picture();
  REQUIRE(picture.symbols.size() == 16);
  CHECK(picture.targets.size() == 16);
  CHECK(picture.models[1].given.size() == 16);
  CHECK(picture.models[1].attention.empty());
  CHECK(picture.answers.size() == 16);
  CHECK(picture.answers[3] == "d");
  for (std::size_t place = 3; place < 16; ++place)
    CHECK(picture.answers[static_cast<std::size_t>(picture.targets[place])] == picture.symbols[place - 3]);
  Run latest({{"task", "latest"}, {"size", "16"}, {"page", "attention"}});
  CHECK(latest.picture().symbols.size() == 12);
  CHECK(latest.picture().answers == std::vector<std::string>{"0", "1", "2", "3", "4", "5", "6", "7"});
}

TEST_CASE("positional: the sentence above the picture says who guesses and who knows") {
  const auto told = [](const test::Values& values, int steps) {
    Run run(values);
    run.step(steps);
    return test::sentence_of("positional", values, run);
  };
  using test::says;
  CHECK(told({}, 0).empty());  // a scene in which nothing has happened tells its story
  const std::string early = told({}, 5);
  CHECK(says(early, "Without order it can only guess"));
  CHECK(says(early, "B · Sinusoidal"));
  CHECK(says(early, "still guessing"));
  const test::Values relative = {{"position_b", "rope"}, {"size", "32"}};
  CHECK(says(told(relative, 110), "% beyond length 12."));
  CHECK(says(told(relative, 110), ", and "));  // as good there
  CHECK(says(told({{"page", "distance"}, {"position_b", "rope"}}, 80), "−3 in B"));
  CHECK(says(told({{"page", "encoding"}}, 1), "Each row is a place"));
  CHECK(says(told({{"page", "attention"}}, 1), " / 9"));
}
