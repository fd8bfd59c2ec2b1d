#include <algorithm>
#include <array>
#include <functional>

#include "demos/convolution/view_parts.h"
#include "ui/bars.h"
#include "ui/controls.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::convolution {

namespace {

std::string sized(const char* name, const Matrix& map) {
  return std::string(name) + " " + std::to_string(map.rows) + "×" + std::to_string(map.columns);
}

std::string percent(float share) { return ui::fixed_text(share * 100.f, 0) + "%"; }

void draw_pooled(const Parts& parts, const Pooled& pooled, float scale) {
  ui::Flow flow("pooled", 130.f, 3);
  const int window = parts.settings.pool;
  const auto draw = [&](const char* id, const char* name, const Matrix& map) {
    flow.next();
    map_plane(parts, id, sized(name, map), map, scale, window);
  };
  draw("maximum", parts.say("최대 풀링", "Max"), pooled.maximum);
  draw("average", parts.say("평균 풀링", "Average"), pooled.average);
  draw("mixed", parts.say("혼합 풀링", "Mixed"), pooled.mixed);
}

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
  std::string text;
  if (shift.compared == 0) {
    text = parts.say("둘레를 빼면 견줄 칸이 남지 않는다.",
                     "Away from the border there is no cell left to compare.");
  } else {
    const std::string cells = std::to_string(shift.compared);
    const std::string difference = ui::number_text(shift.largest_difference, 2);
    text = parts.korean() ? "둘레를 뺀 " + cells +
                                "칸에서, 옮긴 그림의 특징 맵과 옮긴 특징 맵의 차이: 최대 " + difference
                          : "Map of the shifted picture against the shifted map, in the " + cells +
                                " cells away from the border: difference at most " + difference;
  }
  ui::paragraph(text.c_str());
  if (!shift.whole)
    ui::caption(
        parts.say("이동한 픽셀 수가 스트라이드의 배수가 아니므로, 특징 맵은 그만큼 따라 움직일 수 없다.",
                  "The shift is no multiple of the stride: the map cannot move along."));
}

}  // namespace

void draw_pooling(const Parts& parts, InputPart& input) {
  const Pooled& pooled = parts.snapshot.pooled;
  if (pooled.rectified.empty()) return;  // asked for, not here yet
  const float scale = largest(pooled.rectified);
  {
    ui::Flow flow("pictures", 220.f, 2);
    flow.next();
    input.draw(parts, {});
    flow.next();
    map_plane(parts, "rectified",
              sized(parts.say("특징 맵, ReLU를 지난", "Feature map after ReLU,"), pooled.rectified),
              pooled.rectified, scale);
  }
  draw_pooled(parts, pooled, scale);
  ui::paragraph((parts.say("전역 평균 풀링: 맵 전체가 수 하나, ",
                           "Global average pooling: the whole map as one number, ") +
                 ui::number_text(pooled.global))
                    .c_str());
  const std::string window = std::to_string(parts.settings.pool);
  ui::caption(
      (parts.korean()
           ? window + "×" + window + " 창마다 수 하나를 남긴다. 혼합 풀링은 α·최대 + (1 − α)·평균이다."
           : "Each " + window + "×" + window +
                 " window leaves one number. Mixed pooling is α · max + (1 − α) · average.")
          .c_str());
}

namespace {

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
  std::vector<demo::Field> fields = demo::fields_of(parts.settings);
  {
    ui::Flow flow("shift", 160.f, 2);
    flow.next();
    ui::field(parts.hand, ui::find(fields, "shift_x"));
    flow.next();
    ui::field(parts.hand, ui::find(fields, "shift_y"));
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
  ui::caption(
      (parts.say("ReLU를 지난 맵에서 무엇인가 보이는 칸 가운데, 같은 자리의 값이 최댓값의 10 % 넘게 바뀌지 "
                 "않은 비율. 전역 평균: ",
                 "Of the cells in which something is seen after ReLU, the share whose value stays within "
                 "10 % of the largest one. Global average: ") +
       ui::number_text(s.pooled.global) + " → " + ui::number_text(s.shift.pooled.global))
          .c_str());
}

std::string describe(const Snapshot& s, const Settings& settings, Language language) {
  const bool korean = language == Language::korean;
  if (s.channels == 0) return korean ? "그림을 준비하고 있다." : "The picture is being made.";
  const Text& name = filter_options()[static_cast<std::size_t>(settings.filter)].label;
  const std::string size = std::to_string(s.map.rows) + "×" + std::to_string(s.map.columns);
  std::string text = korean ? "커널 ‘" + name.korean + "’의 특징 맵은 " + size + "이다."
                            : "The kernel “" + name.english + "” makes a feature map of " + size + ".";
  if (settings.page == Page::shift && s.shift.kept.none >= 0)
    text += korean ? " 이동에도 그대로인 칸: 풀링 없이 " + percent(s.shift.kept.none) + ", 최대 풀링 " +
                         percent(s.shift.kept.maximum) + "."
                   : " Cells kept by the shift: " + percent(s.shift.kept.none) + " without pooling, " +
                         percent(s.shift.kept.maximum) + " with max pooling.";
  if (settings.page == Page::learning)
    text += korean ? " " + std::to_string(s.learning.updates) + "번 갱신, 손실 " +
                         ui::number_text(s.learning.loss) + "."
                   : " Loss " + ui::number_text(s.learning.loss) + " after " +
                         std::to_string(s.learning.updates) + " updates.";
  return text;
}

}  // namespace madang::convolution
