#pragma once

#include <string>
#include <vector>

#include "demo/rule.h"

namespace madang::demos::convolution {

constexpr int side = 40;  // of the picture, pixels
constexpr int most_shift = 6;

enum class Source { scene, stripes, drawing, photo };
enum class Channels { grey, rgb };
enum class Filter { identity, blur, sharpen, sobel_x, sobel_y, laplacian, emboss, random, learned };
enum class Width { three, five, seven };
enum class Page { window, pooling, shift, learning };

/// Where the window lies: tap k of output o reads input o · stride + k · dilation − padding, in both axes.
struct Geometry {
  int size = 3;  // of the kernel
  int stride = 1;
  int padding = 1;
  int dilation = 1;

  int input(int output, int tap) const { return output * stride + tap * dilation - padding; }
  /// Pixels from the first tap to the last.
  int reach() const { return dilation * (size - 1) + 1; }
  /// Outputs in a row.
  int outputs() const { return (side + 2 * padding - reach()) / stride + 1; }
};

struct Settings {
  Source source = Source::scene;
  std::string drawing;  // of io::write_sketch, side × side
  std::string photo;    // of io::write_photo, side × side
  Channels channels = Channels::grey;
  Filter filter = Filter::sobel_x;
  Width width = Width::three;
  int stride = 1;
  int padding = 1;
  int dilation = 1;
  Page page = Page::window;
  int pool = 2;
  float alpha = 0.5f;
  int shift_x = 1;
  int shift_y = 0;
  Filter target = Filter::sobel_x;
  demo::Rule rule = demo::Rule::adam;
  float learning_rate = 0.2f;

  Geometry geometry() const { return {3 + 2 * static_cast<int>(width), stride, padding, dilation}; }
  int channel_count() const { return channels == Channels::rgb ? 3 : 1; }

  void visit(demo::FieldCollector& v);

 private:
  void visit_picture(demo::FieldCollector& v);
  void visit_layer(demo::FieldCollector& v);
  void visit_pages(demo::FieldCollector& v);
  void visit_learning(demo::FieldCollector& v);
};

}  // namespace madang::demos::convolution
