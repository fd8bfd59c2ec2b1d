#include "demos/attention/experiment.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "demos/attention/devices.h"
#include "demos/attention/tokens.h"
#include "demos/attention/training.h"
#include "train/inside.h"

namespace madang::demos::attention {

namespace {

constexpr std::size_t most_edits = 500;

std::string letter(char first, std::int32_t number) {
  return std::string(1, static_cast<char>(first + number));
}

bool names_sequence(Which which) {  // has a row per token, so it means nothing for other tokens
  switch (which) {
    case Which::w_q:
    case Which::w_k:
    case Which::w_v:
    case Which::w_o:
      return false;
    default:
      return true;
  }
}

class Experiment final : public train::Experiment<Settings, Snapshot> {
 public:
  void reset(std::uint64_t seed) override;
  void settings_changed() override;
  void step() override;
  void act(const demo::Action& action) override;
  void fill(Snapshot& picture) override;

 protected:
  std::vector<train::Inside> insides() override;
  std::uint64_t updates() const override { return training_ ? training_->steps() : 0; }
  void loaded() override;

 private:
  Rules rules() const { return {settings.mask_rule(), settings.scaled, settings.temperature}; }
  bool learning() const { return training_.has_value(); }
  void begin_training();
  void measure_learning();
  data::RecallSequence shown_question() const;
  Flow given();
  void read_tokens();
  void refresh();
  void edit(const demo::Action& action);
  void fill_learning(Learning& picture);

  std::uint64_t seed_ = 1;
  std::uint64_t walked_ = 0;  // steps through the stages
  std::vector<Edit> edits_;
  std::optional<Training> training_;  // while weights are learned
  Score score_;                       // at the last look
  Scaling scaling_;

