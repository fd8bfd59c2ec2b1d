#include "demos/embeddings/corpus.h"

#include "data/attribute_corpus.h"
#include "data/word_text.h"

namespace madang::demos::embeddings {

namespace {

/// Of data::attribute_world.
int attribute_of(Relation relation) {
  using data::WorldAttribute;
  switch (relation) {
    case Relation::gender:
      return static_cast<int>(WorldAttribute::gender);
    case Relation::age:
      return static_cast<int>(WorldAttribute::age);
    case Relation::status:
      return static_cast<int>(WorldAttribute::status);
    case Relation::capital:
      return static_cast<int>(WorldAttribute::capital);
  }
  return 0;
}

}  // namespace

Corpus make_corpus(const Settings& settings, std::uint64_t seed) {
  Corpus corpus;
  if (settings.source == Source::own) {
    data::WordText text = data::word_text(settings.own_text, most_words);
    const Text objection = data::objection_to(text);
    if (!settings.own_text.empty()) corpus.notice = objection;
    if (objection.empty()) {
      corpus.own_words = std::move(text.words);
      corpus.lines = std::move(text.lines);
      corpus.vocabulary = static_cast<int>(corpus.own_words.size());
    }
  }
  if (corpus.lines.empty()) {
    Random random = random_for(seed, Stream::corpus);
    const data::AttributeWorld& world = data::attribute_world(Language::english);
    corpus.lines = data::attribute_corpus(world, settings.lines, settings.skew, random);
    corpus.vocabulary = static_cast<int>(world.vocabulary().size());
    for (int relation = 0; relation < relation_count; ++relation)
      corpus.questions.push_back(
          train::analogies_of(world.pairs(attribute_of(static_cast<Relation>(relation)))));
  }
  corpus.counts = data::cooccurrences(corpus.lines, corpus.vocabulary, settings.window);
  return corpus;
}

}  // namespace madang::demos::embeddings
