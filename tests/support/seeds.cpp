#include "support/seeds.h"

namespace madang::test {

namespace {

std::optional<std::uint64_t> first_seed;  // of this run of the evidence

}  // namespace

std::vector<std::uint64_t> seeds(int count) {
  std::vector<std::uint64_t> all;
  for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(count); ++i)
    all.push_back(first_seed ? *first_seed + evidence_runs * i : 1 + i);
  return all;
}

std::uint64_t seed() { return seeds(1).front(); }

void set_evidence_run(std::optional<int> run, std::uint64_t first) {
  first_seed.reset();
  if (run) first_seed = first + static_cast<std::uint64_t>(*run);
}

}  // namespace madang::test
