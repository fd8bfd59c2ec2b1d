#include "demos/backprop/view_drawing.h"

#include <algorithm>
#include <cmath>

#include "ui/canvas.h"
#include "ui/colour_map.h"
#include "ui/finger.h"
#include "ui/pad.h"
#include "ui/pen.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::backprop {

namespace {

struct Column {
  std::vector<int> shown;  // neuron of each slot, −1: ⋮
  float x = 0.f;
  float radius = 0.f;
  bool gradients = false;  // there is room for the second numbers
};

struct Picture {
  const NetworkOptions& options;
  const ui::Theme& colours;
  std::vector<Column> columns;
  float top = 0.f, bottom = 0.f;
  float strongest = 1.f;  // weight

  ImVec2 slot(std::size_t layer, std::size_t index) const {
    const auto count = static_cast<float>(columns[layer].shown.size());
    return {columns[layer].x, top + (bottom - top) * (static_cast<float>(index) + 0.5f) / count};
  }
  const NetworkLayer& layer(Neuron neuron) const {
    return options.layers[static_cast<std::size_t>(neuron.layer)];
  }
  float radius(Neuron neuron) const { return columns[static_cast<std::size_t>(neuron.layer)].radius; }
  const Matrix* weights(std::size_t layer) const {
    return layer < options.weights.size() ? &options.weights[layer] : nullptr;
  }
};

float strongest_weight(std::span<const Matrix> weights) {
  float strongest = 0.f;
  for (const auto& matrix : weights)
    for (const float w : matrix.values)
      if (std::isfinite(w)) strongest = std::max(strongest, std::abs(w));
  return strongest > 0.f ? strongest : 1.f;
}

float name_width(const NetworkLayer& layer) {
  constexpr float most = 64.f;
  float widest = 0.f;
  for (const auto& name : layer.names) widest = std::max(widest, ui::text_width(name, ui::small_size));
  return std::min(widest, most);
}

Picture lay_out(const NetworkOptions& options, const ui::Canvas& c) {
  Picture p{options,
            ui::theme(),
            {},
            c.low.y + 4.f,
            c.high.y - ui::small_size - 10.f,
            strongest_weight(options.weights)};
  const std::size_t count = options.layers.size();
  if (count == 0) return p;
  const float gap = c.width() / static_cast<float>(count);
  for (const auto& layer : options.layers) {
    Column column = {shown_neurons(layer.size, options.most_neurons)};
    const float spacing =
        (p.bottom - p.top) / static_cast<float>(std::max<std::size_t>(1, column.shown.size()));
    const float below = layer.gradients.empty() ? 0.f : ui::tiny_size + 3.f;  // room for the second number
    column.gradients = below < spacing * 0.5f;
    const float fit = column.gradients ? (spacing - below) * 0.48f : spacing * 0.4f;
    column.radius = std::clamp(std::min(fit, gap * 0.24f), 3.f, 20.f);
    p.columns.push_back(std::move(column));
  }
  const float left = c.low.x + name_width(options.layers.front()) + p.columns.front().radius + 8.f;
  const float end = count > 1 ? name_width(options.layers.back()) : 0.f;
  const float right = c.high.x - end - p.columns.back().radius - 8.f;
  for (std::size_t i = 0; i < count; ++i)
    p.columns[i].x = count == 1
                         ? (left + right) / 2.f
                         : left + (right - left) * static_cast<float>(i) / static_cast<float>(count - 1);
  return p;
}

/// Calls `visit(edge, from, to, weight)` for every edge whose two neurons are drawn.
template <class Visit>
void for_each_edge(const Picture& p, Visit visit) {
  for (std::size_t layer = 0; layer + 1 < p.columns.size(); ++layer) {
    const Matrix* const weights = p.weights(layer);
    if (!weights || weights->empty()) continue;
    for (std::size_t a = 0; a < p.columns[layer].shown.size(); ++a)
      for (std::size_t b = 0; b < p.columns[layer + 1].shown.size(); ++b) {
        const int from = p.columns[layer].shown[a], to = p.columns[layer + 1].shown[b];
        if (from < 0 || to < 0 || from >= weights->rows || to >= weights->columns) continue;
        visit(Edge{static_cast<int>(layer), from, to}, p.slot(layer, a), p.slot(layer + 1, b),
              weights->at(from, to));
      }
  }
}

template <class Visit>
void for_each_neuron(const Picture& p, Visit visit) {
  for (std::size_t layer = 0; layer < p.columns.size(); ++layer)
    for (std::size_t slot = 0; slot < p.columns[layer].shown.size(); ++slot)
      visit(Neuron{static_cast<int>(layer), p.columns[layer].shown[slot]}, p.slot(layer, slot));
}

void find_hovered(const Picture& p, ImVec2 mouse, NetworkResult& result) {
  const bool touch = ui::by_finger();
  float best = touch ? 18.f : 8.f;
  for (const auto& column : p.columns) best = std::max(best, column.radius);
  for_each_neuron(p, [&](Neuron neuron, ImVec2 at) {
    const float distance = std::hypot(at.x - mouse.x, at.y - mouse.y);
    if (neuron.index < 0 || distance > best) return;
    best = distance;
    result.hovered_neuron = neuron;
  });
  if (result.hovered_neuron) return;
  best = touch ? 14.f : 7.f;
  for_each_edge(p, [&](Edge edge, ImVec2 a, ImVec2 b, float) {
    const float distance = ui::distance_to_segment(mouse, a, b);
    if (distance > best) return;
    best = distance;
    result.hovered_edge = edge;
  });
}

void draw_edges(ImDrawList& list, const Picture& p, Edge hovered) {
  const auto on_path = [&](Edge e) { return std::ranges::find(p.options.path, e) != p.options.path.end(); };
  for_each_edge(p, [&](Edge edge, ImVec2 a, ImVec2 b, float weight) {
    const bool finite = std::isfinite(weight);
    const float share = finite ? std::min(1.f, std::abs(weight) / p.strongest) : 1.f;
    ImU32 colour = !finite ? p.colours.warning : weight >= 0.f ? p.colours.positive : p.colours.negative;
    float thickness = 0.75f + 4.f * share;
    float opacity = 0.25f + 0.65f * share;
    if (!p.options.path.empty()) opacity = on_path(edge) ? 1.f : opacity * 0.3f;
    if (edge == p.options.selected || edge == hovered) {
      list.AddLine(a, b, edge == hovered ? p.colours.text : p.colours.accent, thickness + 3.5f);
      opacity = 1.f;
    }
    list.AddLine(a, b, ui::faded(colour, opacity), thickness);
    if (edge.layer != p.options.flow_layer) return;
    const float t = std::clamp(p.options.flow_progress, 0.f, 1.f);
    list.AddCircleFilled({a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t}, 3.f, p.colours.accent);
  });
}

float number_at(const std::vector<float>& numbers, int index) {
  return index < static_cast<int>(numbers.size()) ? numbers[static_cast<std::size_t>(index)] : 0.f;
}

void draw_numbers(ImDrawList& list, const Picture& p, Neuron neuron, ImVec2 at, ImU32 fill) {
  const NetworkLayer& layer = p.layer(neuron);
  const float radius = p.radius(neuron);
  const int index = neuron.index;
  const bool value = index < static_cast<int>(layer.values.size());
  const bool gradient = index < static_cast<int>(layer.gradients.size());
  const float size = std::clamp(radius * 0.85f, 10.f, ui::small_size);
  if (value && radius >= 12.f)
    ui::draw_text_centred(list, {at.x, at.y}, {at.x, at.y}, ui::readable_on(fill),
                          ui::fixed_text(number_at(layer.values, index)), size);
  if (gradient && p.columns[static_cast<std::size_t>(neuron.layer)].gradients) {
    const std::string text =
        p.options.gradient_mark + " " + ui::number_text(number_at(layer.gradients, index), 2);
    ui::draw_text(list, {at.x - ui::text_width(text, ui::tiny_size) / 2.f, at.y + radius}, p.colours.muted,
                  text, ui::tiny_size);
  }
}

void draw_name(ImDrawList& list, const Picture& p, Neuron neuron, ImVec2 at) {
  const NetworkLayer& layer = p.layer(neuron);
  const bool first = neuron.layer == 0, last = neuron.layer + 1 == static_cast<int>(p.columns.size());
  if (neuron.index >= static_cast<int>(layer.names.size()) || !(first || last)) return;
  const std::string name = ui::elided(layer.names[static_cast<std::size_t>(neuron.index)],
                                      name_width(layer) + 1.f, ui::small_size);
  const float x = first ? at.x - p.radius(neuron) - 5.f - ui::text_width(name, ui::small_size)
                        : at.x + p.radius(neuron) + 5.f;
  ui::draw_text(list, {x, at.y - ui::small_size / 2.f - 1.f}, p.colours.text, name, ui::small_size);
}

void draw_neurons(ImDrawList& list, const Picture& p, Neuron hovered) {
  for_each_neuron(p, [&](Neuron neuron, ImVec2 at) {
    if (neuron.index < 0) {
      for (const float y : {-5.f, 0.f, 5.f}) list.AddCircleFilled({at.x, at.y + y}, 1.6f, p.colours.muted);
      return;
    }
    const NetworkLayer& layer = p.layer(neuron);
    const bool known = neuron.index < static_cast<int>(layer.values.size());
    float most = 0.f;
    for (const float v : layer.values)
      if (std::isfinite(v)) most = std::max(most, std::abs(v));
    const ui::ColourRange range = {-std::max(1.f, most), std::max(1.f, most)};
    const ImU32 fill =
        known ? ui::colour_at(ui::ColourMap::diverging,
                              ui::position_in(range, number_at(layer.values, neuron.index)), p.colours.dark)
              : p.colours.control;
    const bool strong = neuron == hovered || neuron == p.options.selected_neuron;
    list.AddCircleFilled(at, p.radius(neuron), fill);
    list.AddCircle(at, p.radius(neuron), strong ? p.colours.accent : p.colours.muted, 0,
                   strong ? 3.f : 1.25f);
    if (p.options.numbers) draw_numbers(list, p, neuron, at, fill);
    draw_name(list, p, neuron, at);
  });
}

void draw_layer_labels(ImDrawList& list, const Picture& p, const ui::Canvas& c) {
  const float room = c.width() / static_cast<float>(std::max<std::size_t>(1, p.columns.size())) - 4.f;
  for (std::size_t i = 0; i < p.columns.size(); ++i) {
    const std::string label = ui::elided(p.options.layers[i].label, room, ui::small_size);
    const float width = ui::text_width(label, ui::small_size);
    const float x = std::clamp(p.columns[i].x - width / 2.f, c.low.x, std::max(c.low.x, c.high.x - width));
    ui::draw_text(list, {x, c.high.y - ui::small_size - 4.f}, p.colours.muted, label, ui::small_size);
  }
}

/// Where keys stop: at each neuron and on each edge, near its beginning, where few others cross it.
std::vector<ImVec2> places_of(const Picture& p) {
  constexpr float along = 0.3f;
  std::vector<ImVec2> places;
  for_each_neuron(p, [&](Neuron neuron, ImVec2 at) {
    if (neuron.index >= 0) places.push_back(at);
  });
  for_each_edge(p, [&](Edge, ImVec2 a, ImVec2 b, float) {
    places.push_back({a.x + (b.x - a.x) * along, a.y + (b.y - a.y) * along});
  });
  return places;
}

}  // namespace

