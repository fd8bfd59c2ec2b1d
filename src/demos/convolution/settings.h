#pragma once

#include <string>
#include <vector>

#include "demo/rule.h"

namespace madang::demos::convolution {

constexpr int side = 40;  // of the picture, pixels
constexpr int most_shift = 6;

/// A house, until the reader draws.
constexpr const char* example_drawing =
    "0z0z0z0z0z0z0z0z0z0z0z0z0k3bg30z0s3dfgd30z0q3dfid30z0o3dfkd30z0m3dfhdgfhd30z0k3dfhd3gdfhd30z0i3d"
    "fhd30g3dfhd30z0g3dfhd30i3dfhd30z3dfhd30k3dfhd30x3dfhd30m3dfhd30v3dfhd30o3dfhd30t3dfhd30q3dfhd30r"
    "3dfib0sbfid30qbfjc0scfjb0qbfgdfgc0scfgdfgb0q3bgcfgc0scfgcbg30tcfgc0scfgc0wcfgc0h3bcjb30gcfgc0wcf"
    "gc0hbflb0gcfgc0wcfgc0hcflc0gcfgc0wcfgc0hcfgchfgc0gcfgc0wcfgc0hcfgc0cfgc0gcfgc0wcfgc0hcfgc0cfgc0g"
    "cfgc0wcfgc0hcfgc0cfgc0gcfgc0wcfgc0hcfgc0cfgc0gcfgc0wcfgcjfgchfgcifgc0wcfyc0wbfyb0w3bcwb30z0z0z0z"
    "0z0z0z0z0z0y";

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
  std::string drawing = example_drawing;  // of io::write_sketch, side × side
  std::string photo;                      // of io::write_photo, side × side; empty: a landscape
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
