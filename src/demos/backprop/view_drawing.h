#pragma once

#include <span>
#include <string>
#include <vector>

#include <imgui.h>

#include "core/matrix.h"

namespace madang::demos::backprop {

struct Neuron {
  int layer = -1;
  int index = -1;
  explicit operator bool() const { return layer >= 0; }
  bool operator==(const Neuron&) const = default;
};

/// The weight from neuron `from` of layer `layer` to neuron `to` of the next one.
struct Edge {
  int layer = -1;
  int from = -1;
  int to = -1;
  explicit operator bool() const { return layer >= 0; }
  bool operator==(const Edge&) const = default;
};

struct NetworkLayer {
  int size = 0;
  std::string label = {};               ///< below the column: "tanh · 4"
  std::vector<std::string> names = {};  ///< one per neuron, may be shorter: "x₁"
  std::vector<float> values = {};       ///< one per neuron: colours it, and is written in it; empty: none
  std::vector<float> gradients = {};    ///< a second number below the first; empty: none
};

struct NetworkOptions {
  std::string name = {};  ///< for a screen reader
  std::span<const NetworkLayer> layers = {};
  std::span<const Matrix> weights = {};  ///< one fewer than layers: at(from, to)
  std::span<const Edge> path = {};       ///< edges drawn strongly, all others pale
  Edge selected = {};
  Neuron selected_neuron = {};
  int most_neurons = 12;            ///< of a column; from the rest only the last is drawn, with ⋮ between
  bool numbers = true;              ///< values in neurons that are large enough
  std::string gradient_mark = "∂";  ///< stands before the second number
  /// Dots that travel over the edges after layer `flow_layer` (−1: none) at `flow_progress` 0…1; from 1 to 0
  /// for gradients flowing backwards.
  int flow_layer = -1;
  float flow_progress = 0.f;
  float width = 0.f;  ///< css px; 0: what is available
  float height = 280.f;
};

struct NetworkResult {
  Edge hovered_edge;
  Neuron hovered_neuron;
  Edge clicked_edge;
  Neuron clicked_neuron;
};

/// Layers of neurons from left to right with their weights; blue is positive, orange negative, width is size.
NetworkResult network(const char* id, const NetworkOptions& options);

/// Which neurons of a layer are drawn: all, or the first ones and the last; −1 stands for ⋮.
std::vector<int> shown_neurons(int size, int most);

}  // namespace madang::demos::backprop
