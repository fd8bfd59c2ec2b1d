#include "demos/attention/experiment.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "demo/experiment.h"
#include "demo/view.h"
#include "demos/attention/compute.h"
#include "io/refused.h"
#include "io/utf8.h"
#include "support/demo_run.h"

using namespace madang;
using namespace madang::demos::attention;

namespace {

using test::Values;

struct Run : test::DemoRun<Snapshot> {
  explicit Run(const Values& values = {}, std::uint64_t seed = 1) : DemoRun("attention", values, seed) {}
};

}  // namespace

TEST_SUITE("demos") {
  TEST_CASE("attention: one head computed by hand") {
    Flow flow;
    flow.embedding = {2, 2, {1, 0, 0, 2}};
    const Matrix identity{2, 2, {1, 0, 0, 1}};
    flow.heads.push_back({.w_q = identity, .w_k = identity, .w_v = {2, 2, {0, 1, 1, 0}}});
    flow.w_o = {2, 2, {1, 1, 0, 1}};
    attend(flow, {.scaled = false}, {});
    join(flow, {});
    const Head& head = flow.heads.front();
    CHECK(head.scores.values == std::vector<float>{1, 0, 0, 4});
    const float a = 1 / (1 + std::exp(-1.f)), b = 1 / (1 + std::exp(4.f));
    CHECK(head.weights.at(0, 0) == doctest::Approx(a));
    CHECK(head.weights.at(1, 0) == doctest::Approx(b));
    // V = [[0, 1], [2, 0]]
    CHECK(head.mixed.at(0, 0) == doctest::Approx(2 * (1 - a)));
    CHECK(head.mixed.at(0, 1) == doctest::Approx(a));
    CHECK(flow.output.at(1, 0) == doctest::Approx(2 * (1 - b)));
    CHECK(flow.output.at(1, 1) == doctest::Approx(2 * (1 - b) + b));
  }

  TEST_CASE("attention: temperature and √d divide the scores") {
    const Snapshot plain = Run(Values{{"scaled", "0"}}).picture();
    const Snapshot scaled = Run(Values{{"temperature", "2"}}).picture();
    const auto& scores = plain.flow.heads.front().scores;
    for (std::size_t i = 0; i < scores.values.size(); ++i) {
      CHECK(plain.flow.heads.front().scaled.values[i] == scores.values[i]);
      CHECK(scaled.flow.heads.front().scaled.values[i] == doctest::Approx(scores.values[i] / 4));  // √4 · 2
    }
  }

  TEST_CASE("attention: where there is no GPU, SIMD does its work, and the reader is told why") {
    for (const char* name : {"webgpu", "automatic"}) {
      Run run;
      run.change({{"backend", name}});
      const DeviceReport device = run.picture().device;
      CHECK(device.used == Backend::simd);
      CHECK((device.waiting || (!device.reason.korean.empty() && !device.reason.english.empty())));
      CHECK(device.relative_difference < 1e-4f);
    }
  }

  TEST_CASE("attention: hidden cells are written as short as they can be, and read whatever is written") {
    HiddenCells cells;
    CHECK(cells.text().empty());
    cells.set(1, 2, true);
    cells.set(3, 0, true);
    cells.set(3, 23, true);
    cells.set(24, 0, true);  // there is no such token
    cells.set(0, -1, true);
    CHECK(cells.text() == "0-4-0-800001");
    const HiddenCells read(cells.text());
    CHECK(read.text() == cells.text());
    CHECK(read.at(3, 23));
    CHECK_FALSE(read.at(3, 22));
    CHECK_FALSE(read.at(24, 0));
    CHECK_FALSE(read.at(-1, 0));
    cells.set(3, 0, false);
    cells.set(3, 23, false);
    CHECK(cells.text() == "0-4");
    HiddenCells all;
    for (int query = 0; query < most_tokens; ++query)
      for (int key = 0; key < most_tokens; ++key) all.set(query, key, true);
    CHECK(all.text().size() <= most_hidden_bytes);
    CHECK(HiddenCells(all.text()).at(23, 23));
    for (const char* odd : {"", "-", "zz", "--1", "1-zz-1", "ffffffffffff", "-1", "1 2", "\xff\xfe"}) {
      CAPTURE(odd);
      const std::string text = HiddenCells(odd).text();
      CHECK(HiddenCells(text).text() == text);
    }
    CHECK(HiddenCells("--1").at(2, 0));
    CHECK_FALSE(HiddenCells("zz").at(0, 0));
  }

  TEST_CASE("attention: each mask hides what it says, and links from when it was a switch still work") {
    const auto hides = [](MaskRule mask) {
      std::string text;
      for (int query = 0; query < 3; ++query)
        for (int key = 0; key < 3; ++key) text += mask.hides(query, key, 3) ? 'x' : '.';
      return text;
    };
    CHECK(hides({}) == ".........");
    CHECK(hides({.kind = Mask::causal}) == ".xx..x...");
    CHECK(hides({.kind = Mask::padding, .padding = 1}) == "..x..x..x");
    CHECK(hides({.kind = Mask::padding, .padding = 9}) == "xxxxxxxxx");
    CHECK(hides({.kind = Mask::drawn, .drawn = HiddenCells("4-0-3")}) == "..x...xx.");
    Settings settings;
    auto fields = demo::fields_of(settings);
    REQUIRE(demo::set_values(fields, std::vector<demo::NamedValue>{{"causal", "1"}}).empty());
    CHECK(settings.mask == Mask::causal);
    settings.kind = Kind::cross;
    CHECK(settings.mask_rule().kind == Mask::none);
    REQUIRE(demo::set_values(fields, std::vector<demo::NamedValue>{{"causal", "0"}}).empty());
    CHECK(settings.mask == Mask::none);
  }

  TEST_CASE("attention: the training sees what the mask lets through") {
    // The asking token is the fifth; with its four pairs hidden it has only itself to look at.
    Run blind(Values{{"weights", "learned"}, {"heads", "1"}, {"causal", "drawn"}, {"hidden", "0-0-0-0-f"}});
    Run seeing(Values{{"weights", "learned"}, {"heads", "1"}});
    blind.step(300);
    seeing.step(300);
    CHECK(blind.picture().learning.accuracy < 0.3f);
    CHECK(blind.picture().learning.right_weight == 0);
    CHECK(seeing.picture().learning.accuracy > blind.picture().learning.accuracy + 0.2f);
    CHECK(blind.picture().learning.loss > 1.9f);  // about ln 8 = 2.08, chance
  }

  TEST_CASE("attention: every matrix can be edited, what follows changes, and undo brings all back") {
    for (const auto name : which_names) {
      CAPTURE(name);
      Run run(Values{{"attention", "cross"}, {"heads", "2"}});
      const auto before = run.bytes();
      const Snapshot was = run.picture();
      const Which which = *which_named(name);
      run.act("edit", {1, 0, 1, 3.25f}, std::string(name));
      const bool has_head = which != Which::embedding && which != Which::source && which != Which::w_o &&
                            which != Which::output;
      if (!has_head) {  // of the whole layer: the head number must be 0 to reach the cell
        run.act("undo");
        run.act("edit", {0, 0, 1, 3.25f}, std::string(name));
      }
      const Snapshot now = run.picture();
      const int head = has_head ? 1 : 0;
      REQUIRE(now.edits.size() == 1);
      CHECK(matrix_of(now.flow, which, head)->at(0, 1) == 3.25f);
      CHECK(now.edits.front().before == doctest::Approx(matrix_of(was.flow, which, head)->at(0, 1)));
      CHECK(now.flow.output.values != was.flow.output.values);
      CHECK(now.device.largest_difference < 1e-4f);
      run.act("edit", {static_cast<float>(head), 0, 1, -1}, std::string(name));
      CHECK(run.picture().edits.size() == 1);  // the same cell again takes the earlier one's place
      run.act("undo_edits");
      CHECK(run.bytes() == before);
    }
  }

  TEST_CASE("attention: edited weights are what the output is made of, and the row sum says so") {
    Run run(Values{{"heads", "1"}});
    run.act("edit", {0, 0, 0, 5}, "weights");
    const Snapshot now = run.picture();
    const Head& head = now.flow.heads.front();
    double sum = 0;
    for (int key = 0; key < head.weights.columns; ++key)
      sum += double{head.weights.at(0, key)} * head.v.at(key, 0);
    CHECK(head.mixed.at(0, 0) == doctest::Approx(sum));
    CHECK(now.measures.row_sum_error > 1);
  }

  TEST_CASE("attention: an edit that names no cell is refused and changes nothing") {
    Run run;
    const auto before = run.bytes();
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const std::pair<std::string, std::vector<float>> bad[] = {
        {"nothing", {0, 0, 0, 1}},  {"w_q", {}},
        {"w_q", {0, 0, 1}},         {"w_q", {9, 0, 0, 1}},
        {"w_q", {0, 99, 0, 1}},     {"w_q", {0, 0, -1, 1}},
        {"w_q", {0, 0, 0, nan}},    {"source", {0, 0, 0, 1}},
        {"scores", {0, nan, 0, 1}}, {"scores", {0, 0, 1e30f, 1}},
    };
    for (const auto& [text, numbers] : bad) {
      CHECK_THROWS_AS(run.act("edit", numbers, text), demo::Halt);
      CHECK(run.bytes() == before);
    }
    CHECK_NOTHROW(run.act("undo"));
    CHECK_THROWS(run.act("dance"));
  }

  TEST_CASE("attention: another sentence drops the edits of its tokens and keeps those of the weights") {
    Run run;
    run.act("edit", {0, 0, 0, 2}, "scores");
    run.act("edit", {0, 0, 0, 2}, "w_q");
    run.change({{"temperature", "2"}});
    CHECK(run.picture().edits.size() == 2);
    run.change({{"sentence", "둘 셋"}});
    const Snapshot now = run.picture();
    REQUIRE(now.edits.size() == 1);
    CHECK(now.edits.front().which == Which::w_q);
    CHECK(now.tokens == std::vector<std::string>{"둘", "셋"});
  }

  TEST_CASE("attention: any text gives a picture") {
    std::string long_text;
    while (long_text.size() < most_sentence_bytes - 4) long_text += "가 ";
    for (const std::string text : {"", "   ", "🙂", "👩‍👩‍👧 👍🏽", "שלום עולם",
                                   "\xED\xA0\x80", "\xFF\xFE", "\u202Eabc", "a"}) {
      for (const char* split : {"words", "syllables", "characters"}) {
        Run run(
            Values{{"sentence", text}, {"split", split}, {"attention", "cross"}, {"source_sentence", text}});
        const Snapshot picture = run.picture();
        CHECK_FALSE(picture.tokens.empty());
        CHECK(picture.empty == (text.find_first_not_of(' ') == std::string::npos || text.empty()));
        CHECK(picture.flow.embedding.rows == static_cast<int>(picture.tokens.size()));
        for (const auto& token : picture.tokens) CHECK(io::valid_utf8(token) == token);
      }
    }
    const Snapshot picture = Run(Values{{"sentence", long_text}}).picture();
    CHECK(picture.tokens.size() == most_tokens);
    CHECK(picture.cut);
    auto refused = std::make_unique<Run>();
    auto fields = refused->experiment().fields();
    const Values too_long = {{"sentence", std::string(100'000, 'x')}};
    CHECK(demo::set_values(fields, too_long).size() == 1);
  }

  TEST_CASE("attention: the same token has the same embedding, and the same seed the same picture") {
    const Snapshot picture = Run(Values{{"sentence", "한 번 더 한 번"}}).picture();
    for (int column = 0; column < picture.flow.embedding.columns; ++column)
      CHECK(picture.flow.embedding.at(0, column) == picture.flow.embedding.at(3, column));
    for (const char* weights : {"random", "hand", "learned"}) {
      Run a(Values{{"weights", weights}}, 7), b(Values{{"weights", weights}}, 7),
          c(Values{{"weights", weights}}, 8);
      for (int i = 0; i < 20; ++i) {
        a.step();
        b.step();
        c.step();
      }
      CHECK(a.bytes() == b.bytes());
      CHECK(a.bytes() != c.bytes());
    }
  }

  TEST_CASE("attention: steps walk through the stages and come back") {
    Run run;
    for (int i = 0; i <= 2 * stage_count; ++i) {
      CHECK(static_cast<int>(run.picture().stage) == i % stage_count);
      run.step();
    }
  }

  TEST_CASE("attention: devices are timed when the reader asks") {
    Run run(Values{{"bench_length", "32"}});
    CHECK(run.picture().device.timed_length == 0);
    run.act("measure");
    const Snapshot picture = run.picture();
    CHECK(picture.device.timed_length == 32);
    REQUIRE(picture.device.milliseconds.size() == 3);
    CHECK(picture.device.milliseconds[0] > 0);
    CHECK(picture.device.milliseconds[1] > 0);
    run.reset(1);
    CHECK(run.picture().device.timed_length == 0);
  }

  TEST_CASE("attention: the asked pair of a recall question can be chosen") {
    Run run(Values{{"weights", "learned"}, {"pairs", "3"}, {"asked", "2"}});
    const Snapshot picture = run.picture();
    REQUIRE(picture.tokens.size() == 4);
    CHECK(picture.learning.right_token == 1);
    CHECK(picture.tokens.back() == picture.tokens[1].substr(0, 1) + "?");
    CHECK(picture.learning.values[static_cast<std::size_t>(picture.learning.right_value)] ==
          picture.tokens[1].substr(1));
    run.change({{"attention", "cross"}});  // in the middle of a run
    run.step();
    const Snapshot cross = run.picture();
    CHECK(cross.tokens.size() == 1);
    CHECK(cross.source_tokens.size() == 3);
  }

  TEST_CASE("attention: an update that blows up leaves weights, step and the next batch as they were") {
    const Values values = {{"weights", "learned"}};
    Run run(values), calm(values);
    run.step(4);
    calm.step(4);
    const auto weights = [](Run& of) {
      std::vector<float> all;
      for (const auto& [name, tensor] : of.experiment().named_tensors())
        all.insert(all.end(), tensor.values().begin(), tensor.values().end());
      return all;
    };
    const auto saved = run.experiment().named_tensors();
    auto edge = saved;
    for (auto& [name, tensor] : edge) tensor = Tensor::full(tensor.shape(), 99'999.5f);
    run.experiment().load_tensors(edge);
    run.change({{"learning_rate", "1"}});
    const auto before = weights(run);
    CHECK_THROWS_AS(run.step(), demo::Halt);
    CHECK(weights(run) == before);
    CHECK(run.picture().learning.steps == 4);
    for (Run* each : {&run, &calm}) {
      each->experiment().load_tensors(saved);
      each->change({{"learning_rate", "0.01"}});
      each->step();
    }
    CHECK(weights(run) == weights(calm));
  }

  TEST_CASE("attention: what is learned is measured once, for the curves and for the picture") {
    Run run(Values{{"weights", "learned"}, {"heads", "2"}});
    run.step(10);
    const demo::History& history = run.experiment().history;
    const Learning learning = run.picture().learning;
    CHECK(history.curve("held_out_loss").x == std::vector<float>{0, 5, 10});
    CHECK(history.curve("held_out_loss").y.back() == learning.loss);
    CHECK(history.curve("accuracy").y.back() == learning.accuracy);
    CHECK(history.curve("right_weight").y.back() == learning.right_weight);
    CHECK(learning.right_weight == std::max(learning.head_weights[0], learning.head_weights[1]));
    REQUIRE(history.references().size() == 2);
    CHECK(history.references()[0].value == doctest::Approx(std::log(8.f)));
    // Another run's weights: their measure stands at once.
    Run other(Values{{"weights", "learned"}, {"heads", "2"}}, 1);
    other.experiment().load_tensors(run.experiment().named_tensors());
    CHECK(other.picture().learning.loss == learning.loss);
    Run drawn;
    CHECK(drawn.experiment().curves().empty());
    CHECK(drawn.experiment().named_tensors().empty());
    CHECK_THROWS_AS(drawn.experiment().load_tensors({}), io::Refused);
  }

  TEST_CASE("attention: the sentence says what there is to see") {
    const auto told = [](const test::Values& values, int steps) {
      Run run(values);
      run.step(steps);
      const auto view = demo::make_view("attention");
      auto fields = view->fields();
      CHECK(demo::set_values(fields, values).empty());
      view->read(run.bytes());
      CHECK(!view->what_to_see(Language::korean).empty());
      return view->what_to_see(Language::english);
    };
    CHECK(told({}, 0).starts_with("The weights are random"));
    CHECK(told({}, 5).starts_with("Softmax over each row"));
    CHECK(told({{"weights", "hand"}}, 0).starts_with("The weights are identity"));
    CHECK(told({{"causal", "drawn"}}, 0).find("to hide them") != std::string::npos);
    CHECK(told({{"causal", "drawn"}, {"hidden", "ff"}}, 0).starts_with("2 rows, over all heads"));
    CHECK(told({{"weights", "learned"}}, 10).find("accuracy ") != std::string::npos);
    // It speaks of the tokens that are shown.
    CHECK(told({{"weights", "learned"}}, 0).starts_with("“H2”: key H, value 2. “H?” asks for it."));
  }
}
