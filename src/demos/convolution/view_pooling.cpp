#include "demos/convolution/view_parts.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/text.h"

namespace madang::demos::convolution {

namespace {

std::string sized(const char* name, const Matrix& map) {
  return std::string(name) + " " + std::to_string(map.rows) + "×" + std::to_string(map.columns);
}

void draw_pooled(const Parts& parts, const Pooled& pooled, ui::ColourRange range) {
  ui::Flow flow("pooled", least_third, 3);
  const int window = parts.settings.pool;
  const auto draw = [&](const char* id, const char* name, const Matrix& map) {
    flow.next();
    map_plane(parts, id, sized(name, map), map, range, window);
  };
  draw("maximum", parts.say("최대 풀링", "Max"), pooled.maximum);
  draw("average", parts.say("평균 풀링", "Average"), pooled.average);
  draw("mixed", parts.say("혼합 풀링", "Mixed"), pooled.mixed);
}

}  // namespace

void draw_pooling(const Parts& parts, InputPart& input) {
  const Pooled& pooled = parts.snapshot.pooled;
  if (pooled.rectified.empty()) return;  // asked for, not here yet
  const ui::ColourRange range = range_of(pooled.rectified);
  {
    ui::Flow flow("pictures", least_half, 2);
    flow.next();
    input.draw(parts, {});
    flow.next();
    map_plane(parts, "rectified",
              sized(parts.say("ReLU를 지난 특징 맵", "Feature map after ReLU,"), pooled.rectified),
              pooled.rectified, range);
  }
  draw_pooled(parts, pooled, range);
  ui::caption(
      ui::filled(parts,
                 {"혼합 풀링은 α·최대 + (1 − α)·평균이고, 여기서 α = {0}이다. 색의 기준은 네 맵이 같다.",
                  "Mixed pooling is α · max + (1 − α) · average, here with α = {0}. All four maps share one "
                  "scale of colours."},
                 ui::fixed_text(parts.settings.alpha)));
}

}  // namespace madang::demos::convolution
