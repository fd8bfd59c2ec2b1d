#include <algorithm>
#include <cmath>

#include "demos/embeddings/view_parts.h"
#include "ui/arithmetic.h"
#include "ui/controls.h"
#include "ui/curve_plot.h"
#include "ui/filled.h"
#include "ui/heat_map.h"
#include "ui/layout.h"
#include "ui/plane_plot.h"
#include "ui/proof.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::embeddings {

namespace {

std::vector<std::string> words_of(const Parts& parts, const std::vector<int>& numbers) {
  std::vector<std::string> words;
  for (const int number : numbers) words.push_back(word_of(parts.snapshot, parts.hand.language, number));
  return words;
}

const char* goal_name(const Parts& parts) {
  return parts.settings.kind == Kind::glove ? "ln X" : "PMI − ln k";
}

const char* said_name(const Parts& parts) {
  return parts.settings.kind == Kind::glove ? "w·c + b + b′" : "w·c";
}

/// What was counted, and what the model says, in the same colours.
void draw_matrices(const Parts& parts) {
  const CountsPicture& c = parts.snapshot.counts;
  const std::vector<std::string> rows = words_of(parts, c.words);
  std::vector<std::string> columns;  // no room for them on a phone: a press tells them
  if (!ui::narrow()) columns = words_of(parts, c.contexts);
  float largest = 1;
  for (const float value : c.goal.values)
    if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
  ui::Flow flow("maps", 620.f, 2);
  const auto draw = [&](const char* id, const Matrix& matrix, const std::string& title) {
    flow.next();
    const ui::HeatMapResult result = ui::heat_map(id, matrix,
                                                  {.name = title,
                                                   .range = ui::ColourRange{-largest, largest},
                                                   .row_axis = parts.say("낱말", "word"),
                                                   .column_axis = parts.say("이웃", "context"),
                                                   .row_labels = rows,
                                                   .column_labels = columns,
                                                   .selected = {c.chosen_row, c.chosen_column},
                                                   .values = false,
                                                   .scale_bar = false,
                                                   .least_height = 120.f,
                                                   .most_height = 180.f});
    ui::caption(title);
    if (!result.clicked || result.clicked.row >= std::ssize(c.words) ||
        result.clicked.column >= std::ssize(c.contexts))
      return;
    parts.settings.word = c.words[static_cast<std::size_t>(result.clicked.row)] + 1;
    parts.settings.context = c.contexts[static_cast<std::size_t>(result.clicked.column)] + 1;
  };
  draw("goal", c.goal,
       ui::filled(parts,
                  {"센 것: {0}(파랑은 양수, 주황은 음수, 회색은 함께 선 적이 없는 칸)",
                   "Counted: {0} (blue above 0, orange below; grey: never together)"},
                  goal_name(parts)));
  draw("said", c.said,
       ui::filled(parts, {"{0}의 값: {1}", "What {0} says: {1}"}, name_of(parts.settings.kind),
                  said_name(parts)));
}

/// How the goal of the chosen cell comes about.
void draw_arithmetic(const Parts& parts) {
  const CountsPicture& c = parts.snapshot.counts;
  const float goal = c.goal.at(c.chosen_row, c.chosen_column),
              said = c.said.at(c.chosen_row, c.chosen_column);
  std::vector<ui::Term> terms = {{.text = "ln", .note = {}}};
  const std::string count = ui::count_text(c.count);
  if (parts.settings.kind == Kind::glove) {
    terms.push_back({.text = count, .note = "X"});
  } else {
    terms.push_back({.text = "(" + count, .note = "#(w, c)"});
    terms.push_back({.text = "/ (" + ui::count_text(c.of_word), .note = "#(w)"});
    terms.push_back({.text = "× " + ui::number_text(c.noise) + "))", .note = "q(c)"});
    terms.push_back({.text = "− ln " + std::to_string(parts.settings.negatives), .note = "ln k"});
  }
  terms.push_back({.text = "= " + ui::fixed_text(goal), .strong = true, .note = goal_name(parts)});
  terms.push_back({.text = parts.say("모델", "model") + std::string(" ") + ui::fixed_text(said),
                   .strong = true,
                   .note = said_name(parts)});
  const Language language = parts.hand.language;
  ui::paragraph(word_of(parts.snapshot, language, c.words[static_cast<std::size_t>(c.chosen_row)]) + " · " +
                word_of(parts.snapshot, language, c.contexts[static_cast<std::size_t>(c.chosen_column)]));
  ui::arithmetic("cell", terms);
}

/// Lines of the corpus behind the cell.
void draw_examples(const Parts& parts) {
  const CountsPicture& c = parts.snapshot.counts;
  const ui::Room room(ui::lines_height(ui::narrow() ? 7 : 4));
  if (c.examples.empty())
    return ui::caption(parts.say("말뭉치에서 이 둘은 나란히 선 적이 없다.", "The two never stand together."));
  ui::caption(parts.say("말뭉치에서 둘이 함께 선 줄:", "Lines in which they stand together:"));
  for (const auto& line : c.examples) {
    std::string text;
    for (std::size_t i = 0; i < std::min<std::size_t>(line.size(), 12); ++i)
      text += (text.empty() ? "" : " ") + word_of(parts.snapshot, parts.hand.language, line[i]);
    ui::small_line(text, ui::theme().text);
  }
}

/// Every cell that was counted often: across what was counted, upwards what the model says.
void draw_scatter(const Parts& parts) {
  const CountsPicture& c = parts.snapshot.counts;
  float low = -1, high = 1;
  for (const auto* values : {&c.goals, &c.sayings})
    for (const float value : *values) low = std::min(low, value), high = std::max(high, value);
  const float margin = 0.04f * (high - low);
  low -= margin, high += margin;
  std::vector<ui::PlanePoint> points;
  for (std::size_t i = 0; i < std::min(c.goals.size(), c.sayings.size()); ++i)
    points.push_back({.x = c.goals[i], .y = c.sayings[i], .group = 0});
  const float span = high - low;
  const Matrix above{2, 2, {0, -span, span, 0}};  // y − x at the corners: its middle is the diagonal
  ui::plane_plot("scatter", points,
                 {.limits = {low, high, low, high},
                  .field = &above,
                  .field_range = {-8 * span, 8 * span},
                  .x_label = goal_name(parts),
                  .y_label = said_name(parts),
                  .name = parts.say("센 것과 모델의 값", "What was counted and what the model says"),
                  .height = 250.f});
}

void draw_loss(const Parts& parts) {
  ui::curve_plot(parts.hand, "losses",
                 {.x_label = parts.say("갱신 횟수", "updates"),
                  .y_label = parts.say("손실", "loss"),
                  .smoothing = 0.9f,
                  .height = 220.f});
}

}  // namespace

