// The shell with real engines and this demo in it: two runs beside each other, taking away and bringing back,
// undo, looking inside.
#include <algorithm>
#include <array>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "app/two_engines.h"
#include "io/safetensors.h"

using namespace madang;
using app::Press;
using test::TwoEngines;

namespace {

constexpr const char* training = "mode=train&data=moons&learning_rate=0.3&seed=4";

/// Columns of a table by their names.
std::map<std::string, std::vector<std::string>> columns(const std::string& csv) {
  std::map<std::string, std::vector<std::string>> all;
  std::vector<std::string> names;
  std::istringstream lines(csv);
  for (std::string line; std::getline(lines, line);) {
    if (line.ends_with('\r')) line.pop_back();
    std::istringstream cells(line + ",");
    std::size_t i = 0;
    for (std::string cell; std::getline(cells, cell, ','); ++i) {
      if (names.size() <= i)
        names.push_back(cell);
      else
        all[names[i]].push_back(cell);
    }
  }
  return all;
}

}  // namespace

TEST_CASE("compare: the same value in both gives the same curve, another gives another") {
  for (const bool equal : {true, false}) {
    TwoEngines page("backprop", std::string(training) + "&b.optimizer=" + (equal ? "gd" : "adam"));
    REQUIRE(page.compares());
    page.press(Press::step, 40);
    CHECK(page.steps == std::array<std::uint64_t, 2>{40, 40});
    page.press(Press::save_curves);
    REQUIRE(page.files.size() == 1);
    CHECK(page.files[0].name == "madang-backprop-seed4-step40.csv");
    const auto table = columns(page.files[0].text());
    const auto& a = table.at("train_loss (A: gd)");
    const auto& b = table.at(equal ? "train_loss (B: gd)" : "train_loss (B: adam)");
    REQUIRE(a.size() == 41);
    CHECK(a.front() == b.front());  // same weights and data at the start
    CHECK((a == b) == equal);
    CHECK(page.told.find("\nB: ") != std::string::npos);
  }
}

TEST_CASE("compare: it begins where the run stands, keeps in step, and ends with the toggle") {
  TwoEngines page("backprop", training);
  page.press(Press::step, 25);
  CHECK_FALSE(page.compares());
  page.set("b.learning_rate", "1");
  CHECK(page.compares());
  CHECK(page.steps == std::array<std::uint64_t, 2>{25, 25});
  CHECK(page.shell.setting("b.learning_rate") == "1");
  CHECK(page.shell.setting("learning_rate") == "0.3");
  page.set("batch", "8");  // holds for both
  CHECK(page.shell.setting("b.batch") == "8");
  page.set("learning_rate", "0.2");  // each its own
  CHECK(page.shell.setting("b.learning_rate") == "1");
  page.set("b.learning_rate", "2");
  CHECK(page.shell.setting("learning_rate") == "0.2");
  page.set("activation", "relu");  // restarts both
  CHECK(page.steps == std::array<std::uint64_t, 2>{0, 0});
  page.set("b.activation", "tanh");  // now they differ in this one, and the rate is A's again
  CHECK(page.shell.setting("b.learning_rate") == "0.2");
  page.shell.compare({});
  page.settle();
  CHECK_FALSE(page.compares());
  CHECK(page.shell.setting("b.batch").empty());
}

TEST_CASE("compare: the link carries it and a value that cannot be is refused") {
  TwoEngines first("backprop", training);
  first.press(Press::step, 12);
  first.set("b.optimizer", "adam");
  first.press(Press::share);
  CHECK(first.link.find("&b.optimizer=adam") != std::string::npos);
  CHECK(first.link.find("step=12") != std::string::npos);
  TwoEngines second("backprop", first.link);
  CHECK(second.compares());
  CHECK(second.steps == std::array<std::uint64_t, 2>{12, 12});
  CHECK(second.told == first.told);
  TwoEngines refused("backprop", std::string(training) + "&b.optimizer=magic&b.nothing=1");
  CHECK_FALSE(refused.compares());
  CHECK_FALSE(refused.notice.empty());
  second.shell.open(training);
  second.settle();
  CHECK_FALSE(second.compares());
}

TEST_CASE("take away: weights come back exactly, and their loss with them") {
  TwoEngines page("backprop", training);
  page.press(Press::step, 60);
  page.press(Press::save_weights);
  REQUIRE(page.files.size() == 1);
  CHECK(page.files[0].name.ends_with("step60.safetensors"));
  const auto saved = io::read_safetensors(page.files[0].contents);
  CHECK(saved[0].name == "0.weight");
  TwoEngines other("backprop", training);
  other.shell.take_weights(page.files[0].contents);
  other.settle();
  CHECK(other.notice.find("A link cannot carry them") != std::string::npos);
  other.press(Press::save_weights);
  CHECK(other.files[0].contents == page.files[0].contents);
  other.press(Press::share);
  CHECK(other.notice.find("without them") != std::string::npos);
  other.press(Press::undo);
  other.press(Press::save_weights);
  CHECK(other.files[1].contents != page.files[0].contents);
}

TEST_CASE("take away: a file of weights that does not fit changes nothing and says why") {
  TwoEngines page("backprop", training);
  page.press(Press::save_weights);
  TwoEngines wider("backprop", std::string(training) + "&units1=7");
  wider.press(Press::save_weights);
  page.shell.take_weights(wider.files[0].contents);
  page.settle();
  CHECK(page.notice.find("0.weight") != std::string::npos);
  page.shell.take_weights({std::byte{1}, std::byte{2}});
  page.settle();
  CHECK_FALSE(page.notice.empty());
  page.press(Press::save_weights);
  CHECK(page.files[1].contents == page.files[0].contents);
}

