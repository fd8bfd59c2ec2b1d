#include <algorithm>
#include <array>

#include <imgui.h>

#include "demos/backprop/view_drawing.h"
#include "demos/backprop/view_parts.h"
#include "ui/arithmetic.h"
#include "ui/controls.h"
#include "ui/filled.h"
#include "ui/frame.h"
#include "ui/pad.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::backprop {

namespace {

constexpr double flow_seconds = 0.45;

std::string output_name(const Parts& parts) {
  const bool softmax = parts.settings.loss == Loss::cross_entropy && parts.snapshot.sizes.back() > 1;
  return softmax ? parts.say("소프트맥스", "softmax") : parts.say("시그모이드", "sigmoid");
}

std::string hidden_name(const Parts& parts) {
  return demo::label_of(parts.settings, &Settings::squash).in(parts.hand.language);
}

std::string forward_sentence(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  const bool last = s.layer + 1 == static_cast<int>(s.sizes.size());
  return ui::filled(parts,
                    {"{0}층: 가중합 z = Wa + b를 구하고 {1} 함수를 거쳐 {2}를 얻었다.",
                     "Layer {0}: the sums z = Wa + b, then {2} = {1}(z)."},
                    s.layer, last ? output_name(parts) : hidden_name(parts), last ? "ŷ" : "a");
}

std::string error_sentence(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  const std::string error = ui::number_text(s.error);
  const std::vector<float>& predictions = s.layers.back().a;
  if (predictions.size() == 1 && s.target.size() == 1 && parts.settings.loss == Loss::half_squared_error)
    return "E = ½(y − ŷ)² = ½(" + ui::number_text(s.target[0]) + " − " + ui::number_text(predictions[0]) +
           ")² = " + error;
  if (parts.settings.loss == Loss::half_squared_error) return "E = ½Σ(y − ŷ)² = " + error;
  return ui::filled(parts, {"E = −log(정답의 ŷ) = {0}", "E = −log(ŷ of the true class) = {0}"}, error);
}

std::string backward_sentence(const Parts& parts) {
  const int layer = parts.snapshot.layer;
  const bool last = layer + 1 == static_cast<int>(parts.snapshot.sizes.size());
  if (last)
    return ui::filled(parts,
                      {"{0}층(출력): δ = ∂E/∂z를 구했다. 가중치의 기울기는 δ × 앞 층의 a이다.",
                       "Layer {0} (output): δ = ∂E/∂z. A weight's gradient is δ times the a that feeds it."},
                      layer);
  return ui::filled(parts,
                    {"{0}층: 다음 층의 δ를 가중치를 거슬러 모으고 f′(z)를 곱해 δ를 얻었다.",
                     "Layer {0}: the next layer's δ, collected through the weights, times f′(z)."},
                    layer);
}

std::string sentence(const Parts& parts) {
  switch (parts.snapshot.phase) {
    case Phase::ready:
      return parts.say("점 하나가 입력에 놓였다. ‘한 단계’를 누르면 순전파가 시작된다.",
                       "One point stands at the input. Press “Step” to begin the forward pass.");
    case Phase::forward:
      return forward_sentence(parts);
    case Phase::error:
      return error_sentence(parts);
    case Phase::backward:
      return backward_sentence(parts);
    case Phase::update:
      return parts.say(
          "모든 가중치를 기울기의 반대쪽으로 옮겼다: w ← w − η ∂E/∂w. 다음은 새 점의 순전파이다.",
          "Every weight has moved against its gradient: w ← w − η ∂E/∂w. Next, a new point.");
    case Phase::training:
      return parts.say(
          "배치마다 순전파, 역전파, 갱신을 한 번에 한다. 아래 수는 지금 가중치로 고른 점을 계산한 것이다.",
          "Each step runs the forward pass, backward pass and update for a batch. The numbers below are for "
          "the chosen point with the current weights.");
  }
  return {};
}

/// [−] text [+], on the same line as the last one where there is room.
bool stepper(const char* id, const std::string& text, int& value, int low, int high, bool first) {
  constexpr float button_width = 34.f;
  const float width = 2 * button_width + ui::text_width(text, ui::body_size) + 24.f;
  if (!first) {
    const float right_edge = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
    if (ImGui::GetItemRectMax().x + 14.f + width <= right_edge) ImGui::SameLine(0.f, 14.f);
  }
  ImGui::PushID(id);
  ImGui::BeginGroup();
  bool changed = false;
  ImGui::BeginDisabled(value <= low);
  if (ui::button("−", false, button_width, text + " −")) changed = (--value, true);
  ImGui::EndDisabled();
  ImGui::SameLine(0.f, 6.f);
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(text.c_str());
  ImGui::SameLine(0.f, 6.f);
  ImGui::BeginDisabled(value >= high);
  if (ui::button("+", false, button_width, text + " +")) changed = (++value, true);
  ImGui::EndDisabled();
  ImGui::EndGroup();
  ImGui::PopID();
  return changed;
}

std::vector<NetworkLayer> layers_of(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  std::vector<NetworkLayer> layers;
  layers.push_back(
      {.size = 2, .label = parts.say("입력", "input"), .names = {"x₁", "x₂"}, .values = s.input});
  for (std::size_t i = 0; i < s.layers.size(); ++i) {
    const bool last = i + 1 == s.layers.size();
    NetworkLayer& layer = layers.emplace_back();
    layer.size = s.sizes[i + 1];
    layer.label = last ? output_name(parts) : hidden_name(parts);
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
  if (phase != Phase::training) {
    const std::array<const char*, 4> names = {
        parts.say("① 순전파", "1 Forward"), parts.say("② 오차", "2 Error"),
        parts.say("③ 역전파", "3 Backward"), parts.say("④ 갱신", "4 Update")};
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
  if (parts.snapshot.sample > 0) ui::caption(sentence(parts));
}

void draw_layers_editor(const Parts& parts) {
  Settings& s = parts.settings;
  const std::string layers = s.layers == 1 ? ui::filled(parts, {"은닉층 {0}", "{0} hidden layer"}, s.layers)
                                           : ui::filled(parts, {"은닉층 {0}", "{0} hidden layers"}, s.layers);
  stepper("layers", layers, s.layers, 0, most_hidden_layers, true);
  for (int i = 0; i < s.layers; ++i) {
    int& units = s.units[i];
    const std::string text = units == 1 ? ui::filled(parts, {"{0}개", "{0} unit"}, units)
                                        : ui::filled(parts, {"{0}개", "{0} units"}, units);
    stepper(std::to_string(i).c_str(), text, units, 1, most_units, false);
  }
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
