// What the numbers of the demo are made of, and what it does with the reader's text and weights.
#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "autograd/ops_shape.h"
#include "data/reader_text.h"
#include "demo/look.h"
#include "demo/view.h"
#include "demos/rnn/experiment.h"
#include "demos/rnn/training.h"
#include "io/refused.h"
#include "support/demo_run.h"

using namespace madang;
using namespace madang::demos::rnn;

namespace {

Settings small(Task task) {
  Settings settings;
  settings.task = task;
  settings.source = Source::english;
  settings.length = 12;
  settings.hidden = 6;
  settings.items = 2;
  return settings;
}

constexpr Task tasks[] = {Task::adding, Task::recall, Task::text};

}  // namespace

TEST_CASE("rnn: one step at a time gives the states that training uses") {
  for (const Task task : tasks)
    for (const Cell cell : all_cells) {
      const Settings settings = small(task);
      const Lesson lesson(settings, 3);
      const Model model = first_model(cell, settings, lesson, 3);
      const Batch batch = first_rows(lesson.probe(), 4);
      const Tensor at_once = model.hidden(constant(batch.inputs)).value();
      std::vector<Variable> steps;
      for (const Step& step : model.walk(batch.inputs).steps) steps.push_back(step.hidden);
      const Tensor by_step = stack(steps, 1).value();
      REQUIRE(at_once.shape() == by_step.shape());
      for (std::size_t i = 0; i < at_once.size(); ++i)
        CHECK(at_once.values()[i] == doctest::Approx(by_step.values()[i]).epsilon(1e-4));
    }
}

TEST_CASE("rnn: the gradient at a distance is that of central differences") {
  for (const Cell cell : all_cells) {
    const Settings settings = small(Task::adding);
    const Lesson lesson(settings, 5);
    const Model model = first_model(cell, settings, lesson, 5);
    Batch one = one_row(lesson.probe(), 0);
    const Reach reach = reach_of(model, lesson, one, 1);
    REQUIRE(reach.input.size() == 12);
    const auto loss = [&](std::size_t index, float change) {
      const NoRecording off;
      Tensor moved = one.inputs;
      moved.mutable_values()[index] += change;
      return loss_of(answers(model, model.hidden(constant(moved)), 1), one).item();
    };
    for (const std::size_t distance : {0u, 2u, 5u}) {
      double square = 0;
      for (const std::size_t feature : {0u, 1u}) {
        const std::size_t index = (11 - distance) * 2 + feature;
        const double slope = (static_cast<double>(loss(index, 0.05f)) - loss(index, -0.05f)) / 0.1;
        square += slope * slope;
      }
      CHECK(reach.input[distance] == doctest::Approx(std::sqrt(square)).epsilon(0.05));
    }
  }
}

TEST_CASE("rnn: a text too short or of one character is refused, and Korean sentences stand in") {
  CHECK(data::objection_to("너무 짧다").english.find("5 characters") != std::string::npos);
  CHECK(data::objection_to(std::string(700, 'a')).english.find("1 different") != std::string::npos);
  std::string fine;
  while (fine.size() < 700) fine += "the cat\r\n sat ";
  CHECK(data::objection_to(fine).empty());
  CHECK(data::tidied_text("a\r\n\tb") == U"a b");
  CHECK(data::tidied_text("a\u00A0\u2028\u3000b\u200B\uFEFFc") == U"a bc");
  CHECK(data::tidied_text("\u1100\u1161") == U"가");
  Settings settings = small(Task::text);
  settings.source = Source::own;
  CHECK_FALSE(Lesson(settings, 1).corpus().notice.empty());
  settings.own_text = fine;
  const Lesson lesson(settings, 1);
  CHECK(lesson.corpus().notice.empty());
  CHECK(lesson.corpus().alphabet.size() == 7);  // space, a c e h s t
  CHECK(lesson.corpus().held_out.size() == data::tidied_text(fine).size() / 5);
}

TEST_CASE("rnn: every page has its numbers in every task, and steps change them") {
  for (const char* task : {"adding", "recall", "text"})
    for (const char* cell : {"rnn", "lstm", "gru"}) {
      test::DemoRun<Snapshot> run("rnn", {{"task", task}, {"cell", cell}, {"length", "12"}, {"hidden", "6"}});
      const float before = run.picture().cells[1].loss;
      run.step(2);
      CHECK(run.picture().cells[1].loss != before);
      run.change({{"page", "gates"}});
      const GatePicture gates = run.picture().gates;
      CHECK(gates.hidden.rows == 6);
      CHECK(gates.forget_gate.empty() == (std::string(cell) != "lstm"));
      CHECK(gates.update_gate.empty() == (std::string(cell) != "gru"));
    }
}

