#pragma once

#include <string>
#include <vector>

#include "nn/module.h"
#include "support/samples.h"

namespace madang::test {

template <Module M>
std::vector<std::string> names(const M& module) {
  std::vector<std::string> result;
  for (const NamedParameter& parameter : module.named_parameters()) result.push_back(parameter.name);
  return result;
}

}  // namespace madang::test
