#include <algorithm>
#include <cmath>

#include "demos/attention/view_picture.h"
#include "ui/canvas.h"
#include "ui/filled.h"
#include "ui/pad.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::attention {

namespace {

constexpr float row_height = 26.f;
constexpr float many_rows_height = 20.f;  // of more than twelve tokens

struct Layout {
  const ui::Canvas& canvas;
  float column_width;
  int queries, keys;

  float y(int row, int rows) const {
    const float room = canvas.height() / static_cast<float>(rows);
    return canvas.low.y + (static_cast<float>(row) + 0.5f) * room;
  }
  ImVec2 left(int query) const { return {canvas.low.x + column_width, y(query, queries)}; }
  ImVec2 right(int key) const { return {canvas.high.x - column_width, y(key, keys)}; }
  int row_at(float y, int rows) const {
    return std::clamp(static_cast<int>((y - canvas.low.y) / canvas.height() * static_cast<float>(rows)), 0,
                      rows - 1);
  }
};

/// Under the mouse: a token that asks (left), or one that is looked at (right).
struct Under {
  int query = -1;
  int key = -1;
};

Under under(const Layout& layout) {
  const auto& c = layout.canvas;
  if (!c.hovered) return {};
  if (c.mouse.x < c.low.x + layout.column_width + 12.f) return {layout.row_at(c.mouse.y, layout.queries), -1};
  if (c.mouse.x > c.high.x - layout.column_width - 12.f) return {-1, layout.row_at(c.mouse.y, layout.keys)};
  return {};
}

void token(const Layout& layout, ImVec2 anchor, bool right, const std::string& text, float strength,
           bool framed) {
  const ui::Canvas& c = layout.canvas;
  const float width = layout.column_width;
  const float half_height =
      0.42f * c.height() / static_cast<float>(std::max({layout.queries, layout.keys, 3}));
  const auto& theme = ui::theme();
  const std::string shown = ui::elided(text, width - 12.f, ui::body_size);
  const float x = right ? anchor.x : anchor.x - width;
  const ImVec2 low = {x, anchor.y - half_height}, high = {x + width, anchor.y + half_height};
  const ImU32 background = ui::mixed(theme.panel, theme.accent, strength * 0.8f);
  c.list->AddRectFilled(low, high, background, 5.f);
  if (framed) c.list->AddRect(low, high, theme.accent, 5.f, 0, 2.f);
  const ImU32 colour = strength > 0.f ? ui::readable_on(background) : theme.text;
  const float indent = right ? 6.f : width - 6.f - ui::text_width(shown, ui::body_size);
  ui::draw_text(*c.list, {x + indent, anchor.y - ui::body_size / 2.f}, colour, shown, ui::body_size);
}

/// The tokens whose lines are drawn strongly: those pointed at, here or in a heat map of weights.
Under chosen(const Picture& picture, const Under& here) {
  if (here.query >= 0 || here.key >= 0) return here;
  const Focus& focus = picture.focus;
  const bool of_scores =
      focus.part == Part::scores || focus.part == Part::scaled || focus.part == Part::weights;
  if (focus && of_scores) return {focus.cell.row, -1};
  if (picture.snapshot.learning.active) return {static_cast<int>(picture.snapshot.tokens.size()) - 1, -1};
  return {};
}

void draw_links(const Layout& layout, const Matrix& weights, const Under& strong, ImU32 colour) {
  const bool none = strong.query < 0 && strong.key < 0;
  for (int query = 0; query < weights.rows; ++query) {
    for (int key = 0; key < weights.columns; ++key) {
      const float weight = weights.at(query, key);
      const bool on = none || strong.query == query || strong.key == key;
      const float opacity = std::clamp(weight, 0.f, 1.f) * (on ? 1.f : 0.12f);
      if (!(opacity > 0.004f)) continue;
      layout.canvas.list->AddLine(layout.left(query), layout.right(key),
                                  ui::faded(colour, std::sqrt(opacity)),
                                  0.5f + 5.f * std::clamp(weight, 0.f, 1.f));
    }
  }
}

void draw_tokens(const Picture& picture, const Layout& layout, const Matrix& weights, const Under& strong) {
  for (int query = 0; query < layout.queries; ++query) {
    const float strength = strong.key >= 0 ? weights.at(query, strong.key) : 0.f;
    token(layout, layout.left(query), false, picture.labels.tokens[static_cast<std::size_t>(query)], strength,
          query == strong.query);
  }
  const auto& learning = picture.snapshot.learning;
  for (int key = 0; key < layout.keys; ++key) {
    const float strength = strong.query >= 0 ? weights.at(strong.query, key) : 0.f;
    token(layout, layout.right(key), true, picture.labels.source[static_cast<std::size_t>(key)], strength,
          key == strong.key || (learning.active && key == learning.right_token));
  }
}

std::vector<ImVec2> places_of(const Layout& layout) {
  const float half = layout.column_width / 2.f;
  std::vector<ImVec2> places;
  for (int query = 0; query < layout.queries; ++query)
    places.push_back({layout.left(query).x - half, layout.left(query).y});
  for (int key = 0; key < layout.keys; ++key)
    places.push_back({layout.right(key).x + half, layout.right(key).y});
  return places;
}

/// "cat: the 0.12, cat 0.53": how much the token looks at each, or each looks at it.
std::string told(const Picture& picture, const Under& here, const Matrix& weights) {
  const bool asks = here.query >= 0;
  if (!asks && here.key < 0) return {};
  const auto &queries = picture.labels.tokens, &keys = picture.labels.source;
  std::string text =
      asks ? queries[static_cast<std::size_t>(here.query)] : keys[static_cast<std::size_t>(here.key)];
  text += ":";
  const int count = asks ? weights.columns : weights.rows;
  for (int i = 0; i < count; ++i)
    text += (i > 0 ? ", " : " ") + (asks ? keys : queries)[static_cast<std::size_t>(i)] + " " +
            ui::fixed_text(asks ? weights.at(here.query, i) : weights.at(i, here.key));
  return text;
}

void take_click(Picture& picture, const Under& here, const Matrix& weights) {
  const auto& learning = picture.snapshot.learning;
  if (learning.active && here.key >= 0) {
    if (here.key < picture.settings.pairs) picture.settings.asked = here.key + 1;
    return;
  }
  ui::Cell best{here.query, 0};
  if (here.key >= 0) best = {0, here.key};
  for (int key = 0; here.query >= 0 && key < weights.columns; ++key)
    if (weights.at(here.query, key) > weights.at(best.row, best.column)) best.column = key;
  picture.settings.picked = text_of({Part::weights, picture.head(), best});
}

}  // namespace

