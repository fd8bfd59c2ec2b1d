// The networks, what is left out of them, the surface around them and what the view says of it all.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "demos/residual/measure.h"
#include "demos/residual/surface.h"
#include "support/demo_run.h"

using namespace madang;
using namespace madang::demos::residual;
using Run = test::DemoRun<Snapshot>;

namespace {

constexpr Kind all_kinds[] = {Kind::plain, Kind::residual, Kind::highway, Kind::dense};

Batch noise(int rows, std::uint64_t seed = 1) {
  Random random(seed);
  Batch batch{random.uniform({rows, 1, side, side}, 0, 1), {}};
  for (int i = 0; i < rows; ++i) batch.labels.push_back(i % classes);
  return batch;
}

Settings settings_of(Recipe recipe, int depth) {
  Settings settings;
  settings.recipe = recipe;
  settings.depth = depth;
  return settings;
}

}  // namespace

TEST_CASE("residual: the networks have the parameters that their formulas say") {
  // 784·48 + 48, layers, 48·10 + 10; a gate for each layer of Highway; of DenseNet layers that become wider.
  const int depth = 6, first = pixels * width + width, layer = width * width + width;
  const auto count = [&](Kind kind) {
    return parameter_count(Network(kind, settings_of(Recipe::tanh, depth), Random(1)));
  };
  CHECK(count(Kind::plain) == first + depth * layer + width * classes + classes);
  CHECK(count(Kind::residual) == count(Kind::plain));
  CHECK(count(Kind::highway) == count(Kind::plain) + depth * layer);
  int dense = first;
  for (int i = 0; i < depth; ++i) dense += (width + growth * i) * growth + growth;
  CHECK(count(Kind::dense) == dense + (width + growth * depth) * classes + classes);
  const Network plain(Kind::plain, settings_of(Recipe::tanh, depth), Random(1));
  CHECK(plain.multiply_adds() == pixels * width + depth * width * width + width * classes);
  CHECK(Network(Kind::plain, settings_of(Recipe::tanh, 7), Random(1)).blocks() == 3);
}

TEST_CASE("residual: a block does what its formula says") {
  for (const Recipe recipe : {Recipe::tanh, Recipe::normalised})
    for (const Kind kind : all_kinds) {
      const Network network(kind, settings_of(recipe, 8), Random(2));
      const BlockPicture picture = block_picture(network, 2, noise(10), 3, 5);
      CHECK(picture.difference < 1e-5f);
      CHECK(picture.x.rows == shown_examples);
      CHECK(picture.y.columns == shown_units);
      double f = picture.bias;
      for (std::size_t i = 0; i < picture.a.size(); ++i)
        f += static_cast<double>(picture.a[i]) * picture.w[i];
      CHECK(picture.f.at(3, 5) == doctest::Approx(f).epsilon(1e-4));
      CHECK(picture.t.empty() == (kind != Kind::highway));
    }
}

TEST_CASE("residual: what is left out passes as it is") {
  const NoRecording off;
  for (const Kind kind : all_kinds) {
    const Network network(kind, settings_of(Recipe::normalised, 8), Random(3));
    const Batch batch = noise(6);
    const Network::Pass pass = network.forward(batch.images, Mode::evaluation);
    const auto same = [](const Tensor& a, const Tensor& b) {
      return std::ranges::equal(a.values(), b.values());
    };
    const Tensor whole = logits_without(network, pass, LeftOut::none, 0);
    CHECK(same(whole, network.logits_from(pass.x[1], 1, Mode::evaluation).value()));
    CHECK_FALSE(same(whole, logits_without(network, pass, LeftOut::one, 3)));
    CHECK(same(logits_without(network, pass, LeftOut::one, 3),
               network.logits_from(pass.x[3], 4, Mode::evaluation).value()));
    CHECK(same(logits_without(network, pass, LeftOut::all, 0),
               network.logits_from(pass.x[0], 4, Mode::evaluation).value()));
    const Lesions lesions = lesions_of(network, batch);
    CHECK(lesions.without.size() == 4);
    CHECK(lesions.without[1] != lesions.whole);
  }
}

TEST_CASE("residual: measuring changes nothing of a network") {
  Training training(Kind::residual, settings_of(Recipe::normalised, 6), 1);
  const Batch batch = noise(16);
  for (int i = 0; i < 3; ++i) training.step(batch);
  CHECK(training.steps() == 3);
  CHECK(training.gradient_norms().size() == 6);
  const auto saved = [&] {
    std::vector<float> all;
    for (const auto& list : {training.network().named_parameters(), training.network().named_buffers()})
      for (const NamedParameter& each : list) {
        const auto values = each.variable.value().values();
        all.insert(all.end(), values.begin(), values.end());
      }
    return all;
  };
  const std::vector<float> before = saved();
  CHECK(identity_of(training.network(), batch).zeroed == 0);
  lesions_of(training.network(), batch);
  block_picture(training.network(), 1, batch, 0, 0);
  CHECK(saved() == before);
}

