// The models, what is measured of them, the trial and what the view says of it all.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "demos/prenorm/measure.h"
#include "support/demo_run.h"

using namespace madang;
using namespace madang::demos::prenorm;
using Run = test::DemoRun<Snapshot>;

namespace {

constexpr Arm all_arms[] = {Arm::pre, Arm::post, Arm::warm};

Settings shallow() {
  Settings settings;
  settings.depth = 3;
  return settings;
}

}  // namespace

TEST_CASE("prenorm: all arms begin with the same weights; pre-norm has a norm more") {
  const auto model = [](Arm arm) { return Model(arm, 3, 26, Random(7)); };
  const Model pre = model(Arm::pre), post = model(Arm::post);
  CHECK(parameter_count(pre) == parameter_count(post) + 2 * width);
  // Embedding, blocks (four projections, two dense layers, two norms) and answer.
  const int block = 4 * (width * width + width) + 2 * width * feed_forward + feed_forward + width + 4 * width;
  CHECK(parameter_count(post) == 26 * width + 3 * block + width * 26 + 26);
  const auto named = post.named_parameters();
  for (const NamedParameter& each : pre.named_parameters()) {
    const auto same = std::ranges::find(named, each.name, &NamedParameter::name);
    if (same == named.end()) continue;
    CHECK(std::ranges::equal(same->variable.value().values(), each.variable.value().values()));
  }
  CHECK(post.multiply_adds() ==
        3 * (context * (4 * width * width + 2 * width * feed_forward) + 2 * context * context * width) +
            context * width * 26);
  CHECK(post.block_parameters().size() == 3 * 16);
}

TEST_CASE("prenorm: what is looked at is what is trained, and no character sees what comes after it") {
  const Batch batch = batch_at(the_corpus(), 1, 0);
  for (const Arm arm : all_arms) {
    const Training training(arm, shallow(), 1);
    const NoRecording off;
    const Tensor fused = training.model().logits(batch.inputs, context).value();
    const Model::Pass pass = training.model().inspect(batch.inputs, context);
    float apart = 0;
    for (std::size_t i = 0; i < fused.size(); ++i)
      apart = std::max(apart, std::abs(fused.values()[i] - pass.logits.value().values()[i]));
    CHECK(apart < 1e-4f);
    const std::vector<std::int32_t> text(batch.inputs.begin(), batch.inputs.begin() + context);
    const auto whole = training.model().logits(text, context).value();
    const auto start = training.model().logits(std::span(text).first(5), 5).value();
    for (std::size_t i = 0; i < start.size(); ++i)
      CHECK(start.values()[i] == doctest::Approx(whole.values()[i]).epsilon(1e-3));
  }
}

TEST_CASE("prenorm: the rate rises along a line, then stays or falls; without warm-up it never moves") {
  Settings settings;
  settings.learning_rate = 0.01f;
  settings.warm_up = 50;
  CHECK(rate_at(Arm::post, settings, 0) == 0.01f);
  CHECK(rate_at(Arm::warm, settings, 0) == doctest::Approx(0.01 / 50));
  CHECK(rate_at(Arm::warm, settings, 50) == 0.01f);
  CHECK(rate_at(Arm::warm, settings, 199) == 0.01f);
  settings.after = After::decay;
  CHECK(rate_at(Arm::warm, settings, 49) == 0.01f);
  CHECK(rate_at(Arm::warm, settings, 199) == doctest::Approx(0.005));
}

TEST_CASE("prenorm: batches are a function of seed and step, and targets are the next characters") {
  const Corpus& corpus = the_corpus();
  const Batch first = batch_at(corpus, 1, 5), again = batch_at(corpus, 1, 5), other = batch_at(corpus, 2, 5);
  CHECK(first.inputs == again.inputs);
  CHECK(first.starts != other.starts);
  CHECK(first.inputs.size() == batch * context);
  for (int i = 0; i + 1 < context; ++i)
    CHECK(first.targets[static_cast<std::size_t>(i)] == first.inputs[static_cast<std::size_t>(i) + 1]);
  CHECK(std::accumulate(corpus.shares.begin(), corpus.shares.end(), 0.f) == doctest::Approx(1));
  double entropy = 0;
  for (const float p : corpus.shares) entropy -= static_cast<double>(p) * std::log(static_cast<double>(p));
  CHECK(corpus.unigram == doctest::Approx(entropy).epsilon(1e-3));
  CHECK(corpus.bigram < corpus.unigram);
}

TEST_CASE("prenorm: a prompt's last characters are read, foreign ones left out") {
  const Corpus& corpus = the_corpus();
  CHECK(corpus.characters_of("the cat").size() == 7);
  CHECK(corpus.characters_of("T!he 고양이").size() == 3);  // "he "
  CHECK(corpus.characters_of("").empty());
  CHECK(corpus.characters_of("the small dog that sings near the river").size() == context);
  for (const char* prompt : {"the cats that sl", "", "가나다"}) {
    Run run("prenorm", {{"depth", "2"}, {"prompt", prompt}});
    const Snapshot s = run.picture();
    REQUIRE(s.next.rows == arm_count + 1);
    for (int row = 0; row < s.next.rows; ++row) {
      double sum = 0;
      for (int i = 0; i < s.next.columns; ++i) sum += static_cast<double>(s.next.at(row, i));
      CHECK(sum == doctest::Approx(1).epsilon(1e-4));
    }
    CHECK(s.asked == (prompt[0] == 't' ? prompt : " "));
  }
}

