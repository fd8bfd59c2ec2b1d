#include <algorithm>
#include <cmath>

#include "demos/detection/view_parts.h"

namespace madang::demos::detection {

namespace {

constexpr float corner_reach = 3.5f;  // pixels of the image: a finger's on a phone

std::vector<Placed> read_or_nothing(const std::string& text, const Settings& settings) {
  try {
    return read_placed(text, settings.classes());
  } catch (const io::Refused&) {  // the experiment says why
    return {};
  }
}

bool holds(const data::Box& box, float x, float y) {
  return x >= box.x0 && x <= box.x1 && y >= box.y0 && y <= box.y1;
}

bool at_corner(const data::Box& box, float x, float y) {
  return std::hypot(x - box.x1, y - box.y1) <= corner_reach;
}

/// The topmost object under the hand; −1: none.
int object_at(const std::vector<Placed>& placed, float x, float y) {
  for (std::size_t i = placed.size(); i-- > 0;)
    if (holds(placed[i].box, x, y) || at_corner(placed[i].box, x, y)) return static_cast<int>(i);
  return -1;
}

void begin(const Parts& parts, Hold& hold, float x, float y) {
  hold = {};
  if (parts.settings.tool != Tool::move) {
    hold = {.frame = true, .x = x, .y = y};
    return;
  }
  const std::vector<Placed> placed = placed_now(parts);
  const int object = object_at(placed, x, y);
  if (object < 0) return;
  const data::Box& box = placed[static_cast<std::size_t>(object)].box;
  const bool corner = at_corner(box, x, y);
  hold = {object, corner, false, x - (corner ? box.x1 : box.x0), y - (corner ? box.y1 : box.y0)};
}

void drag(const Parts& parts, const Hold& hold, float x, float y) {
  std::vector<Placed> placed = placed_now(parts);
  if (hold.object < 0 || hold.object >= static_cast<int>(placed.size())) return;
  data::Box& box = placed[static_cast<std::size_t>(hold.object)].box;
  const data::Box before = box;
  if (hold.corner) {
    box.x1 = std::max(x - hold.x, box.x0 + least_placed);
    box.y1 = std::max(y - hold.y, box.y0 + least_placed);
  } else {
    box = {x - hold.x, y - hold.y, x - hold.x + box.width(), y - hold.y + box.height()};
  }
  box = tidy(box);
  if (!(box == before)) parts.settings.objects = write_placed(placed);
}

/// The drawn frame becomes an object or a box.
void end_frame(const Parts& parts, const Hold& hold, float x, float y) {
  const data::Box box{std::min(hold.x, x), std::min(hold.y, y), std::max(hold.x, x), std::max(hold.y, y)};
  if (box.width() < least_placed / 2 || box.height() < least_placed / 2) return;  // a shaky press
  const bool adds = parts.settings.tool == Tool::add;
  std::vector<Placed> placed = adds ? placed_now(parts) : boxes_now(parts);
  if (placed.size() == most_objects) {
    parts.hand.complain({"여덟 개까지 그릴 수 있습니다.", "At most eight can be drawn."});
    return;
  }
  placed.push_back({own_label(parts.settings), static_cast<int>(placed.size()) % colour_count, tidy(box)});
  (adds ? parts.settings.objects : parts.settings.mine) = write_placed(placed);
}

void choose_cell(const Parts& parts, float x, float y) {
  const int grid = std::max(parts.snapshot.grid, 1);
  const auto place = [&](float along) {
    return std::clamp(static_cast<int>(along * static_cast<float>(grid) / side), 0, grid - 1) + 1;
  };
  parts.settings.row = place(y);
  parts.settings.column = place(x);
}

}  // namespace

std::vector<Placed> placed_now(const Parts& parts) {
  std::vector<Placed> placed = read_or_nothing(parts.settings.objects, parts.settings);
  return placed.empty() ? parts.snapshot.objects : placed;
}

std::vector<Placed> boxes_now(const Parts& parts) {
  return read_or_nothing(parts.settings.mine, parts.settings);
}

bool takes_hand(const Parts& parts, float x, float y) {
  return parts.settings.tool != Tool::move || object_at(placed_now(parts), x, y) >= 0;
}

void take_hand(const Parts& parts, Hold& hold, float x, float y, bool pressed, bool held, bool clicked) {
  if (pressed) begin(parts, hold, x, y);
  if (clicked) choose_cell(parts, x, y);
  if (held) {
    drag(parts, hold, x, y);
    return;
  }
  if (hold.frame && !clicked) end_frame(parts, hold, x, y);
  hold = {};
}

}  // namespace madang::demos::detection