  std::vector<std::string> tokens_, source_tokens_;
  bool cut_ = false, source_cut_ = false, empty_ = false;
  bool stale_ = true;      // what follows has to be computed again
  bool answered_ = false;  // the GPU has something new
  Kind shown_kind_ = Kind::self;
  Backend shown_backend_ = Backend::simd;
  Flow flow_;
  Work work_;
  Measures measures_;
  Devices devices_{[this] {
    answered_ = true;
    on_change();
  }};
};

void Experiment::reset(std::uint64_t seed) {
  seed_ = seed;
  walked_ = 0;
  edits_.clear();
  tokens_.clear();
  training_.reset();
  history = {};
  shown_kind_ = settings.kind;
  scaling_ = measure_scaling(seed);
  devices_.forget_times();
  if (settings.weights == Source::learned) begin_training();
  settings_changed();
}

void Experiment::begin_training() {
  const RecallOptions options{.task = {.pairs = settings.pairs},
                              .embedding = settings.embedding,
                              .heads = settings.heads,
                              .depth = settings.head_dim,
                              .cross = settings.kind == Kind::cross};
  training_.emplace(options, seed_);
  read_tokens();
  const auto values = static_cast<float>(options.task.values);
  const std::string number = std::to_string(options.task.values);
  history = demo::History(
      {{.name = "held_out_loss", .label = {"테스트 손실", "Test loss"}, .quantity = "loss", .interval = 5},
       {.name = "accuracy",
        .label = {"정확도", "Accuracy"},
        .quantity = "share",
        .interval = 5,
        .share = true},
       {.name = "right_weight",
        .label = {"옳은 토큰의 α", "α of the right token"},
        .quantity = "share",
        .colour = 1,
        .interval = 5,
        .share = true}},
      {{"loss", {"찍기 ln " + number, "chance, ln " + number}, std::log(values)},
       {"share", {"찍기", "chance"}, 1 / values}});
  measure_learning();
}

void Experiment::measure_learning() {
  score_ = training_->score(rules(), settings.positions);
  history.note("held_out_loss", updates(), score_.loss);
  history.note("accuracy", updates(), score_.accuracy);
  history.note("right_weight", updates(), score_.best_head());
}

void Experiment::settings_changed() {
  if (settings.backend != shown_backend_ && settings.backend >= Backend::webgpu) devices_.retry_gpu();
  shown_backend_ = settings.backend;
  if (learning()) training_->model().set_cross(settings.kind == Kind::cross);
  const auto old_tokens = tokens_, old_source = source_tokens_;
  read_tokens();
  if (tokens_ != old_tokens || source_tokens_ != old_source || settings.kind != shown_kind_)
    std::erase_if(edits_, [](const Edit& edit) { return names_sequence(edit.which); });
  shown_kind_ = settings.kind;
  stale_ = true;
}

data::RecallSequence Experiment::shown_question() const {
  auto question = training_->held_out(settings.example);
  if (settings.asked > 0) question.asked = std::min(settings.asked, settings.pairs) - 1;
  return question;
}

void Experiment::read_tokens() {
  cut_ = source_cut_ = empty_ = false;
  if (learning()) {
    const auto question = shown_question();
    source_tokens_.clear();
    for (std::size_t i = 0; i < question.keys.size(); ++i)
      source_tokens_.push_back(letter('A', question.keys[i]) + letter('1', question.values[i]));
    const std::string asking = letter('A', question.query()) + "?";
    const bool cross = settings.kind == Kind::cross;
    if (!cross) source_tokens_.push_back(asking);
    tokens_ = cross ? std::vector{asking} : source_tokens_;
    return;
  }
  const Sentence asking = sentence_of(settings.sentence, settings.split, default_sentence());
  tokens_ = asking.tokens;
  cut_ = asking.cut;
  empty_ = asking.empty;
  source_tokens_ = tokens_;
  if (settings.kind == Kind::self) return;
  const Sentence looked_at = sentence_of(settings.source_sentence, settings.split, default_source_sentence());
  source_tokens_ = looked_at.tokens;
  source_cut_ = looked_at.cut;
  empty_ = empty_ || looked_at.empty;
}

Flow Experiment::given() {
  if (learning()) return training_->model().flow(shown_question(), settings.positions);
  Flow flow;
  const bool round = settings.weights == Source::hand;
  flow.embedding = embedding_of(tokens_, settings.embedding, seed_, round);
  if (settings.kind == Kind::cross)
    flow.source = embedding_of(source_tokens_, settings.embedding, seed_, round);
  if (settings.positions) {
    flow.positions = sinusoidal_positions(flow.embedding.rows, settings.embedding);
    if (flow.cross()) flow.source_positions = sinusoidal_positions(flow.source.rows, settings.embedding);
  }
  draw_weights(flow, settings, seed_);
  return flow;
}

/// Puts what a device computed in place of α V; a head whose scores or weights were edited keeps the product
/// of the matrices that are shown.
void take_mixed(Flow& flow, const std::vector<float>& computed, const std::vector<Edit>& edits) {
  for (std::size_t number = 0; number < flow.heads.size(); ++number) {
    const bool edited = std::ranges::any_of(edits, [number](const Edit& edit) {
      return edit.head == static_cast<int>(number) &&
             (edit.which == Which::scores || edit.which == Which::scaled || edit.which == Which::weights);
    });
    auto& mixed = flow.heads[number].mixed.values;
    if (!edited)
      std::copy_n(computed.begin() + static_cast<std::ptrdiff_t>(number * mixed.size()), mixed.size(),
                  mixed.begin());
  }
}

void Experiment::refresh() {
  if (!stale_ && !answered_) return;
  const bool fresh = stale_;
  stale_ = answered_ = false;
  if (fresh) {
    flow_ = given();
    attend(flow_, rules(), edits_);
    work_ = work_of(flow_, rules());
    measures_ = measure(flow_, rules());
  }
  take_mixed(flow_, devices_.run(work_, settings.backend, fresh), edits_);
  join(flow_, edits_);
}

void Experiment::step() {
  if (!learning()) {
    ++walked_;  // the stages only light up
    return;
  }
  training_->step(rules(), settings.positions, settings.learning_rate);
  stale_ = true;
  if (history.due(updates())) measure_learning();
}

std::vector<train::Inside> Experiment::insides() {
  if (!learning()) return {};
  return {train::inside_of(training_->model(),
                           [this] { return training_->held_out_loss(rules(), settings.positions); })};
}

void Experiment::loaded() {
  training_->forget_moments();
  measure_learning();
  stale_ = true;
}

void Experiment::act(const demo::Action& action) {
  if (action.name == "edit") {
    edit(action);
  } else if (action.name == "undo") {
    if (!edits_.empty()) edits_.pop_back();
  } else if (action.name == "undo_edits") {
    edits_.clear();
  } else if (action.name == "measure") {
    devices_.time(settings.bench_length, seed_);
    return;
  } else {
    return demo::Experiment<Settings, Snapshot>::act(action);
  }
  stale_ = true;
}

void Experiment::edit(const demo::Action& action) {
  const auto which = which_named(action.text);
  const auto whole = [](float number) { return std::isfinite(number) && std::fabs(number) < 1e6f; };
  if (!which || action.numbers.size() != 4 || !std::ranges::all_of(action.numbers, whole))
    throw demo::Halt(
        {"고칠 칸을 알 수 없다. 행렬의 이름과 수 넷(헤드, 행, 열, 값)이 필요하다.",
         "This edit names no cell: a matrix and four numbers are needed (head, row, column, value)."});
  refresh();
  const Edit wanted{.which = *which,
                    .head = static_cast<int>(action.numbers[0]),
                    .row = static_cast<int>(action.numbers[1]),
                    .column = static_cast<int>(action.numbers[2]),
                    .value = action.numbers[3]};
  const Matrix* matrix = matrix_of(flow_, wanted.which, wanted.head);
  if (!matrix || wanted.row < 0 || wanted.column < 0 || wanted.row >= matrix->rows ||
      wanted.column >= matrix->columns)
    throw demo::Halt(
        {"고치려는 칸이 지금의 행렬 밖에 있다.", "The cell to edit lies outside of the matrix."});
  const auto same = std::ranges::find_if(edits_, [&](const Edit& edit) {
    return edit.which == wanted.which && edit.head == wanted.head && edit.row == wanted.row &&
           edit.column == wanted.column;
  });
  if (same != edits_.end()) {
    same->value = wanted.value;
  } else if (edits_.size() == most_edits) {
    throw demo::Halt(
        {"고친 칸이 너무 많다. 먼저 되돌리기를 눌러 보자.", "Too many edited cells; undo some first."});
  } else {
    edits_.push_back(wanted);
  }
}

void Experiment::fill(Snapshot& picture) {
  refresh();
  picture.tokens = tokens_;
  picture.source_tokens = source_tokens_;
  picture.cut = cut_;
  picture.source_cut = source_cut_;
  picture.empty = empty_;
  picture.flow = flow_;
  picture.edits = edits_;
  picture.stage = static_cast<Stage>(walked_ % stage_count);
  picture.measures = measures_;
  picture.scaling = scaling_;
  picture.device = devices_.report();
  if (learning()) fill_learning(picture.learning);
}

void Experiment::fill_learning(Learning& picture) {
  const auto question = shown_question();
  picture.active = true;
  picture.steps = static_cast<int>(updates());
  picture.loss = score_.loss;
  picture.accuracy = score_.accuracy;
  picture.right_weight = score_.best_head();
  picture.head_weights = score_.right_weight;
  const auto last = flow_.output.values.end() - flow_.output.columns;
  picture.answer = training_->model().answer({last, flow_.output.values.end()});
  for (int value = 0; value < training_->model().options().task.values; ++value)
    picture.values.push_back(letter('1', value));
  picture.right_value = question.answer();
  picture.right_token = question.asked;
}

const demo::RegisterExperiment<Experiment> registered("attention");

}  // namespace

}  // namespace madang::demos::attention
