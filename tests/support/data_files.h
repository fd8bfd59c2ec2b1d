#pragma once

#include "demo/experiment.h"
#include "io/file.h"
#include "support/paths.h"

namespace madang::test {

/// What the shell does before a reset: gives an experiment the data files it wants.
inline void load_files(demo::AnyExperiment& experiment) {
  for (auto name = experiment.missing_file(); !name.empty(); name = experiment.missing_file())
    experiment.files[name] = io::read_file(std::filesystem::path(data_folder) / name);
}

}  // namespace madang::test
