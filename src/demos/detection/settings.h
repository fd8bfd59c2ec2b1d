#pragma once

#include <array>
#include <string>

#include "core/text.h"

namespace madang::demo {
class FieldCollector;
}

namespace madang::demos::detection {

enum class Page { scene, score, queries };
enum class Heads { yolo, both };
enum class Kinds { shapes, digits };
enum class Grid { coarse, middle, fine };
enum class Tool { move, add, draw };
enum class Definition { all_points, eleven_points, coco };

inline constexpr std::array cells_of_grid = {3, 6, 12};  // on a side, in the order of Grid
constexpr int side = 48;                                 // of an image, pixels
constexpr int form_classes = 4, digit_classes = 4;       // circle … cross, then the digits 0 … 3
constexpr int most_classes = form_classes + digit_classes;
constexpr int box_numbers = 5;  // that a box takes: x, y, w, h, confidence
constexpr int query_count = 8;
constexpr int batch_size = 8;  // scenes
constexpr int test_scenes = 64;
constexpr int most_objects = 8;  // of the reader's
constexpr int trial_updates = 500;

struct Settings {
  Page page = Page::scene;
  float threshold = 0.2f;  // least score of a detection that counts
  bool nms = true;
  float overlap = 0.5f;  // IoU beyond which NMS drops a box
  int kept = 0;          // step of NMS that is shown; 0: all of them
  int example = 0;       // of the test scenes
  std::string objects;   // the reader's own scene, see placed.h; empty: the example
  std::string mine;      // the boxes that the reader drew
  Tool tool = Tool::move;
  int kind = 1;             // class of what is added or drawn, counted from 1
  int row = 3, column = 3;  // of the chosen cell, counted from 1
  int shown_class = 0;      // whose curve is drawn, counted from 1; 0: all
  Definition definition = Definition::all_points;
  int query = 1, object = 1;  // of the chosen price, counted from 1
  Heads heads = Heads::yolo;
  Kinds kinds = Kinds::shapes;
  Grid grid = Grid::middle;
  int boxes = 2;                             // of a cell
  float coordinates = 5, background = 0.5f;  // λ_coord, λ_noobj
  bool roots = true;
  float learning_rate = 3e-3f;
  int seeds = 3;  // of the trial

  int cells() const { return cells_of_grid[static_cast<std::size_t>(grid)]; }
  int classes() const { return kinds == Kinds::digits ? most_classes : form_classes; }
  void visit(demo::FieldCollector& v);

 private:
  void visit_look(demo::FieldCollector& v);
  void visit_hand(demo::FieldCollector& v);
  void visit_training(demo::FieldCollector& v);
};

/// "circle", "2"
Text class_name(int label);

}  // namespace madang::demos::detection
