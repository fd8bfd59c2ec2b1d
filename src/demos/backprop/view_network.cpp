#include <algorithm>
#include <array>

#include <imgui.h>

#include "demos/backprop/view_drawing.h"
#include "demos/backprop/view_parts.h"
#include "ui/arithmetic.h"
#include "ui/frame.h"
#include "ui/pad.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::backprop {

namespace {

constexpr double flow_seconds = 0.45;

std::vector<NetworkLayer> layers_of(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  std::vector<NetworkLayer> layers;
  layers.push_back(
      {.size = 2, .label = parts.say("입력", "input"), .names = {"x₁", "x₂"}, .values = s.input});
  for (std::size_t i = 0; i < s.layers.size(); ++i) {
    const bool last = i + 1 == s.layers.size();
    NetworkLayer& layer = layers.emplace_back();
    layer.size = s.sizes[i + 1];
    layer.label = function_name(s, parts.settings, last).in(parts.hand.language);
    layer.values = s.layers[i].a;
    layer.gradients = s.layers[i].delta;
    for (int k = 0; last && k < layer.size; ++k)
      layer.names.push_back(layer.size == 1 ? "ŷ" : "ŷ" + subscript(k + 1));
  }
  return layers;
}

std::vector<Matrix> edges_of(const Snapshot& s) {
  std::vector<Matrix> edges;
  for (const LayerPicture& layer : s.layers) {
    Matrix& across = edges.emplace_back(Matrix{layer.weight.columns, layer.weight.rows, {}});
    across.values.resize(layer.weight.values.size());
    for (int to = 0; to < layer.weight.rows; ++to)
      for (int from = 0; from < layer.weight.columns; ++from) across.at(from, to) = layer.weight.at(to, from);
  }
  return edges;
}

/// The chosen weight and every edge through which it reaches the error.
std::vector<Edge> path_of(const Snapshot& s) {
  std::vector<Edge> path;
  const Chain& chain = s.chain;
  if (chain.layer == 0) return path;
  if (chain.from > 0) path.push_back({chain.layer - 1, chain.from - 1, chain.to - 1});
  for (int layer = chain.layer; layer < static_cast<int>(s.layers.size()); ++layer) {
    const bool first = layer == chain.layer;
    const Matrix& weight = s.layers[static_cast<std::size_t>(layer)].weight;
    for (int to = 0; to < weight.rows; ++to)
      for (int from = 0; from < weight.columns; ++from)
        if (!first || from == chain.to - 1) path.push_back({layer, from, to});
  }
  return path;
}

void choose(Settings& settings, const NetworkResult& result) {
  if (result.clicked_edge) {
    settings.weight_layer = result.clicked_edge.layer + 1;
    settings.weight_to = result.clicked_edge.to + 1;
    settings.weight_from = result.clicked_edge.from + 1;
  } else if (result.clicked_neuron && result.clicked_neuron.layer > 0) {
    settings.weight_layer = result.clicked_neuron.layer;
    settings.weight_to = result.clicked_neuron.index + 1;
    settings.weight_from = 0;
  }
}

}  // namespace

void draw_phase(const Parts& parts) {
  const Phase phase = parts.snapshot.phase;
  if (phase == Phase::training) return;
  const std::array<const char*, 4> names = {
      parts.say("① 순전파", "1 Forward"), parts.say("② 오차", "2 Error"), parts.say("③ 역전파", "3 Backward"),
      parts.say("④ 갱신", "4 Update")};
  std::vector<ui::Term> terms;
  for (int i = 0; i < 4; ++i) {
    if (i > 0) terms.push_back({.text = "→", .colour = ui::theme().muted});
    const bool here = static_cast<int>(phase) == i + 1;
    terms.push_back({.text = names[static_cast<std::size_t>(i)],
                     .strong = here,
                     .colour = here ? ui::theme().text : ui::theme().muted});
  }
  ui::arithmetic("phases", terms);
}

namespace {

/// "w¹₂₁ = −0.4", "tanh · 4, 2 = 0.31".
std::string told(const NetworkResult& result, std::span<const NetworkLayer> layers,
                 std::span<const Matrix> edges) {
  if (const Neuron neuron = result.hovered_neuron) {
    const NetworkLayer& layer = layers[static_cast<std::size_t>(neuron.layer)];
    const auto index = static_cast<std::size_t>(neuron.index);
    const std::string name = index < layer.names.size()
                                 ? layer.names[index]
                                 : layer.label + ", " + std::to_string(neuron.index + 1);
    return index < layer.values.size() ? name + " = " + ui::number_text(layer.values[index]) : name;
  }
  const Edge edge = result.hovered_edge;
  if (!edge) return {};
  return weight_name(edge.layer + 1, edge.to + 1, edge.from + 1) + " = " +
         ui::number_text(edges[static_cast<std::size_t>(edge.layer)].at(edge.from, edge.to));
}

}  // namespace

void draw_network(const Parts& parts, double seconds_in_phase) {
  const Snapshot& s = parts.snapshot;
  const std::vector<NetworkLayer> layers = layers_of(parts);
  const std::vector<Matrix> edges = edges_of(s);
  const std::vector<Edge> path = path_of(s);
  NetworkOptions options{.layers = layers, .weights = edges, .path = path};
  options.gradient_mark = "δ";
  const int tallest = std::ranges::max(s.sizes);
  options.most_neurons = most_units;
  options.height = std::max(ui::narrow() ? 230.f : 300.f, 27.f * static_cast<float>(tallest));
  if (s.chain.layer > 0 && s.chain.from > 0) options.selected = path.front();
  if (s.chain.layer > 0 && s.chain.from == 0) options.selected_neuron = {s.chain.layer, s.chain.to - 1};
  const auto progress = static_cast<float>(seconds_in_phase / flow_seconds);
  const bool forward = s.phase == Phase::forward;
  const bool backward = s.phase == Phase::backward && s.layer < static_cast<int>(s.layers.size());
  if (progress < 1 && (forward || backward)) {
    options.flow_layer = forward ? s.layer - 1 : s.layer;
    options.flow_progress = forward ? progress : 1 - progress;
    ui::request_frame();
  }
  options.name = parts.say("신경망", "Network");
  const NetworkResult result = network("network", options);
  ui::tell(told(result, layers, edges));
  choose(parts.settings, result);
}

}  // namespace madang::demos::backprop
