#pragma once

#include <vector>

namespace madang::demo {
class FieldCollector;
}  // namespace madang::demo

namespace madang::demos::activations {

enum class Function { sigmoid, tanh, relu, leaky_relu, prelu, elu, selu, gelu };
enum class Start { tiny, unit, xavier, lecun, he };  // how weights begin, see deep_net.h
enum class Data { circles, moons, spiral, exclusive_or, blobs };
enum class Rule { gradient_descent, momentum, adam };
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
  bool compare = false;  // network B is shown beside it
  Function function_b = Function::relu;
  Start start_b = Start::he;
  int depth = 20;
  int width = 64;
  Data data = Data::circles;
  Rule rule = Rule::gradient_descent;
  float learning_rate = 0.03f;
  int batch = 32;
  float leaky_slope = 0.01f;
  Page page = Page::layers;
  Measured measured = Measured::gradient;
  Norm norm = Norm::sums;
  int layer = 1;  // looked into, counted from 1
  Look look = Look::weights;
  Watched watched = Watched::loss;

  bool uses(Function wanted) const { return function == wanted || (compare && function_b == wanted); }

  void visit(demo::FieldCollector& v);

 private:
  void visit_networks(demo::FieldCollector& v);
  void visit_training(demo::FieldCollector& v);
  void visit_view(demo::FieldCollector& v);
};

}  // namespace madang::demos::activations
