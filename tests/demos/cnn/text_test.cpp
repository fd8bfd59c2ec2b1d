// The numbers of the tour, computed, whatever the rounding of a machine makes of the run.
#include <doctest/doctest.h>

#include "demos/cnn/experiment.h"
#include "support/demo_run.h"
#include "support/demo_text.h"

using namespace madang;

namespace {

using Run = test::DemoRun<demos::cnn::Snapshot>;

}  // namespace

TEST_CASE("cnn: after 64 batches of 8 the losses of VGG and ResNet stand where the tour says") {
  const auto loss = [](const char* network) {
    Run run("cnn", {{"network", network},
                    {"blocks", "3"},
                    {"plan", "constant"},
                    {"learning_rate", "0.001"},
                    {"batch", "8"},
                    {"page", "training"}});
    run.step(64);
    return run.picture().loss;
  };
  CHECK(loss("vgg") > 1.6f);
  CHECK(loss("resnet") < 1.1f);
  CHECK(test::text_says("cnn", {"아직 1.5를 넘고", "still above 1.5"}));
  CHECK(test::text_says("cnn", {"1.2 아래이다", "below 1.2"}));
}

TEST_CASE("cnn: clothes are read as well as the tour says") {
  Run run("cnn", {{"data", "fashion"}, {"page", "mistakes"}});
  run.step(300);
  CHECK(run.picture().test_accuracy == doctest::Approx(0.75).epsilon(0.02));
  CHECK(test::text_says("cnn", {"75%쯤", "about 75%"}));
}
