// doctest's program, and beside it: madang_claims --evidence [SLUG [FIRST]] tries the claims on fresh seeds,
// those from FIRST on; madang_claims --start SLUG trains the start that a demo ships.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <string>

#include "support/evidence.h"
#include "support/seeds.h"
#include "support/start.h"

int main(int count, char** arguments) {
  if (count > 1 && arguments[1] == std::string("--evidence"))
    return madang::test::show_evidence(
        count > 2 ? arguments[2] : "",
        count > 3 ? std::stoull(arguments[3]) : madang::test::first_evidence_seed);
  if (count == 3 && arguments[1] == std::string("--start")) return madang::test::train_start(arguments[2]);
  doctest::Context context(count, arguments);
  const int status = context.run();
  return status;
}
