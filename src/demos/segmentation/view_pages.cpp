#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "demos/segmentation/view_parts.h"
#include "ui/arithmetic.h"
#include "ui/controls.h"
#include "ui/curve_plot.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/proof.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/trial.h"

namespace madang::demos::segmentation {

namespace {

constexpr float plot_height = 190.f;

/// A network's result on the shown scene, its wrong pixels marked, and how good its borders or masks are.
void draw_net(const Parts& parts, Arm arm, bool borders) {
  const NetPicture* net = net_of(parts.snapshot, arm);
  if (!net) return;
  const Score& score = net->shown.components;
  map_picture(parts, ("net" + std::to_string(static_cast<int>(arm))).c_str(),
              {.title = borders ? ui::filled(parts, {"{0}: 경계 F1 {1}", "{0}: border F1 {1}"}, name_of(arm),
                                             score_text(score.border_f1))
                                : ui::filled(parts, {"{0}: IoU {1}", "{0}: IoU {1}"}, name_of(arm),
                                             score_text(score.objects_iou)),
               .labels = net->labels,
               .truth = parts.snapshot.truth,
               .chosen = chosen_pixel(parts.settings)});
}

void curve(const Parts& parts, const char* quantity, const char* label) {
  ui::curve_plot(parts.hand, quantity,
                 {.x_label = parts.say("갱신 횟수", "updates"),
                  .y_label = label,
                  .y_low = 0.f,
                  .y_high = 1.f,
                  .empty_text = parts.say("재생하면 50번마다 잰다", "Measured every 50 updates"),
                  .height = plot_height});
}

std::string verdict(const Parts& parts) {
  const auto& outcomes = parts.snapshot.trial.outcomes;
  const auto has = [&](std::size_t i) { return i < outcomes.size() && outcomes[i].mean.size() == 2; };
  if (!has(0) || !has(1)) return {};
  return ui::filled(parts,
                    {"경계 F1: 연결이 있으면 {0}, 없으면 {1}. 물체의 IoU: {2}, {3}.",
                     "Border F1: with skips {0}, without {1}. IoU of objects: {2}, {3}."},
                    ui::with_deviation(outcomes[0].mean[0], outcomes[0].deviation[0]),
                    ui::with_deviation(outcomes[1].mean[0], outcomes[1].deviation[0]),
                    ui::with_deviation(outcomes[0].mean[1], outcomes[0].deviation[1]),
                    ui::with_deviation(outcomes[1].mean[1], outcomes[1].deviation[1]));
}

void draw_trial(const Parts& parts) {
  std::vector<ui::Contestant> contestants;
  for (const Arm arm : arms)
    contestants.push_back({name_of(arm).in(parts.hand.language), static_cast<int>(arm)});
  const std::string longest =
      ui::filled(parts,
                 {"경계 F1: 연결이 있으면 {0}, 없으면 {0}. 물체의 IoU: {0}, {0}.",
                  "Border F1: with skips {0}, without {0}. IoU of objects: {0}, {0}."},
                 "0.00 ± 0.00");
  if (ui::trial(parts.hand, parts.snapshot.trial, contestants,
                {.measure = ui::filled(parts, {"{0}번 갱신한 뒤의 경계 F1", "border F1 after {0} updates"},
                                       trial_updates),
                 .verdict = verdict(parts),
                 .longest = longest}))
    act(parts, "trial");
}

void draw_costs(const Parts& parts) {
  const bool timed = !parts.snapshot.nets.empty() && parts.snapshot.nets.front().milliseconds >= 0;
  if (!ImGui::BeginTable("costs", timed ? 4 : 3,
                         ImGuiTableFlags_SizingStretchProp | ImGuiTableFlags_BordersInnerH))
    return;
  const ImU32 muted = ui::theme().muted, text = ui::theme().text;
  ImGui::TableNextRow();
  ui::table_cell(parts.say("신경망", "Network"), muted);
  ui::table_cell(parts.say("파라미터", ui::narrow() ? "Params" : "Parameters"), muted);
  ui::table_cell(parts.say("곱셈·덧셈", ui::narrow() ? "Mult-adds" : "Multiply-adds"), muted);
  if (timed) ui::table_cell(parts.say("한 장면", "A scene"), muted);
  for (const Arm arm : arms) {
    const NetPicture* net = net_of(parts.snapshot, arm);
    if (!net) continue;
    ImGui::TableNextRow();
    ui::table_cell(name_of(arm).in(parts.hand.language), text);
    ui::table_cell(ui::count_text(static_cast<double>(net->parameters)), text);
    ui::table_cell(ui::fixed_text(static_cast<float>(net->multiply_adds) / 1e6f, 1) + " M", text);
    if (timed) ui::table_cell(ui::number_text(net->milliseconds, 2) + " ms", text);
  }
  ImGui::EndTable();
  if (const NetPicture* net = net_of(parts.snapshot, Arm::unet))
    ui::caption(
        ui::filled(parts,
                   {"수용 영역: 두 U-Net은 {0}×{0} 픽셀, Segmenter는 장면 모두.",
                    "Receptive field: {0}×{0} pixels of the U-Nets, the whole scene of the Segmenter."},
                   net->field));
  if (ui::button(parts.say("이 기기에서 시간 재기", "Time it on this device"))) act(parts, "measure");
}

/// What the chosen pixel's score depends on.
void draw_dependence(const Parts& parts, Arm arm) {
  const NetPicture* net = net_of(parts.snapshot, arm);
  if (!net || net->gradient.size() != pixels) return;
  const float most = std::max(std::ranges::max(net->gradient), 1e-9f);
  std::vector<float> strengths;
  for (const float each : net->gradient) strengths.push_back(std::sqrt(each / most));  // faint ones are seen
  map_picture(parts, ("seen" + std::to_string(static_cast<int>(arm))).c_str(),
              {.title = ui::filled(parts, {"{0}: 무엇에 달렸나", "{0}: what counts"}, name_of(arm)),
               .strengths = strengths,
               .chosen = chosen_pixel(parts.settings)});
}

void draw_field_proof(const Parts& parts) {
  const NetPicture* net = net_of(parts.snapshot, Arm::unet);
  if (!net || net->gradient.size() != pixels) return;
  if (net->outside < 0)
    return ui::caption(
        parts.say("이 픽셀의 수용 영역은 장면을 모두 덮는다. 구석의 픽셀을 눌러 보자.",
                  "This pixel's receptive field covers the whole scene: press one in a corner."));
  ui::proof(
      parts.hand, "field",
      {.value = net->outside,
       .limit = 1e-9f,
       .told = ui::filled(parts,
                          {"U-Net의 수용 영역 밖에 있는 픽셀에 대한 기울기는 0이어야 한다: 가장 큰 값 {0}.",
                           "The gradient with respect to pixels outside the U-Net's receptive field must be "
                           "0: the largest is {0}."},
                          net->outside)});
}

}  // namespace

void draw_skips(const Parts& parts) {
  {
    ui::Flow pictures("pictures", least_half, 2);
    pictures.next();
    draw_net(parts, Arm::unet, true);
    pictures.next();
    draw_net(parts, Arm::plain, true);
  }
  draw_key(parts);
  choose_scene(parts);
  step_through(parts);
  {
    ui::Flow curves("curves", 280.f, 2);
    curves.next();
    curve(parts, "border", parts.say("경계 F1, 장면 32개", "border F1, 32 scenes"));
    curves.next();
    curve(parts, "iou", parts.say("IoU(배경 빼고), 장면 32개", "IoU without background, 32 scenes"));
  }
  draw_trial(parts);
  {
    const ui::Room room(ui::lines_height(ui::narrow() ? 18 : 5));
    static constexpr Arm both[] = {Arm::unet, Arm::plain};
    draw_pixel(parts, both);
  }
}

void draw_patches(const Parts& parts) {
  static constexpr Arm both[] = {Arm::unet, Arm::segmenter};
  {
    ui::Flow pictures("pictures", least_half, ui::narrow() ? 2 : 4);
    for (const Arm arm : both) {
      pictures.next();
      draw_net(parts, arm, false);
    }
    for (const Arm arm : both) {
      pictures.next();
      draw_dependence(parts, arm);
    }
  }
  draw_key(parts);
  choose_scene(parts);
  step_through(parts);
  {
    const ui::Room room(ui::lines_height(2));
    draw_field_proof(parts);
  }
  draw_costs(parts);
  curve(parts, "iou", parts.say("IoU(배경 빼고), 장면 32개", "IoU without background, 32 scenes"));
  {
    const ui::Room room(ui::lines_height(ui::narrow() ? 18 : 5));
    draw_pixel(parts, both);
  }
}

}  // namespace madang::demos::segmentation
