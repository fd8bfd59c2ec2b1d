// The reader's hand on the demo: the kernel's cells, the window, pictures of one's own, saved weights.
#include <doctest/doctest.h>

#include <cmath>

#include "core/finite_difference.h"
#include "demo/view.h"
#include "demos/convolution/experiment.h"
#include "io/photo.h"
#include "io/refused.h"
#include "io/sketch.h"
#include "support/demo_run.h"

using namespace madang;
using namespace madang::demos::convolution;

namespace {

struct Run : test::DemoRun<Snapshot> {
  Run(const test::Values& values, std::uint64_t seed) : DemoRun("convolution", values, seed) {}
};

/// Red on the left, blue on the right.
std::string two_colours() {
  io::Photo photo{side, std::vector<float>(static_cast<std::size_t>(3) * side * side)};
  for (std::size_t i = 0; i < static_cast<std::size_t>(side) * side; ++i)
    photo.values[(i % side < side / 2 ? 0u : 2u) * side * side + i] = 1;
  return io::write_photo(photo);
}

}  // namespace

TEST_CASE("convolution: presets have the numbers of the textbooks, in the middle of a larger kernel") {
  Run run({{"kernel", "sobel_x"}, {"size", "5"}}, 1);
  const Matrix sobel = run.picture().kernel.at(0);
  CHECK(sobel.at(2, 1) == -2);
  CHECK(sobel.at(2, 3) == 2);
  CHECK(sobel.at(1, 3) == 1);
  CHECK(sobel.at(0, 4) == 0);
  run.change({{"kernel", "blur"}});
  CHECK(run.picture().kernel.at(0).at(0, 0) == doctest::Approx(1.f / 25));
}

TEST_CASE("convolution: a grey picture gives the same map in grey and in RGB") {
  const test::Values values = {{"picture", "stripes"}, {"kernel", "emboss"}};
  Run grey(values, 1);
  auto coloured = values;
  coloured.push_back({"channels", "rgb"});
  Run rgb(coloured, 1);
  const Matrix one = grey.picture().map, three = rgb.picture().map;
  REQUIRE(one.values.size() == three.values.size());
  for (std::size_t i = 0; i < one.values.size(); ++i)
    CHECK(one.values[i] == doctest::Approx(three.values[i]).epsilon(1e-4));
}

TEST_CASE("convolution: a cell changed by hand changes the map, another filter or a restore takes it back") {
  Run run({{"kernel", "identity"}}, 1);
  const Matrix before = run.picture().map;
  run.act("cell", {0, 1, 1, 2});
  const Snapshot changed = run.picture();
  CHECK(changed.edited == std::vector<std::int32_t>{4});
  for (std::size_t i = 0; i < before.values.size(); ++i)
    CHECK(changed.map.values[i] == doctest::Approx(2 * before.values[i]));
  run.act("restore");
  CHECK(run.picture().edited.empty());
  CHECK(run.picture().map.values == before.values);
  for (const std::vector<float>& wrong :
       {std::vector<float>{0, 3, 0, 1}, {1, 0, 0, 1}, {0, 0, 0}, {0, 0, 0, NAN}})
    CHECK_THROWS_AS(run.act("cell", wrong), demo::Halt);
}

TEST_CASE("convolution: the window goes where it is sent, and on from there") {
  Run run({}, 1);
  run.act("look", {2, 39});
  run.step();
  CHECK(run.picture().row == 3);
  CHECK(run.picture().column == 0);
  run.act("look", {39, 39});
  run.step();
  CHECK(run.picture().row == 0);
  CHECK_THROWS_AS(run.act("look", {0, 40}), demo::Halt);
  run.act("look", {39, 39});
  run.change({{"stride", "4"}});
  CHECK(run.picture().row == 9);
}

TEST_CASE(
    "convolution: a photo is seen in colour, and one that cannot be read leaves the picture as it was") {
  Run run({{"picture", "photo"}, {"photo", two_colours()}, {"channels", "rgb"}, {"kernel", "sobel_x"}}, 1);
  const Snapshot s = run.picture();
  CHECK(s.image.front() == 1);
  CHECK(s.image.back() == 1);
  CHECK(s.map.at(20, 19) == doctest::Approx(0).epsilon(1e-5));  // red goes as blue comes
  run.act("cell", {0, 1, 0, 0});
  CHECK(run.picture().map.at(20, 20) > 0.1f);
  CHECK_THROWS_AS(run.change({{"photo", "not a photo"}}), io::Refused);
  CHECK(run.picture().image == s.image);
}

TEST_CASE("convolution: the learned kernel is shown, edited, saved and loaded") {
  Run run({{"page", "learning"}, {"kernel", "learned"}}, 1);
  run.step(20);
  const Snapshot s = run.picture();
  CHECK(s.learning.learned[0].values == s.kernel[0].values);
  const auto saved = run.experiment().named_tensors();
  REQUIRE(saved.size() == 1);
  CHECK(saved[0].name == "weight");
  Run other({{"page", "learning"}, {"kernel", "learned"}}, 2);
  other.experiment().load_tensors(saved);
  CHECK(other.picture().kernel[0].values == s.kernel[0].values);
  CHECK_THROWS_AS(Run({{"size", "5"}}, 1).experiment().load_tensors(saved), io::Refused);
  run.act("cell", {0, 0, 0, 7});
  CHECK(run.picture().learning.learned[0].at(0, 0) == 7);
  // What was measured is of the present kernel, and its curve says the same.
  CHECK(run.picture().learning.kernel_difference >= 5);
  CHECK(run.experiment().history.curve("kernel_difference").y.back() ==
        run.picture().learning.kernel_difference);
}

