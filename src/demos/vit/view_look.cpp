#include <algorithm>
#include <cmath>

#include "demos/vit/view_parts.h"
#include "io/sketch.h"
#include "ui/arithmetic.h"
#include "ui/bars.h"
#include "ui/canvas.h"
#include "ui/controls.h"
#include "ui/filled.h"
#include "ui/image_grid.h"
#include "ui/layout.h"
#include "ui/proof.h"
#include "ui/sketch_pad.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/timeline.h"

namespace madang::demos::vit {

namespace {

/// Places in front of the patches among the tokens that can look: without a class token, the mean of all.
int in_front(const AttentionPicture& a) { return std::max(1, a.first_tokens); }

void draw_pad(const Parts& parts, Matrix& pad) {
  if (ui::sketch_pad("pad", pad,
                     {.name = parts.say("그림판", "Drawing pad"),
                      .hint = parts.say("여기에 그리기", "Draw here"),
                      .clear = parts.say("지우기", "Clear"),
                      .most_side = picture_side})
          .changed)
    parts.settings.drawing = io::write_sketch(pad);
}

/// The image in patches: a press makes one the token that looks.
void draw_cut(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  const AttentionPicture& a = s.attention;
  const std::string title =
      s.truth < 0 ? ui::filled(parts, {"패치 {0}개로 자름", "Cut into {0} patches"}, a.grid * a.grid)
                  : ui::filled(parts, {"패치 {0}개, 정답 {1}", "{0} patches, label {1}"}, a.grid * a.grid,
                               class_text(parts.settings, s.truth, parts.hand.language));
  const int pressed =
      patch_picture(parts, "cut", s.input, a.grid, {.title = title, .selected = a.query - in_front(a)});
  if (pressed >= 0 && a.layers > 0) parts.settings.query = pressed + in_front(a);
  if (ui::timeline("example", parts.settings.example, test_images,
                   {.name = parts.say("테스트 이미지", "Test image")}))
    parts.settings.drawing.clear();
}

/// The map of the chosen block and head.
std::span<const float> chosen_map(const AttentionPicture& a) {
  const auto patches = static_cast<std::size_t>(a.maps.columns);
  const auto index = static_cast<std::size_t>((a.layer - 1) * a.heads + a.head - 1);
  return std::span(a.maps.values).subspan(index * patches, patches);
}

float largest(std::span<const float> values) { return values.empty() ? 1.f : std::ranges::max(values); }

void draw_attention(const Parts& parts) {
  const AttentionPicture& a = parts.snapshot.attention;
  const std::string title =
      ui::filled(parts, {"어텐션: 블록 {0}, 헤드 {1}", "Attention: block {0}, head {1}"}, a.layer, a.head);
  const int pressed = patch_picture(parts, "attention", parts.snapshot.input, a.grid,
                                    {.title = title,
                                     .weights = chosen_map(a),
                                     .most = largest(a.maps.values),
                                     .groups = a.groups,
                                     .selected = a.query - in_front(a),
                                     .marked = a.key - 1});
  if (pressed >= 0) parts.settings.key = pressed + 1;
}

void draw_rollout(const Parts& parts) {
  const AttentionPicture& a = parts.snapshot.attention;
  patch_picture(parts, "rollout", parts.snapshot.input, a.grid,
                {.title = a.layers > 0 ? parts.say("롤아웃: 모든 블록", "Rollout: all blocks")
                                       : parts.say("답의 기울기", "Gradient of the answer"),
                 .weights = a.rollout,
                 .most = largest(a.rollout)});
}

void draw_chances(const Parts& parts, const char* id, const std::string& name, int colour,
                  std::span<const float> chances) {
  std::vector<ui::Bar> bars;
  for (int i = 0; i < static_cast<int>(chances.size()); ++i)
    bars.push_back({.label = class_text(parts.settings, i, parts.hand.language),
                    .value = chances[static_cast<std::size_t>(i)],
                    .colour = colour});
  const bool long_names = parts.settings.data == data::ImageSource::fashion_mnist;  // they are turned
  ui::bars(id, bars,
           {.title = name + ": " + answer_text(parts, chances),
            .name = ui::filled(parts, {"{0}: 클래스마다의 확률", "{0}: probability of each class"}, name),
            .low = 0.f,
            .high = 1.f,
            .selected = parts.snapshot.truth,
            .height = long_names ? 150.f : 110.f});
}

/// Who looks: what stands in front, or the patch that was pressed last.
void choose_query(const Parts& parts) {
  const AttentionPicture& a = parts.snapshot.attention;
  const int front = in_front(a);
  const int patch = a.query >= front ? a.query - front + 1 : a.key;
  std::vector<std::string> names;
  if (a.first_tokens == 0) names.emplace_back(parts.say("모두의 평균", "Mean of all"));
  if (a.first_tokens > 0) names.emplace_back(parts.say("클래스 토큰", "Class token"));
  if (a.first_tokens > 1) names.emplace_back(parts.say("증류 토큰", "Distillation token"));
  names.push_back(ui::filled(parts, {"패치 {0}", "Patch {0}"}, patch));
  int index = std::min(a.query, front);
  ui::caption(parts.say("누가 보는가(질의)", "Who looks (the query)"));
  if (ui::segmented("query", parts.say("보는 토큰", "Looking token"), names, index))
    parts.settings.query = index < front ? index : front + patch - 1;
}

/// Patches too small for a finger: who looks and which weight is worked out, one by one.
void step_through(const Parts& parts) {
  const AttentionPicture& a = parts.snapshot.attention;
  if (!ui::narrow() || a.grid <= 4) return;
  const int patches = a.grid * a.grid;
  ui::Flow flow("steps", least_half, 2);
  flow.next();
  int looking = std::max(0, a.query - in_front(a));
  const std::string who = parts.say("보는 패치", "Looking patch"),
                    seen = parts.say("보이는 패치", "Patch seen");
  ui::caption(who);
  if (ui::timeline("looking", looking, patches, {.name = who})) parts.settings.query = in_front(a) + looking;
  flow.next();
  int key = a.key - 1;
  ui::caption(seen);
  if (ui::timeline("seen", key, patches, {.name = seen})) parts.settings.key = key + 1;
}

/// All heads of all blocks, small: a press chooses one.
void draw_heads(const Parts& parts) {
  const AttentionPicture& a = parts.snapshot.attention;
  ui::Flow flow("blocks", 200.f, std::min(2, a.layers));
  const float most = largest(a.maps.values);
  for (int layer = 0; layer < a.layers; ++layer) {
    flow.next();
    std::vector<ui::GridImage> maps;
    for (int head = 0; head < a.heads; ++head)
      maps.push_back({.image = ui::Image::in_batch(a.maps.values, layer * a.heads + head, a.grid, a.grid),
                      .label = ui::filled(parts, {"헤드 {0}", "head {0}"}, head + 1)});
    const int pressed = ui::image_grid(("block" + std::to_string(layer)).c_str(), maps,
                                       {.title = ui::filled(parts, {"블록 {0}", "Block {0}"}, layer + 1),
                                        .colours = ui::ColourMap::sequential,
                                        .range = ui::ColourRange{0.f, most},
                                        .selected = layer + 1 == a.layer ? a.head - 1 : -1,
                                        .most_pixel = 72.f / static_cast<float>(a.grid)})
                            .clicked;
    if (pressed < 0) continue;
    parts.settings.layer = layer + 1;
    parts.settings.head = pressed + 1;
  }
}

/// q · k / √d, then its share of the softmax, with the numbers in it.
void draw_arithmetic(const Parts& parts) {
  const AttentionPicture& a = parts.snapshot.attention;
  const Calculation& c = a.calculation;
  const ui::Room room(ui::lines_height(ui::narrow() ? 11 : 7));
  if (a.query < in_front(a) && a.first_tokens == 0)
    return ui::caption(
        parts.say("이 신경망에는 클래스 토큰이 없어 모든 토큰의 평균을 읽는다. 자른 그림에서 패치를 "
                  "누르면 그 패치의 어텐션과 계산이 나온다.",
                  "This network has no class token: the mean of all tokens is read. Press a patch of "
                  "the cut image for its attention and the arithmetic."));
  const std::string who = query_text(a, parts.hand.language);
  ui::paragraph(
      ui::filled(parts, {"{0} → 패치 {1}의 가중치", "The weight from {0} to patch {1}"}, who, a.key));
  if (!c.possible)
    return ui::caption(parts.say("다른 창에 있는 패치라서 볼 수 없다: 가중치는 0이다.",
                                 "It lies in another window and cannot be seen: its weight is 0."));
  float product = 0;
  for (std::size_t i = 0; i < c.q.size(); ++i) product += c.q[i] * c.k[i];
  const auto dimensions = std::to_string(c.q.size());
  std::vector<ui::Term> terms = ui::dot_product_terms(c.q, c.k, product, ui::narrow() ? 2 : 4);
  terms.back().note = "q · k";
  terms.push_back({.text = "÷ √" + dimensions});
  terms.push_back(
      {.text = "= " + ui::fixed_text(c.score), .strong = true, .note = parts.say("점수", "score")});
  terms.push_back({.text = "→  e^" + ui::behind_sign(ui::fixed_text(c.score))});
  terms.push_back({.text = "÷ " + ui::fixed_text(c.sum),
                   .note = ui::filled(parts, {"키 {0}개의 합", "sum over {0} keys"}, c.seen)});
  terms.push_back(
      {.text = "= " + ui::fixed_text(c.weight, 3), .strong = true, .note = parts.say("가중치", "weight")});
  ui::arithmetic("weight", terms);
}

void draw_proof(const Parts& parts) {
  const AttentionPicture& a = parts.snapshot.attention;
  constexpr float limit = 1e-5f;
  ui::proof(parts.hand, "rows",
            {.value = std::max(a.row_error, a.calculation.difference),
             .limit = limit,
             .told = ui::filled(
                 parts,
                 {"모든 헤드와 롤아웃에서 행의 합은 1이다(차이 {0}). 질의와 키에서 다시 계산한 "
                  "가중치는 엔진의 값과 {1}만큼 다르다.",
                  "Each row of every head and of the rollout sums to 1 (up to {0}). Weights worked out "
                  "again from queries and keys differ from the engine's by {1}."},
                 a.row_error, a.calculation.difference)});
}

void draw_pictures(const Parts& parts, Matrix& pad) {
  const bool attends = parts.snapshot.attention.layers > 0;
  ui::Flow flow("pictures", least_half, ui::narrow() ? 2 : attends ? 4 : 3);
  flow.next();
  draw_pad(parts, pad);
  flow.next();
  draw_cut(parts);
  if (attends) {
    flow.next();
    draw_attention(parts);
  }
  flow.next();
  draw_rollout(parts);
}

}  // namespace

void draw_look(const Parts& parts, Matrix& pad) {
  const Snapshot& s = parts.snapshot;
  if (s.input.empty() || s.attention.grid == 0) return;
  draw_pictures(parts, pad);
  {
    ui::Flow flow("answers", least_half, 2);
    flow.next();
    draw_chances(parts, "network", name_of(parts.settings.network), 0, s.network.chances);
    flow.next();
    draw_chances(parts, "cnn", "CNN", 1, s.cnn.chances);
  }
  if (s.attention.layers == 0)
    return ui::caption(parts.say(
        "ConvNeXt에는 어텐션이 없다. 7×7 합성곱이 채널마다 따로 이웃을 섞고, 1×1 합성곱이 채널을 섞는다.",
        "ConvNeXt has no attention: 7×7 convolutions mix neighbours, each channel by itself, "
        "and 1×1 convolutions mix channels."));
  choose_query(parts);
  step_through(parts);
  draw_heads(parts);
  draw_arithmetic(parts);
  draw_proof(parts);
}

}  // namespace madang::demos::vit
