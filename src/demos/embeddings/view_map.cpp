#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <numeric>

#include "data/attribute_corpus.h"
#include "demos/embeddings/view_parts.h"
#include "ui/canvas.h"
#include "ui/colour_map.h"
#include "ui/controls.h"
#include "ui/curve_plot.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/pad.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/zoom.h"

namespace madang::demos::embeddings {

namespace {

constexpr float degrees = std::numbers::pi_v<float> / 180;

struct Place {
  ImVec2 at;
  float depth;  ///< larger is nearer
};

/// Turned around the upright axis, then tilted towards the reader.
Place turned(const Matrix& places, int row, const Settings& settings, ImVec2 middle, float scale) {
  const float turn = settings.turn * degrees, tilt = settings.tilt * degrees;
  const float x = places.at(row, 0), y = places.at(row, 1), z = places.at(row, 2);
  const float side = x * std::cos(turn) + z * std::sin(turn), back = z * std::cos(turn) - x * std::sin(turn);
  return {{middle.x + scale * side, middle.y - scale * (y * std::cos(tilt) - back * std::sin(tilt))},
          back * std::cos(tilt) + y * std::sin(tilt)};
}

constexpr int first_edge_colour = 3;  // of the theme's series: behind those of the models

struct Edge {
  int from, to, attribute;
};

/// Between words of the map that differ in one attribute: of people all three, else parent and young,
/// country and capital.
std::vector<Edge> edges_of(const Settings& settings, const Snapshot& s) {
  std::vector<Edge> edges;
  const int count = static_cast<int>(s.shown.size());
  if (own_text(s)) return edges;
  if (settings.family == Family::people && count == 8)
    for (int word = 0; word < count; ++word)
      for (int attribute = 0; attribute < 3; ++attribute)
        if ((word >> attribute & 1) == 0) edges.push_back({word, word | 1 << attribute, attribute});
  if (settings.family == Family::places || settings.family == Family::animals)
    for (int word = 0; word + 1 < count; word += 2) edges.push_back({word, word + 1, 0});
  return edges;
}

/// Keeps a number of degrees within ±180.
float around(float angle) { return angle > 180 ? angle - 360 : angle < -180 ? angle + 360 : angle; }

void turn_by_drag(const Parts& parts, const ui::Canvas& c) {
  constexpr float degrees_per_px = 0.6f;
  const ImVec2 moved = c.moved_by;
  if (moved.x == 0.f && moved.y == 0.f) return;
  parts.settings.turn = around(parts.settings.turn + degrees_per_px * moved.x);
  parts.settings.tilt = std::clamp(parts.settings.tilt + degrees_per_px * moved.y, -90.f, 90.f);
}

struct Drawn {
  const Parts& parts;
  const ui::Canvas& canvas;
  const Snapshot& s;
  ImVec2 middle;
  std::vector<Place> places;
};

void draw_edges(const Drawn& d) {
  const ui::Theme& colours = ui::theme();
  for (const Edge& edge : edges_of(d.parts.settings, d.s)) {
    const Place &a = d.places[static_cast<std::size_t>(edge.from)],
                &b = d.places[static_cast<std::size_t>(edge.to)];
    const float share = a.depth + b.depth > 0 ? 0.9f : 0.5f;
    d.canvas.list->AddLine(a.at, b.at,
                           ui::faded(colours.series_colour(first_edge_colour + edge.attribute), share), 2.f);
  }
}

/// Of a word beside its point, away from the middle of the map.
ui::Box name_box(const Drawn& d, const Place& place, const std::string& name) {
  const float width = ui::text_width(name, ui::small_size);
  const float left = std::clamp(place.at.x - width / 2, d.canvas.low.x + 2.f, d.canvas.high.x - width - 2.f);
  const float top = place.at.y < d.middle.y ? place.at.y - ui::small_size - 5.f : place.at.y + 5.f;
  return {{left, top}, {left + width, top + ui::small_size}};
}

bool overlap(const ui::Box& a, const ui::Box& b) {
  return a.low.x < b.high.x && b.low.x < a.high.x && a.low.y < b.high.y && b.low.y < a.high.y;
}

/// The nearest first, and those behind where there is room; of many only the chosen one and its neighbours.
void draw_names(const Drawn& d, const ModelPicture& model, int hovered) {
  const ui::Theme& colours = ui::theme();
  std::vector<int> order(d.places.size());
  std::iota(order.begin(), order.end(), 0);
  const auto chosen = [&](int i) {
    return d.s.shown[static_cast<std::size_t>(i)] == d.s.word || i == hovered;
  };
  std::ranges::sort(order, std::greater(),
                    [&](int i) { return std::pair(chosen(i), d.places[static_cast<std::size_t>(i)].depth); });
  const bool many = order.size() > 16;
  std::vector<ui::Box> taken;
  for (const int i : order) {
    const int word = d.s.shown[static_cast<std::size_t>(i)];
    const Place& place = d.places[static_cast<std::size_t>(i)];
    d.canvas.list->AddCircleFilled(place.at, chosen(i) ? 5.f : 3.f,
                                   chosen(i) ? colours.accent : colours.muted);
    if (many && !chosen(i) && std::ranges::find(model.near, word, &Near::word) == model.near.end()) continue;
    if (!ui::Box{d.canvas.low, d.canvas.high}.holds(place.at)) continue;
    const std::string name = word_of(d.s, d.parts.hand.language, word);
    const ui::Box box = name_box(d, place, name);
    if (std::ranges::any_of(taken, [&](const ui::Box& other) { return overlap(box, other); })) continue;
    taken.push_back(box);
    ui::draw_text(*d.canvas.list, box.low, chosen(i) ? colours.accent : colours.text, name, ui::small_size);
  }
}

int nearest_place(const std::vector<Place>& places, ImVec2 mouse) {
  float best = 24.f;
  int found = -1;
  for (std::size_t i = 0; i < places.size(); ++i)
    if (const float distance = std::hypot(places[i].at.x - mouse.x, places[i].at.y - mouse.y);
        distance < best) {
      best = distance;
      found = static_cast<int>(i);
    }
  return found;
}

/// How far from the middle the farthest word is.
float reach_of(const Matrix& places) {
  float reach = 1e-6f;
  for (int row = 0; row < places.rows; ++row)
    reach = std::max(reach, std::hypot(places.at(row, 0), places.at(row, 1), places.at(row, 2)));
  return reach;
}

void draw_one(const Parts& parts, Kind kind, float height) {
  const Snapshot& s = parts.snapshot;
  const ModelPicture& model = s.models[static_cast<std::size_t>(kind)];
  const std::string name = name_of(kind).in(parts.hand.language);
  ui::Canvas c = ui::canvas("map", {ui::width_or_available(0.f), height},
                            ui::filled(parts, {"{0}의 지도", "Map of {0}"}, name));
  turn_by_drag(parts, c);
  const ui::Box place = {c.low, c.high};
  const ui::Zoom shown = ui::zoom(c, place, {.pans = false});
  const ui::Box whole = shown.whole_around(place);
  c.list->AddRectFilled(c.low, c.high, ui::theme().panel, 4.f);
  c.list->PushClipRect(c.low, c.high, true);
  const ImVec2 middle = {(whole.low.x + whole.high.x) / 2, (whole.low.y + whole.high.y) / 2 + 4.f};
  const float scale = std::min(whole.high.x - whole.low.x, whole.high.y - whole.low.y) *
                      std::min(0.35f, 0.42f / reach_of(model.places));
  Drawn d{parts, c, s, middle, {}};
  for (int row = 0; row < std::min<int>(model.places.rows, static_cast<int>(s.shown.size())); ++row)
    d.places.push_back(turned(model.places, row, parts.settings, middle, scale));
  std::vector<ImVec2> stops;
  for (const Place& place : d.places) stops.push_back(place.at);
  if (!stops.empty()) ui::stop_at(c.id, {.seen = {c.low, c.high}, .places = stops});
  ui::zoom_mark(c, place, shown);
  const int hovered = c.hovered ? nearest_place(d.places, c.mouse) : -1;
  if (d.places.size() == s.shown.size()) {
    draw_edges(d);
    draw_names(d, model, hovered);
    if (hovered >= 0) ui::tell(word_of(s, parts.hand.language, s.shown[static_cast<std::size_t>(hovered)]));
    if (c.clicked && hovered >= 0) parts.settings.word = s.shown[static_cast<std::size_t>(hovered)] + 1;
  }
  ui::draw_text(*c.list, {c.low.x + 8.f, c.low.y + 5.f}, ui::theme().series_colour(colour_of(kind)), name,
                ui::body_size);
  c.list->PopClipRect();
}

/// What the edges of the map are, in their colours.
void draw_edge_names(const Parts& parts) {
  std::vector<const char*> names;
  switch (parts.settings.family) {
    case Family::people:
      names = {parts.say("━ 성별", "━ gender"), parts.say("━ 나이", "━ age"),
               parts.say("━ 신분", "━ status")};
      break;
    case Family::places:
      names = {parts.say("━ 나라와 수도", "━ country and capital")};
      break;
    case Family::animals:
      names = {parts.say("━ 어미와 새끼", "━ parent and young")};
      break;
    case Family::all:
      return ui::small_line(parts.say("고른 낱말과 그 이웃에만 이름을 적었다.",
                                      "Only the chosen word and its neighbours have their names."),
                            ui::theme().muted);
  }
  ui::Flow flow("edges", 76.f, static_cast<int>(names.size()));
  for (std::size_t i = 0; i < names.size(); ++i) {
    flow.next();
    ui::small_line(names[i], ui::theme().series_colour(first_edge_colour + static_cast<int>(i)));
  }
}

/// Its first word is then the chosen one.
void choose_family(const Parts& parts) {
  using data::WorldAttribute;
  constexpr WorldAttribute marks[] = {WorldAttribute::gender, WorldAttribute::place, WorldAttribute::species,
                                      WorldAttribute::gender};  // of each family's first word
  Settings& settings = parts.settings;
  const demo::Field field = demo::field_of(settings, &Settings::family);
  std::vector<std::string> names;
  for (const auto& option : std::get<demo::Choice>(field.kind).options)
    names.push_back(option.label.in(parts.hand.language));
  int index = static_cast<int>(settings.family);
  if (!ui::segmented("family", field.about.label.in(parts.hand.language), names, index)) return;
  settings.family = static_cast<Family>(index);
  const auto words = data::attribute_world(parts.hand.language).words_with(static_cast<int>(marks[index]));
  settings.word = words.front() + 1;
}

}  // namespace

void draw_maps(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  const bool narrow = ui::narrow();
  {
    ui::Flow flow("maps", narrow ? 250.f : 200.f, static_cast<int>(s.models.size()));
    for (std::size_t i = 0; i < s.models.size(); ++i) {
      flow.next();
      draw_one(parts, static_cast<Kind>(i), narrow ? 165.f : 250.f);
    }
  }
}

void draw_below_maps(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  if (!own_text(s)) {
    draw_edge_names(parts);
    choose_family(parts);
  }
  ui::caption(parts.say(
      "벡터를 주성분 셋으로 줄여 그렸다. 옆으로 끌면 돌아가고, 낱말을 누르면 이웃이 나온다. 세 지도는 "
      "통째로만 돌려 서로 맞추었다.",
      "The vectors by their first three principal components. Drag sideways to turn, press a word "
      "for its neighbours. The maps are turned as a whole to match, nothing else."));
  draw_neighbours(parts);
  if (!own_text(s))
    ui::curve_plot(parts.hand, "excluded",
                   {.x_label = parts.say("갱신 횟수", "updates"),
                    .y_label = parts.say("맞힌 유추", "analogies right"),
                    .shares = true,
                    .y_low = 0.f,
                    .y_high = 1.f,
                    .height = 170.f});
  else
    ui::curve_plot(parts.hand, "losses",
                   {.x_label = parts.say("갱신 횟수", "updates"),
                    .y_label = parts.say("손실", "loss"),
                    .smoothing = 0.9f,
                    .height = 170.f});
  ui::caption(ui::filled(parts,
                         {"낱말 {0}가지, 이웃의 쌍 {1}개, 모델마다 가중치 {2}개",
                          "{0} words, {1} pairs of neighbours, {2} weights in each model"},
                         s.vocabulary, ui::count_text(s.pairs), ui::count_text(s.parameters)));
  if (!s.notice.empty()) ui::caption(s.notice.in(parts.hand.language));
}

}  // namespace madang::demos::embeddings
