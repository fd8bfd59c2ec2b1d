#include "demo/thinning.h"

namespace madang::demo {

bool Thinning::admits(std::uint64_t step, std::initializer_list<std::vector<float>*> columns) {
  constexpr std::size_t most_points = 400;
  if (!due(step)) return false;
  if ((*columns.begin())->size() < most_points) return true;
  for (std::vector<float>* values : columns) {
    for (std::size_t i = 0; i < values->size() / 2; ++i) (*values)[i] = (*values)[2 * i];
    values->resize(values->size() / 2);
  }
  interval_ *= 2;
  return due(step);
}

}  // namespace madang::demo
