// doctest's program, and beside it: madang_claims --evidence [SLUG [FIRST]] tries the claims on fresh seeds,
// those from FIRST on.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <string>

#include "support/evidence.h"
#include "support/seeds.h"

int main(int count, char** arguments) {
  if (count > 1 && arguments[1] == std::string("--evidence"))
    return madang::test::show_evidence(
        count > 2 ? arguments[2] : "",
        count > 3 ? std::stoull(arguments[3]) : madang::test::first_evidence_seed);
  doctest::Context context(count, arguments);
  const int status = context.run();
  return status;
}