TEST_CASE("prenorm: the arithmetic of a cell is the engine's, in every arm and block") {
  const Batch batch = batch_at(the_corpus(), 3, 0);
  for (const Arm arm : all_arms) {
    const Training training(arm, shallow(), 3);
    for (int block = 0; block < 3; ++block) {
      const CellPicture cell = cell_of(training.model(), block, batch, 4, 9);
      CHECK(cell.difference < 1e-4f);
      CHECK(cell.x.rows == shown_places);
      CHECK(cell.x.columns == width);
      const float sum = cell.x.at(4, 9) + cell.f.at(4, 9);
      CHECK(cell.in == (arm == Arm::pre ? cell.x.at(4, 9) : sum));
      CHECK(cell.out == doctest::Approx(cell.gamma * (cell.in - cell.mean) / cell.deviation + cell.beta));
      CHECK(cell.y.at(4, 9) == doctest::Approx(arm == Arm::pre ? sum : cell.out).epsilon(1e-4));
    }
  }
}

TEST_CASE("prenorm: measuring changes nothing; a larger step changes the output more") {
  Training training(Arm::post, shallow(), 1);
  for (int i = 0; i < 3; ++i) training.step(batch_at(the_corpus(), 1, training.steps()));
  const auto values = [&] {
    std::vector<float> all;
    for (const Variable& each : training.model().parameters())
      all.insert(all.end(), each.value().values().begin(), each.value().values().end());
    return all;
  };
  const std::vector<float> before = values();
  const Batch batch = batch_at(the_corpus(), 1, 3);
  const Layers small = layers_of(training.model(), batch, 1e-4f);
  const Layers large = layers_of(training.model(), batch, 1e-2f);
  CHECK(values() == before);
  CHECK(small.change < large.change / 20);
  CHECK(small.trunk == large.trunk);
  CHECK(small.trunk.size() == 4);
  CHECK(small.way.size() == 4);
  CHECK(small.gradient.size() == 3);
  CHECK(small.added.size() == 3);
  CHECK(small.reach() == small.way.front() / small.way.back());
}

TEST_CASE("prenorm: a model whose loss is no number stays as it was and learns no more") {
  Settings settings = shallow();
  Training training(Arm::pre, settings, 1);
  training.step(batch_at(the_corpus(), 1, 0));
  REQUIRE(training.steps() == 1);
  training.model().parameters().front().assign(Tensor::full({the_corpus().vocabulary(), width}, NAN));
  training.step(batch_at(the_corpus(), 1, 1));
  CHECK(training.fault().has_value());
  training.step(batch_at(the_corpus(), 1, 1));
  CHECK(training.steps() == 1);
}

TEST_CASE("prenorm: the trial trains every arm at every depth and rate, can be stopped, and finds failures") {
  Run run("prenorm", {{"depth", "2"}, {"seeds", "1"}, {"page", "seeds"}});
  run.act("trial");
  run.step(trial_updates / 10);  // pre-norm at the least depth and rate
  Snapshot s = run.picture();
  CHECK(s.step == 0);
  const auto cells = trial_depths.size() * trial_rates.size();
  CHECK(s.trial.total == static_cast<int>(arm_count * cells));
  CHECK(s.trial.runs == 1);
  REQUIRE(s.trial.outcomes.front().mean.size() == 2);
  CHECK(s.trial.outcomes.front().mean[0] < the_corpus().unigram - standing);
  CHECK(s.trial.outcomes.front().mean[1] == 0);
  const test::Values page = {{"page", "seeds"}};
  CHECK(test::says(sentence_of("prenorm", page, run), "Pre-norm 0/1"));
  run.act("stop");
  run.step(1);
  CHECK(run.picture().step == 1);
  CHECK(run.picture().trial.done());
  CHECK_THROWS_AS(run.act("nothing"), Error);
}

TEST_CASE("prenorm: the failure is called by its name, where it is one") {
  const test::Values deep = {{"depth", "12"}}, flat = {{"depth", "2"}, {"learning_rate", "0.01"}};
  Run first("prenorm", deep);
  first.step(60);
  CHECK(test::says(sentence_of("prenorm", deep, first), "Post-norm only knows letter frequencies"));
  const test::Values page = {{"depth", "12"}, {"page", "layers"}};
  first.change(page);
  CHECK(test::says(sentence_of("prenorm", page, first), "Gradient left at the input"));
  CHECK(first.picture().start[1].trunk[3] == doctest::Approx(1).epsilon(1e-3));
  const auto told = [&](const char* quantity) {
    test::Values shown = page;
    shown.push_back({"quantity", quantity});
    return sentence_of("prenorm", shown, first);
  };
  CHECK(test::says(told("gradient"), "Gradient in the last block"));
  CHECK(test::says(told("trunk"), "post-norm 1 → "));
  CHECK(test::says(told("added"), "Size of F"));
  Run second("prenorm", flat);
  second.step(60);
  CHECK(test::says(sentence_of("prenorm", flat, second), "Loss: Pre-norm"));
}

TEST_CASE("prenorm: loaded weights begin with an optimiser of their own") {
  Run run("prenorm", {{"depth", "2"}});
  run.step(3);
  CHECK(test::longest_step_after_loading(run.experiment()) < 1.01f * 0.003f);
}
