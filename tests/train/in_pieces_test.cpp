#include "train/in_pieces.h"

#include <doctest/doctest.h>

#include "core/error.h"

using namespace madang;
using namespace madang::train;

namespace {

using Examples = std::vector<std::int32_t>;

}  // namespace

TEST_CASE("in pieces: every example once and in order, whatever the size of a piece") {
  for (const int at_once : {1, 3, 7, 100}) {
    InPieces pieces(7, at_once);
    Examples seen;
    int calls = 0;
    while (!pieces.finished()) {
      pieces.advance([&](std::span<const std::int32_t> examples) {
        CHECK(static_cast<int>(examples.size()) <= at_once);
        seen.insert(seen.end(), examples.begin(), examples.end());
        ++calls;
      });
      CHECK(pieces.done() == seen.size());
    }
    CHECK(seen == Examples{0, 1, 2, 3, 4, 5, 6});
    CHECK(calls == (7 + at_once - 1) / at_once);
    CHECK(pieces.share() == 1);
  }
}

TEST_CASE("in pieces: a budget of time does one piece at least, and stops behind it") {
  InPieces pieces(10, 2);
  int calls = 0;
  const auto count = [&](std::span<const std::int32_t>) { ++calls; };
  pieces.advance_for(0, count);
  CHECK(calls == 1);
  CHECK(pieces.share() == 0.2f);
  pieces.advance_for(1000, count);
  CHECK(calls == 5);
  pieces.advance_for(1000, count);
  CHECK(calls == 5);
  pieces.restart();
  CHECK(pieces.share() == 0);
  CHECK(pieces.count() == 10);
}

TEST_CASE("in pieces: nothing to do, what throws, and what is refused") {
  InPieces nothing(0, 5);
  CHECK(nothing.finished());
  CHECK(nothing.share() == 1);
  nothing.advance_for(1, [](auto) { FAIL("no piece"); });
  InPieces pieces(4, 2);
  CHECK_THROWS_AS(pieces.advance([](auto) { throw Error("lost"); }), Error);
  CHECK(pieces.done() == 0);
  pieces.advance([](std::span<const std::int32_t> examples) { CHECK(examples[0] == 0); });
  CHECK(pieces.done() == 2);
  CHECK_THROWS_WITH_AS(InPieces(4, 0), "in pieces: 0 at once", Error);
}
