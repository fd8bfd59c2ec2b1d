#include <algorithm>
#include <cmath>

#include "demos/embeddings/view_parts.h"
#include "ui/canvas.h"
#include "ui/colour_map.h"
#include "ui/controls.h"
#include "ui/curve_plot.h"
#include "ui/filled.h"
#include "ui/heat_map.h"
#include "ui/layout.h"
#include "ui/pad.h"
#include "ui/pen.h"
#include "ui/text.h"
#include "ui/text_field.h"
#include "ui/theme.h"
#include "ui/zoom.h"

namespace madang::demos::embeddings {

namespace {

/// From the plane of the pairs to the screen, each axis by its own scale: what is parallel stays so, and the
/// arrows fill a low picture too.
struct Frame {
  ImVec2 middle, scale;
  float x, y;
  ImVec2 screen(float at_x, float at_y) const {
    return {middle.x + (at_x - x) * scale.x, middle.y - (at_y - y) * scale.y};
  }
};

Frame frame_of(const ModelPicture& model, const ui::Box& place) {
  constexpr float side = 40.f, above = 40.f, below = 26.f;  // css px, for the names
  constexpr float flat = 0.05f;  // of the other axis: less than this is not blown up to the whole picture
  float low_x = 1e9f, high_x = -1e9f, low_y = 1e9f, high_y = -1e9f;
  const auto take = [&](float x, float y) {
    low_x = std::min(low_x, x), high_x = std::max(high_x, x);
    low_y = std::min(low_y, y), high_y = std::max(high_y, y);
  };
  for (int row = 0; row < model.arrows.rows; ++row) take(model.arrows.at(row, 0), model.arrows.at(row, 1));
  if (model.target.size() == 2) take(model.target[0], model.target[1]);
  const float width = high_x - low_x, height = high_y - low_y;
  const ImVec2 low = {place.low.x + side, place.low.y + above},
               high = {place.high.x - side, place.high.y - below};
  return {{(low.x + high.x) / 2, (low.y + high.y) / 2},
          {(high.x - low.x) / std::max({1e-6f, width, flat * height}),
           (high.y - low.y) / std::max({1e-6f, height, flat * width})},
          (low_x + high_x) / 2,
          (low_y + high_y) / 2};
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

void draw_label(const Parts& parts, const ui::Canvas& c, ImVec2 at, int word, bool below, float gap) {
  const std::string name = word_of(parts.snapshot, parts.hand.language, word);
  const float width = ui::text_width(name, ui::small_size);
  const float left = std::clamp(at.x - width / 2, c.low.x + 2.f, c.high.x - width - 2.f);
  const float top = below ? at.y + gap : at.y - ui::small_size - gap;
  ui::draw_text(*c.list, {left, top}, ui::theme().text, name, ui::small_size);
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
  const auto name_pair = [&](int pair, bool below) {
    for (int row = 2 * pair; row < 2 * pair + 2; ++row)
      draw_label(parts, c, place(row), s.pair_words[static_cast<std::size_t>(row)], below,
                 row == 2 * s.second + 1 ? 12.f : 5.f);  // clear of the ring around b − a + c
  };
  if (std::max(s.first, s.second) < pairs) {  // one above its arrow and one below: they may be close
    const bool under =
        middles[static_cast<std::size_t>(s.first)].y > middles[static_cast<std::size_t>(s.second)].y;
    name_pair(s.first, under);
    if (s.first != s.second) name_pair(s.second, !under);
  }
  if (!c.hovered) return;
  float best = 24.f;
  int found = -1;
  for (std::size_t i = 0; i < middles.size(); ++i)
    if (const float distance = std::hypot(middles[i].x - c.mouse.x, middles[i].y - c.mouse.y);
        distance < best)
      best = distance, found = static_cast<int>(i);
  if (found < 0) return;
  if (found != s.first && found != s.second) name_pair(found, false);
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
    ui::Canvas c = ui::canvas("plane", {ui::width_or_available(0.f), narrow ? 134.f : 220.f},
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
  if (s.question.size() < 3) return;  // none yet
  const auto word = [&](std::size_t i) { return word_of(s, language, s.question[i]); };
  std::string asked = word(1) + " − " + word(0) + " + " + word(2) + " = ";
  asked += s.question.size() == 4 ? word(3) + "?" : "?";
  ui::paragraph(asked);
  ui::Flow flow("answers", 80.f, static_cast<int>(s.models.size()));
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
  plot("excluded", parts.say("맞힌 유추, 질문 낱말은 빼고", "right, query words excluded"));
  plot("free", parts.say("맞힌 유추, 질문 낱말도 답", "right, query words allowed"));
}

}  // namespace

void draw_analogies(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  if (own_text(s)) {
    draw_query(parts);
    return draw_answers(parts);
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
      "행의 쌍에서 얻은 차이로 열의 쌍을 맞혔으면 파랗다. 칸을 누르면 위에 그 유추가 나온다. "
      "점선의 끝은 b − a + c, 괄호 안은 질문 낱말도 답이 될 때의 답이다. 두 축은 따로 늘려 그렸다.",
      "Blue: the difference of the row's pair answers the column's. Press a cell to see that "
      "analogy above. The dashed line ends at b − a + c. In brackets: the answer where query words are "
      "allowed. Each axis has its own scale."));
  draw_curves(parts);
  draw_trial(parts);
}

}  // namespace madang::demos::embeddings
