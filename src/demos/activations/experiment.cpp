#include "demos/activations/experiment.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "demo/experiment.h"
#include "demos/activations/net_run.h"
#include "demos/activations/picture.h"

namespace madang::activations {

namespace {

/// The random streams of a seed, one for each purpose. Both networks take their weights from the same one.
enum class Stream : std::uint64_t { points = 1, weights };
Random random_for(std::uint64_t seed, Stream stream) {
  return Random(seed, static_cast<std::uint64_t>(stream));
}

}  // namespace

class Activations final : public demo::Experiment<Settings, Snapshot> {
 public:
  Activations() { reset(1); }

  void reset(std::uint64_t seed) override {
    data_.emplace(settings.data, random_for(seed, Stream::points));
    for (const int i : {0, 1})
      net(i).emplace(settings, i == 0 ? settings.start : settings.start_b, data_->points.classes,
                     random_for(seed, Stream::weights));
    steps_ = 0;
    known_ = settings;
    record();
  }

  void settings_changed() override {
    const bool rate = settings.learning_rate != known_.learning_rate;
    if (rate || settings.function != known_.function || settings.leaky_slope != known_.leaky_slope)
      net(0)->go_on();
    if (rate || settings.function_b != known_.function_b || settings.leaky_slope != known_.leaky_slope)
      net(1)->go_on();
    known_ = settings;
  }

  void step() override {
    const PlaneData data_before = *data_;
    const Batch batch = data_->next(settings.batch);
    std::array<std::optional<Text>, 2> failures;
    bool going = false;
    for (int i = 0; i < shown(); ++i) {
      failures[static_cast<std::size_t>(i)] = advance(i, batch);
      going = going || (!net(i)->stopped_step() && !failures[static_cast<std::size_t>(i)]);
    }
    if (!going) {  // those that failed are as they were, and so must be everything else
      data_ = data_before;
      halt(failures);
    }
    for (int i = shown(); i < 2; ++i) failures[static_cast<std::size_t>(i)] = advance(i, batch);
    for (const int i : {0, 1})
      if (failures[static_cast<std::size_t>(i)]) net(i)->stop(steps_, *failures[static_cast<std::size_t>(i)]);
    ++steps_;
    record();
  }

  void fill(Snapshot& picture) override {
    picture.step = steps_;
    picture.layer = std::min(settings.layer, settings.depth);
    for (int i = 0; i < shown(); ++i)
      picture.nets.push_back(picture_of(*net(i), settings, squash(i), data_->all));
    if (settings.page != Page::training) return;
    picture.x = data_->points.x;
    picture.y = data_->points.y;
    picture.label = data_->points.label;
  }

 private:
  int shown() const { return settings.compare ? 2 : 1; }
  std::optional<NetRun>& net(int index) { return nets_[static_cast<std::size_t>(index)]; }
  Squash squash(int index) const {
    return {index == 0 ? settings.function : settings.function_b, settings.leaky_slope};
  }

  std::optional<Text> advance(int index, const Batch& batch) {
    if (net(index)->stopped_step()) return {};
    return net(index)->step(batch, squash(index), settings.learning_rate);
  }

  void record() {
    for (const int i : {0, 1})
      if (!net(i)->stopped_step()) net(i)->record(steps_, squash(i), data_->all);
  }

  [[noreturn]] void halt(const std::array<std::optional<Text>, 2>& failures) {
    Text reason;
    for (int i = 0; i < shown(); ++i) {
      const auto& failure = failures[static_cast<std::size_t>(i)];
      const Text& why = failure ? *failure : net(i)->reason();
      const std::string name = i == 0 ? "A" : "B";
      reason.korean += "신경망 " + name + "의 학습이 발산했습니다. " + why.korean + " ";
      reason.english += "Network " + name + " diverged. " + why.english + " ";
    }
    reason.korean += "학습률을 낮추거나 초기화를 바꾸고 처음부터 다시 시작하세요.";
    reason.english += "Lower the learning rate or choose another initialisation, and reset.";
    throw demo::Halt(reason);
  }

  std::optional<PlaneData> data_;
  std::array<std::optional<NetRun>, 2> nets_;  // A and B; B learns along even while it is not shown
  std::uint64_t steps_ = 0;
  Settings known_;  // as they were when last looked at
};

namespace {
const demo::RegisterExperiment<Activations> registered("activations");
}  // namespace

}  // namespace madang::activations
