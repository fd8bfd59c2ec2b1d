#include "demos/rnn/experiment.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "autograd/ops_shape.h"
#include "autograd/with_element.h"
#include "demo/experiment.h"
#include "demos/rnn/net_run.h"
#include "demos/rnn/picture.h"
#include "demos/rnn/pytorch.h"
#include "io/refused.h"
#include "io/state_dict.h"

namespace madang::demos::rnn {

namespace {

constexpr float largest_weight = 1e4f;

constexpr std::pair<const char*, Variable Step::*> step_parts[] = {
    {"hidden", &Step::hidden},           {"cell", &Step::cell},
    {"forget_gate", &Step::forget_gate}, {"input_gate", &Step::input_gate},
    {"output_gate", &Step::output_gate}, {"reset_gate", &Step::reset_gate},
    {"update_gate", &Step::update_gate}};

std::string name_of(Cell cell) {
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

std::string label_of(Cell cell) { return cell == Cell::rnn ? "RNN" : cell == Cell::lstm ? "LSTM" : "GRU"; }

[[noreturn]] void halt(Cell cell) {
  const std::string name = label_of(cell);
  throw demo::Halt(
      {name + "의 기울기가 float으로 셀 수 없을 만큼 커졌습니다. 학습률을 낮추거나 기울기를 자르고 "
              "처음부터 다시 시작하세요.",
       "The gradient of the " + name +
           " left the range of float. Lower the learning rate or clip the gradient, and reset."});
}

}  // namespace

class Recurrent final : public demo::Experiment<Settings, Snapshot> {
 public:
  void reset(std::uint64_t seed) override {
    seed_ = seed;
    lesson_.emplace(settings, seed);
    runs_.clear();
    for (const Cell cell : all_cells) runs_.emplace_back(cell, settings, *lesson_, seed);
    steps_ = 0;
    record();
  }

  /// All three cells learn from the same sequences, or, when the gradient of one is no number, none does.
  void step() override {
    const Lesson before = *lesson_;
    const Batch batch = lesson_->next(settings.batch);
    std::vector<NetRun::Pass> passes;
    for (const NetRun& run : runs_) {
      passes.push_back(run.pass(*lesson_, batch));
      if (std::isfinite(passes.back().norm) && std::isfinite(passes.back().loss)) continue;
      lesson_ = before;
      halt(run.net().cell());
    }
    for (std::size_t i = 0; i < runs_.size(); ++i) runs_[i].update(passes[i], settings);
    ++steps_;
    record();
  }

  void fill(Snapshot& picture) override {
    picture.step = steps_;
    fill_picture(picture, runs_, *lesson_, settings, seed_);
  }

  /// First the loss of the chosen cell, so that two runs can be laid over each other cell by cell.
  std::vector<demo::Curve> curves() override {
    const Curves& chosen = chosen_run().curves();
    std::vector<demo::Curve> all = {
        {"loss", {"고른 셀의 손실", "Loss of the chosen cell"}, chosen.steps, chosen.loss}};
    for (const NetRun& run : runs_) {
      const Curves& c = run.curves();
      const std::string name = name_of(run.net().cell()), label = label_of(run.net().cell());
      all.push_back({"loss_" + name, {label + " 손실", label + " loss"}, c.steps, c.loss});
      all.push_back(
          {"right_" + name, {label + " 정답률", label + " share of right answers"}, c.steps, c.right});
      all.push_back({"far_gradient_" + name,
                     {label + " 먼 기울기 / 가까운 기울기", label + " far gradient / near gradient"},
                     c.steps,
                     c.far});
    }
    return all;
  }

  /// "lstm.cell.weight_ih_l0", "lstm.head.weight" …
  std::vector<io::NamedTensor> named_tensors() override {
    std::vector<io::NamedTensor> all;
    for (const NetRun& run : runs_)
      for (auto& [name, tensor] : io::state_dict(run.net()))
        all.push_back({name_of(run.net().cell()) + "." + name, tensor});
    return all;
  }

  void load_tensors(std::span<const io::NamedTensor> file) override {
    const std::vector<Tensor> values = io::matched(named_tensors(), file);
    for (const Tensor& value : values)
      for (const float v : value.values())
        if (!(std::abs(v) <= largest_weight))
          throw io::Refused({"가중치가 너무 크거나 수가 아닙니다. -10000에서 10000 사이여야 합니다.",
                             "A weight is too large or no number; from -10000 to 10000 is accepted."});
    auto next = std::span(values);
    for (NetRun& run : runs_) {
      const std::size_t count = run.net().parameters().size();
      run.assign(next.first(count), settings);
      next = next.subspan(count);
    }
  }

  std::vector<io::NamedTensor> named_gradients() override {
    std::vector<io::NamedTensor> all;
    for (const NetRun& run : runs_) {
      const Gradients gradients = run.pass(*lesson_, lesson_->probe()).gradients;
      for (const auto& [name, variable] : run.net().named_parameters())
        all.push_back({name_of(run.net().cell()) + "." + name, gradients.of(variable).value()});
    }
    return all;
  }

  double loss_with(const std::string& wanted, std::size_t index, float value) override {
    for (const NetRun& run : runs_)
      for (const auto& [name, variable] : run.net().named_parameters())
        if (name_of(run.net().cell()) + "." + name == wanted)
          return with_element(variable, index, value,
                              [&] { return score(run.net(), *lesson_, lesson_->probe()).loss; });
    return AnyExperiment::loss_with(wanted, index, value);
  }

  /// Of the sequence looked into, (steps, units) each: "lstm.forget_gate".
  std::vector<io::NamedTensor> named_activations() override {
    const NoRecording off;
    std::vector<io::NamedTensor> all;
    for (const NetRun& run : runs_) {
      const Walk walk = run.net().walk(one_row(lesson_->probe(), settings.sequence - 1).inputs);
      for (const auto& [name, part] : step_parts) {
        if (!(walk.steps.front().*part)) continue;
        std::vector<Variable> rows;
        for (const Step& step : walk.steps) rows.push_back(step.*part);
        all.push_back({name_of(run.net().cell()) + "." + name, concat(rows, 0).value()});
      }
    }
    return all;
  }

  bool has_pytorch() const override { return true; }
  std::string as_pytorch() override {
    constexpr std::uint64_t least_steps = 100;
    return pytorch_script(settings, seed_, std::max(least_steps, steps_));
  }

 private:
  const NetRun& chosen_run() const { return runs_[static_cast<std::size_t>(settings.cell)]; }

  void record() {
    for (NetRun& run : runs_) run.record(steps_, *lesson_);
  }

  std::uint64_t seed_ = 1;
  std::optional<Lesson> lesson_;
  std::vector<NetRun> runs_;  // in the order of Cell
  std::uint64_t steps_ = 0;
};

namespace {
const demo::RegisterExperiment<Recurrent> registered("rnn");
}  // namespace

}  // namespace madang::demos::rnn
