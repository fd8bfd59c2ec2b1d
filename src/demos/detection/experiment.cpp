#include "demos/detection/experiment.h"

#include <memory>
#include <optional>

#include "demos/detection/picture.h"
#include "demos/detection/pytorch.h"
#include "demos/detection/training.h"
#include "train/inside.h"
#include "train/trial.h"

namespace madang::demos::detection {

namespace {

constexpr int updates_at_once = 10;  // of a trial's run

demo::History described_history(const Settings& settings, float blind) {
  const auto map = [](const char* name, const Text& label, int colour, bool dashed) {
    return demo::Curve{.name = name,
                       .label = label,
                       .quantity = "map",
                       .colour = colour,
                       .dashed = dashed,
                       .interval = look_interval,
                       .share = true};
  };
  std::vector<demo::Curve> curves{
      {.name = "loss", .label = {"YOLO의 손실", "loss of YOLO"}, .quantity = "loss"},
      map("map", {"YOLO", "YOLO"}, 0, false),
      map("map_raw", {"NMS 없는 YOLO", "YOLO without NMS"}, 0, true)};
  if (settings.heads == Heads::both) {
    curves.push_back(map("query_map", {"NMS 없는 질의", "queries without NMS"}, 1, false));
    curves.push_back({.name = "query_loss",
                      .label = {"질의의 손실", "loss of the queries"},
                      .quantity = "query_loss",
                      .colour = 1});
  }
  return demo::History(std::move(curves),
                       {{"loss", {"보지 않고", "without looking"}, blind}, {"map", {"목표", "goal"}, 0.7f}});
}

/// What two contestants of one seed share: the same network, scored with NMS and without.
struct Pair {
  std::optional<Scenes> scenes;
  std::unique_ptr<Training> training;
};

/// Both measure the mAP after trial_updates; the first to come trains.
train::Trial::Run run_of(const std::shared_ptr<Pair>& pair, bool nms, float overlap) {
  return [=]() -> std::optional<train::Trial::Measured> {
    Training& training = *pair->training;
    for (int i = 0; i < updates_at_once && training.steps() < trial_updates; ++i) training.learn();
    if (training.steps() < trial_updates) return {};
    const Found found = training.look().yolo;
    return train::Trial::Measured{{mean_average_precision(
        nms ? suppressed(found, overlap) : found, pair->scenes->test().objects, training.yolo().classes())}};
  };
}

}  // namespace

class DetectionDemo final : public train::Experiment<Settings, Snapshot> {
 public:
  std::vector<std::string> wanted_files() const override {
    if (settings.kinds == Kinds::digits) return {"mnist.idx"};
    return {};
  }

  void reset(std::uint64_t seed) override {
    training_.reset();
    if (settings.kinds == Kinds::digits) digits_ = data::read_image_set(files.at("mnist.idx"));
    seed_ = seed;
    scenes_.emplace(settings, &digits_, seed);
    training_.emplace(settings, *scenes_, seed);
    costs_ = costs_of(*training_);
    trial_.reset();
    history = described_history(settings, blind_loss(scenes_->test().objects, settings));
    look();
    settings_changed();
  }

  void settings_changed() override {
    own_ = read_placed(settings.objects, settings.classes());
    mine_ = read_placed(settings.mine, settings.classes());
  }

  /// A piece of the trial that is under way, else an update.
  void step() override {
    if (trial_ && !trial_->done()) return trial_->advance();
    training_->step();
    const std::uint64_t steps = training_->steps();
    history.note("loss", steps, training_->yolo_loss());
    if (training_->queries()) history.note("query_loss", steps, training_->query_loss());
    if (steps % look_interval == 0) look();
  }

  void act(const demo::Action& action) override {
    if (action.name == "trial")
      begin_trial();
    else if (action.name == "measure")
      measure_times(costs_, *training_, scene());
    else
      AnyExperiment::act(action);
  }

  bool has_pytorch() const override { return settings.heads == Heads::yolo; }

