#include "demos/convolution/view_parts.h"
#include "ui/bars.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/proof.h"
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
  ui::bars(id, kept.none < 0 ? std::span<const ui::Bar>() : bars,
           {.title = title,
            .low = 0.f,
            .high = 1.f,
            .empty_text = parts.say("반응한 칸이 없다", "No cell responds"),
            .height = 150.f});
}

/// Equivariance: the map of the shifted picture is the shifted map.
void draw_followed(const Parts& parts) {
  const ShiftPicture& shift = parts.snapshot.shift;
  if (shift.compared == 0 || !shift.whole) return;  // the sentence says so
  ui::proof(parts.hand, "followed",
            {.value = shift.largest_difference,
             .limit = 1e-4f,
             .told = ui::filled(parts,
                                {"둘레를 뺀 {0}칸에서, 옮긴 입력의 특징 맵과 옮긴 특징 맵의 차이: 최대 {1}",
                                 "Map of the shifted input against the shifted map, in the {0} cells away "
                                 "from the border: difference at most {1}"},
                                shift.compared, ui::number_text(shift.largest_difference, 2))});
}

/// The picture as it is or as it was moved.
void draw_picture(const Parts& parts, InputPart& input, bool moved) {
  if (!moved) return input.draw(parts, {});
  const int padding = parts.settings.padding;
  plane("shifted", {side, side, parts.snapshot.channels, parts.snapshot.shift.image},
        {.title = parts.say("옮긴 입력", "Shifted input"), .padding = padding, .margin = padding});
}

void draw_map(const Parts& parts, bool moved) {
  const Snapshot& s = parts.snapshot;
  const char* const title =
      moved ? parts.say("옮긴 입력의 특징 맵", "Shifted: feature map") : parts.say("특징 맵", "Feature map");
  map_plane(parts, moved ? "shifted_map" : "map", title, moved ? s.shift.map : s.map, range_of(s.map));
}

void draw_maximum(const Parts& parts, bool moved) {
  const Snapshot& s = parts.snapshot;
  const char* const title = moved ? parts.say("옮긴 입력의 최대 풀링", "Shifted: max pooling")
                                  : parts.say("최대 풀링", "Max pooling");
  map_plane(parts, moved ? "shifted_maximum" : "maximum", title,
            moved ? s.shift.pooled.maximum : s.pooled.maximum, range_of(s.pooled.rectified),
            parts.settings.pool);
}

/// The picture as it is and as it was moved, each with its maps: above each other, on a phone side by side.
void draw_pair(const Parts& parts, InputPart& input) {
  const bool narrow = ui::narrow();
  ui::Flow flow("pictures", least_half, narrow ? 2 : 3);
  for (int i = 0; i < 6; ++i) {
    const bool moved = narrow ? i % 2 == 1 : i >= 3;
    const int stage = narrow ? i / 2 : i % 3;
    flow.next();
    if (stage == 0) draw_picture(parts, input, moved);
    if (stage == 1) draw_map(parts, moved);
    if (stage == 2) draw_maximum(parts, moved);
  }
}

}  // namespace

void draw_shift(const Parts& parts, InputPart& input) {
  const Snapshot& s = parts.snapshot;
  if (s.shift.map.empty()) return;  // asked for, not here yet
  draw_pair(parts, input);
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
                         {"ReLU를 지난 맵에서 반응한 칸 가운데, 같은 자리의 값이 최댓값의 10% 넘게 바뀌지 "
                          "않은 칸의 비율. 전역 평균: {0} → {1}",
                          "Of the cells that respond after ReLU, the share whose value changes by at most "
                          "10% of the maximum. Global average: {0} → {1}"},
                         ui::fixed_text(s.pooled.global, 3), ui::fixed_text(s.shift.pooled.global, 3)));
  draw_followed(parts);
}

}  // namespace madang::demos::convolution
