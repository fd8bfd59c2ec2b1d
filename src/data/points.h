#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/text.h"

namespace madang {

/// Labelled points of the plane: data[i] = (x[i], y[i]) belongs to class label[i].
struct Points {
  std::vector<float> x;
  std::vector<float> y;
  std::vector<std::int32_t> label;
  int classes = 2;

  std::size_t size() const { return x.size(); }
  void add(float px, float py, std::int32_t point_class) {
    x.push_back(px);
    y.push_back(py);
    label.push_back(point_class);
  }
};

constexpr std::size_t most_own_points = 1000;
constexpr int most_point_classes = 4;
constexpr float plane_limit = 1.5f;  ///< own points lie within ± this on both axes

/// The form in which the reader's own points travel in a link: "0.52_-0.3_1~…", x, y and class of each.
std::string text_of_points(const Points& points);

struct ReadPoints {
  Points points;
  Text refused;  ///< what could not be read; empty when all could
};
/// Reads that form; pieces that are no point, lie outside or are too many are left out and named.
ReadPoints points_of_text(std::string_view text);

/// Whether the class called `a` comes before the one called `b`: numbers by value, before names; names by
/// code points. Numbers of one value are the same class, as "1" and "1.0". A strict weak order.
bool class_before(std::string_view a, std::string_view b);

struct CsvPoints {
  Points points;
  std::vector<std::string> class_names;  ///< as they stand in the file, in the order of their numbers
  bool header = false;
  Text told = {};  ///< how the file was read, where the reader should know
};
/// A table of three columns, x, y and class (a number or a name), with or without a header row. The classes
/// are numbered in the order of class_before, whatever the order of the rows; of several ways to write one
/// number the shortest names it. The numbers are scaled so that each column fills −1 … 1. Throws io::Refused.
CsvPoints points_of_csv(std::string_view bytes);

}  // namespace madang
