#include <initializer_list>

#include "data/graph.h"

namespace madang::data {

Graph karate_club() {
  struct Row {
    std::int32_t node;
    std::initializer_list<std::int32_t> later;  // its neighbours of higher number
  };
  const Row rows[] = {
      {0, {1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31}},
      {1, {2, 3, 7, 13, 17, 19, 21, 30}},
      {2, {3, 7, 8, 9, 13, 27, 28, 32}},
      {3, {7, 12, 13}},
      {4, {6, 10}},
      {5, {6, 10, 16}},
      {6, {16}},
      {8, {30, 32, 33}},
      {9, {33}},
      {13, {33}},
      {14, {32, 33}},
      {15, {32, 33}},
      {18, {32, 33}},
      {19, {33}},
      {20, {32, 33}},
      {22, {32, 33}},
      {23, {25, 27, 29, 32, 33}},
      {24, {25, 27, 31}},
      {25, {31}},
      {26, {29, 33}},
      {27, {33}},
      {28, {31, 33}},
      {29, {32, 33}},
      {30, {32, 33}},
      {31, {32, 33}},
      {32, {33}},
  };
  Graph graph{.nodes = 34, .edges = {}, .labels = std::vector<std::int32_t>(34, 1)};
  for (const auto& row : rows)
    for (const auto other : row.later) graph.edges.emplace_back(row.node, other);
  for (const auto node : {0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 16, 17, 19, 21})
    graph.labels[static_cast<std::size_t>(node)] = 0;
  return graph;
}

}  // namespace madang::data
