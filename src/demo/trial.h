#pragma once

#include <vector>

namespace madang::demo {

/// How a contestant did over the seeds so far.
struct Outcome {
  int runs = 0;                    ///< that have ended
  int failures = 0;                ///< of them; they do not enter the means
  std::vector<float> mean{};       ///< one for each measure; empty before the first run that did not fail
  std::vector<float> deviation{};  ///< of a sample: divided by count − 1; 0 for a single run

  float failure_share() const {
    return runs > 0 ? static_cast<float>(failures) / static_cast<float>(runs) : 0.f;
  }

  template <class Visitor>
  void visit(Visitor& v) {
    v(runs, failures, mean, deviation);
  }
};

/// A trial as a picture needs it: contestants × seeds.
struct TrialPicture {
  std::vector<Outcome> outcomes{};  ///< of each contestant; empty until it has begun
  int runs = 0, total = 0;          ///< ended, and to be made

  bool begun() const { return total > 0; }
  bool done() const { return begun() && runs == total; }

  template <class Visitor>
  void visit(Visitor& v) {
    v(outcomes, runs, total);
  }
};

}  // namespace madang::demo