void draw_lines(Picture& picture, float width) {
  const Matrix& weights = picture.snapshot.flow.heads[static_cast<std::size_t>(picture.head())].weights;
  if (weights.empty() || static_cast<int>(picture.labels.tokens.size()) != weights.rows ||
      static_cast<int>(picture.labels.source.size()) != weights.columns)
    return;
  const std::string name =
      ui::filled(picture,
                 {"{0}: 왼쪽 토큰이 오른쪽 토큰을 보는 비율 α",
                  "{0}: how much each token on the left attends to each on the right, α"},
                 picture.head_name(picture.head()));
  const int rows = std::max(weights.rows, weights.columns);
  const float height = (rows > 12 ? many_rows_height : row_height) * static_cast<float>(std::max(rows, 3));
  const ui::Canvas canvas = ui::canvas("lines", {ui::width_or_available(width), height}, name);
  float widest = 0.f;
  for (const auto* labels : {&picture.labels.tokens, &picture.labels.source})
    for (const auto& label : *labels)
      widest = std::max(widest, ui::text_width(ui::elided(label, 140.f, ui::body_size), ui::body_size));
  const Layout layout{canvas, std::min(widest + 14.f, canvas.width() * 0.34f), weights.rows, weights.columns};
  const std::vector<ImVec2> places = places_of(layout);
  if (!places.empty()) ui::stop_at(canvas.id, {.seen = {canvas.low, canvas.high}, .places = places});
  const Under here = under(layout);
  ui::tell(told(picture, here, weights));
  const Under strong = chosen(picture, here);
  const Stage now = picture.snapshot.stage;
  if (now == Stage::whole || now >= Stage::softmax)  // before, a walk has no weights yet
    draw_links(layout, weights, strong, ui::theme().series_colour(picture.head()));
  draw_tokens(picture, layout, weights, strong);
  if (canvas.clicked && (here.query >= 0 || here.key >= 0)) take_click(picture, here, weights);
  ui::caption(name);
}

}  // namespace madang::demos::attention
