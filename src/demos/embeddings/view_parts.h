#pragma once

#include <string>
#include <vector>

#include "demo/view.h"
#include "demos/embeddings/experiment.h"

namespace madang::demos::embeddings {

using Parts = demo::Parts<Settings, Snapshot>;

/// A word in the reader's language; of a number that is none, nothing.
std::string word_of(const Snapshot& snapshot, Language language, int number);
/// The number of a typed word, the world's in either language; −1 for none.
int number_of(const Snapshot& snapshot, const std::string& word);
bool own_text(const Snapshot& snapshot);
/// Colour of the theme's series.
int colour_of(Kind kind);

void draw_maps(const Parts& parts);
/// What the maps show, in words and numbers.
void draw_below_maps(const Parts& parts);
/// Of the chosen word, how a cosine comes about, and a search for another word.
void draw_neighbours(const Parts& parts);
void draw_analogies(const Parts& parts);
/// Analogies at several skews, means over seeds.
void draw_trial(const Parts& parts);
void draw_counts(const Parts& parts);

/// What there is to see, with its numbers; empty before a step.
std::string sentence(const Settings& settings, const Snapshot& snapshot, Language language);
std::string summary(const Snapshot& snapshot, Language language);

inline void act(const Parts& parts, const char* name) {
  parts.hand.act({.name = name, .numbers = {}, .text = {}});
}

}  // namespace madang::demos::embeddings
