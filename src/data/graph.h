#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace madang::data {

/// An undirected graph whose nodes belong to classes; each edge stands once, the smaller node first.
struct Graph {
  int nodes = 0;
  std::vector<std::pair<std::int32_t, std::int32_t>> edges;
  std::vector<std::int32_t> labels;  ///< (nodes)
};

/// Who met whom outside of a karate club's lessons, and whom each of the 34 members followed when it broke in
/// two: 0 the instructor (node 0), 1 the president (node 33) (Zachary, "An information flow model for
/// conflict and fission in small groups", Journal of Anthropological Research 33(4), 1977, figures 1 and 3).
Graph karate_club();

}  // namespace madang::data