TEST_CASE("rnn: any tensor can be looked into, and the gradient of a weight checked") {
  for (const char* task : {"adding", "recall", "text"}) {
    test::DemoRun<Snapshot> run("rnn", {{"task", task}, {"length", "12"}, {"hidden", "6"}});
    run.step(3);
    const auto all = demo::look_into(run.experiment(), {});
    CHECK(all.names.size() == 18 + 1 + 5 + 3);  // weights, then states and gates of RNN, LSTM, GRU
    for (const auto& name : all.names) {
      CAPTURE(name);
      const auto look = demo::look_into(run.experiment(), {.tensor = name, .element = 0});
      CHECK_FALSE(look.values.matrix.empty());
      CHECK(look.checked == (name.find("_l0") != name.npos || name.find("head") != name.npos));
      if (!look.checked) continue;
      CHECK(look.difference.smoothness == Smoothness::smooth);
      CHECK(look.derivative == doctest::Approx(look.difference.central).epsilon(0.05).scale(0.02));
    }
  }
}

TEST_CASE("rnn: weights are saved and come back; others are refused whole") {
  test::DemoRun<Snapshot> run("rnn", {{"length", "12"}, {"hidden", "6"}});
  auto saved = run.experiment().named_tensors();
  REQUIRE(saved.size() == 18);
  CHECK(saved.front().name == "rnn.cell.weight_ih_l0");
  const float first = run.picture().cells[2].loss;
  run.step(5);
  CHECK(run.picture().cells[2].loss != first);
  run.experiment().load_tensors(saved);
  CHECK(run.picture().cells[2].loss == first);
  saved.front().tensor.mutable_values()[0] = NAN;
  CHECK_THROWS_AS(run.experiment().load_tensors(saved), io::Refused);
  saved.pop_back();
  CHECK_THROWS_AS(run.experiment().load_tensors(saved), io::Refused);
  CHECK(run.picture().cells[2].loss == first);
}

TEST_CASE("rnn: weights from a file begin Adam anew, whose first step is as long as the learning rate") {
  test::DemoRun<Snapshot> run("rnn", {{"length", "12"}, {"hidden", "6"}, {"learning_rate", "0.003"}});
  run.step(15);
  CHECK(test::longest_step_after_loading(run.experiment()) == doctest::Approx(0.003).epsilon(1e-3));
}

TEST_CASE("rnn: what is measured once is what measuring anew gives") {
  const Settings settings = small(Task::recall);
  Training training(settings, 4);
  CHECK(training.measured(2).score.loss == training.learners()[2].first.score.loss);
  training.step(settings);
  CHECK(training.updates() == 1);
  const Measurement& now = training.measured(2);
  CHECK(now.score.loss != training.learners()[2].first.score.loss);
  const Measurement anew = measure(training.learners()[2].model, training.lesson());
  CHECK(now.score.loss == anew.score.loss);
  CHECK(now.reach.input == anew.reach.input);
  CHECK(now.far_share == far_share(anew.reach.hidden, far_distance(training.lesson())));
  const Training again(settings, 4);  // the same first weights, also of a cell alone
  const Cell gru = Cell::gru;
  CHECK(Training(settings, 4, std::span(&gru, 1)).learners()[0].first.score.loss ==
        again.learners()[2].first.score.loss);
}

TEST_CASE("rnn: the first curve is that of the chosen cell, also when another one is chosen") {
  test::DemoRun<Snapshot> run("rnn", {{"length", "12"}, {"hidden", "6"}, {"cell", "rnn"}});
  run.step(10);
  run.change({{"cell", "gru"}});
  run.step(20);
  const demo::History& history = run.experiment().history;
  std::vector<std::string> names;
  for (const demo::Curve& curve : history.curves()) names.push_back(curve.name);
  CHECK(names == std::vector<std::string>{"loss", "loss_rnn", "right_rnn", "far_gradient_rnn", "loss_lstm",
                                          "right_lstm", "far_gradient_lstm", "loss_gru", "right_gru",
                                          "far_gradient_gru"});
  CHECK((history.curves().front().x == std::vector<float>{0, 10, 20, 30}));
  CHECK(history.curves().front().y == history.curve("loss_gru").y);
  CHECK(history.curve("loss_gru").y.back() == run.picture().cells[2].loss);
  CHECK(history.references().front().value == doctest::Approx(1.0 / 6));
}

TEST_CASE("rnn: the sentence says what there is to see") {
  const auto told = [](const test::Values& values, int steps) {
    test::DemoRun<Snapshot> run("rnn", values);
    run.step(steps);
    const auto view = demo::make_view("rnn");
    auto fields = view->fields();
    CHECK(demo::set_values(fields, values).empty());
    view->read(run.bytes());
    CHECK(!view->what_to_see(Language::korean).empty());
    return view->what_to_see(Language::english);
  };
  CHECK(told({}, 0).find("Always answering 1: loss 0.167.") != std::string::npos);
  CHECK(told({{"task", "recall"}, {"length", "10"}}, 0).find("loss of 2.08") != std::string::npos);
  CHECK(
      told({{"task", "text"}, {"source", "english"}}, 0).starts_with("Next characters predicted right: RNN"));
  const test::Values short_recall = {{"task", "recall"}, {"length", "10"}, {"learning_rate", "0.01"}};
  CHECK(told(short_recall, 200).starts_with("All three cells have solved it."));
}
