#include <algorithm>
#include <cmath>

#include "ui/pen.h"
#include "ui/plot_parts.h"
#include "ui/text.h"

namespace madang::ui {

namespace {

double place_of(const Plot& p, const Level& level) { return on_axis(p.options.y_scale, level.y); }

bool in_sight(const Plot& p, const Level& level) {
  const double place = place_of(p, level);
  return place >= p.y.low && place <= p.y.high;
}

/// How many pieces of a curve, from point to point, cross a box on the screen.
int crossings(const Plot& p, const Series& s, const Box& box) {
  int found = 0;
  ImVec2 last = {NAN, NAN};
  for (std::size_t i = 0; i < size_of(s); ++i) {
    const ImVec2 now = {p.screen_x(on_axis(p.options.x_scale, x_at(s, i))),
                        p.screen_y(on_axis(p.options.y_scale, s.y[i]))};
    const float from = std::max(last.x, box.low.x), to = std::min(now.x, box.high.x);
    if (std::isfinite(last.x + last.y + now.x + now.y) && from <= to) {
      const float slope = now.x > last.x ? (now.y - last.y) / (now.x - last.x) : 0.f;
      const float one = last.y + slope * (from - last.x), other = last.y + slope * (to - last.x);
      if (std::max(one, other) > box.low.y && std::min(one, other) < box.high.y) ++found;
    }
    last = now;
  }
  return found;
}

}  // namespace

void draw_levels(ImDrawList& list, const Plot& p) {
  for (const Level& level : p.options.levels) {
    if (!in_sight(p, level)) continue;
    const float y = std::round(p.screen_y(place_of(p, level)));
    const ImVec2 line[] = {{p.low.x, y}, {p.high.x, y}};
    draw_line(list, line, {p.colours.muted, 1.5f, true});
  }
}

void name_levels(ImDrawList& list, const Plot& p) {
  constexpr float height = tiny_size + 1.f;
  std::vector<Box> taken;
  for (const Level& level : p.options.levels) {
    if (!in_sight(p, level)) continue;
    const float y = std::round(p.screen_y(place_of(p, level))), room = p.high.x - p.low.x;
    const std::string name = elided(level.name + ": " + p.told(level.y, 3), room, tiny_size);
    const float width = text_width(name, tiny_size);
    Box best = {};
    int fewest = -1;
    for (const float share : {1.f, 0.f, 0.5f})
      for (const bool above : {true, false}) {
        const float left = p.low.x + share * (room - width), top = above ? y - height - 1.f : y + 1.f;
        const Box box = {{left, top}, {left + width, top + height}};
        int crossed = 0;
        for (const Series& s : p.series) crossed += (s.pale ? 1 : 3) * crossings(p, s, box);
        for (const Level& other : p.options.levels)
          if (const auto line = p.screen_y(place_of(p, other)); line > box.low.y && line < box.high.y)
            crossed += 10;
        for (const Box& other : taken)
          if (box.low.x < other.high.x && other.low.x < box.high.x && box.low.y < other.high.y &&
              other.low.y < box.high.y)
            crossed += 100;
        if (box.low.y < p.low.y - 2.f || box.high.y > p.high.y + 1.f) crossed += 1000;
        if (fewest >= 0 && crossed >= fewest) continue;
        fewest = crossed;
        best = box;
      }
    if (fewest > 0) list.AddRectFilled(best.low, best.high, faded(p.colours.background, 0.8f), 3.f);
    draw_text(list, {best.low.x, best.low.y - 1.f}, p.colours.muted, name, tiny_size);
    taken.push_back(best);
  }
}

}  // namespace madang::ui
