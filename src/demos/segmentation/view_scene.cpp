#include <algorithm>
#include <array>

#include <imgui.h>

#include "demos/segmentation/view_parts.h"
#include "ui/arithmetic.h"
#include "ui/controls.h"
#include "ui/curve_plot.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/proof.h"
#include "ui/sketch_pad.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/timeline.h"

namespace madang::demos::segmentation {

namespace {

constexpr float brush_radius = 0.9f;  // of its full ink, in pixels of the scene

void draw_result(const Parts& parts) {
  const NetPicture* net = net_of(parts.snapshot, parts.settings.arm);
  if (!net) return;
  map_picture(parts, "result",
              {.title = ui::filled(parts, {"{0}: 흰 점은 틀린 픽셀", "{0}: white is wrong"},
                                   name_of(parts.settings.arm)),
               .labels = net->labels,
               .truth = parts.snapshot.truth,
               .chosen = chosen_pixel(parts.settings)});
}

/// The reader's brush over the scene. `ink` is that of the present stroke.
void draw_pad(const Parts& parts, Matrix& ink) {
  std::vector<int> labels = read_painting(parts.settings.painting);
  if (ink.empty()) ink = {side, side, std::vector<float>(pixels)};
  const ui::SketchPadResult result =
      ui::sketch_pad("pad", ink,
                     {.name = parts.say("칠하는 그림", "Picture to paint"),
                      .brush = brush_radius,
                      .most_side = picture_side,
                      .ground = [&](const ui::Canvas& pad, float pixel) {
                        draw_map(parts, *pad.list, pad.low, pixel, {.labels = labels});
                      }});
  ui::small_line(parts.say("나: 물체를 칠해 보기", "You: paint the objects"), ui::theme().muted);
  if (!result.changed) return;
  for (std::size_t i = 0; i < pixels; ++i)
    if (ink.values[i] >= 0.5f) labels[i] = parts.settings.brush;
  std::ranges::fill(ink.values, 0.f);
  parts.settings.painting = write_painting(labels);
}

void choose_brush(const Parts& parts) {
  std::vector<std::string> names;
  for (int label = 1; label < classes; ++label) names.push_back(class_name(label).in(parts.hand.language));
  names.emplace_back(parts.say("지우개", "Rubber"));
  int index = parts.settings.brush == 0 ? form_count : parts.settings.brush - 1;
  if (ui::segmented("brush", parts.say("붓", "Brush"), names, index))
    parts.settings.brush = index == form_count ? 0 : index + 1;
  const std::string clear = parts.say("모두 지우기", "Clear");
  ui::continue_line(ui::text_width(clear, ui::body_size) + 24.f);
  if (ui::button(clear.c_str())) parts.settings.painting.clear();
}

void row_of(const std::string& name, const Score& score, bool strong) {
  ImGui::TableNextRow();
  if (strong) ImGui::TableSetBgColor(ImGuiTableBgTarget_RowBg0, ui::theme().panel);
  const ImU32 colour = ui::theme().text;
  ui::table_cell(name, colour);
  for (const float value : {score.mean_iou, score.objects_iou, score.dice, score.border_f1, score.quality})
    ui::table_cell(score_text(value), colour);
}

/// As wide for each: what stands beside does not move.
std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

/// All networks and the reader on this scene.
void draw_scores(const Parts& parts) {
  const ImVec2 padding = ImGui::GetStyle().CellPadding;
  ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, {ui::narrow() ? 2.f : padding.x, padding.y});  // fits 320 px
  const bool open =
      ImGui::BeginTable("scores", 6, ImGuiTableFlags_SizingStretchProp | ImGuiTableFlags_BordersInnerH);
  ImGui::PopStyleVar();
  if (!open) return;
  ImGui::TableNextRow();
  const ImU32 muted = ui::theme().muted;
  for (const char* title :
       {parts.say("장면", "Scene"), "mIoU", parts.say("물체", "obj."), "Dice", parts.say("경계", "F1"), "PQ"})
    ui::table_cell(title, muted);
  for (const Arm arm : arms)
    if (const NetPicture* net = net_of(parts.snapshot, arm))
      row_of(name_of(arm).in(parts.hand.language), net->shown.components, arm == parts.settings.arm);
  row_of(parts.say("나", "You"), parts.snapshot.own, true);
  ImGui::EndTable();
  ui::caption(parts.say(
      "mIoU: 네 클래스의 평균 IoU. 물체: 배경을 뺀 평균. Dice: 클래스를 가리지 않은 물체. 경계: 윤곽 픽셀의 "
      "F1. PQ: 연결 요소를 개체로 친 값.",
      "mIoU: mean IoU of all four classes; obj.: without background. Dice: objects of any class. "
      "F1: of outline pixels. PQ: with connected components as instances."));
}

void draw_proof(const Parts& parts) {
  constexpr float limit = 1e-5f;
  const Snapshot& s = parts.snapshot;
  float identities = s.own.difference, softmaxes = 0;
  for (const NetPicture& net : s.nets) {
    identities = std::max(identities, net.shown.components.difference);
    softmaxes = std::max(softmaxes, net.softmax_difference);
  }
  ui::proof(
      parts.hand, "identities",
      {.value = std::max(identities, softmaxes),
       .limit = limit,
       .told = ui::filled(
           parts,
           {"모든 행에서 Dice = 2J/(1 + J)이고(J는 물체와 배경의 IoU) PQ = SQ · RQ이다(차이 {0}). 픽셀의 "
            "점수에서 다시 계산한 확률은 엔진의 값과 {1}만큼 다르다.",
            "In each row Dice = 2J/(1 + J), J being the IoU of objects against background, and PQ = SQ · "
            "RQ (up to {0}). Probabilities worked out again from a pixel's scores differ from the "
            "engine's by {1}."},
           identities, softmaxes)});
}

}  // namespace

