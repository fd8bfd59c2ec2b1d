#pragma once

#include <cstdint>
#include <optional>
#include <vector>

/// Where a claim's seeds come from: every claim draws them here, so that the same claim can be tried on fresh
/// ones (tests/run.sh --evidence).
namespace madang::test {

/// 1 … count; in run i of the evidence that begins at `first`, first + i, first + i + 10, first + i + 20 …,
/// which no other run has.
std::vector<std::uint64_t> seeds(int count);

/// The first of them, for a claim that needs one.
std::uint64_t seed();

constexpr int evidence_runs = 10;

/// Where the evidence begins unless told otherwise.
constexpr std::uint64_t first_evidence_seed = 1000;

/// Which of the evidence's runs this is, counted from 0, and the least of all its seeds.
void set_evidence_run(std::optional<int> run, std::uint64_t first = first_evidence_seed);

}  // namespace madang::test
