// What the numbers of the demo are made of, and what it does with the reader's line and weights.
#include <doctest/doctest.h>

#include <cmath>
#include <numeric>
#include <string>

#include "autograd/ops_shape.h"
#include "autograd/ops_softmax.h"
#include "demos/seq2seq/experiment.h"
#include "demos/seq2seq/training.h"
#include "io/utf8.h"
#include "support/demo_run.h"

using namespace madang;
using namespace madang::demos::seq2seq;

namespace {

Settings small(Task task = Task::dates) {
  Settings settings;
  settings.task = task;
  settings.hidden = 8;
  settings.batch = 4;
  return settings;
}

using Run = test::DemoRun<Snapshot>;

}  // namespace

TEST_CASE("seq2seq: one step at a time says what training computes at once") {
  const Settings settings = small();
  const Lesson lesson(settings, 3);
  Random order(1);
  const Batch batch = lesson.draw(3, order);
  for (const Attention kind : all_attentions) {
    CAPTURE(static_cast<int>(kind));
    const Translator model = first_model(kind, settings, lesson, 3);
    const Tensor at_once = model.logits(batch).value();
    const Memory memory = model.read(batch.source, batch.rows);
    DecoderStep step = model.first(memory);
    for (int t = 0; t < batch.target_length(); ++t) {
      Tokens given;
      for (int row = 0; row < batch.rows; ++row)
        given.push_back(batch.given[static_cast<std::size_t>(row * batch.target_length() + t)]);
      step = model.step(memory, step, given);
      for (int row = 0; row < batch.rows; ++row)
        for (int symbol = 0; symbol < target_symbols; ++symbol)
          CHECK(step.logits.value().values()[static_cast<std::size_t>(row * target_symbols + symbol)] ==
                doctest::Approx(at_once.values()[static_cast<std::size_t>(
                                    (row * batch.target_length() + t) * target_symbols + symbol)])
                    .epsilon(1e-3));
    }
  }
}

TEST_CASE("seq2seq: the models differ in the context alone, and begin alike") {
  const Settings settings = small();
  const Lesson lesson(settings, 5);
  const auto first = [&](Attention kind) {
    return first_model(kind, settings, lesson, 5).named_parameters().front().variable.value();
  };
  for (const Attention kind : all_attentions)
    CHECK(std::ranges::equal(first(kind).values(), first(Attention::none).values()));
}

TEST_CASE("seq2seq: the lines of a batch are equally long, and none of their days is tested") {
  const Lesson lesson(small(), 7);
  Random order(2);
  for (int i = 0; i < 20; ++i) {
    const Batch batch = lesson.draw(6, order);
    CHECK(batch.source.size() % 6 == 0);
    CHECK(batch.target.size() == batch.given.size());
    CHECK(batch.given.front() == start_symbol);
    CHECK(batch.target.back() == end_symbol);
    CHECK(std::ranges::count(batch.source, 0) == 0);  // all characters are known
  }
  for (const Line& line : lesson.held_out(2)) {
    CHECK(line.items == 2);
    CHECK(line.target.size() == 21);
    CHECK(line.source.size() == line.source_fields.size());
  }
  CHECK(lesson.unseen().size() == shown_lines);
  CHECK(Lesson(small(Task::digits), 7).unseen().empty());
}

TEST_CASE(
    "seq2seq: who knows the frequency of each symbol at each place has the loss of the reference line") {
  const Lesson digits(small(Task::digits), 1);  // nearly ln 10 for each digit, less for the end
  CHECK(digits.idle_loss() < std::log(11.f));
  CHECK(digits.idle_loss() > 1.8f);
  CHECK(Lesson(small(), 1).idle_loss() < digits.idle_loss());
}

TEST_CASE("seq2seq: a line of the reader's own is marked where its meaning is known") {
  const Line dates = own_line(U"May 3, 2024; 2024년 5월 3일", Task::dates);
  CHECK(dates.target == U"2024-05-03 2024-05-03");
  CHECK(own_line(U"3 May MMXXIV", Task::dates).target.empty());
  CHECK(own_line(U"", Task::dates).target.empty());
  CHECK(own_line(U"0123", Task::digits).target == U"0123");
  CHECK(own_line(U"01x3", Task::digits).target.empty());
}

