#include "support/evidence.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <map>
#include <string>
#include <vector>

#include "support/claim.h"
#include "support/seeds.h"

namespace madang::test {

namespace {

constexpr int must_hold = 9;

struct Claim {
  int held = 0;
  double seconds = 0;  // of one core, all runs together
  std::vector<double> margins;
  std::vector<std::string> failures;  // the first of each run
};

std::map<std::string, Claim> claims;
int run = 0;

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// Takes the place of doctest's own report.
class Report : public doctest::IReporter {
 public:
  explicit Report(const doctest::ContextOptions&) {}

  void test_case_start(const doctest::TestCaseData& test) override {
    claim_ = &claims[test.m_name];
    failure_.clear();
    began_ = cpu_seconds();
    take_least_margin();
  }
  void test_case_end(const doctest::CurrentTestCaseStats& stats) override {
    claim_->seconds += cpu_seconds() - began_;
    if (const double margin = take_least_margin(); margin < INFINITY) claim_->margins.push_back(margin);
    if (stats.testCaseSuccess)
      ++claim_->held;
    else
      claim_->failures.push_back("run " + std::to_string(run) + ": " + failure_);
  }
  void log_assert(const doctest::AssertData& assert) override {
    if (assert.m_failed && failure_.empty())
      failure_ = "line " + std::to_string(assert.m_line) + ": " + assert.m_decomp.c_str();
  }
  void test_case_exception(const doctest::TestCaseException& exception) override {
    if (failure_.empty()) failure_ = exception.error_string.c_str();
  }

  void report_query(const doctest::QueryData&) override {}
  void test_run_start() override {}
  void test_run_end(const doctest::TestRunStats&) override {}
  void test_case_reenter(const doctest::TestCaseData&) override {}
  void subcase_start(const doctest::SubcaseSignature&) override {}
  void subcase_end() override {}
  void log_message(const doctest::MessageData& message) override {
    if (failure_.empty()) failure_ = message.m_string.c_str();
  }
  void test_case_skipped(const doctest::TestCaseData&) override {}

 private:
  Claim* claim_ = nullptr;
  std::string failure_;
  double began_ = 0;
};

DOCTEST_REGISTER_REPORTER("evidence", 1, Report);

std::string percent(double share) {
  char text[32];
  std::snprintf(text, sizeof text, "%+.0f %%", 100 * std::clamp(share, -99.99, 99.99) + 0.0);  // no "-0 %"
  return text;
}

void print_row(const std::string& name, Claim claim) {
  auto& margins = claim.margins;
  std::ranges::sort(margins);
  const std::size_t count = margins.size(), half = count / 2;
  const double median = count == 0       ? 0
                        : count % 2 != 0 ? margins[half]
                                         : (margins[half - 1] + margins[half]) / 2;
  std::printf("%5d of %d%10s%10s%8.1f  %s\n", claim.held, evidence_runs,
              count == 0 ? "-" : percent(margins.front()).c_str(), count == 0 ? "-" : percent(median).c_str(),
              claim.seconds / evidence_runs, name.c_str());
  for (const std::string& failure : claim.failures) std::printf("%38s  %s\n", "", failure.c_str());
}

}  // namespace

int show_evidence(const std::string& slug, std::uint64_t first_seed) {
  claims.clear();
  for (run = 0; run < evidence_runs; ++run) {
    set_evidence_run(run, first_seed);
    doctest::Context context;
    context.setOption("reporters", "evidence");
    context.addFilter("source-file", ("*/demos/" + (slug.empty() ? "*" : slug) + "/claims.cpp").c_str());
    context.run();
    std::fprintf(stderr, "%d of %d groups of seeds tried\n", run + 1, evidence_runs);
  }
  set_evidence_run({});
  std::printf("    holds     least    median   CPU s  claim (margins are shares of the limit)\n");
  for (const auto& [name, claim] : claims) print_row(name, claim);
  const auto weak =
      std::ranges::count_if(claims, [](const auto& claim) { return claim.second.held < must_hold; });
  std::printf("%zu claims, %td hold on fewer than %d of %d groups of fresh seeds\n", claims.size(), weak,
              must_hold, evidence_runs);
  return weak > 0 || claims.empty();
}

}  // namespace madang::test
