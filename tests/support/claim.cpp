#include "support/claim.h"

#include <algorithm>
#include <limits>

namespace madang::test {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
double least = infinity;

}  // namespace

double take_least_margin() {
  const double taken = least;
  least = infinity;
  return taken;
}

void note_margin(double room, double limit) {
  if (std::isnan(room))
    least = -infinity;
  else
    least = std::min(least, limit != 0 ? room / std::abs(limit) : room);
}

}  // namespace madang::test
