#pragma once

#include <doctest/doctest.h>

#include "io/refused.h"

namespace madang::test {

/// The reason for which `read` refuses its input; fails the test when it does not.
template <class Read>
Text reason_of(Read read) {
  try {
    read();
  } catch (const io::Refused& refused) {
    return refused.reason();
  }
  FAIL("nothing was refused");
  return {};
}

}  // namespace madang::test
