#include <algorithm>

#include "demos/detection/view_parts.h"
#include "ui/arithmetic.h"
#include "ui/controls.h"
#include "ui/curve_plot.h"
#include "ui/filled.h"
#include "ui/heat_map.h"
#include "ui/layout.h"
#include "ui/proof.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::detection {

namespace {

/// Of two pictures beside each other, on a phone of 320 px too.
float least_half() { return ui::narrow() ? 110.f : 280.f; }

/// The decoder's answers that count: no suppression.
std::vector<FoundBox> sure_ones(const Parts& parts) {
  std::vector<FoundBox> sure;
  for (const FoundBox& box : parts.snapshot.queries.said)
    if (box.score >= parts.settings.threshold) sure.push_back(box);
  return sure;
}

void draw_both(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  ui::Flow flow("both", least_half(), 2);
  flow.next();
  scene_picture(parts, "yolo",
                {.name = parts.say("YOLO, NMS 뒤", "YOLO, after NMS"),
                 .found = s.found,
                 .grid = s.grid,
                 .most_side = 330.f});
  const Tally yolo = tally_of(s.found);
  ui::small_line(
      ui::filled(parts, {"YOLO: 찾음 {0}, 틀림 {1}", "YOLO: {0} found, {1} wrong"}, yolo.found, yolo.wrong),
      ui::theme().text);
  flow.next();
  const std::vector<FoundBox> sure = sure_ones(parts);
  scene_picture(
      parts, "queries",
      {.name = parts.say("질의의 답, NMS 없이", "Queries, without NMS"), .found = sure, .most_side = 330.f});
  const Tally queries = tally_of(sure);
  ui::small_line(ui::filled(parts, {"질의: 찾음 {0}, 틀림 {1}", "Queries: {0} found, {1} wrong"},
                            queries.found, queries.wrong),
                 ui::theme().text);
}

std::vector<std::string> object_names(const Parts& parts) {
  std::vector<std::string> names;
  for (const Placed& object : parts.snapshot.objects)
    names.push_back(class_name(object.label).in(parts.hand.language));
  return names;
}

/// The prices, and by lines in the scene which query answers for which object.
void draw_matching(const Parts& parts) {
  const QueriesPicture& q = parts.snapshot.queries;
  ui::Flow flow("matching", least_half(), 2);
  flow.next();
  const int pressed =
      scene_picture(parts, "matches",
                    {.name = parts.say("모든 질의와 짝지은 물체", "All queries and the objects matched"),
                     .found = q.said,
                     .matched = q.matched,
                     .selected = parts.settings.query - 1,
                     .most_side = 330.f});
  if (pressed >= 0) parts.settings.query = pressed + 1;
  ui::small_line(parts.say("선: 짝짓기", "Lines: the matching"), ui::theme().muted);
  flow.next();
  std::vector<ui::Cell> marked;
  for (std::size_t i = 0; i < q.matched.size(); ++i) marked.push_back({q.matched[i], static_cast<int>(i)});
  const std::vector<std::string> names = object_names(parts);
  const ui::Cell chosen{parts.settings.query - 1, std::min(parts.settings.object, q.prices.columns) - 1};
  const ui::Cell clicked =
      ui::heat_map("prices", q.prices,
                   {.title = parts.say("비용: 행은 질의, 열은 물체. 모서리 표시: 짝",
                                       "Cost: rows are queries, columns objects. Corners: matched"),
                    .row_axis = parts.say("질의", "query"),
                    .column_axis = parts.say("물체", "object"),
                    .column_labels = names,
                    .selected = chosen,
                    .marked = marked,
                    .scale_bar = false,
                    .most_cell = 64.f,
                    .most_height = 240.f})
          .clicked;
  if (!clicked) return;
  parts.settings.query = clicked.row + 1;
  parts.settings.object = clicked.column + 1;
}

void draw_price(const Parts& parts) {
  const QueriesPicture& q = parts.snapshot.queries;
  const float total = -q.chance + 5 * q.distance + 2 * (1 - q.overlap);
  constexpr float room = 96.f;
  const ui::Term terms[] = {
      {.text = "−" + ui::fixed_text(q.chance), .note = parts.say("클래스 확률", "P(class)"), .room = room},
      {.text = "+ 5 × " + ui::fixed_text(q.distance),
       .note = parts.say("|상자 − 상자|₁", "|box − box|₁"),
       .room = room},
      {.text = "+ 2 × (1 − " + ui::behind_sign(ui::fixed_text(q.overlap)) + ")",
       .note = "GIoU",
       .room = room},
      {.text = "= " + ui::fixed_text(total),
       .strong = true,
       .note = parts.say("비용", "cost"),
       .room = room}};
  ui::arithmetic("price", terms);
  ui::proof(
      parts.hand, "least",
      {.value = std::abs(q.total - q.least),
       .limit = 1e-3f,
       .told = ui::filled(parts,
                          {"짝짓기의 비용 {0}은 가능한 모든 짝짓기를 다 해 본 최솟값 {1}과 같아야 한다.",
                           "The matching costs {0}; it must be the least of all possible matchings, which "
                           "were tried one by one: {1}."},
                          ui::fixed_text(q.total), ui::fixed_text(q.least))});
}

void draw_looks(const Parts& parts) {
  const QueriesPicture& q = parts.snapshot.queries;
  ui::heat_map(
      "looks", q.looks,
      {.title = ui::filled(parts, {"질의 {0}의 어텐션(헤드 평균)", "Where query {0} looks (mean of heads)"},
                           parts.settings.query),
       .row_axis = parts.say("행", "row"),
       .column_axis = parts.say("열", "column"),
       .scale_bar = false,
       .square = true,
       .most_cell = 30.f,
       .most_height = 180.f});
}

void draw_costs(const Parts& parts) {
  ui::heading(parts.say("비용", "Costs"));
  for (const CostRow& row : parts.snapshot.costs) {
    const ui::Room room(ui::lines_height(2));
    ui::caption(ui::filled(parts,
                           {"{0}: 파라미터 {1}, 이미지마다 곱셈·덧셈 {2}{3}",
                            "{0}: {1} parameters, {2} multiply-adds per image{3}"},
                           row.name, ui::count_text(row.parameters), ui::count_text(row.multiply_adds),
                           row.ms > 0 ? ", " + ui::number_text(row.ms) + " ms" : std::string()));
  }
  if (ui::button(parts.say("시간 재기", "Measure times")))
    parts.hand.act({.name = "measure", .numbers = {}, .text = {}});
}

void offer_decoder(const Parts& parts) {
  scene_picture(
      parts, "scene",
      {.name = parts.say("장면", "Scene"), .found = parts.snapshot.found, .grid = parts.snapshot.grid});
  ui::paragraph(parts.say(
      "여기서는 격자 대신 질의 8개가 저마다 상자 하나를 예측한다. 그 디코더는 아직 함께 학습하지 "
      "않는다. 단추를 누르면 "
      "YOLO와 함께 처음부터 학습한다.",
      "Here eight queries, instead of a grid, each predict one box. Their decoder is not trained yet: "
      "the button begins "
      "anew, with both learning together."));
  if (ui::button(parts.say("질의 디코더도 학습하기", "Train the query decoder too"), true))
    parts.settings.heads = Heads::both;
}

}  // namespace

void draw_queries_page(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  if (s.image.empty()) return;
  const QueriesPicture& q = s.queries;
  const bool whole = q.said.size() == query_count && q.prices.columns == static_cast<int>(s.objects.size()) &&
                     q.matched.size() == s.objects.size();
  if (!whole) return offer_decoder(parts);
  draw_both(parts);
  draw_matching(parts);
  draw_price(parts);
  {
    ui::Flow flow("more", 280.f, 2);
    flow.next();
    draw_looks(parts);
    flow.next();
    ui::curve_plot(parts.hand, "map",
                   {.x_label = parts.say("갱신 횟수", "updates"),
                    .y_label = parts.say("mAP@0.5, 학습에 쓰지 않은 장면", "mAP@0.5, held-out scenes"),
                    .y_low = 0.f,
                    .y_high = 1.f,
                    .height = 190.f});
  }
  draw_costs(parts);
}

}  // namespace madang::demos::detection
