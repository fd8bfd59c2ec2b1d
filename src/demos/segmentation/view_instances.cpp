#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "demos/segmentation/view_parts.h"
#include "ui/arithmetic.h"
#include "ui/curve_plot.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::segmentation {

namespace {

std::string quality_text(const Score& score) { return "PQ " + score_text(score.quality); }

/// Centres as numbered dots.
void draw_peaks(ImDrawList& list, std::span<const Peak> peaks,
                const std::function<ImVec2(float row, float column)>& at) {
  for (std::size_t i = 0; i < peaks.size(); ++i) {
    constexpr float radius = 8.f;
    const ImVec2 first = at(0, 0), last = at(side - 1, side - 1),
                 place = at(static_cast<float>(peaks[i].row), static_cast<float>(peaks[i].column)),
                 centre = {std::clamp(place.x, first.x + radius, last.x - radius),
                           std::clamp(place.y, first.y + radius, last.y - radius)};
    list.AddCircleFilled(centre, radius, IM_COL32(0, 0, 0, 255));
    list.AddCircle(centre, radius, IM_COL32(255, 255, 255, 255), 0, 1.5f);
    ui::draw_text_centred(list, {centre.x - radius, centre.y - radius},
                          {centre.x + radius, centre.y + radius}, IM_COL32(255, 255, 255, 255),
                          std::to_string(i + 1), ui::tiny_size);
  }
}

void draw_heat(const Parts& parts) {
  const InstancePicture& own = parts.snapshot.instances;
  std::vector<float> strengths;
  for (const float heat : own.heat) strengths.push_back(std::clamp(heat, 0.f, 1.f));
  const ui::Cell chosen = chosen_pixel(parts.settings);
  map_picture(parts, "heat",
              {.title = parts.say("중심의 열지도와 오프셋", "Heat of centres, offsets"),
               .strengths = strengths,
               .chosen = chosen,
               .over = [&](ImDrawList& list, const std::function<ImVec2(float, float)>& at) {
                 for (std::size_t i = 0; i + 3 < own.votes.size(); i += 4)
                   list.AddLine(at(own.votes[i], own.votes[i + 1]),
                                at(own.votes[i] + own.votes[i + 2], own.votes[i + 1] + own.votes[i + 3]),
                                IM_COL32(255, 255, 255, 150), 1.f);
                 const auto row = static_cast<float>(chosen.row), column = static_cast<float>(chosen.column);
                 list.AddLine(at(row, column), at(row + own.down, column + own.right),
                              IM_COL32(255, 255, 255, 255), 2.5f);
                 draw_peaks(list, own.peaks, at);
               }});
}

void draw_pictures(const Parts& parts, const NetPicture& net) {
  const InstancePicture& own = parts.snapshot.instances;
  ui::Flow flow("pictures", least_half, ui::narrow() ? 2 : 4);
  const ui::Cell chosen = chosen_pixel(parts.settings);
  flow.next();
  map_picture(parts, "classes",
              {.title = parts.say("클래스", "Classes"), .labels = net.labels, .chosen = chosen});
  flow.next();
  map_picture(parts, "components",
              {.title = parts.say("연결 요소: ", "Components: ") + quality_text(net.shown.components),
               .labels = own.components,
               .instances = true,
               .chosen = chosen});
  flow.next();
  draw_heat(parts);
  flow.next();
  map_picture(parts, "heads",
              {.title = parts.say("중심으로 묶음: ", "By centres: ") + quality_text(net.shown.heads),
               .labels = own.heads,
               .instances = true,
               .chosen = chosen});
}

/// Where the chosen pixel's offset leads, and how far that is from each centre.
void draw_vote(const Parts& parts, const NetPicture& net) {
  const InstancePicture& own = parts.snapshot.instances;
  const ui::Cell chosen = chosen_pixel(parts.settings);
  const auto index = static_cast<std::size_t>(chosen.row * side + chosen.column);
  ui::paragraph(ui::filled(parts, {"픽셀({0}행 {1}열)의 표", "The vote of pixel (row {0}, column {1})"},
                           chosen.row + 1, chosen.column + 1));
  if (index < net.labels.size() && net.labels[index] == 0)
    return ui::caption(
        parts.say("배경이라고 했으므로 어느 개체에도 들지 않는다. 물체 위의 픽셀을 눌러 보자.",
                  "It is called background and belongs to no instance. Press a pixel of an object."));
  const float row = static_cast<float>(chosen.row + 1) + own.down,
              column = static_cast<float>(chosen.column + 1) + own.right;
  std::vector<ui::Term> terms = {
      {.text = ui::filled(parts, {"({0}, {1})", "({0}, {1})"}, chosen.row + 1, chosen.column + 1),
       .note = parts.say("픽셀", "pixel")},
      {.text = "+ (" + ui::fixed_text(own.down, 1) + ", " + ui::fixed_text(own.right, 1) + ")",
       .note = parts.say("오프셋", "offset")},
      {.text = "= (" + ui::fixed_text(row, 1) + ", " + ui::fixed_text(column, 1) + ")", .strong = true}};
  constexpr std::size_t most = 3;
  std::size_t nearest = own.peaks.size();
  float least = INFINITY;
  for (std::size_t i = 0; i < own.peaks.size(); ++i) {
    const float distance = std::hypot(row - static_cast<float>(own.peaks[i].row + 1),
                                      column - static_cast<float>(own.peaks[i].column + 1));
    if (distance < least) nearest = i;
    least = std::min(least, distance);
    if (i < most)
      terms.push_back({.text = "↔ " + ui::fixed_text(distance, 1),
                       .note = ui::filled(parts, {"중심 {0}까지", "to centre {0}"}, i + 1)});
  }
  terms.push_back(
      nearest < own.peaks.size()
          ? ui::Term{.text = ui::filled(parts, {"→ 개체 {0}", "→ instance {0}"}, nearest + 1), .strong = true}
          : ui::Term{.text = parts.say("→ 중심이 없다", "→ no centre")});
  ui::arithmetic("vote", terms);
}

/// On all scenes of the set, as last measured.
void draw_set(const Parts& parts) {
  const NetPicture* net = net_of(parts.snapshot, Arm::unet);
  const auto set = static_cast<std::size_t>(parts.settings.set);
  const ui::Room room(ui::lines_height(ui::narrow() ? 4 : 2));
  if (!net || net->sets.size() <= set)
    return ui::paragraph(parts.say("50번 갱신할 때마다 U-Net을 장면 32개에서 잰다.",
                                   "The U-Net is measured on 32 scenes every 50 updates."));
  ui::paragraph(ui::filled(parts,
                           {"‘{0}’ 장면 32개에서 U-Net의 PQ: 연결 요소 {1}, 중심과 오프셋 {2}. 의미 지도가 "
                            "완벽해도 연결 요소는 {3}이다.",
                            "PQ of the U-Net on 32 scenes ({0}): components {1}, centres and offsets {2}. Of "
                            "a perfect semantic map "
                            "components would make {3}."},
                           name_of(parts.settings.set), score_text(net->sets[set].components.quality),
                           score_text(net->sets[set].heads.quality),
                           score_text(parts.snapshot.instances.component_limit)));
}

}  // namespace

void draw_instances(const Parts& parts) {
  const NetPicture* net = net_of(parts.snapshot, parts.settings.arm);
  if (!net || parts.snapshot.instances.heat.size() != pixels) return;
  draw_pictures(parts, *net);
  draw_key(parts);
  choose_scene(parts);
  draw_set(parts);
  {
    const ui::Room room(ui::lines_height(ui::narrow() ? 10 : 4));
    draw_vote(parts, *net);
  }
  step_through(parts);
  ui::curve_plot(parts.hand, "quality",
                 {.x_label = parts.say("갱신 횟수", "updates"),
                  .y_label = parts.say("PQ, 맞닿은 쌍 32개", "PQ, 32 touching pairs"),
                  .y_low = 0.f,
                  .y_high = 1.f,
                  .empty_text = parts.say("재생하면 50번마다 잰다", "Measured every 50 updates"),
                  .height = 190.f});
}

}  // namespace madang::demos::segmentation
