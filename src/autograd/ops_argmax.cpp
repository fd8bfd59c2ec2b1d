#include "autograd/ops_argmax.h"

#include <cmath>

#include "autograd/axis_view.h"
#include "autograd/record.h"

namespace madang {
namespace {

template <class Better>
std::vector<std::int32_t> best_places(const char* operation, const Tensor& x, int axis, Better better) {
  axis = checked_axis(operation, x.shape(), axis);
  const AxisView view(x.shape(), axis);
  const int size = x.shape()[axis];
  std::vector<std::int32_t> places(view.outer * view.inner);
  if (size == 0 && !places.empty()) fail(operation, "no elements", x.shape());
  for (std::size_t i = 0; i < places.size(); ++i) {
    const float* line =
        x.data() + i / view.inner * static_cast<std::size_t>(size) * view.inner + i % view.inner;
    const auto at = [&](int place) { return line[static_cast<std::size_t>(place) * view.inner]; };
    for (int place = 1; place < size; ++place) {
      const float best = at(places[i]);
      if (!std::isnan(best) && (better(at(place), best) || std::isnan(at(place)))) places[i] = place;
    }
  }
  return places;
}

}  // namespace

std::vector<std::int32_t> argmax(const Tensor& x, int axis) {
  return best_places("argmax", x, axis, [](float a, float b) { return a > b; });
}
std::vector<std::int32_t> argmin(const Tensor& x, int axis) {
  return best_places("argmin", x, axis, [](float a, float b) { return a < b; });
}

}  // namespace madang
