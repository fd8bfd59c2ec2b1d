#include <imgui.h>

#include <algorithm>

#include "demos/positional/view_parts.h"
#include "ui/controls.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/heat_map.h"
#include "ui/line_plot.h"
#include "ui/proof.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/timeline.h"

namespace madang::demos::positional {

namespace {

constexpr int examples = 16;
constexpr float least_map = 150.f;  // beside another: two on a phone

/// A choice of head, for pages where one is looked at.
void draw_heads(const Parts& parts) {
  std::vector<std::string> names;
  for (int head = 1; head <= heads; ++head)
    names.push_back(ui::filled(parts, {"헤드 {0}", "Head {0}"}, head));
  int head = parts.settings.head - 1;
  if (ui::segmented("head", parts.say("헤드", "Head"), names, head)) parts.settings.head = head + 1;
}

/// What the picture of a scheme shows.
const Text& explanation(Scheme scheme) {
  static const Text all[] = {
      {"위치를 알려 주지 않는다. 모델에게 시퀀스는 순서 없는 기호의 모음이다.",
       "No positional information: to the model, a sequence is a bag of symbols."},
      {"기호의 벡터에 더하는 사인과 코사인. 왼쪽 열일수록 빨리 돈다.",
       "Sines and cosines added to the symbols' vectors; columns to the left oscillate faster."},
      {"자리마다 배운 벡터. 학습 길이 너머의 행은 처음 뽑은 난수 그대로이다.",
       "A learned vector for each place. Rows beyond the trained length still hold their initial random "
       "numbers."},
      {"점수에 더하는 학습된 값. 거리 3까지는 버킷이 하나씩이고 멀수록 여러 거리가 버킷 하나를 나누어 쓴다.",
       "Learned numbers added to the scores: one for each distance up to 3; farther ones share."},
      {"점수에 더하는 값 v·W_R R/√d. 거리의 사인파를 배운 행렬로 옮긴 것이다.",
       "Added to the scores: v·W_R R/√d, sinusoids of the distance through a learned matrix."},
      {"자리마다 q와 k를 돌리는 각도의 코사인과 사인. 사인파와 같은 각도이다.",
       "Cosine and sine of the angles by which q and k are rotated: those of the sinusoids."},
      {"점수에서 빼는 거리의 배수. 배우지 않는다. 헤드 1과 3은 앞쪽만, 2와 4는 뒤쪽만 본다. 회색은 보지 "
       "않는 자리이다.",
       "A multiple of the distance, subtracted from the scores and not learned. Heads 1 and 3 look back, 2 "
       "and 4 ahead; grey: not looked at."}};
  return all[static_cast<std::size_t>(scheme)];
}

std::string axes(const Parts& parts, Scheme scheme) {
  if (has_bias(scheme))
    return ui::filled(parts, {"헤드 {0}, 행은 질의, 열은 키", "head {0}, rows: query, columns: key"},
                      parts.settings.head);
  return parts.say("행은 자리, 열은 차원", "rows: places, columns: dimensions");
}

/// Both have a picture, and the numbers in them mean the same.
bool comparable(const Parts& parts, const Matrix& a, const Matrix& b) {
  return !a.empty() && !b.empty() && has_bias(parts.scheme(0)) == has_bias(parts.scheme(1));
}

void draw_encoding_map(const Parts& parts, int index) {
  const Scheme scheme = parts.scheme(index);
  const Matrix &encoding = parts.model(index).encoding, &other = parts.model(1 - index).encoding;
  ui::HeatMapOptions options{
      .name = name_of(parts, index) + ", " + axes(parts, scheme), .values = false, .most_height = 260.f};
  options.row_axis = has_bias(scheme) ? parts.say("질의", "query") : parts.say("자리", "place");
  options.column_axis = has_bias(scheme) ? parts.say("키", "key") : parts.say("차원", "dimension");
  options.square = has_bias(scheme);
  if (comparable(parts, encoding, other)) {
    const float most =
        std::max(ui::range_of(encoding, options.colours).high, ui::range_of(other, options.colours).high);
    options.range = ui::ColourRange{-most, most};
  }
  ui::heat_map("encoding", encoding, options);
  ui::small_line(name_of(parts, index), ui::theme().series_colour(index));
  ui::caption(axes(parts, scheme));
  ui::caption(explanation(scheme).in(parts.hand.language));
  if (std::ranges::all_of(encoding.values, [](float value) { return value == 0.f; }))
    ui::caption(parts.say("아직 모두 0이다. 학습하면 달라진다.", "All still 0: training changes them."));
}

/// M of PE(p + k) = M PE(p).
void draw_shift_map(const Parts& parts) {
  ui::heat_map("shift_map", parts.snapshot.shift,
               {.name = "M, PE(p + k) = M PE(p)",
                .row_axis = parts.say("행", "row"),
                .column_axis = parts.say("열", "column"),
                .values = false,
                .square = true,
                .most_cell = 12.f,
                .most_height = 260.f});
  ui::small_line("M, PE(p + k) = M PE(p)", ui::theme().text);
  ui::caption(parts.say("k칸을 옮기는 행렬. 주파수마다 회전이 하나씩 있다.",
                        "The matrix that moves by k places: one rotation for each frequency."));
}

void draw_shift(const Parts& parts) {
  ui::field(parts, &Settings::shift);
  const float error = parts.snapshot.shift_error;
  ui::proof(
      parts.hand, "shift",
      {.value = error,
       .limit = 1e-5f,
       .told = ui::filled(parts,
                          {"PE(p + {0})와 M PE(p)를 모든 자리 p에서 견주었다. 가장 큰 차이: {1}",
                           "PE(p + {0}) compared with M PE(p) at every place p. Largest difference: {1}"},
                          parts.settings.shift, ui::number_text(error, 2))});
}

std::string unit(const Parts& parts, Scheme scheme) {
  if (has_bias(scheme)) return parts.say("점수에 더하는 값(헤드마다)", "added to the score, by head");
  if (scheme == Scheme::rope)
    return parts.say("벡터와 그것을 돌린 벡터의 내적", "dot product of a vector and itself rotated");
  return parts.say("두 자리 벡터의 내적(평균)", "dot product of two places (mean)");
}

/// From −(trained length − 1) on.
std::vector<float> distances_of(const Snapshot& s) {
  return counted_from(1 - s.trained_length, 2 * s.trained_length - 1);
}

void draw_profile(const Parts& parts, int index) {
  const Matrix& profile = parts.model(index).profile;
  const std::vector<float> distances = distances_of(parts.snapshot);
  const bool by_head = profile.rows > 1;
  std::vector<ui::Series> series;
  for (int row = 0; row < profile.rows; ++row)
    series.push_back(
        {.name = by_head ? ui::filled(parts, {"헤드 {0}", "head {0}"}, row + 1) : name_of(parts, index),
         .y = {&profile.values[static_cast<std::size_t>(row * profile.columns)], distances.size()},
         .x = distances,
         .colour = by_head ? row + 2 : index});
  ui::line_plot("profile", series,
                {.x_label = parts.say("거리", "distance"),
                 .y_label = name_of(parts, index) + ": " + unit(parts, parts.scheme(index)),
                 .legend = by_head});
}

void draw_attended(const Parts& parts) {
  const std::vector<float> distances = distances_of(parts.snapshot);
  std::vector<ui::Series> series;
  for (const int i : {0, 1})
    series.push_back({.name = name_of(parts, i), .y = parts.model(i).attended, .x = distances, .colour = i});
  ui::LinePlotOptions options;
  options.x_label = parts.say("거리", "distance");
  options.y_label = parts.say("어텐션 가중치의 평균", "mean attention weight");
  options.y_low = 0.f;
  if (parts.settings.task == Task::back) options.marked_x = static_cast<float>(-parts.settings.offset);
  ui::line_plot("attended", series, options);
}

void draw_attention_map(const Parts& parts, int index) {
  const ModelPicture& model = parts.model(index);
  const Snapshot& s = parts.snapshot;
  if (model.attention.empty()) return;  // asked for, not here yet
  ui::HeatMapOptions options;
  options.name = name_of(parts, index);
  options.row_axis = parts.say("질의", "query");
  options.column_axis = parts.say("키", "key");
  options.square = true;
  options.range = ui::ColourRange{-1, 1};  // weights: only the half from the background to blue
  options.scale_bar = false;
  options.row_labels = s.symbols;
  if (s.symbols.size() <= 16) options.column_labels = s.symbols;  // more have no room
  options.values = false;
  options.most_height = 360.f;
  ui::heat_map("attention", model.attention, options);
  ui::small_line(name_of(parts, index), ui::theme().series_colour(index));
  ui::small_line(ui::filled(parts, {"맞힌 답 {0}", "right answers {0}"}, right_answers(s, model)),
                 ui::theme().text);
}

}  // namespace

void draw_encoding(const Parts& parts) {
  const bool sinusoidal = (parts.scheme(0) == Scheme::sinusoidal || parts.scheme(1) == Scheme::sinusoidal) &&
                          !parts.snapshot.shift.empty();
  {
    const int count = (parts.scheme(0) != Scheme::none) + (parts.scheme(1) != Scheme::none) + sinusoidal;
    ui::Flow flow("maps", least_map, count);
    for (const int i : {0, 1}) {
      if (parts.scheme(i) == Scheme::none) continue;
      flow.next();
      draw_encoding_map(parts, i);
    }
    if (sinusoidal) {
      flow.next();
      draw_shift_map(parts);
    }
  }
  if (has_bias(parts.scheme(0)) || has_bias(parts.scheme(1))) draw_heads(parts);
  if (sinusoidal) draw_shift(parts);
}

void draw_distance(const Parts& parts) {
  if (parts.model(0).attended.empty()) return;  // asked for, not here yet
  const bool both = parts.scheme(0) != Scheme::none && parts.scheme(1) != Scheme::none;
  {
    ui::Flow flow("profiles", 270.f, 2);
    for (const int i : {0, 1}) {
      if (parts.model(i).profile.empty()) continue;
      flow.next();
      draw_profile(parts, i);
    }
    if (!both) {
      flow.next();
      draw_attended(parts);
    }
  }
  if (both) draw_attended(parts);
  ui::caption(parts.say(
      "거리는 키의 자리에서 질의의 자리를 뺀 것으로, 음수이면 키가 앞에 있다. ‘어텐션 가중치의 평균’은 "
      "학습한 모델이 "
      "실제로 주의를 기울이는 곳이고, 다른 그림은 기호와 관계없이 위치 정보만으로 정해지는 값이다.",
      "Distance: the key's place minus the query's; below 0 the key comes before. Mean attention weight: "
      "where "
      "the model really attends. The other plots: what the encoding contributes whatever the symbols."));
}

void draw_attention(const Parts& parts) {
  draw_both("maps", least_map, parts, draw_attention_map);
  draw_heads(parts);
  int position = parts.settings.example - 1;
  if (ui::timeline("example", position, examples, {.label = parts.say("예문", "Example")}))
    parts.settings.example = position + 1;
  ui::field(parts, &Settings::longer);
  ui::caption(parts.say("행은 질의의 자리, 열은 키의 자리이다.", "Rows are queries, columns keys."));
}

}  // namespace madang::demos::positional