void choose_scene(const Parts& parts) {
  int index = parts.settings.scene - 1;
  if (!ui::timeline("scene", index, set_size, {.name = parts.say("장면", "Scene")})) return;
  parts.settings.scene = index + 1;
  parts.settings.painting.clear();
}

void step_through(const Parts& parts) {
  if (!ui::narrow()) return;
  ui::Flow flow("steps", least_half, 2);
  const auto along = [&](const char* id, const std::string& name, int& value) {
    flow.next();
    int index = value - 1;
    if (ui::timeline(id, index, side, {.name = name, .value = two_digits(value)})) value = index + 1;
    ui::caption(name);
  };
  along("row", parts.say("픽셀의 행", "Pixel's row"), parts.settings.row);
  along("column", parts.say("픽셀의 열", "Pixel's column"), parts.settings.column);
}

void draw_pixel(const Parts& parts, std::span<const Arm> shown) {
  ui::paragraph(ui::filled(parts, {"픽셀({0}행 {1}열)의 클래스", "The class of pixel (row {0}, column {1})"},
                           parts.settings.row, parts.settings.column));
  for (const Arm arm : shown) {
    const NetPicture* net = net_of(parts.snapshot, arm);
    if (!net || net->scores.size() != classes || net->chances.size() != classes) continue;
    const auto best = static_cast<std::size_t>(std::ranges::max_element(net->chances) - net->chances.begin());
    std::vector<ui::Term> terms;
    if (shown.size() > 1) terms.push_back({.text = name_of(arm).in(parts.hand.language) + ":"});
    terms.push_back({.text = "e^" + ui::behind_sign(ui::fixed_text(net->scores[best])),
                     .strong = true,
                     .note = class_name(static_cast<int>(best)).in(parts.hand.language)});
    for (std::size_t c = 0; c < classes; ++c)
      terms.push_back({.text = (c == 0 ? "÷ (e^" : "+ e^") + ui::behind_sign(ui::fixed_text(net->scores[c])) +
                               (c + 1 == classes ? ")" : ""),
                       .note = class_name(static_cast<int>(c)).in(parts.hand.language)});
    terms.push_back({.text = "= " + ui::fixed_text(net->chances[best], 3),
                     .strong = true,
                     .note = parts.say("확률", "probability")});
    ui::arithmetic(("pixel" + std::to_string(static_cast<int>(arm))).c_str(), terms);
  }
}

void draw_scene_page(const Parts& parts, Matrix& ink) {
  {
    ui::Flow pictures("pictures", least_half, 2);
    pictures.next();
    draw_result(parts);
    pictures.next();
    draw_pad(parts, ink);
  }
  draw_key(parts);
  choose_brush(parts);
  choose_scene(parts);
  draw_scores(parts);
  {
    const ui::Room room(ui::lines_height(ui::narrow() ? 6 : 3));
    const Arm own[] = {parts.settings.arm};
    draw_pixel(parts, own);
  }
  step_through(parts);
  draw_proof(parts);
  ui::curve_plot(parts.hand, "loss",
                 {.x_label = parts.say("갱신 횟수", "updates"),
                  .y_label = parts.say("학습 손실", "training loss"),
                  .smoothing = 0.9f,
                  .y_low = 0.f,
                  .height = 190.f});
}

}  // namespace madang::demos::segmentation
