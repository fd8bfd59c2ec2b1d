// The drawn network: empty, broken and huge input, narrow and wide, and what is found under the mouse.
#include "demos/backprop/view_drawing.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "ui/screen.h"
#include "ui/text.h"

using namespace madang;
using namespace madang::ui;
using demos::backprop::Edge, demos::backprop::network, demos::backprop::NetworkLayer,
    demos::backprop::NetworkResult, demos::backprop::Neuron;
using demos::backprop::shown_neurons;
using madang::test::Screen;

namespace {

constexpr float nan_value = std::numeric_limits<float>::quiet_NaN();

enum class Input { empty, broken, huge, usual };

Matrix matrix(int rows, int columns, Input input) {
  Matrix m{rows, columns, {}};
  for (int i = 0; i < rows * columns; ++i)
    m.values.push_back(input == Input::broken ? nan_value : std::sin(static_cast<float>(i)) * 3.f);
  return m;
}

void draw_network(Input input) {
  std::vector<NetworkLayer> layers;
  std::vector<Matrix> weights;
  if (input != Input::empty) {
    const int hidden = input == Input::huge ? 3000 : 4;
    const auto numbers = matrix(1, hidden, input).values;
    layers = {{2, "입력", {"x₁", std::string(500, 'x')}, {1.f, nan_value}},
              {hidden, "tanh · 4", {}, numbers, numbers},
              {1, "출력", {"ŷ"}}};
    weights = {matrix(2, hidden, input), matrix(hidden, 1, input)};
  }
  const Edge path[] = {{0, 1, 2}, {1, 2, 0}};
  network("network", {.layers = layers,
                      .weights = weights,
                      .path = path,
                      .selected = {0, 1, 2},
                      .selected_neuron = {9, 9},
                      .flow_layer = 1,
                      .flow_progress = 0.5f});
}

}  // namespace

TEST_CASE("backprop: the network is drawn inside its window, whatever the numbers") {
  for (const float width : {320.f, 1600.f})
    for (const Input input : {Input::empty, Input::broken, Input::huge, Input::usual}) {
      CAPTURE(width);
      CAPTURE(static_cast<int>(input));
      Screen screen(width, 900.f, width > 1000.f);
      screen.frame([] {});
      const int without = screen.vertices();
      for (int i = 0; i < 3; ++i) {
        screen.mouse({width / 2.f, 60.f + 30.f * static_cast<float>(i)});
        screen.frame([&] { draw_network(input); });
      }
      CHECK(screen.sane());
      CHECK((screen.vertices() > without) == (input != Input::empty));
    }
}

TEST_CASE("backprop: many neurons are elided, the last one stays") {
  CHECK(shown_neurons(4, 12) == std::vector<int>{0, 1, 2, 3});
  CHECK(shown_neurons(100, 5) == std::vector<int>{0, 1, 2, -1, 99});
  CHECK(shown_neurons(0, 5).empty());
}

TEST_CASE("backprop: gradients are written where there is room between the neurons, and nowhere else") {
  const auto vertices = [](int size, bool gradients) {
    const std::vector<float> numbers(static_cast<std::size_t>(size), 0.5f);
    const std::vector<NetworkLayer> layers = {
        {1, "in"}, {size, "tanh", {}, numbers, gradients ? numbers : std::vector<float>{}}};
    Screen screen(600.f);
    screen.frame([&] { network("n", {.layers = layers, .width = 500.f, .height = 300.f}); });
    return screen.vertices();
  };
  CHECK(vertices(4, true) > vertices(4, false));
  CHECK(vertices(12, true) == vertices(12, false));
}

TEST_CASE("backprop: an edge and a neuron are found under the mouse") {
  Screen screen(600.f);
  const std::vector<NetworkLayer> layers = {{1, "in"}, {1, "out"}};
  const std::vector<Matrix> weights = {{1, 1, {0.5f}}};
  NetworkResult result;
  ImVec2 low;
  const auto draw = [&] {
    low = ImGui::GetCursorScreenPos();
    result = network("n", {.layers = layers, .weights = weights, .width = 500.f, .height = 200.f});
  };
  screen.frame(draw);
  const float line_y = low.y + (4.f + 200.f - small_size - 10.f) / 2.f;
  screen.mouse({low.x + 250.f, line_y});
  screen.frame(draw);
  screen.frame(draw);
  CHECK(result.hovered_edge == Edge{0, 0, 0});
  CHECK(!result.hovered_neuron);
  screen.mouse({low.x + 30.f, line_y});
  screen.frame(draw);
  screen.frame(draw);
  CHECK(result.hovered_neuron == Neuron{0, 0});
  CHECK(!result.hovered_edge);
}
