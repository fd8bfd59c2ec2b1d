#include "autograd/ops_pad.h"

#include <limits>

#include "support/gradient_check.h"

using namespace madang;
using namespace madang::test;

namespace {

std::vector<float> values_of(const Variable& x) {
  return {x.value().values().begin(), x.value().values().end()};
}

const Variable& letters() {
  static const Variable x = constant(Tensor::from({3}, {1, 2, 3}));
  return x;
}

}  // namespace

TEST_CASE("pad: a value, a mirror, the edge, the other end") {
  using Values = std::vector<float>;
  CHECK(values_of(pad(letters(), 0, 1, 2, 9.0f)) == Values{9, 1, 2, 3, 9, 9});
  CHECK(values_of(pad(letters(), 0, 2, 2, PadMode::reflect)) == Values{3, 2, 1, 2, 3, 2, 1});
  CHECK(values_of(pad(letters(), -1, 2, 1, PadMode::edge)) == Values{1, 1, 1, 2, 3, 3});
  CHECK(values_of(pad(letters(), 0, 3, 1, PadMode::wrap)) == Values{1, 2, 3, 1, 2, 3, 1});
  const Variable rows = constant(Tensor::from({2, 2}, {1, 2, 3, 4}));
  CHECK(values_of(pad(rows, 0, 1, 0, PadMode::wrap)) == Values{3, 4, 1, 2, 3, 4});
}

TEST_CASE("pad: each mode has its derivatives") {
  Random random(31);
  const std::vector<Tensor> x{random.normal({2, 4})};
  check_gradients(
      "pad", [](auto& v) { return pad(v[0], 1, 2, 1, 0.5f); }, x);
  for (const PadMode mode : {PadMode::reflect, PadMode::edge, PadMode::wrap}) {
    check_gradients(
        "pad", [mode](auto& v) { return pad(v[0], 1, 2, 3, mode); }, x);
  }
}

TEST_CASE("pad: more than there is to repeat, or less than nothing, is named") {
  CHECK_THROWS_WITH_AS(pad(letters(), 0, 3, 0, PadMode::reflect), "pad: 3 before, 0 after (3)", Error);
  CHECK_THROWS_WITH_AS(pad(letters(), 0, 0, 4, PadMode::wrap), "pad: 0 before, 4 after (3)", Error);
  CHECK_THROWS_AS(pad(constant(Tensor({0})), 0, 1, 0, PadMode::edge), Error);
  CHECK_THROWS_AS(pad(letters(), 0, -1, 0, 1.0f), Error);
  CHECK_THROWS_AS(pad(letters(), 1, 0, 1, PadMode::edge), Error);
  constexpr int most = std::numeric_limits<int>::max();
  CHECK_THROWS_WITH_AS(pad(letters(), 0, most, most), "pad: no axis of length 4294967297 from (3)", Error);
  CHECK_THROWS_WITH_AS(pad(letters(), 0, most, 1, 1.0f), "pad: no axis of length 2147483651 from (3)", Error);
}
