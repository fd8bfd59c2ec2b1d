#pragma once

#include <string>
#include <vector>

namespace madang::test {

/// What a module or optimiser gives here, and the script that must print the same numbers, "place value" on
/// each line.
struct ModuleRun {
  std::string name;
  std::string script;
  std::vector<float> values;
};

/// Every module and optimiser that says what it is in PyTorch, with options other than the usual ones.
std::vector<ModuleRun> module_runs();

}  // namespace madang::test
