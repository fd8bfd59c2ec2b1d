#include "demos/rnn/experiment.h"

#include <optional>
#include <utility>

#include "autograd/ops_shape.h"
#include "demos/rnn/picture.h"
#include "demos/rnn/pytorch.h"
#include "train/inside.h"

namespace madang::demos::rnn {

namespace {

constexpr std::pair<const char*, Variable Step::*> step_parts[] = {
    {"hidden", &Step::hidden},           {"cell", &Step::cell},
    {"forget_gate", &Step::forget_gate}, {"input_gate", &Step::input_gate},
    {"output_gate", &Step::output_gate}, {"reset_gate", &Step::reset_gate},
    {"update_gate", &Step::update_gate}};

std::string slug_of(Cell cell) {
  switch (cell) {
    case Cell::rnn:
      return "rnn";
    case Cell::lstm:
      return "lstm";
    case Cell::gru:
      return "gru";
  }
  return {};
}

/// First the loss of the chosen cell, so that two runs can be laid over each other cell by cell.
demo::History history_of(const Lesson& lesson) {
  constexpr std::uint64_t interval = 10;
  std::vector<demo::Curve> curves = {
      {.name = "loss", .label = {"고른 셀의 손실", "Loss of the chosen cell"}, .interval = interval}};
  for (const Cell cell : all_cells) {
    const std::string slug = slug_of(cell), label = name_of(cell);
    const auto add = [&](const std::string& quantity, const char* korean, const char* english) {
      curves.push_back({.name = quantity + "_" + slug,
                        .label = {label + korean, label + english},
                        .quantity = quantity,
                        .colour = static_cast<int>(cell),
                        .interval = interval});
    };
    add("loss", " 손실", " loss");
    add("right", " 정답률", " share of right answers");
    add("far_gradient", " 먼 기울기 ÷ 가까운 기울기", " far gradient ÷ near gradient");
  }
  const Text idle =
      lesson.task() == Task::text ? Text{"글자 빈도만", "frequencies only"} : Text{"찍기", "guessing"};
  return demo::History(std::move(curves), {{"loss", idle, lesson.idle_loss()}});
}

}  // namespace

class Recurrent final : public train::Experiment<Settings, Snapshot> {
 public:
  void reset(std::uint64_t seed) override {
    seed_ = seed;
    training_.emplace(settings, seed);
    history = history_of(training_->lesson());
    record();
  }

  void settings_changed() override {
    if (!training_) return;
    const demo::Curve& chosen = history.curve("loss_" + slug_of(settings.cell));
    history.set("loss", chosen.x, chosen.y);
  }

  void step() override {
    training_->step(settings);
    record();
  }

  void fill(Snapshot& picture) override {
    if (training_) fill_picture(picture, *training_, settings, seed_);
  }

  bool has_pytorch() const override { return true; }

 protected:
  /// "lstm.cell.weight_ih_l0", "lstm.head.weight" … The loss is that over the probe.
  std::vector<train::Inside> insides() override {
    std::vector<train::Inside> all;
    for (const Learner& learner : training_->learners()) {
      const Model& model = learner.model;
      all.push_back(train::inside_of(
          model, [&] { return loss_of(model, training_->lesson(), training_->lesson().probe()); },
          [&] { return states_of(model); }, slug_of(model.cell())));
    }
    return all;
  }
  std::uint64_t updates() const override { return training_->updates(); }
  void loaded() override {
    training_->begin_anew(settings);
    record();
  }
  std::string script(std::uint64_t steps) override { return pytorch_script(settings, seed_, steps); }

 private:
  /// Of the sequence looked into, (steps, units) each: "forget_gate".
  std::vector<io::NamedTensor> states_of(const Model& model) const {
    const Walk walk = model.walk(one_row(training_->lesson().probe(), settings.sequence - 1).inputs);
    std::vector<io::NamedTensor> all;
    for (const auto& [name, part] : step_parts) {
      if (!(walk.steps.front().*part)) continue;
      std::vector<Variable> rows;
      for (const Step& step : walk.steps) rows.push_back(step.*part);
      all.push_back({name, concat(rows, 0).value()});
    }
    return all;
  }

  void record() {
    const std::uint64_t step = training_->updates();
    if (!history.due(step)) return;
    for (const Cell cell : all_cells) {
      const Measurement& now = training_->measured(static_cast<std::size_t>(cell));
      const std::string slug = slug_of(cell);
      history.note("loss_" + slug, step, now.score.loss);
      history.note("right_" + slug, step, now.score.right);
      history.note("far_gradient_" + slug, step, now.far_share);
      if (cell == settings.cell) history.note("loss", step, now.score.loss);
    }
  }

  std::uint64_t seed_ = 1;
  std::optional<Training> training_;
};

namespace {
const demo::RegisterExperiment<Recurrent> registered("rnn");
}  // namespace

}  // namespace madang::demos::rnn
