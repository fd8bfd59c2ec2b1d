#pragma once

#include <cstdint>
#include <string>

namespace madang::test {

/// Runs every claim of a demo, or of all where `slug` is empty, ten times, each time on seeds that neither
/// the tests nor another run has, the least of them `first_seed`, and prints what held and by how much.
/// Returns the exit status: 1 where a claim held fewer than nine times, or there is none.
int show_evidence(const std::string& slug, std::uint64_t first_seed);

}  // namespace madang::test
