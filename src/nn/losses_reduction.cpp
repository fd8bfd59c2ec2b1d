#include "nn/losses_reduction.h"

#include "autograd/ops_reduce.h"
#include "autograd/record.h"

namespace madang {

Variable reduced(const char* operation, const Variable& losses, Reduction reduction) {
  switch (reduction) {
    case Reduction::mean:
      if (losses.value().size() == 0) fail(operation, "a mean of no elements", losses.shape());
      return mean(losses);
    case Reduction::sum:
      return sum(losses);
    case Reduction::none:
      return losses;
  }
  throw Error(std::string(operation) + ": no such reduction");
}

}  // namespace madang
