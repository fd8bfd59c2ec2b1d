#pragma once

#include <functional>
#include <string>
#include <vector>

namespace madang::bench {

struct Item {
  std::string work;
  std::string variant;        // empty, or " reference" for the scalar specification
  double operations;          // floating-point operations of one run; 0 where the time itself is the result
  std::function<void()> run;  // one run
};

/// Training steps, on autograd.
std::vector<Item> step_items();

}  // namespace madang::bench
