#include <algorithm>
#include <array>
#include <cmath>

#include "demos/embeddings/view_parts.h"
#include "ui/canvas.h"
#include "ui/colour_map.h"
#include "ui/controls.h"
#include "ui/curve_plot.h"
#include "ui/filled.h"
#include "ui/heat_map.h"
#include "ui/layout.h"
#include "ui/line_plot.h"
#include "ui/pad.h"
#include "ui/pen.h"
#include "ui/text.h"
#include "ui/text_field.h"
#include "ui/theme.h"
#include "ui/trial.h"
#include "ui/zoom.h"

namespace madang::demos::embeddings {

namespace {

/// From the plane of the pairs to the screen, the same scale along both sides.
struct Frame {
  ImVec2 middle;
  float x, y, scale;
  ImVec2 screen(float at_x, float at_y) const {
    return {middle.x + (at_x - x) * scale, middle.y - (at_y - y) * scale};
  }
};

Frame frame_of(const ModelPicture& model, const ui::Box& place) {
  float low_x = 1e9f, high_x = -1e9f, low_y = 1e9f, high_y = -1e9f;
  const auto take = [&](float x, float y) {
    low_x = std::min(low_x, x), high_x = std::max(high_x, x);
    low_y = std::min(low_y, y), high_y = std::max(high_y, y);
  };
  for (int row = 0; row < model.arrows.rows; ++row) take(model.arrows.at(row, 0), model.arrows.at(row, 1));
  if (model.target.size() == 2) take(model.target[0], model.target[1]);
  const float scale = std::min((place.high.x - place.low.x - 80.f) / std::max(1e-6f, high_x - low_x),
                               (place.high.y - place.low.y - 76.f) / std::max(1e-6f, high_y - low_y));
  return {{(place.low.x + place.high.x) / 2, (place.low.y + place.high.y) / 2 + 12.f},
          (low_x + high_x) / 2,
          (low_y + high_y) / 2,
          scale};
}

void draw_arrow(ImDrawList& list, ImVec2 from, ImVec2 to, const ui::Pen& pen) {
  const ImVec2 both[] = {from, to};
  ui::draw_line(list, both, pen);
  const float length = std::hypot(to.x - from.x, to.y - from.y);
  if (length < 6.f) return;
  const float x = (to.x - from.x) / length, y = (to.y - from.y) / length, size = 4.f + pen.thickness;
  list.AddTriangleFilled(to, {to.x - size * (x + y * 0.5f), to.y - size * (y - x * 0.5f)},
                         {to.x - size * (x - y * 0.5f), to.y - size * (y + x * 0.5f)}, pen.colour);
}

void draw_label(const Parts& parts, const ui::Canvas& c, ImVec2 at, int word, ImU32 colour) {
  const std::string name = word_of(parts.snapshot, parts.hand.language, word);
  const float width = ui::text_width(name, ui::small_size);
  const float left = std::clamp(at.x - width / 2, c.low.x + 2.f, c.high.x - width - 2.f);
  ui::draw_text(*c.list, {left, at.y - ui::small_size - 5.f}, colour, name, ui::small_size);
}

/// All pairs of the relation as arrows, two of them as a parallelogram.
void draw_arrows(const Parts& parts, const ui::Canvas& c, const ui::Box& whole, const ModelPicture& model) {
  const Snapshot& s = parts.snapshot;
  const ui::Theme& colours = ui::theme();
  const Frame frame = frame_of(model, whole);
  const int pairs = std::min<int>(model.arrows.rows / 2, static_cast<int>(s.pair_words.size()) / 2);
  const auto place = [&](int row) { return frame.screen(model.arrows.at(row, 0), model.arrows.at(row, 1)); };
  std::vector<ImVec2> middles;
  for (int pair = 0; pair < pairs; ++pair) {
    const ImVec2 a = place(2 * pair), b = place(2 * pair + 1);
    middles.push_back({(a.x + b.x) / 2, (a.y + b.y) / 2});
    const bool chosen = pair == s.first || pair == s.second;
    draw_arrow(*c.list, a, b,
               {.colour = chosen ? colours.accent : ui::faded(colours.muted, 0.45f),
                .thickness = chosen ? 2.5f : 1.5f});
  }
  if (!middles.empty()) ui::stop_at(c.id, {.seen = {c.low, c.high}, .places = middles});
  if (model.target.size() == 2 && s.question.size() == 4 && s.second < pairs) {
    const ImVec2 end = frame.screen(model.target[0], model.target[1]), from = place(2 * s.second);
    const ImVec2 line[] = {from, end};
    ui::draw_line(*c.list, line, {.colour = colours.negative, .thickness = 2.f, .dashed = true});
    c.list->AddCircle(end, 7.f, colours.negative, 0, 2.5f);
  }
  for (int pair = 0; pair < pairs; ++pair)
    if (pair == s.first || pair == s.second)
      for (int end = 0; end < 2; ++end)
        draw_label(parts, c, place(2 * pair + end), s.pair_words[static_cast<std::size_t>(2 * pair + end)],
                   colours.text);
  if (!c.hovered) return;
  float best = 24.f;
  int found = -1;
  for (std::size_t i = 0; i < middles.size(); ++i)
    if (const float distance = std::hypot(middles[i].x - c.mouse.x, middles[i].y - c.mouse.y);
        distance < best)
      best = distance, found = static_cast<int>(i);
  if (found < 0) return;
  for (int end = 0; end < 2; ++end)
    draw_label(parts, c, place(2 * found + end), s.pair_words[static_cast<std::size_t>(2 * found + end)],
               colours.text);
  if (c.clicked && found != s.first) {
    parts.settings.second = found + 1;
    parts.settings.query.clear();
  }
}

void draw_parallelograms(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  const bool narrow = ui::narrow();
  ui::Flow flow("planes", narrow ? 250.f : 200.f, static_cast<int>(s.models.size()));
  for (std::size_t i = 0; i < s.models.size(); ++i) {
    flow.next();
    const std::string name = name_of(static_cast<Kind>(i)).in(parts.hand.language);
    ui::Canvas c = ui::canvas("plane", {ui::width_or_available(0.f), narrow ? 122.f : 220.f},
                              ui::filled(parts, {"{0}의 유추", "Analogies of {0}"}, name));
    const ui::Box place = {c.low, c.high};
    const ui::Zoom shown = ui::zoom(c, place);
    c.list->AddRectFilled(c.low, c.high, ui::theme().panel, 4.f);
    c.list->PushClipRect(c.low, c.high, true);
    ui::zoom_mark(c, place, shown);
    if (s.models[i].arrows.rows > 0 && s.models[i].arrows.columns == 2)
      draw_arrows(parts, c, shown.whole_around(place), s.models[i]);
    ui::draw_text(*c.list, {c.low.x + 8.f, c.low.y + 5.f}, ui::theme().series_colour(static_cast<int>(i)),
                  name, ui::body_size);
    c.list->PopClipRect();
  }
}

/// b − a + c of the question, and what each model answers.
void draw_answers(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  const Language language = parts.hand.language;
  const ui::Room room(ui::lines_height(8));
  if (!s.objection.empty()) return ui::paragraph(s.objection.in(language));
  if (s.question.size() < 3)
    return ui::paragraph(parts.say("아래에 낱말 셋을 적는다.", "Type three words below."));
  const auto word = [&](std::size_t i) { return word_of(s, language, s.question[i]); };
  std::string asked = word(1) + " − " + word(0) + " + " + word(2) + " = ";
  asked += s.question.size() == 4 ? word(3) + "?" : "?";
  ui::paragraph(asked);
  ui::Flow flow("answers", 96.f, static_cast<int>(s.models.size()));
  for (std::size_t i = 0; i < s.models.size(); ++i) {
    flow.next();
    ui::small_line(name_of(static_cast<Kind>(i)).in(language),
                   ui::theme().series_colour(static_cast<int>(i)));
    bool answered = s.question.size() != 4;
    for (const Near& near : s.models[i].answers) {
      const bool right = s.question.size() == 4 && near.word == s.question[3];
      answered = answered || right;
      ui::small_line(
          word_of(s, language, near.word) + " " + ui::fixed_text(near.cosine) + (right ? " ✓" : ""),
          ui::theme().text);
    }
    ui::small_line(answered ? std::string(" ") : "… " + word(3) + " " + ui::fixed_text(s.models[i].reached),
                   ui::theme().muted);
    ui::small_line("(" + word_of(s, language, s.models[i].free.word) + ")", ui::theme().muted);
  }
}

/// Which of the pairs answers which, model by model; a press asks that question.
void draw_table(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  std::vector<std::string> names;
  for (std::size_t i = 0; i + 1 < s.pair_words.size(); i += 2)
    names.push_back(word_of(s, parts.hand.language, s.pair_words[i]));
  const bool narrow = ui::narrow();  // on a phone there is room for one of them
  ui::Flow flow("tables", 200.f, narrow ? 1 : static_cast<int>(s.models.size()));
  for (std::size_t i = 0; i < s.models.size(); ++i) {
    if (narrow && static_cast<Kind>(i) != parts.settings.kind) continue;
    flow.next();
    const ui::HeatMapResult result =
        ui::heat_map("answered", s.models[i].answered,
                     {.title = name_of(static_cast<Kind>(i)).in(parts.hand.language),
                      .range = ui::ColourRange{-1.6f, 1.6f},
                      .row_axis = "a : b",
                      .column_axis = "c : ?",
                      .row_labels = names,
                      .column_labels = names,
                      .selected = {s.first, s.second},
                      .values = false,
                      .scale_bar = false,
                      .most_cell = 30.f,
                      .most_height = narrow ? 130.f : 190.f});
    if (!result.clicked || result.clicked.row == result.clicked.column) continue;
    parts.settings.first = result.clicked.row + 1;
    parts.settings.second = result.clicked.column + 1;
    parts.settings.query.clear();
  }
}

void draw_query(const Parts& parts) {
  const ui::TextAnswer typed = ui::text_field(
      parts.say("내 유추", "My analogy"), parts.settings.query,
      {.name = "query",
       .placeholder = parts.say("낱말 셋 a b c: a가 b이면 c는?", "Three words a b c: a is to b as c is to?"),
       .most_bytes = 120});
  if (typed.text) parts.settings.query = *typed.text;
}

void draw_curves(const Parts& parts) {
  const float height = ui::narrow() ? 115.f : 180.f;
  ui::Flow flow("curves", 260.f, 2);
  const auto plot = [&](const char* quantity, const char* label) {
    flow.next();
    ui::curve_plot(parts.hand, quantity,
                   {.x_label = parts.say("갱신 횟수", "updates"),
                    .y_label = label,
                    .shares = true,
                    .y_low = 0.f,
                    .y_high = 1.f,
                    .height = height});
  };
  plot("excluded", parts.say("맞힌 유추, 물은 낱말은 빼고", "right, query words excluded"));
  plot("free", parts.say("맞힌 유추, 물은 낱말도 답", "right, query words allowed"));
}

void draw_trial(const Parts& parts) {
  const demo::TrialPicture& trial = parts.snapshot.trial;
  constexpr std::size_t skews = trial_skews.size();
  if (!trial.begun()) {
    if (ui::trial_offer(
            parts.say("한 번의 결과는 우연일 수 있다. 단추를 누르고 재생하면 다섯 치우침에서 시드를 "
                      "바꾸어 가며 다시 학습한다.",
                      "One run may be luck. Press the button, then Play: all are trained again at "
                      "five skews, with other seeds."),
            parts.say("다섯 치우침으로 견주기", "Compare five skews"), 0.f))
      act(parts, "trial");
    return;
  }
  std::array<std::vector<float>, all_kinds.size()> at, mean, low, high;
  std::vector<ui::Series> series;
  for (std::size_t kind = 0; kind < all_kinds.size(); ++kind) {
    for (std::size_t i = 0; i < skews && kind * skews + i < trial.outcomes.size(); ++i) {
      const demo::Outcome& outcome = trial.outcomes[kind * skews + i];
      if (outcome.mean.empty()) continue;
      at[kind].push_back(trial_skews[i]);
      mean[kind].push_back(outcome.mean[0]);
      low[kind].push_back(outcome.mean[0] - outcome.deviation[0]);
      high[kind].push_back(outcome.mean[0] + outcome.deviation[0]);
    }
    series.push_back({.name = name_of(static_cast<Kind>(kind)).in(parts.hand.language),
                      .y = mean[kind],
                      .x = at[kind],
                      .colour = static_cast<int>(kind),
                      .low = low[kind],
                      .high = high[kind],
                      .dots = true});
  }
  ui::line_plot(
      "trial", series,
      {.x_label = parts.say("치우침", "skew"),
       .y_label = parts.say("맞힌 유추, 평균 ± 표준편차", "right, mean ± std. dev.") + std::string(" (") +
                  ui::count_text(trial.runs) + " / " + ui::count_text(trial.total) + ")",
       .shares = true,
       .y_low = 0.f,
       .y_high = 1.f,
       .levels = {{parts.say("찍기", "chance"),
                   1.f / static_cast<float>(std::max(4, parts.snapshot.vocabulary) - 3)}},
       .height = 210.f});
  if (!trial.done() && ui::button(parts.say("그만하기", "Stop"))) act(parts, "stop");
  ui::caption(ui::filled(
      parts, {"실행마다 갱신 {0}번, 물은 낱말은 빼고.", "{0} updates in every run, query words excluded."},
      trial_updates));
}

}  // namespace

void draw_analogies(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  if (own_text(s)) {
    draw_answers(parts);
    return draw_query(parts);
  }
  draw_parallelograms(parts);
  Settings& settings = parts.settings;
  std::vector<std::string> names;
  for (int i = 0; i < relation_count; ++i)
    names.push_back(name_of(static_cast<Relation>(i)).in(parts.hand.language));
  int index = static_cast<int>(settings.relation);
  if (ui::segmented("relation", parts.say("관계", "Relation"), names, index)) {
    settings.relation = static_cast<Relation>(index);
    settings.query.clear();
  }
  draw_answers(parts);
  draw_query(parts);
  draw_table(parts);
  ui::caption(parts.say(
      "행의 쌍에서 배운 차이로 열의 쌍을 맞혔으면 파랗다. 칸을 누르면 그 유추가 위에 그려진다. "
      "점선의 끝은 b − a + c이고, 괄호 안은 물은 낱말도 답이 될 수 있을 때의 답이다.",
      "Blue: the difference of the row's pair answers the column's. Press a cell to see that "
      "analogy above. The dashed line ends at b − a + c. In brackets: the answer where query words are "
      "allowed."));
  draw_curves(parts);
  draw_trial(parts);
}

}  // namespace madang::demos::embeddings
