#pragma once

#include <cstdint>
#include <optional>
#include <vector>

/// Where a claim's seeds come from: every claim draws them here, so that the same claim can be tried on fresh
/// ones (tests/run.sh --evidence).
namespace madang::test {

/// 1 … count; in run i of the evidence 1000 + i, 1010 + i, 1020 + i …, which no other run has.
std::vector<std::uint64_t> seeds(int count);

/// The first of them, for a claim that needs one.
std::uint64_t seed();

constexpr int evidence_runs = 10;

/// Which of the evidence's runs this is, counted from 0.
void set_evidence_run(std::optional<int> run);

}  // namespace madang::test