TEST_CASE("files: what they are, their bytes say, and what is not taken is named") {
  const auto bytes_of = [](std::string_view text) {
    const auto bytes = std::as_bytes(std::span(text));
    return std::vector<std::byte>(bytes.begin(), bytes.end());
  };
  TwoEngines page("backprop", training);
  page.press(Press::save_weights);
  page.shell.take_file(page.files[0].contents);
  page.settle();
  CHECK(page.notice.find("The weights were read from the file") == 0);
  page.shell.take_file(bytes_of("sep=;\nx;y;c\n0;0,5;a\n1;−1,5;b\n"));
  CHECK(page.notice.find("2 points read") == 0);
  page.shell.take_file(bytes_of("0,0,\xB0\xA1\n1,1,\xB3\xAA\n"));
  CHECK(page.notice.find("Classes: 가, 나") != std::string::npos);
  CHECK(page.notice.find("CP949") != std::string::npos);
  page.shell.take_file(bytes_of("PK\3\4 archive/data.pkl"));
  CHECK(page.notice.find("safetensors.torch.save_file") != std::string::npos);
  page.shell.take_file(bytes_of("P6 1 1 255\nabc"));
  CHECK(page.notice == "This demo takes no photos.");
  page.shell.take_file(bytes_of("\1\2"));
  CHECK(page.notice.find("The format is not known") == 0);
  page.shell.take_file(std::vector<std::byte>((4 << 20) + 1, std::byte{'a'}));
  CHECK(page.notice.find("too large") != std::string::npos);
}

TEST_CASE("take away: weights of another writer load, and what the model does not have is counted") {
  TwoEngines page("backprop", training);
  page.press(Press::save_weights);
  auto tensors = io::read_safetensors(page.files[0].contents);
  for (auto& [name, tensor] : tensors) name = "module." + name;
  tensors.push_back({"module.more", Tensor::scalar(1)});
  tensors.push_back({"module.1.num_batches_tracked", Tensor::scalar(1)});
  page.shell.take_file(io::write_safetensors(tensors));
  page.settle();
  CHECK(page.notice.ends_with("Tensors of the file that this model does not have: 1."));
}

TEST_CASE("take away: the picture is that of the view, and what there is not is told") {
  TwoEngines page("backprop", training);
  page.press(Press::save_picture);
  CHECK(page.picture_name == "madang-backprop-seed4-step0.png");
  CHECK(page.picture_area.width > 300.f);
  CHECK(page.picture_area.left + page.picture_area.width <= 1400.f);
}

TEST_CASE("undo: settings, the hand and a reset are taken back, one after the other") {
  TwoEngines page("backprop", training);
  page.press(Press::step, 20);
  const auto trained = page.told;
  page.set("learning_rate", "0.7");
  page.press(Press::step, 3);
  page.shell.act({"weight", {1.f, 1.f, 1.f, 2.f}, ""});
  page.settle();
  page.press(Press::reset);
  CHECK(page.status.step == 0);
  page.press(Press::undo);
  CHECK(page.status.step == 23);
  CHECK(page.shell.setting("learning_rate") == "0.7");
  page.press(Press::undo);
  CHECK(page.status.step == 23);
  page.press(Press::undo);
  CHECK(page.status.step == 20);
  CHECK(page.shell.setting("learning_rate") == "0.3");
  CHECK(page.told == trained);
  page.press(Press::undo);  // nothing is left
  CHECK(page.status.step == 20);
}

TEST_CASE(
    "look inside: numbers, gradient and check of a tensor follow the run, wide and narrow, and of B too") {
  for (const float width : {1400.f, 340.f}) {
    TwoEngines page("backprop", training, width);
    CHECK(page.told.find("0.weight") == std::string::npos);
    page.press(Press::look);
    CHECK(page.told.find("0.weight (4 × 2)  mean") != std::string::npos);
    const std::string before = page.told;
    page.press(Press::step, 20);
    CHECK(page.told != before);
    page.set("b.learning_rate", "1");
    page.press(Press::look);
    CHECK(page.told.find("0.weight") == std::string::npos);
  }
}

TEST_CASE("a setting changed just before a frame comes is not taken back by it") {
  TwoEngines page("backprop", training);
  page.shell.press(Press::step);
  page.shell.set_setting("learning_rate", "2");
  page.take_frames();  // of before the change, which is sent with the next drawing
  CHECK(page.shell.setting("learning_rate") == "2");
  page.settle();
  CHECK(page.shell.setting("learning_rate") == "2");
  CHECK(page.steps[0] == 1);
}

TEST_CASE("a run that has stopped says so instead of what to do next, until it begins anew") {
  TwoEngines page("backprop", "mode=train&loss=cross_entropy&learning_rate=100");
  CHECK(page.shell.sentence().starts_with("Each update uses one batch"));
  page.press(Press::step);
  CHECK(page.notice.find("diverged") != std::string::npos);
  CHECK(page.shell.sentence().starts_with("The run has stopped. The picture shows the last state"));
  page.press(Press::reset);
  CHECK(page.shell.sentence().starts_with("Each update uses one batch"));
}
