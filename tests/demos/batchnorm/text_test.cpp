// The numbers of the text, computed.
#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "autograd/ops_norm.h"
#include "demos/batchnorm/measure.h"
#include "demos/batchnorm/settings.h"
#include "support/demo_text.h"
#include "ui/text.h"

using namespace madang;
using namespace madang::demos::batchnorm;

TEST_CASE("batchnorm: the text's ln 10, ε and counts are the demo's") {
  CHECK(test::both_texts_say("batchnorm", R"($\ln 10 = )" + ui::fixed_text(std::log(10.f)) + "$"));
  CHECK(default_norm_epsilon == 1e-5f);
  CHECK(test::both_texts_say("batchnorm", R"($\varepsilon=10^{-5}$)"));
  CHECK(Settings{}.depth == 5);
  CHECK(test::text_says("batchnorm", {"은닉층 다섯 개", "five hidden layers"}));
  CHECK(group_count == 4);
  CHECK(test::text_says("batchnorm", {"네 그룹으로", "into four groups"}));
  CHECK(trial_rates.size() == 5);
  CHECK(test::text_says("batchnorm", {"‘다섯 학습률로 견주기’", "“Compare five learning rates”"}));
}

TEST_CASE("batchnorm: of two values x̂ is ±d/√(d² + 4ε), as the text says") {
  const float epsilon = default_norm_epsilon;
  for (const float d : {0.001f, 0.02f, 3.f}) {
    const Matrix both{2, 1, {1 + d, 1}};
    const float expected = d / std::sqrt(d * d + 4 * epsilon);
    const Matrix x = normalised(both, Norm::batch, epsilon);
    CHECK(x.at(0, 0) == doctest::Approx(expected).epsilon(1e-3));
    CHECK(x.at(1, 0) == doctest::Approx(-expected).epsilon(1e-3));
  }
  CHECK(test::both_texts_say("batchnorm", R"(\hat x=\pm\frac{d}{\sqrt{d^2+4\varepsilon}}\approx\pm1)"));
}