TEST_CASE("convolution: loss and difference are drawn over the loss of a kernel that has learned nothing") {
  Run run({{"page", "learning"}}, 1);
  run.step(5);
  const demo::History& history = run.experiment().history;
  const auto mean_square = [](const Matrix& map) {
    double sum = 0;
    for (const float y : map.values) sum += static_cast<double>(y) * static_cast<double>(y);
    return static_cast<float>(sum / static_cast<double>(map.values.size()));
  };
  CHECK(history.curve("loss").x == std::vector<float>{0, 1, 2, 3, 4, 5});
  CHECK(history.curve("loss").y.back() == run.picture().learning.loss);
  REQUIRE(history.references().size() == 1);
  const float sobel = history.references()[0].value;
  CHECK(sobel == doctest::Approx(mean_square(run.picture().learning.target_map)));
  run.change({{"target", "blur"}});
  const LearningPicture blur = run.picture().learning;
  CHECK(history.references()[0].value == doctest::Approx(mean_square(blur.target_map)));
  CHECK(history.references()[0].value != sobel);
  CHECK(history.curve("loss").x.size() == 6);
  CHECK(history.curve("loss").y.back() == blur.loss);
}

TEST_CASE("convolution: too large a learning rate halts with the kernel as it was before") {
  Run run({{"page", "learning"}, {"optimizer", "gd"}, {"learning_rate", "10"}}, 1);
  CHECK_THROWS_AS(run.step(100), demo::Halt);
  const Snapshot s = run.picture();
  CHECK(std::isfinite(s.learning.loss));
  CHECK_THROWS_AS(run.step(), demo::Halt);
  CHECK(run.picture().learning.learned[0].values == s.learning.learned[0].values);
  CHECK(run.picture().learning.updates == s.learning.updates);
  run.change({{"learning_rate", "0.05"}});
  CHECK_NOTHROW(run.step(50));
}

TEST_CASE("convolution: nothing drawn is nothing seen; before anything is drawn there is an example") {
  Run run({{"picture", "drawing"}, {"drawing", ""}, {"page", "shift"}}, 1);
  CHECK(run.picture().shift.kept.none == -1);
  Run example({{"picture", "drawing"}}, 1);
  const Snapshot house = example.picture();
  CHECK(house.image == io::read_sketch(example_drawing, side, side).values);
  CHECK(house.image[19 * side + 20] == 0);  // inside the house
  CHECK(house.image[33 * side + 13] == 1);  // its floor
}

TEST_CASE("convolution: until a photo is chosen there is a landscape: sky over hills, green below") {
  Run run({{"picture", "photo"}, {"channels", "rgb"}}, 1);
  const Snapshot s = run.picture();
  const auto at = [&](int channel, int row, int column) {
    return s.image[static_cast<std::size_t>((channel * side + row) * side + column)];
  };
  CHECK(at(2, 2, 3) > at(0, 2, 3));      // blue sky
  CHECK(at(0, 10, 29) == 1);             // the sun
  CHECK(at(1, 38, 20) > at(2, 38, 20));  // a green hill
}

TEST_CASE("convolution: the gradient that can be looked into is that of the finite difference") {
  Run run({{"page", "learning"}, {"size", "5"}, {"channels", "rgb"}}, 3);
  run.step(10);
  demo::AnyExperiment& experiment = run.experiment();
  const io::Bytes before = run.bytes();
  const Tensor gradient = experiment.named_gradients().at(0).tensor;
  const Tensor weight = experiment.named_tensors().at(0).tensor;
  for (const std::size_t place : {0u, 37u, 74u}) {
    const FiniteDifference difference = finite_difference<float>(
        [&](float value) { return experiment.loss_with("weight", place, value); }, weight.values()[place]);
    REQUIRE(difference.smoothness == Smoothness::smooth);
    CHECK(std::abs(gradient.values()[place] - difference.central) <
          difference.uncertainty + 0.01 * std::abs(difference.central));
  }
  CHECK(experiment.named_activations().at(0).tensor.shape() == Shape{1, 1, 38, 38});
  CHECK(run.bytes() == before);
}

TEST_CASE("convolution: what to see: the output's sum, the cells a shift keeps, and what cannot be learned") {
  const auto sentence = [](const test::Values& values, int steps) {
    Run run(values, 1);
    run.step(steps);
    const auto view = demo::make_view("convolution");
    auto fields = view->fields();
    REQUIRE(demo::set_values(fields, values).empty());
    view->read(run.experiment().snapshot());
    return view->what_to_see(Language::english);
  };
  CHECK(sentence({}, 0).find("y(7, 5) = 2.90: the sum of 9 products") != std::string::npos);
  CHECK(sentence({{"page", "pooling"}}, 0).find("40×40 becomes 20×20") != std::string::npos);
  CHECK(sentence({{"page", "shift"}, {"padding", "0"}}, 0)
            .find("20.2% of its cells keep their value, 35.0% after 2×2") != std::string::npos);
  CHECK(sentence({{"page", "shift"}, {"stride", "2"}}, 0).find("cannot follow") != std::string::npos);
  const test::Values learning = {{"page", "learning"}, {"padding", "0"}};
  CHECK(sentence(learning, 0).find("A random kernel") != std::string::npos);
  CHECK(sentence(learning, 300).find("Found from its output alone") != std::string::npos);
  test::Values stripes = learning;
  stripes.push_back({"picture", "stripes"});
  CHECK(sentence(stripes, 400).find("cannot tell them apart") != std::string::npos);
}
