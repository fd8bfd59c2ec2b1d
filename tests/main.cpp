// doctest's program, and beside it: madang_tests --evidence [SLUG] tries the claims on fresh seeds.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <string>

#include "support/evidence.h"

int main(int count, char** arguments) {
  if (count > 1 && arguments[1] == std::string("--evidence"))
    return madang::test::show_evidence(count > 2 ? arguments[2] : "");
  doctest::Context context(count, arguments);
  const int status = context.run();
  return status;
}
