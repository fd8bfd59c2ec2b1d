#pragma once

#include <string>
#include <vector>

#include "demo/view.h"
#include "demos/positional/experiment.h"
#include "ui/layout.h"

namespace madang::demos::positional {

inline Scheme scheme_of(const Settings& settings, int index) {
  return index == 0 ? settings.scheme : settings.scheme_b;
}

struct Parts : demo::Parts<Settings, Snapshot> {
  const ModelPicture& model(int index) const { return snapshot.models[static_cast<std::size_t>(index)]; }
  Scheme scheme(int index) const { return scheme_of(settings, index); }
};

/// Those that add something to the scores, which differs from head to head.
inline bool has_bias(Scheme scheme) {
  return scheme == Scheme::t5 || scheme == Scheme::transformer_xl || scheme == Scheme::alibi;
}

constexpr std::int32_t nothing_asked = -1;  ///< of Snapshot::targets

/// The task as question and answer: an example within the trained length and beyond it.
void draw_task(const Parts& parts);
void draw_encoding(const Parts& parts);
void draw_distance(const Parts& parts);
void draw_attention(const Parts& parts);

std::string describe(const Snapshot& snapshot, const Settings& settings, Language language);
/// What the numbers say now of what is shown: failure, cure and limit by their names.
std::string what_to_see(const Snapshot& snapshot, const Settings& settings, Language language);

/// "9 / 12", in the example
std::string right_answers(const Snapshot& snapshot, const ModelPicture& model);
/// "A · RoPE"
std::string name_of(const Settings& settings, int index, Language language);
inline std::string name_of(const Parts& parts, int index) {
  return name_of(parts.settings, index, parts.hand.language);
}
/// first, first + 1 …: the numbers of places, distances.
std::vector<float> counted_from(int first, int count);
/// The same of A and of B, beside each other where each has `least_width`.
template <class Draw>
void draw_both(const char* id, float least_width, const Parts& parts, Draw draw) {
  ui::Flow flow(id, least_width, 2);
  for (const int i : {0, 1}) {
    flow.next();
    draw(parts, i);
  }
}

}  // namespace madang::demos::positional
