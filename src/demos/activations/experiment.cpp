#include "demos/activations/experiment.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "autograd/ops_softmax.h"
#include "demos/activations/training.h"
#include "train/inside.h"
#include "train/script.h"

namespace madang::demos::activations {

namespace {

constexpr int net_count = 2;

const char* letter(int net) { return net == 0 ? "a" : "b"; }

std::vector<demo::Curve> curves_of(int net) {
  constexpr std::uint64_t interval = 5;
  const std::string title = net == 0 ? "A: " : "B: ";
  const auto curve = [&](const char* name, const char* quantity, const std::string& korean,
                         const std::string& english) {
    return demo::Curve{.name = std::string(letter(net)) + name,
                       .label = {title + korean, title + english},
                       .quantity = quantity,
                       .colour = net,
                       .interval = interval,
                       .share = std::string_view(quantity) == "units_off"};
  };
  return {curve("_loss", "loss", "손실", "loss"),
          curve("_gradient_ratio", ratio_quantity(Norm::sums), "첫 층과 마지막 층의 기울기 비",
                "gradient of the first layer over the last"),
          curve("_weight_gradient_ratio", ratio_quantity(Norm::weights),
                "첫 층과 마지막 층의 가중치 기울기 비", "weights' gradient of the first layer over the last"),
          curve("_units_off", "units_off", "꺼진 유닛의 비율", "share of units off")};
}

demo::History history_of(int classes) {
  std::vector<demo::Curve> curves;
  for (int net = 0; net < net_count; ++net)
    for (demo::Curve& curve : curves_of(net)) curves.push_back(std::move(curve));
  const std::string chance = "ln " + std::to_string(classes);
  const Text kept = {"그대로", "unchanged"};
  return demo::History(
      std::move(curves),
      {{"loss", {"찍기 " + chance, "chance, " + chance}, std::log(static_cast<float>(classes))},
       {ratio_quantity(Norm::sums), kept, 1.f},
       {ratio_quantity(Norm::weights), kept, 1.f}});
}

}  // namespace

class Activations final : public train::Experiment<Settings, Snapshot> {
 public:
  void reset(std::uint64_t seed) override {
    data_.emplace(settings.data, random_for(seed, Stream::points));
    nets_.clear();
    for (int i = 0; i < net_count; ++i)
      nets_.emplace_back(settings, i, data_->points.classes, random_for(seed, Stream::weights));
    seed_ = seed;
    steps_ = 0;
    known_ = settings;
    history = history_of(data_->points.classes);
    record();
  }

  void settings_changed() override {
    if (!data_) return;
    for (int i = 0; i < net_count; ++i) {
      const bool function =
          settings.function_of(i) != known_.function_of(i) || settings.leaky_slope != known_.leaky_slope;
      if (function) net(i).exchange(settings);
      if (function || settings.learning_rate != known_.learning_rate) net(i).go_on();
    }
    known_ = settings;
  }

  void step() override {
    const PlaneData data_before = *data_;
    const data::PlaneBatch batch = data_->next(settings.batch);
    const auto advance = [&](int i) {
      net(i).step(batch, settings.learning_rate, steps_);
      return !net(i).stop();
    };
    bool going = false;
    for (int i = 0; i < shown(); ++i) going = advance(i) || going;
    if (!going) {
      data_ = data_before;
      halt();
    }
    for (int i = shown(); i < net_count; ++i) advance(i);
    ++steps_;
    if (history.due(steps_)) record();
  }

  /// Of all that is noted what the settings show: B's curves are on the way even while it is not shown.
  std::vector<demo::Curve> curves() override {
    std::vector<demo::Curve> shown_ones;
    const Norm other = settings.norm == Norm::sums ? Norm::weights : Norm::sums;
    for (demo::Curve curve : history.curves()) {
      const int i = curve.name.starts_with(letter(0)) ? 0 : 1;
      if (i >= shown() || curve.quantity == ratio_quantity(other)) continue;
      if (curve.quantity == "units_off" && !can_be_off(settings.function_of(i)))
        curve.quantity.clear();  // saved, not drawn
      shown_ones.push_back(std::move(curve));
    }
    return shown_ones;
  }

