// The numbers of the text, computed.
#include <doctest/doctest.h>

#include "demos/compute/experiment.h"
#include "demos/compute/measurements.h"
#include "kernels/gemm_paths.h"
#include "support/demo_text.h"

using namespace madang;
using namespace madang::demos::compute;

TEST_CASE("compute: operations and intensities are the text's 2n³ and n/6, 4hn²d and n/4") {
  for (const double n : {16.0, 300.0}) {
    CHECK(operations({Work::matmul, 1, 64}, n) == doctest::Approx(2 * n * n * n));
    CHECK(intensity({Work::matmul, 1, 64}, n) == doctest::Approx(n / 6));
    CHECK(operations({Work::attention, 3, 32}, n) == doctest::Approx(4 * 3 * n * n * 32));
    CHECK(intensity({Work::attention, 3, 32}, n) == doctest::Approx(n / 4));
    // Written naively 16 bytes more for each score, so that I stays below d/4.
    const double naive =
        operations({Work::attention, 1, 32}, n) / (bytes({Work::attention, 1, 32}, n) + 16 * n * n);
    CHECK(naive < 32 / 4.0);
  }
  for (const char* formula : {"$2n^3$", "$4hn^2d$", "$I=n/6$", "$n/4$", "$d/4$"})
    CHECK(test::both_texts_say("compute", formula));
}

TEST_CASE("compute: the tile and the memory that the text speaks of are the kernels'") {
  CHECK(kernels::kTileRows == 6);
  CHECK(kernels::kTileColumns == 8);
  CHECK(test::both_texts_say("compute", R"($6\times8$)"));
  CHECK(kernels::kTileRows + kernels::kTileColumns == 14);
  CHECK(kernels::kTileRows * kernels::kTileColumns == 48);
  CHECK(test::text_says("compute",
                        {"수 14개를 읽어 곱셈·덧셈 48번에", "14 numbers read serve 48 multiply-adds"}));
  CHECK(3 * triad_size * sizeof(float) == 48u << 20);
  CHECK(test::both_texts_say("compute", "48 MiB"));
}
