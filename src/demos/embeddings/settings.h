#pragma once

#include <array>
#include <string>

#include "core/text.h"

namespace madang::demo {
class FieldCollector;
}

namespace madang::demos::embeddings {

enum class Kind { cbow, skip_gram, glove };
enum class Page { map, analogies, counts };
enum class Source { world, own };
/// What the pairs of an analogy differ in: attributes of data::attribute_world.
enum class Relation { gender, age, status, capital };
enum class Family { people, places, animals, all };

inline constexpr std::array trial_skews = {0.f, 0.5f, 1.f, 1.5f, 2.f};
constexpr int trial_updates = 200;  // of a run at each of them
inline constexpr std::array all_kinds = {Kind::cbow, Kind::skip_gram, Kind::glove};
constexpr int relation_count = 4;
constexpr std::size_t most_text_bytes = 20000;
constexpr int most_words = 150;  // of the reader's text

struct Settings {
  Page page = Page::map;
  Source source = Source::world;
  std::string own_text;
  int lines = 3000;
  float skew = 0;
  int window = 2;
  int dimensions = 24;
  int negatives = 5;
  float noise_power = 0.75f;
  float learning_rate = 0.02f;
  int batch = 512;
  bool expectation = false;  // skip-gram learns from all pairs at once
  int seeds = 3;
  Kind kind = Kind::skip_gram;  // looked into, and exported
  Family family = Family::people;
  float turn = 30, tilt = 20;  // of the map, in degrees
  int word = 1;                // counted from 1
  Relation relation = Relation::gender;
  int first = 1, second = 3;  // pairs of the relation, counted from 1: a : b = c : ?
  int context = 1;            // of the cell looked into, counted from 1
  std::string query;          // the reader's own: "man king woman"

  void visit(demo::FieldCollector& v);

 private:
  void visit_corpus(demo::FieldCollector& v);
  void visit_training(demo::FieldCollector& v);
  void visit_look(demo::FieldCollector& v);
};

/// As the setting calls it.
Text name_of(Kind kind);
Text name_of(Relation relation);

}  // namespace madang::demos::embeddings
