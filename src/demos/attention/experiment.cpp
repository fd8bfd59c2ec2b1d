#include "demos/attention/experiment.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

#include "autograd/with_element.h"
#include "demo/experiment.h"
#include "demos/attention/devices.h"
#include "demos/attention/history.h"
#include "demos/attention/recall_model.h"
#include "demos/attention/tokens.h"
#include "io/state_dict.h"

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

class Experiment final : public demo::Experiment<Settings, Snapshot> {
 public:
  void reset(std::uint64_t seed) override;
  void settings_changed() override;
  void step() override;
  void act(const demo::Action& action) override;
  void fill(Snapshot& picture) override;

  std::vector<demo::Curve> curves() override {
    return learning() ? history_.curves() : std::vector<demo::Curve>();
  }
  std::vector<io::NamedTensor> named_tensors() override {
    return learning() ? io::state_dict(*model_) : std::vector<io::NamedTensor>();
  }
  void load_tensors(std::span<const io::NamedTensor> tensors) override;
  std::vector<io::NamedTensor> named_gradients() override;
  double loss_with(const std::string& name, std::size_t index, float value) override;

 private:
  Rules rules() const { return {settings.causal, settings.scaled, settings.temperature}; }
  bool learning() const { return settings.weights == Source::learned; }
  void make_model();
  data::RecallSequence shown_question() const;
  Flow given();
  void read_tokens();
  void refresh();
  void edit(const demo::Action& action);
  void fill_learning(Learning& picture);

  std::uint64_t seed_ = 1;
  std::uint64_t steps_ = 0;
  std::vector<Edit> edits_;
  std::unique_ptr<RecallModel> model_;
  History history_;
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
  steps_ = 0;
  edits_.clear();
  tokens_.clear();
  model_.reset();
  history_ = {};
  shown_kind_ = settings.kind;
  scaling_ = measure_scaling(seed);
  devices_.forget_times();
  if (learning()) make_model();
  settings_changed();
}

void Experiment::make_model() {
  model_ = std::make_unique<RecallModel>(RecallOptions{.task = {.pairs = settings.pairs},
                                                       .embedding = settings.embedding,
                                                       .heads = settings.heads,
                                                       .depth = settings.head_dim,
                                                       .cross = settings.kind == Kind::cross},
                                         seed_);
  history_.add(0, model_->evaluate(rules(), settings.positions));
}

void Experiment::settings_changed() {
  if (settings.backend != shown_backend_ && settings.backend >= Backend::webgpu) devices_.retry_gpu();
  shown_backend_ = settings.backend;
  if (learning()) model_->set_cross(settings.kind == Kind::cross);
  const auto old_tokens = tokens_, old_source = source_tokens_;
  read_tokens();
  if (tokens_ != old_tokens || source_tokens_ != old_source || settings.kind != shown_kind_)
    std::erase_if(edits_, [](const Edit& edit) { return names_sequence(edit.which); });
  shown_kind_ = settings.kind;
  stale_ = true;
}

data::RecallSequence Experiment::shown_question() const {
  auto question = model_->example(settings.example);
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
    if (!model_->options().cross) source_tokens_.push_back(asking);
    tokens_ = model_->options().cross ? std::vector{asking} : source_tokens_;
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
  if (learning()) return model_->flow(shown_question(), settings.positions);
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
  ++steps_;
  if (!learning()) return;  // the stages only light up
  const float loss = model_->train(rules(), settings.positions, settings.learning_rate);
  stale_ = true;
  if (!std::isfinite(loss))
    throw demo::Halt({"손실이 유한한 수가 아니다. 학습률을 낮추고 처음부터 다시 시작해 보자.",
                      "The loss is no longer a finite number. Lower the learning rate and start again."});
  if (history_.due(steps_)) history_.add(steps_, model_->evaluate(rules(), settings.positions));
}

void Experiment::load_tensors(std::span<const io::NamedTensor> tensors) {
  if (!learning()) return AnyExperiment::load_tensors(tensors);
  io::load_state_dict(*model_, tensors);
  stale_ = true;
}

std::vector<io::NamedTensor> Experiment::named_gradients() {
  if (!learning()) return {};
  const Gradients gradients = backward(model_->held_out_loss(rules(), settings.positions));
  std::vector<io::NamedTensor> named;
  for (const auto& [name, variable] : model_->named_parameters())
    named.push_back({name, gradients.of(variable).value()});
  return named;
}

double Experiment::loss_with(const std::string& name, std::size_t index, float value) {
  for (const auto& [parameter, variable] :
       learning() ? model_->named_parameters() : std::vector<NamedParameter>())
    if (parameter == name)
      return with_element(variable, index, value,
                          [&] { return model_->held_out_loss(rules(), settings.positions).item(); });
  return AnyExperiment::loss_with(name, index, value);
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
  picture.stage = learning() ? Stage::whole : static_cast<Stage>(steps_ % stage_count);
  picture.measures = measures_;
  picture.scaling = scaling_;
  picture.device = devices_.report();
  if (learning()) fill_learning(picture.learning);
}

void Experiment::fill_learning(Learning& picture) {
  const auto question = shown_question();
  picture.active = true;
  picture.steps = static_cast<int>(steps_);
  history_.fill(picture);
  const auto last = flow_.output.values.end() - flow_.output.columns;
  picture.answer = model_->answer({last, flow_.output.values.end()});
  for (int value = 0; value < model_->options().task.values; ++value)
    picture.values.push_back(letter('1', value));
  picture.right_value = question.answer();
  picture.right_token = question.asked;
}

const demo::RegisterExperiment<Experiment> registered("attention");

}  // namespace

}  // namespace madang::demos::attention