std::vector<int> shown_neurons(int size, int most) {
  std::vector<int> shown;
  if (size <= std::max(3, most)) {
    for (int i = 0; i < size; ++i) shown.push_back(i);
    return shown;
  }
  for (int i = 0; i < std::max(3, most) - 2; ++i) shown.push_back(i);
  shown.push_back(-1);
  shown.push_back(size - 1);
  return shown;
}

NetworkResult network(const char* id, const NetworkOptions& options) {
  const ui::Canvas c = ui::canvas(id, {ui::width_or_available(options.width), options.height}, options.name);
  const Picture p = lay_out(options, c);
  const std::vector<ImVec2> places = places_of(p);
  if (!places.empty()) ui::stop_at(c.id, {.seen = {c.low, c.high}, .places = places});
  NetworkResult result;
  if (c.hovered) find_hovered(p, c.mouse, result);
  if (c.clicked) {
    result.clicked_edge = result.hovered_edge;
    result.clicked_neuron = result.hovered_neuron;
  }
  c.list->PushClipRect(c.low, c.high, true);
  draw_edges(*c.list, p, result.hovered_edge);
  draw_neurons(*c.list, p, result.hovered_neuron);
  draw_layer_labels(*c.list, p, c);
  c.list->PopClipRect();
  return result;
}

}  // namespace madang::demos::backprop