  bool has_pytorch() const override { return true; }

  void fill(Snapshot& picture) override {
    if (!data_) return;
    picture.step = steps_;
    picture.layer = std::min(settings.layer, settings.depth);
    for (int i = 0; i < shown(); ++i) {
      picture.nets.push_back(picture_of(net(i).net(), net(i).measured(data_->all), settings));
      if (!net(i).stop()) continue;
      picture.nets.back().stopped = true;
      picture.nets.back().stopped_step = net(i).stop()->step;
      picture.nets.back().reason = net(i).stop()->reason;
    }
    if (settings.page == Page::inside) return;
    picture.x = data_->points.x;
    picture.y = data_->points.y;
    picture.label = data_->points.label;
  }

 protected:
  /// Of the networks shown; the loss is that over all points.
  std::vector<train::Inside> insides() override {
    std::vector<train::Inside> all;
    for (int i = 0; i < shown() && data_; ++i) {
      const auto pass = [this, i] { return net(i).net().forward(data_->all.inputs); };
      all.push_back(train::inside_of(
          net(i).net(), [=, this] { return cross_entropy(pass().logits(), data_->all.labels); },
          [=] {
            std::vector<io::NamedTensor> named;
            for (const Variable& a : pass().a)
              named.push_back({std::to_string(2 * named.size() + 1) + ".activation", a.value()});
            return named;
          },
          letter(i)));
    }
    return all;
  }
  std::uint64_t updates() const override { return steps_; }
  void loaded() override {
    for (int i = 0; i < shown(); ++i) net(i).weights_given(settings);
    record();
  }
  /// Of network A.
  std::string script(std::uint64_t steps) override {
    PlaneData data(settings.data, random_for(seed_, Stream::points));
    const Training start(settings, 0, data.points.classes, random_for(seed_, Stream::weights));
    return train::Script({.run = "The training of network A",
                          .seed = seed_,
                          .steps = steps,
                          .prints = "the loss over all points before the first step and after each one"})
        .tensor("points", data.all.inputs)
        .labels("labels", data.all.labels)
        .batches([&](std::uint64_t) { return data.rounds.next(settings.batch); })
        .model(start.net())
        .optimizer(start.optimizer())
        .loop({.loss = "functional.cross_entropy(model(points[chosen]), labels[chosen])",
               .report = "functional.cross_entropy(model(points), labels)"})
        .text();
  }

 private:
  int shown() const { return settings.compare ? 2 : 1; }
  Training& net(int index) { return nets_[static_cast<std::size_t>(index)]; }

  void record() {
    for (int i = 0; i < net_count; ++i) {
      if (net(i).stop()) continue;
      const Measurement& m = net(i).measured(data_->all);
      const std::string name = letter(i);
      history.note(name + "_loss", steps_, m.loss);
      history.note(name + "_gradient_ratio", steps_, m.delta_ratio());
      history.note(name + "_weight_gradient_ratio", steps_, m.weight_ratio());
      history.note(name + "_units_off", steps_, m.off_share());
    }
  }

  /// None of those shown goes on. Those that failed just now are as they were, and so is everything else.
  [[noreturn]] void halt() {
    Text reason;
    for (int i = 0; i < shown(); ++i) {
      const Stop stop = *net(i).stop();
      const std::string name = i == 0 ? "A" : "B";
      reason.korean += "신경망 " + name + "의 학습이 발산했습니다. " + stop.reason.korean + " ";
      reason.english += "Network " + name + " diverged. " + stop.reason.english + " ";
      if (stop.step == steps_) net(i).go_on();
    }
    reason.korean += "학습률을 낮추거나 초기화를 바꾸고 처음부터 다시 시작하세요.";
    reason.english += "Lower the learning rate or choose another initialisation, and reset.";
    throw demo::Halt(reason, demo::After::intact);
  }

  std::optional<PlaneData> data_;
  std::vector<Training> nets_;  // B learns along even while it is not shown
  std::uint64_t seed_ = 1;
  std::uint64_t steps_ = 0;
  Settings known_;  // as they were when last looked at
};

namespace {
const demo::RegisterExperiment<Activations> registered("activations");
}  // namespace

}  // namespace madang::demos::activations
