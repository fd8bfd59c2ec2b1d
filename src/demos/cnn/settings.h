#pragma once

#include <string>
#include <vector>

#include "data/image_source.h"

namespace madang::demo {
class FieldCollector;
}  // namespace madang::demo

namespace madang::demos::cnn {

enum class Network { lenet, alexnet, vgg, inception, resnet };
enum class Plan { cycle, constant };  // of the learning rate
enum class Page { layers, training, networks, mistakes };

constexpr int network_count = 5;
constexpr int side = data::image_side;
constexpr int classes = data::image_classes;
constexpr int test_images = 2000;

struct Settings {
  Network network = Network::lenet;
  int blocks = 1;         // of two convolutions each, in each of the three stages of VGG and ResNet
  bool vgg_norm = false;  // batch norm in VGG
  data::ImageSource data = data::ImageSource::mnist;
  float learning_rate = 0.01f;  // of Adam; the peak of a cycle
  Plan plan = Plan::cycle;
  int cycle = 1;   // passes through the training images
  int batch = 16;  // images
  Page page = Page::layers;
  int example = 0;      // the test image that is looked at while nothing is drawn
  std::string drawing;  // by the reader, see io/sketch.h
  int layer = 0;        // looked into, counted from 0
  int map = 0;          // of that layer

  void visit(demo::FieldCollector& v);

 private:
  void visit_network(demo::FieldCollector& v);
  void visit_training(demo::FieldCollector& v);
  void visit_view(demo::FieldCollector& v);
};

}  // namespace madang::demos::cnn