TEST_CASE("residual: a network that meets what is no number stays as it was and learns no more") {
  Training training(Kind::residual, {.recipe = Recipe::normalised, .depth = 4}, 1);
  Batch batch{Tensor::full({2, 1, side, side}, 0.5f), {3, 7}};
  training.step(batch);
  REQUIRE(training.steps() == 1);
  const auto values = [&] {
    std::vector<float> all;
    for (const auto& named : {training.network().named_parameters(), training.network().named_buffers()})
      for (const NamedParameter& each : named)
        all.insert(all.end(), each.variable.value().values().begin(), each.variable.value().values().end());
    return all;
  };
  const std::vector<float> before = values();
  training.step({Tensor::full({2, 1, side, side}, NAN), {3, 7}});
  CHECK(training.fault().has_value());
  training.step(batch);
  CHECK(training.steps() == 1);
  CHECK(values() == before);
}

TEST_CASE("residual: the surface is taken at every 50th update, more finely in pieces while learning rests") {
  Run run("residual", {{"depth", "4"}, {"page", "surface"}});
  CHECK(run.picture().surface.updates == 0);
  run.step(50);
  Snapshot s = run.picture();
  CHECK(s.surface.updates == 50);
  CHECK(s.surface.plain.losses.rows == coarse.samples);
  CHECK(s.surface.residual.here > s.surface.residual.losses.at(5, 5));
  CHECK(s.surface.plain.distance(0.5f, 0) ==
        doctest::Approx(0.5f * s.surface.plain.weight_norm).epsilon(1e-3));
  run.act("surface");
  run.step(10);
  s = run.picture();
  CHECK(s.step == 50);
  CHECK(s.surface.share < 1);
  CHECK(std::isnan(s.surface.plain.curvature));
  CHECK(test::says(sentence_of("residual", {{"depth", "4"}, {"page", "surface"}}, run), "Working out"));
  run.act("stop");
  CHECK(run.picture().surface.plain.losses.rows == coarse.samples);
  CHECK(run.picture().surface.share == 1);
  run.act("surface");
  run.step(10);
  run.step((fine.samples * fine.samples + fine.at_once - 1) / fine.at_once - 10);
  s = run.picture();
  CHECK(s.surface.share == 1);
  CHECK(s.surface.residual.curvature > 0);
  run.step(1);
  CHECK(run.picture().step == 51);
  run.change({{"alpha", "0"}, {"beta", "0"}});
  s = run.picture();
  CHECK(s.surface.plain.here == s.surface.plain.losses.at(10, 10));
}

TEST_CASE("residual: the trial trains every network at every depth") {
  Run run("residual", {{"depth", "4"}, {"seeds", "2"}});
  run.act("trial");
  run.step(trial_updates / 5);  // the plain one of the least depth
  const Snapshot s = run.picture();
  CHECK(s.step == 0);
  CHECK(s.trial.total == 2 * kind_count * static_cast<int>(trial_depths.size()));
  CHECK(s.trial.runs == 1);
  CHECK(s.trial.outcomes.front().mean.size() == 2);
  run.act("stop");
  run.step(1);
  CHECK(run.picture().step == 1);
  CHECK(run.picture().trial.done());
  CHECK(run.picture().trial.runs == 1);
  CHECK_THROWS_AS(run.act("nothing"), Error);
}

TEST_CASE("residual: failures are called by their names") {
  const test::Values vanishing = {{"depth", "30"}}, leaky = {{"depth", "64"}, {"gate_bias", "-2"}};
  Run first("residual", vanishing);
  first.step(60);
  CHECK(test::says(sentence_of("residual", vanishing, first), "Vanishing gradient: plain is stuck"));
  Run second("residual", leaky);
  second.step(45);
  CHECK(test::says(sentence_of("residual", leaky, second), "Plain and Highway guess"));
  const test::Values page = {{"depth", "30"}, {"page", "block"}, {"left_out", "all"}};
  first.change(page);
  CHECK(test::says(sentence_of("residual", page, first), "without any block"));
}

TEST_CASE("residual: loaded weights begin with an optimiser of their own") {
  Run run("residual", {{"depth", "4"}});
  run.step(3);
  // The gradients' norm is at most 5, and there is no momentum yet.
  CHECK(test::longest_step_after_loading(run.experiment()) < 0.1f * gradient_limit);
}

TEST_CASE("residual: degradation is named where the plain network is deep, not where it is shallow") {
  const test::Values deep = {{"recipe", "normalised"}, {"depth", "32"}};
  const test::Values shallow = {{"recipe", "normalised"}, {"depth", "8"}};
  for (const auto& [values, named] : {std::pair(deep, true), std::pair(shallow, false)}) {
    Run run("residual", values);
    run.step(100);
    CHECK(test::says(sentence_of("residual", values, run), "Degradation: plain has gradients") == named);
  }
}
