#pragma once

#include <string>
#include <vector>

#include "demo/rule.h"

namespace madang::demos::backprop {

enum class Mode { walk, train };
enum class Data { exclusive_or, moons, circles, spiral, blobs, own };
enum class Squash { sigmoid, tanh, relu, linear };  // of hidden units
enum class Loss { half_squared_error, cross_entropy };

constexpr int most_hidden_layers = 4;
constexpr int most_units = 16;

struct Settings {
  Mode mode = Mode::walk;
  Data data = Data::exclusive_or;
  int count = 200;
  float noise = 0.1f;
  int classes = 3;
  int layers = 1;
  int units[most_hidden_layers] = {4, 4, 4, 4};
  Squash squash = Squash::tanh;
  Loss loss = Loss::half_squared_error;
  demo::Rule rule = demo::Rule::gradient_descent;
  float learning_rate = 0.5f;
  int batch = 16;
  int sample = 0;        // 0: in turn, else the number of a training point, counted from 1
  int weight_layer = 0;  // 0: none is looked at; else the layer of weights, counted from 1
  int weight_to = 1;     // the unit it leads to, counted from 1
  int weight_from = 1;   // the unit it comes from; 0: the bias
  bool check_all = true;
  std::string points;  // the reader's own, see text_of_points
  int brush = 0;       // class of the points the reader draws

  /// Units of the hidden layers in order.
  std::vector<int> hidden() const { return {units, units + layers}; }

  void visit(demo::FieldCollector& v);

 private:
  void visit_data(demo::FieldCollector& v);
  void visit_network(demo::FieldCollector& v);
  void visit_training(demo::FieldCollector& v);
  void visit_view(demo::FieldCollector& v);
};

}  // namespace madang::demos::backprop
