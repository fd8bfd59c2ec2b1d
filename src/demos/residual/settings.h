#pragma once

#include <array>

#include "core/text.h"

namespace madang::demo {
class FieldCollector;
}

namespace madang::demos::residual {

enum class Kind { plain, residual, highway, dense };
/// What stands before the weights of a layer: tanh, or batch norm and ReLU.
enum class Recipe { tanh, normalised };
/// How the weights of tanh layers begin: uniform in ±1/√inputs, as PyTorch's nn.Linear does, or Xavier.
enum class Start { small, xavier };
enum class Page { learning, block, surface };
constexpr int most_depth = 64;  // hidden layers

/// Which blocks are skipped in the answers of the page of the blocks.
enum class LeftOut { none, one, all };

constexpr int kind_count = 4;
constexpr int classes = 10;
constexpr int side = 28;  // pixels
constexpr int pixels = side * side;
constexpr int width = 48;  // units that go from block to block
constexpr int growth = 8;  // units that a layer of DenseNet adds
constexpr int batch = 64;
constexpr float gradient_limit = 5;  // of the 2-norm of all gradients of a network
inline constexpr std::array trial_depths = {4, 8, 16, 32, 64};
constexpr int trial_updates = 100;   // of a run at each of them
constexpr int surface_samples = 21;  // along each side
constexpr float surface_reach = 1;   // of α and β

struct Settings {
  Page page = Page::learning;
  Recipe recipe = Recipe::tanh;
  int depth = 30;  // hidden layers behind the first; an odd number is rounded down
  float learning_rate = 0.1f;
  Start start = Start::small;  // of tanh
  float gate_bias = -4;        // b_T of Highway
  int seeds = 3;               // of the trial
  Kind kind = Kind::residual;  // looked into
  int block = 8;               // counted from 1; the last that there is instead of one beyond
  LeftOut left_out = LeftOut::none;
  int row = 1, unit = 1;            // of the cell whose arithmetic is shown, counted from 1
  float alpha = 0.5f, beta = 0.5f;  // where the reader stands on the surface

  int blocks() const { return depth / 2; }
  void visit(demo::FieldCollector& v);

 private:
  void visit_network(demo::FieldCollector& v);
  void visit_look(demo::FieldCollector& v);
  void visit_place(demo::FieldCollector& v);
};

/// As the setting calls it.
Text name_of(Kind kind);

}  // namespace madang::demos::residual