void draw_counts(const Parts& parts) {
  const CountsPicture& c = parts.snapshot.counts;
  if (c.words.empty() || c.goal.empty()) return;
  draw_matrices(parts);
  std::vector<std::string> names;
  for (const Kind kind : all_kinds) names.push_back(name_of(kind).in(parts.hand.language));
  int index = static_cast<int>(parts.settings.kind);
  if (ui::segmented("kind", parts.say("모델", "Model"), names, index))
    parts.settings.kind = static_cast<Kind>(index);
  draw_arithmetic(parts);
  draw_examples(parts);
  {
    ui::Flow flow("plots", 280.f, 2);
    flow.next();
    draw_scatter(parts);
    flow.next();
    draw_loss(parts);
  }
  if (parts.settings.kind == Kind::cbow)
    ui::caption(parts.say("CBOW는 이웃의 평균을 읽으므로 칸마다 정해진 목표가 없다.",
                          "CBOW reads a mean of contexts, so there is no goal for a single cell."));
  ui::caption(ui::filled(parts,
                         {"skip-gram의 손실을 모든 쌍에 걸쳐 재면 {0}, 어떤 벡터로도 {1}보다 작아질 수 없다.",
                          "Skip-gram's loss over all pairs is {0}; no vectors can get it below {1}."},
                         ui::number_text(c.loss, 4), ui::number_text(c.least_loss, 4)));
  ui::proof(parts.hand, "counts",
            {.value = std::max(c.asymmetry, std::max(0.f, c.least_loss - c.loss)),
             .limit = 1e-4f,
             .told = ui::filled(
                 parts,
                 {"반드시 성립하는 것: X(w, c) − X(c, w) = {0}, 손실 − 가장 작을 수 있는 손실 = {1} ≥ 0.",
                  "What must hold: X(w, c) − X(c, w) = {0}; loss − least possible loss = {1} ≥ 0."},
                 c.asymmetry, c.loss - c.least_loss)});
}

}  // namespace madang::demos::embeddings
