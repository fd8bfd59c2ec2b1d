// The numbers of the text, computed.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "data/attribute_corpus.h"
#include "demos/embeddings/corpus.h"
#include "demos/embeddings/experiment.h"
#include "support/demo_run.h"
#include "support/demo_text.h"

using namespace madang;
using namespace madang::demos::embeddings;

namespace {

using Run = test::DemoRun<Snapshot>;

float right(Run& run, Kind kind) {
  return run.picture().models[static_cast<std::size_t>(kind)].right.excluded.back();
}

}  // namespace

TEST_CASE("embeddings: words, contexts, lines and questions are as many as the text says") {
  const Corpus corpus = make_corpus({}, 1);
  const auto& world = data::attribute_world(Language::english);
  CHECK(world.words.size() == 32);
  CHECK(corpus.vocabulary == 32 + 56);
  CHECK(test::text_says("embeddings", {"낱말이 32개, 이웃이 56개", "32 such words and 56 contexts"}));
  CHECK(corpus.lines.size() == 3000);
  CHECK(test::text_says("embeddings", {"3,000줄", "3,000 lines"}));
  std::size_t questions = 0;
  for (const auto& relation : corpus.questions) questions += relation.size();
  CHECK(questions == 136);
  CHECK(test::text_says("embeddings", {"질문 136개", "the 136 questions"}));
  CHECK(corpus.vocabulary - 3 == 85);
  CHECK(test::text_says("embeddings", {"85번에 한 번", "1 in 85"}));
  CHECK(Settings{}.noise_power == 0.75f);
  CHECK(test::both_texts_say("embeddings", "$\\alpha=0.75$"));
  CHECK(Settings{}.dimensions == 24);
  CHECK(test::text_says("embeddings", {"차원이 24이면", "With 24 dimensions"}));
  CHECK(most_text_bytes == 20000);
  CHECK(test::text_says("embeddings", {"20,000바이트까지의 글", "up to 20,000 bytes"}));
  CHECK(trial_skews.size() == 5);
  CHECK(test::text_says("embeddings", {"‘다섯 치우침으로 견주기’", "“Compare five skews”"}));
}

TEST_CASE("embeddings: after 150 updates nearly all questions are answered, without training as well") {
  Run run("embeddings", {{"page", "analogies"}});
  run.step(150);
  for (const Kind kind : all_kinds) CHECK(right(run, kind) > 0.85f);
  CHECK(run.picture().counted.excluded.back() > 0.95f);
  CHECK(test::text_says("embeddings", {"150번 갱신하면", "after 150 updates"}));
}

TEST_CASE("embeddings: the tour's boxes form, its skewed corpus fails, and query words take answers") {
  Run skewed("embeddings", {{"page", "analogies"}, {"skew", "2"}});
  skewed.step(100);
  for (const Kind kind : all_kinds) CHECK(right(skewed, kind) < 0.25f);
  Run some("embeddings", {{"page", "analogies"}, {"skew", "1"}});
  some.step(100);
  const auto shares = some.picture().models[1].right;
  CHECK(shares.free.back() < shares.excluded.back());
  CHECK(test::text_says("embeddings", {"GloVe가 가장 먼저 무너지고", "suffers first"}));  // a claim
  Run boxes("embeddings");
  boxes.step(60);
  for (const Kind kind : all_kinds) CHECK(right(boxes, kind) > 0.3f);
}

TEST_CASE("embeddings: with 96 dimensions and all pairs at once the points lie on the diagonal") {
  Run exact("embeddings", {{"page", "counts"},
                           {"expectation", "1"},
                           {"noise_power", "1"},
                           {"dimensions", "96"},
                           {"learning_rate", "0.05"}});
  exact.step(100);
  CHECK(exact.picture().counts.correlation > 0.98f);
  CHECK(exact.picture().counts.distance < 0.2f);
  CHECK(test::text_says("embeddings", {"점들이 대각선에 놓인다", "the points lie on the diagonal"}));
  CHECK(right(exact, Kind::skip_gram) > 0.8f);
  exact.step(200);
  CHECK(right(exact, Kind::skip_gram) < 0.5f);
  CHECK(test::text_says("embeddings", {"300번째에는 절반도 못 맞힌다", "by update 300 fewer than half"}));
}
