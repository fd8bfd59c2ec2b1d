#pragma once

#include <string>

namespace madang::test {

/// Trains the start that a demo ships by the recipe in its folder, and writes the weights beside it
/// (tests/run.sh --start SLUG). Its start.txt says, line by line,
///   settings: a link to the demo from zero, without `#`
///   steps: so many
///   sha256: of the file that came of it
/// Returns 0 when it has been written.
int train_start(const std::string& slug);

}  // namespace madang::test
