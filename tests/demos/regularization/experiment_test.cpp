// What the experiment and its sentences say of a run.
#include "demos/regularization/experiment.h"

#include <doctest/doctest.h>

#include "demo/view.h"
#include "support/demo_run.h"
#include "ui/text.h"

using namespace madang;
using demos::regularization::Snapshot;

namespace {

using Run = test::DemoRun<Snapshot>;

std::string described(Run& run) {
  const auto view = demo::make_view("regularization");
  view->read(run.bytes());
  return view->describe(Language::english);
}

}  // namespace

TEST_CASE("regularization: early stopping tells both losses of the network that it hands over") {
  const test::Values impatient = {{"technique", "early_stopping"}, {"strength", "3"}};
  Run stopped("regularization", impatient);
  for (int step = 0; stopped.picture().stopped < 0 && step < 400; step += 10) stopped.step(10);
  stopped.step(50);  // what it avoided
  const Snapshot picture = stopped.picture();
  REQUIRE(picture.stopped > picture.best_step);
  Run at_best("regularization");
  at_best.step(static_cast<int>(picture.best_step));
  const Snapshot best = at_best.picture();
  CHECK(picture.train_loss == best.train_loss);
  CHECK(picture.train_accuracy == best.train_accuracy);
  CHECK(picture.final_loss == best.final_loss);
  CHECK(picture.validation_accuracy == best.validation_accuracy);
  const std::string told = described(stopped);
  CHECK(told.find("took the weights of update " + ui::count_text(picture.best_step)) != std::string::npos);
  CHECK(told.find("training loss " + ui::fixed_text(best.train_loss)) != std::string::npos);
}

TEST_CASE("regularization: where no label is wrong, none is said to be memorised") {
  for (const char* technique : {"none", "batch_norm"}) {
    const test::Values right = {{"technique", technique}, {"wrong_labels", "0"}},
                       wrong = {{"technique", technique}};
    Run run("regularization", right);
    CHECK_FALSE(test::says(test::sentence_of("regularization", right, run), "wrong labels"));
    CHECK(test::says(test::sentence_of("regularization", wrong, run), "wrong labels"));
  }
}