  void fill(Snapshot& picture) override {
    picture.step = training_->steps();
    picture.looked = training_->looked().step;
    picture.loss = training_->yolo_loss();
    picture.map = map_;
    picture.map_raw = map_raw_;
    const Batch shown = scene();
    fill_scene(picture, *training_, shown, settings);
    fill_drawn(picture, mine_, shown.objects.front());
    if (settings.page == Page::score) fill_score(picture, *training_, *scenes_, settings);
    if (settings.page == Page::queries) {
      fill_queries(picture, *training_, shown, settings);
      picture.queries.map = query_map_;
      picture.queries.map_nms = query_map_nms_;
      picture.costs = costs_;
    }
    if (trial_) picture.trial = trial_->picture();
  }

 protected:
  /// The loss is that of the next batch.
  std::vector<train::Inside> insides() override {
    const Yolo& yolo = training_->yolo();
    const auto loss = [this, &yolo] {
      const train::Kept buffers(without_names(yolo.named_buffers()));  // also where the queries ask
      return training_->losses(training_->next_batch()).total();
    };
    std::vector<train::Inside> all{train::inside_of(
        yolo, loss,
        [this, &yolo] {
          std::vector<io::NamedTensor> named;
          for (const Variable& output :
               yolo.layers().trace(constant(training_->next_batch().images), Mode::evaluation))
            named.push_back({std::to_string(named.size()) + ".activation", output.value()});
          return named;
        },
        "yolo")};
    if (const auto& queries = training_->queries())
      all.push_back(train::inside_of(*queries, loss, {}, "queries"));
    return all;
  }
  std::uint64_t updates() const override { return training_->steps(); }
  void loaded() override {
    training_->begin_anew();
    look();
  }
  std::string script(std::uint64_t steps) override {
    return pytorch_script(settings, *scenes_, seed_, steps);
  }

 private:
  /// The reader's, or the chosen one of those held out.
  Batch scene() const {
    if (!own_.empty()) return scenes_->placed(own_);
    const Batch& test = scenes_->test();
    constexpr std::size_t pixels = 3 * side * side;
    const auto index = static_cast<std::size_t>(settings.example);
    return {Tensor::from({1, 3, side, side}, test.images.values().subspan(index * pixels, pixels)),
            {test.scenes[index]},
            {test.objects[index]}};
  }

  /// The scores of the last look, which NMS at its usual overlap keeps comparable over a run.
  void look() {
    const Look& looked = training_->looked();
    const auto& truths = scenes_->test().objects;
    const int classes = settings.classes();
    const float usual = Settings{}.overlap;
    map_raw_ = mean_average_precision(looked.yolo, truths, classes);
    map_ = mean_average_precision(suppressed(looked.yolo, usual), truths, classes);
    history.note("map", looked.step, map_);
    history.note("map_raw", looked.step, map_raw_);
    if (looked.queries.empty()) return;
    query_map_ = mean_average_precision(looked.queries, truths, classes);
    query_map_nms_ = mean_average_precision(suppressed(looked.queries, usual), truths, classes);
    history.note("query_map", looked.step, query_map_);
  }

  void begin_trial() {
    constexpr int contestants = 2;
    auto pair = std::make_shared<std::shared_ptr<Pair>>();
    trial_.emplace(contestants, settings.seeds, seed_, [this, pair](int contestant, std::uint64_t seed) {
      if (contestant == 0) {
        Settings own = settings;
        own.heads = Heads::yolo;
        *pair = std::make_shared<Pair>();
        (*pair)->scenes.emplace(own, &digits_, seed);
        (*pair)->training = std::make_unique<Training>(own, *(*pair)->scenes, seed);
      }
      return run_of(*pair, contestant == 0, settings.overlap);
    });
  }

  data::ImageSet digits_;
  std::uint64_t seed_ = 1;
  std::optional<Scenes> scenes_;
  std::optional<Training> training_;
  std::vector<Placed> own_, mine_;  // the reader's objects and boxes
  float map_ = 0, map_raw_ = 0, query_map_ = 0, query_map_nms_ = 0;
  std::vector<CostRow> costs_;
  std::optional<train::Trial> trial_;
};

namespace {
const demo::RegisterExperiment<DetectionDemo> registered("detection");
}  // namespace

}  // namespace madang::demos::detection
