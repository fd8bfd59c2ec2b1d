#include <array>
#include <functional>

#include "demos/convolution/view_parts.h"
#include "ui/bars.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::convolution {

namespace {

void draw_kept(const Parts& parts, const char* id, const char* title, const Kept& kept) {
  const std::vector<ui::Bar> bars = {
      {.label = parts.say("풀링 없음", "None"), .value = kept.none, .colour = 7},
      {.label = parts.say("최대", "Max"), .value = kept.maximum, .colour = 0},
      {.label = parts.say("평균", "Average"), .value = kept.average, .colour = 1},
      {.label = parts.say("혼합", "Mixed"), .value = kept.mixed, .colour = 2}};
  ui::BarsOptions options;
  options.title = title;
  options.low = 0.f;
  options.high = 1.f;
  options.height = 150.f;
  options.empty_text = parts.say("보이는 것이 없다", "Nothing is seen");
  ui::bars(id, kept.none < 0 ? std::span<const ui::Bar>() : bars, options);
}

/// Equivariance: the map of the shifted picture is the shifted map.
void draw_followed(const Parts& parts) {
  const ShiftPicture& shift = parts.snapshot.shift;
  if (shift.compared == 0)
    ui::paragraph(parts.say("둘레를 빼면 견줄 칸이 남지 않는다.",
                            "Away from the border there is no cell left to compare."));
  else
    ui::paragraph(ui::filled(parts,
                             {"둘레를 뺀 {0}칸에서, 옮긴 그림의 특징 맵과 옮긴 특징 맵의 차이: 최대 {1}",
                              "Map of the shifted picture against the shifted map, in the {0} cells away "
                              "from the border: difference at most {1}"},
                             shift.compared, ui::number_text(shift.largest_difference, 2)));
  if (!shift.whole)
    ui::caption(
        parts.say("이동한 픽셀 수가 스트라이드의 배수가 아니므로, 특징 맵은 그만큼 따라 움직일 수 없다.",
                  "The shift is no multiple of the stride: the map cannot move along."));
}

void draw_shifted_input(const Parts& parts) {
  PlaneOptions options;
  options.title = parts.say("옮긴 입력", "Shifted input");
  options.margin = options.padding = parts.settings.padding;
  plane("shifted", {side, side, parts.snapshot.channels, parts.snapshot.shift.image}, options);
}

/// The picture as it is and as it was moved, each with its maps: above each other, on a phone side by side.
void draw_pair(const Parts& parts, InputPart& input) {
  const Snapshot& s = parts.snapshot;
  const float scale = largest(s.map), pooled_scale = largest(s.pooled.rectified);
  const int window = parts.settings.pool;
  const std::array<std::function<void()>, 6> planes = {
      [&] { input.draw(parts, {}); },
      [&] { map_plane(parts, "map", parts.say("특징 맵", "Feature map"), s.map, scale); },
      [&] {
        map_plane(parts, "maximum", parts.say("최대 풀링", "Max pooling"), s.pooled.maximum, pooled_scale,
                  window);
      },
      [&] { draw_shifted_input(parts); },
      [&] {
        map_plane(parts, "shifted_map", parts.say("옮긴 입력의 특징 맵", "Its feature map"), s.shift.map,
                  scale);
      },
      [&] {
        map_plane(parts, "shifted_maximum", parts.say("그 최대 풀링", "Its max pooling"),
                  s.shift.pooled.maximum, pooled_scale, window);
      }};
  constexpr std::array<std::size_t, 6> pairs = {0, 3, 1, 4, 2, 5};
  const bool narrow = ui::narrow();
  ui::Flow flow("pictures", 130.f, narrow ? 2 : 3);
  for (std::size_t i = 0; i < planes.size(); ++i) {
    flow.next();
    planes[narrow ? pairs[i] : i]();
  }
}

}  // namespace

void draw_shift(const Parts& parts, InputPart& input) {
  const Snapshot& s = parts.snapshot;
  if (s.shift.map.empty()) return;  // asked for, not here yet
  {
    ui::Flow flow("shift", 160.f, 2);
    flow.next();
    ui::field(parts, &Settings::shift_x);
    flow.next();
    ui::field(parts, &Settings::shift_y);
  }
  draw_pair(parts, input);
  draw_followed(parts);
  {
    ui::Flow flow("kept", 230.f, 2);
    flow.next();
    draw_kept(parts, "here", parts.say("이 이동에도 그대로인 칸", "Cells kept by this shift"), s.shift.kept);
    flow.next();
    draw_kept(parts, "nearby",
              parts.say("1픽셀 이동 여덟 가지의 평균", "Mean of the eight shifts by 1 pixel"),
              s.shift.kept_nearby);
  }
  ui::caption(ui::filled(parts,
                         {"ReLU를 지난 맵에서 무엇인가 보이는 칸 가운데, 같은 자리의 값이 최댓값의 10% 넘게 "
                          "바뀌지 않은 비율. 전역 평균: {0} → {1}",
                          "Of the cells in which something is seen after ReLU, the share whose value stays "
                          "within 10% of the largest one. Global average: {0} → {1}"},
                         s.pooled.global, s.shift.pooled.global));
}

}  // namespace madang::demos::convolution