TEST_CASE("seq2seq: attention on the right field, and steps back, by hand") {
  Line line = line_of({{{2024, 5, 3}, Language::english, 1}});  // 3 May 2024
  CHECK(line.source == U"3 May 2024");
  CHECK(line.source_fields[1] == line.source_fields[2]);  // the blank counts to the month behind it
  const auto looking_at = [&](std::initializer_list<int> places) {
    Spoken spoken;
    for (const int place : places) {
      Tensor weights({1, 1, static_cast<int>(line.source.size())});
      weights.mutable_values()[static_cast<std::size_t>(place)] = 1;
      DecoderStep step;
      step.looked.weights = constant(weights);
      spoken.steps.push_back(step);
    }
    for (const char32_t each : line.target)
      spoken.said.push_back(static_cast<std::int32_t>(target_alphabet.find(each)));
    return tally_of(line, spoken);
  };
  const Tally right = looking_at({6, 7, 8, 9, 5, 2, 3, 5, 0, 0, 0});
  CHECK(right.right_lines == 1);
  CHECK(right.attention_on_field() == 1);
  CHECK(right.dates == 1);
  CHECK(right.straight == 0);  // from the year back to the month
  const Tally wrong = looking_at({0, 0, 0, 0, 5, 2, 3, 5, 6, 6, 0});
  CHECK(wrong.attention_on_field() == doctest::Approx(0.25));
  CHECK(wrong.straight == 1);
}

TEST_CASE("seq2seq: what is unfolded is the engine's: scores, weights and context by their definition") {
  for (const char* attention : {"additive", "multiplicative"}) {
    Run run("seq2seq", {{"attention", attention}, {"hidden", "8"}, {"batch", "4"}, {"output", "3"}});
    run.step(3);
    const Calculation c = run.picture().calculation;
    CHECK(c.output <= 2);
    CHECK(c.difference < 1e-4f);
    CHECK(std::accumulate(c.weights.begin(), c.weights.end(), 0.f) == doctest::Approx(1));
    CHECK(std::accumulate(c.chances.begin(), c.chances.end(), 0.f) <= doctest::Approx(1));
    CHECK(std::inner_product(c.a.begin(), c.a.end(), c.b.begin(), 0.f) ==
          doctest::Approx(c.scores[static_cast<std::size_t>(c.input)]).epsilon(1e-3));
    CHECK(std::ranges::max(c.weights) == c.weights[static_cast<std::size_t>(c.input)]);
  }
  Run run("seq2seq", {{"attention", "none"}, {"hidden", "8"}, {"batch", "4"}});
  const Snapshot picture = run.picture();
  CHECK(picture.calculation.scores.empty());
  CHECK(picture.summary.rows == 2);
  CHECK(picture.summary.columns == 4);
}

TEST_CASE("seq2seq: an own line in no known format is not marked, and unknown characters are named") {
  Run run("seq2seq", {{"source", "own"}, {"own_line", "2024/05/03"}, {"hidden", "8"}});
  Snapshot picture = run.picture();
  CHECK(test::says(picture.notice.english, "/"));
  CHECK(picture.models.front().answer.right.empty() == picture.models.front().answer.said.empty());
  run.change({{"own_line", "May 3, 2024"}});
  picture = run.picture();
  CHECK(picture.notice.empty());
  CHECK(picture.line.target.size() == 10);
  run.change({{"own_line", "May 2024"}});
  CHECK(test::says(run.picture().notice.english, "Not marked"));
}

TEST_CASE("seq2seq: while it plays, one more line of each length is measured at every step") {
  Run run("seq2seq",
          {{"task", "digits"}, {"hidden", "8"}, {"batch", "4"}, {"items", "1"}, {"page", "alignment"}});
  CHECK(run.picture().models.front().lines_right.empty());
  run.step(3);
  const Snapshot picture = run.picture();
  for (const ModelPicture& model : picture.models) CHECK(model.lines_right.size() == 3);
  CHECK(picture.figures.front().lines == 1);
  CHECK(picture.pair.size() == 1);
}

TEST_CASE("seq2seq: the trial runs every model on every seed and ends") {
  Run run("seq2seq", {{"task", "digits"}, {"hidden", "8"}, {"batch", "4"}, {"items", "1"}, {"seeds", "2"}});
  run.act("trial");
  for (int i = 0; i < 2 * 3 * trial_updates / 10 + 10 && !run.picture().trial.done(); ++i) run.step();
  const Snapshot picture = run.picture();
  CHECK(picture.trial.done());
  CHECK(picture.trial.outcomes.size() == all_attentions.size());
  CHECK(picture.step == 0);
}

TEST_CASE("seq2seq: after loading Adam begins anew") {
  Run run("seq2seq", {{"hidden", "8"}, {"batch", "4"}});
  run.step(5);
  CHECK(test::longest_step_after_loading(run.experiment()) == doctest::Approx(0.01f).epsilon(0.05));
}

TEST_CASE("seq2seq: multiply-adds of an answer grow with the sum and with the product of the lengths") {
  const Settings settings = small();
  const Lesson lesson(settings, 1);
  for (const Attention kind : all_attentions) {
    const Translator model = first_model(kind, settings, lesson, 1);
    const AnswerCost one = cost_of(model, 10, 10), two = cost_of(model, 20, 20),
                     four = cost_of(model, 40, 40);
    CHECK(two.networks == doctest::Approx(2 * one.networks));
    CHECK((four.attention - two.attention) >= 2 * (two.attention - one.attention));
    CHECK((kind == Attention::none) == (one.attention == 0));
  }
}
