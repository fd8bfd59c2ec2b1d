// The numbers of the text, computed.
#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "autograd/ops_norm.h"
#include "demos/batchnorm/experiment.h"
#include "demos/batchnorm/measure.h"
#include "demos/batchnorm/settings.h"
#include "support/demo_run.h"
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

TEST_CASE("batchnorm: the numbers of the tour hold whatever the rounding of a machine makes of the run") {
  using Run = test::DemoRun<Snapshot>;
  const auto net = [](Run& run, Norm norm) { return run.picture().nets[static_cast<std::size_t>(norm)]; };
  Run large("batchnorm");
  large.step(120);
  CHECK(net(large, Norm::none).diverged);
  CHECK(net(large, Norm::none).updates == 3);
  for (const Norm norm : {Norm::layer, Norm::group}) CHECK(net(large, norm).stands);
  CHECK(net(large, Norm::batch).loss == doctest::Approx(0.5).epsilon(0.15));
  CHECK(test::text_says("batchnorm", {"3번 만에 발산하고", "diverged after 3 updates"}));
  CHECK(test::text_says("batchnorm", {"0.5쯤까지", "to about 0.5"}));
  Run suitable("batchnorm", {{"learning_rate", "0.1"}});
  suitable.step(120);
  for (const Norm norm : {Norm::none, Norm::batch, Norm::layer, Norm::group}) {
    CHECK(net(suitable, norm).loss > 0.35f);
    CHECK(net(suitable, norm).loss < 0.65f);
  }
  CHECK(test::text_says("batchnorm", {"0.4에서 0.6 사이쯤", "from about 0.4 to 0.6"}));
}
