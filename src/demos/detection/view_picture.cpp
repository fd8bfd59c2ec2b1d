#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "demos/detection/view_parts.h"
#include "ui/canvas.h"
#include "ui/colour_map.h"
#include "ui/controls.h"
#include "ui/filled.h"
#include "ui/finger.h"
#include "ui/image.h"
#include "ui/pad.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/zoom.h"

namespace madang::demos::detection {

namespace {

constexpr ImU32 white = IM_COL32(255, 255, 255, 255);
constexpr ImU32 chosen_colour = IM_COL32(255, 236, 120, 255);  // no class has it

struct Drawing {
  const Parts& parts;
  const ui::Canvas& c;
  const ScenePicture& picture;
  ImVec2 origin;
  float pixel;

  ImVec2 at(float x, float y) const { return {origin.x + x * pixel, origin.y + y * pixel}; }
  ImVec2 low(const data::Box& box) const { return at(box.x0, box.y0); }
  ImVec2 high(const data::Box& box) const { return at(box.x1, box.y1); }
};

/// The image is dark in both themes.
ImU32 colour_of_class(int label) { return ui::theme_of(true).series_colour(label); }

void draw_grid(const Drawing& d) {
  const int grid = d.picture.grid;
  if (grid <= 0) return;
  const float cell = static_cast<float>(side) / static_cast<float>(grid);
  for (int i = 1; i < grid; ++i) {
    const float along = cell * static_cast<float>(i);
    d.c.list->AddLine(d.at(along, 0), d.at(along, side), ui::faded(white, 0.22f));
    d.c.list->AddLine(d.at(0, along), d.at(side, along), ui::faded(white, 0.22f));
  }
  const float x = cell * static_cast<float>(d.parts.snapshot.cell.column);
  const float y = cell * static_cast<float>(d.parts.snapshot.cell.row);
  d.c.list->AddRect(d.at(x, y), d.at(x + cell, y + cell), chosen_colour, 0.f, 0, 1.5f);
}

/// The four corners of a box: what is true, beside what is said.
void draw_corners(const Drawing& d, const data::Box& box, ImU32 colour) {
  const ImVec2 low = d.low(box), high = d.high(box);
  const float arm = std::min({8.f, (high.x - low.x) / 3.f, (high.y - low.y) / 3.f});
  for (const float x : {low.x, high.x})
    for (const float y : {low.y, high.y}) {
      d.c.list->AddLine({x, y}, {x + (x == low.x ? arm : -arm), y}, colour, 2.f);
      d.c.list->AddLine({x, y}, {x, y + (y == low.y ? arm : -arm)}, colour, 2.f);
    }
}

void draw_truths(const Drawing& d) {
  const Snapshot& s = d.parts.snapshot;
  const std::vector<Placed> placed = placed_now(d.parts);
  for (std::size_t i = 0; i < placed.size(); ++i) {
    const data::Box& box = placed[i].box;
    const bool lost = std::ranges::find(s.lost, static_cast<int>(i)) != s.lost.end() && d.picture.grid > 0;
    draw_corners(d, box, lost ? ui::theme_of(true).negative : white);
    const ImVec2 centre = d.at(box.centre_x(), box.centre_y());
    d.c.list->AddCircleFilled(centre, lost ? 4.f : 3.f, lost ? ui::theme_of(true).negative : white);
    if (!d.picture.hold || d.parts.settings.tool != Tool::move) continue;
    d.c.list->AddRectFilled({d.high(box).x - 4.f, d.high(box).y - 4.f},
                            {d.high(box).x + 4.f, d.high(box).y + 4.f}, white, 2.f);
  }
}

void draw_tag(const Drawing& d, ImVec2 low, ImU32 colour, const std::string& text) {
  const float width = ui::text_width(text, ui::tiny_size) + 6.f;
  const float x = std::clamp(low.x - 1.f, d.c.low.x, std::max(d.c.low.x, d.c.high.x - width));
  const float y = std::max(low.y - ui::tiny_size - 2.f, d.c.low.y);
  d.c.list->AddRectFilled({x, y}, {x + width, y + ui::tiny_size + 2.f}, colour, 2.f);
  ui::draw_text(*d.c.list, {x + 3.f, y + 1.f}, IM_COL32(0, 0, 0, 255), text, ui::tiny_size);
}

/// Where a box stands in suppression up to the shown step: kept, dropped or not yet decided.
enum class Fate { kept, dropped, open };
Fate fate_of(std::span<const FoundBox> found, std::size_t index, int step) {
  const FoundBox& box = found[index];
  if (step <= 0) return box.dropped_by < 0 ? Fate::kept : Fate::dropped;
  const std::size_t by = box.dropped_by < 0 ? index : static_cast<std::size_t>(box.dropped_by);
  int rank = 0;  // of the box that decides
  for (std::size_t i = 0; i <= std::min(by, found.size() - 1); ++i) rank += found[i].dropped_by < 0;
  if (rank > step) return Fate::open;
  return box.dropped_by < 0 ? Fate::kept : Fate::dropped;
}

void draw_found(const Drawing& d) {
  const auto found = d.picture.found;
  for (std::size_t i = found.size(); i-- > 0;) {  // the surest above
    const Fate fate = fate_of(found, i, d.picture.step);
    const ImU32 colour = colour_of_class(found[i].label);
    const ImVec2 low = d.low(found[i].box), high = d.high(found[i].box);
    const bool selected = static_cast<int>(i) == d.picture.selected;
    if (fate == Fate::dropped) {
      d.c.list->AddRect(low, high, ui::faded(colour, 0.45f), 0.f, 0, 1.f);
      if (d.picture.step > 0)
        d.c.list->AddLine(low, high, ui::faded(colour, 0.45f));  // apart from those open
      continue;
    }
    d.c.list->AddRect(low, high, ui::faded(colour, fate == Fate::open ? 0.7f : 1.f), 0.f, 0,
                      selected             ? 4.f
                      : fate == Fate::open ? 1.5f
                                           : 2.5f);
    if (fate == Fate::kept) draw_tag(d, low, colour, label_of(found[i], d.parts.hand.language));
  }
}

void draw_matches(const Drawing& d) {
  const Snapshot& s = d.parts.snapshot;
  const ImU32 colour = ui::theme_of(true).accent;
  for (std::size_t i = 0; i < std::min(d.picture.matched.size(), s.objects.size()); ++i) {
    const auto query = static_cast<std::size_t>(d.picture.matched[i]);
    if (query >= d.picture.found.size()) continue;
    const data::Box &from = d.picture.found[query].box, &to = s.objects[i].box;
    const ImVec2 a = d.at(from.centre_x(), from.centre_y()), b = d.at(to.centre_x(), to.centre_y());
    d.c.list->AddLine(a, b, colour, 2.f);
    d.c.list->AddCircleFilled(a, 9.f, colour);
    ui::draw_text_centred(*d.c.list, {a.x - 9.f, a.y - 9.f}, {a.x + 9.f, a.y + 9.f}, IM_COL32(0, 0, 0, 255),
                          std::to_string(query + 1), ui::tiny_size);
  }
}

/// The box around the mouse with the smallest area.
int box_under(const Drawing& d, float x, float y) {
  int best = -1;
  for (std::size_t i = 0; i < d.picture.found.size(); ++i) {
    const data::Box& box = d.picture.found[i].box;
    if (x < box.x0 || x > box.x1 || y < box.y0 || y > box.y1) continue;
    if (fate_of(d.picture.found, i, 0) == Fate::dropped) continue;
    if (best < 0 || box.area() < d.picture.found[static_cast<std::size_t>(best)].box.area())
      best = static_cast<int>(i);
  }
  return best;
}

std::string told(const Drawing& d, float x, float y, int box) {
  const int grid = std::max(d.parts.snapshot.grid, 1);
  const auto place = [&](float along) {
    return std::clamp(static_cast<int>(along * static_cast<float>(grid) / side), 0, grid - 1) + 1;
  };
  std::string text =
      ui::filled(d.parts, {"{0}행 {1}열 칸", "cell in row {0}, column {1}"}, place(y), place(x));
  if (box >= 0)
    text += ": " + label_of(d.picture.found[static_cast<std::size_t>(box)], d.parts.hand.language);
  return text;
}

/// What is drawn at the moment.
void draw_frame(const Drawing& d, float x, float y) {
  if (!d.picture.hold || !d.picture.hold->frame) return;
  const Hold& hold = *d.picture.hold;
  d.c.list->AddRect(d.at(std::min(hold.x, x), std::min(hold.y, y)),
                    d.at(std::max(hold.x, x), std::max(hold.y, y)),
                    colour_of_class(own_label(d.parts.settings)), 0.f, 0, 2.f);
}

}  // namespace

int scene_picture(const Parts& parts, const char* id, const ScenePicture& picture) {
  const float room = std::min(ui::width_or_available(0.f), picture.most_side);
  ui::Canvas c = ui::canvas(id, {room, room}, picture.name);
  const ui::Box place{c.low, c.high};
  const ui::Zoom shown = ui::zoom(c, place, {.pans = picture.hold == nullptr});
  const ui::Box whole = shown.whole_around(place);
  const float pixel = (whole.high.x - whole.low.x) / side;
  const float step = pixel * side / static_cast<float>(std::max(parts.snapshot.grid, 1));
  ui::stop_at(c.id, {place, {whole.low.x + step / 2, whole.low.y + step / 2}, {step, step}});
  const Drawing d{parts, c, picture, whole.low, pixel};
  const float x = std::clamp((c.mouse.x - whole.low.x) / pixel, 0.f, static_cast<float>(side));
  const float y = std::clamp((c.mouse.y - whole.low.y) / pixel, 0.f, static_cast<float>(side));
  c.list->PushClipRect(c.low, c.high, true);
  ui::draw_image(*c.list, {side, side, 3, parts.snapshot.image}, whole.low, pixel, {});
  draw_grid(d);
  if (picture.truths) draw_truths(d);
  draw_found(d);
  draw_matches(d);
  for (const Placed& own : picture.mine) {
    c.list->AddRect(d.low(own.box), d.high(own.box), colour_of_class(own.label), 0.f, 0, 2.f);
    draw_tag(d, d.low(own.box), white, class_name(own.label).in(parts.hand.language));
  }
  if (c.held) draw_frame(d, x, y);
  ui::zoom_mark(c, place, shown);
  c.list->PopClipRect();
  if (picture.hold) {
    if (c.hovered && !c.held && takes_hand(parts, x, y)) ui::take_drag();
    if (c.held) ui::take_drag();
    take_hand(parts, *picture.hold, x, y, c.pressed, c.held, c.clicked);
  }
  if (!c.hovered) return -1;
  const int box = box_under(d, x, y);
  if (!c.held) ui::hover_text({{told(d, x, y, box)}});
  return c.clicked ? box : -1;
}

}  // namespace madang::demos::detection
