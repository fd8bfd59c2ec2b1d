#include "support/seeds.h"

namespace madang::test {

namespace {

std::optional<int> evidence_run;

}  // namespace

std::vector<std::uint64_t> seeds(int count) {
  std::vector<std::uint64_t> all;
  for (int i = 0; i < count; ++i)
    all.push_back(
        static_cast<std::uint64_t>(evidence_run ? 1000 + *evidence_run + evidence_runs * i : 1 + i));
  return all;
}

std::uint64_t seed() { return seeds(1).front(); }

void set_evidence_run(std::optional<int> run) { evidence_run = run; }

}  // namespace madang::test
