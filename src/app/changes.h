#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/undo.h"
#include "core/text.h"

namespace madang::app {

/// What differs between two states of a demo.
struct Changes {
  std::vector<std::string>
      names;         ///< settings in the order of the fields; then "seed", "step", "b." (the comparison)
  std::string told;  ///< "data XOR, hidden layers 0, 120 steps"; empty where nothing differs
};

/// Values are those at the end of each run. `fields` give labels and options.
Changes changes_of(std::vector<demo::Field> fields, const Standing& before, const Standing& after,
                   Language language);

}  // namespace madang::app
