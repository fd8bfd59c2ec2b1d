#pragma once

#include "demo/rule.h"

namespace madang::demos::activations {

enum class Function { sigmoid, tanh, relu, leaky_relu, prelu, elu, selu, gelu };
enum class Start { tiny, unit, xavier, lecun, he };  // how weights begin, see deep_net.h
enum class Data { circles, moons, spiral, exclusive_or, blobs };
enum class Page { layers, inside, training };
enum class Norm { sums, weights };  // gradient of the loss with respect to z or to W
enum class Look { weights, gradient, activations };
enum class Measured { gradient, variance, mean, off };  // of every layer
enum class Watched { loss, ratio, off };                // while training

constexpr int least_depth = 2;
constexpr int most_depth = 50;

struct Settings {
  Function function = Function::sigmoid;  // of network A
  Start start = Start::xavier;
  bool compare = true;  // network B is shown beside it
  Function function_b = Function::relu;
  Start start_b = Start::he;
  int depth = 20;
  int width = 64;
  Data data = Data::circles;
  demo::Rule rule = demo::Rule::gradient_descent;
  float learning_rate = 0.03f;
  int batch = 32;
  float leaky_slope = 0.01f;
  Page page = Page::layers;
  Measured measured = Measured::gradient;
  Norm norm = Norm::sums;
  int layer = 1;  // looked into, counted from 1
  Look look = Look::weights;
  Watched watched = Watched::loss;

  /// Of network A (0) or B (1).
  Function function_of(int net) const { return net == 0 ? function : function_b; }
  Start start_of(int net) const { return net == 0 ? start : start_b; }
  bool uses(Function wanted) const { return function == wanted || (compare && function_b == wanted); }

  /// Whether what is drawn by layer or over time is a gradient.
  bool shows_gradient() const {
    return (page == Page::layers && measured == Measured::gradient) ||
           (page == Page::training && watched == Watched::ratio);
  }

  void visit(demo::FieldCollector& v);

 private:
  void visit_networks(demo::FieldCollector& v);
  void visit_training(demo::FieldCollector& v);
  void visit_view(demo::FieldCollector& v);
};

/// Whether z ≤ 0 at every point switches a unit off: the two that squash from both sides have no such side.
inline bool can_be_off(Function function) {
  return function != Function::sigmoid && function != Function::tanh;
}

}  // namespace madang::demos::activations
