#pragma once

#include <cstdint>
#include <vector>

#include "core/matrix.h"
#include "core/text.h"
#include "demos/cnn/settings.h"

namespace madang::demos::cnn {

/// The reader asks for times: `demo::Action{measure}`. They are this machine's, so that only then they are
/// shown.
constexpr const char* measure = "measure";

/// One layer, what it is and what it makes of the picture that is shown.
struct LayerPicture {
  Text name;
  int channels = 0, height = 1, width = 1;
  int field = 1;
  float parameters = 0, multiply_adds = 0;
  std::vector<float>
      maps;  ///< (channels, height, width), of large layers the first ones; on the page of layers

  template <class Visitor>
  void visit(Visitor& v) {
    v(name, channels, height, width, field, parameters, multiply_adds, maps);
  }
};

/// One feature map, spread out.
struct MapPicture {
  int layer = 0, map = 0;
  Matrix values;
  Matrix sees;                 ///< ∂ its largest number / ∂ input, (28, 28)
  int kernel = 0;              ///< of the filters; 0: the layer has none of its own
  std::vector<float> filters;  ///< one for each map of the layer before, (count, kernel, kernel)

  template <class Visitor>
  void visit(Visitor& v) {
    v(layer, map, values, sees, kernel, filters);
  }
};

struct ZooRow {
  int depth = 0, field = 0;
  float parameters = 0, multiply_adds = 0;
  float answer_ms = 0, training_ms = 0;  ///< for a picture; 0: not measured

  template <class Visitor>
  void visit(Visitor& v) {
    v(depth, field, parameters, multiply_adds, answer_ms, training_ms);
  }
};

/// `count` convolutions with a kernel, from `channels` to as many.
struct StackRow {
  int count = 0, kernel = 0, channels = 0, field = 0;
  float weights = 0;
  Matrix seen;  ///< how much the middle of the output depends on each place of the input

  template <class Visitor>
  void visit(Visitor& v) {
    v(count, kernel, channels, field, weights, seen);
  }
};

struct Mistake {
  int truth = 0, guess = 0, image = 0;
  float sureness = 0;

  template <class Visitor>
  void visit(Visitor& v) {
    v(truth, guess, image, sureness);
  }
};

struct Snapshot {
  std::uint64_t step = 0;
  float images = 0;  ///< trained on so far
  float loss = 0;    ///< of the last batch
  float learning_rate = 0;
  float test_accuracy = -1;             ///< −1: not looked at yet
  float goal_images = 0;                ///< after which 97 % were first seen; 0: not yet
  float goal_multiply_adds = 0;         ///< of these images: three times those forwards, see text
  float seconds = 0, goal_seconds = 0;  ///< of training; 0 until times were asked for
  int truth = -1;                       ///< class of the picture that is shown; −1: drawn by the reader
  Matrix input;                         ///< as the network gets it
  std::vector<float> chances;           ///< of each class
  std::vector<LayerPicture> layers;
  MapPicture inside;                  ///< on the page of layers
  std::vector<ZooRow> zoo;            ///< on the page of networks, in the order of Network
  std::vector<StackRow> stacks;       ///< likewise
  std::vector<Mistake> mistakes;      ///< on the page of mistakes
  std::vector<float> mistake_images;  ///< (mistakes, 28, 28)
  Matrix confusion;                   ///< likewise; (truth, guess)

  template <class Visitor>
  void visit(Visitor& v) {
    v(step, images, loss, learning_rate, test_accuracy, goal_images, goal_multiply_adds, seconds,
      goal_seconds, truth, input, chances, layers, inside, zoo, stacks, mistakes, mistake_images, confusion);
  }
};

}  // namespace madang::demos::cnn
