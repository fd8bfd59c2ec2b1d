#pragma once

#include <string>

#include "demo/view.h"
#include "demos/positional/experiment.h"

namespace madang::demos::positional {

struct Parts : demo::Parts<Settings, Snapshot> {
  const ModelPicture& model(int index) const { return snapshot.models[static_cast<std::size_t>(index)]; }
  Scheme scheme(int index) const { return index == 0 ? settings.scheme : settings.scheme_b; }
};

/// A failure and its cure, as settings: one press sets them all.
void draw_scenes(const Parts& parts);
/// A and B beside each other: what they are, and what the claims say of them now.
void draw_models(const Parts& parts);

void draw_learning(const Parts& parts);
void draw_encoding(const Parts& parts);
void draw_distance(const Parts& parts);
void draw_attention(const Parts& parts);

std::string describe(const Snapshot& snapshot, const Settings& settings, Language language);

/// "A · RoPE"
std::string name_of(const Parts& parts, int index);
std::string name_of(const Settings& settings, int index, Language language);

/// Those that add something to the scores, which differs from head to head.
inline bool has_bias(Scheme scheme) {
  return scheme == Scheme::t5 || scheme == Scheme::transformer_xl || scheme == Scheme::alibi;
}
/// A choice of head, for pages where one is looked at.
void draw_heads(const Parts& parts);

}  // namespace madang::demos::positional
