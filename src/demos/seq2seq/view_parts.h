#pragma once

#include <algorithm>
#include <string>

#include "demo/view.h"
#include "demos/seq2seq/experiment.h"

namespace madang::demos::seq2seq {

struct Parts : demo::Parts<Settings, Snapshot> {
  const ModelPicture& model(Attention kind) const { return snapshot.models[static_cast<std::size_t>(kind)]; }
};

/// Index into the theme's series.
inline int colour_of(Attention kind) { return static_cast<int>(kind); }

constexpr int unknown_columns = 22;  // of an answer whose truth is not known
/// A blank as a sign that is seen.
inline std::string shown(const std::string& character) { return character == " " ? "␣" : character; }

/// The line as columns and the answer as rows, or the other way about; true when a cell was pressed, which is
/// then the one in the settings.
struct AlignmentOptions {
  std::string name;             ///< for a screen reader
  bool turned = false;          ///< the line downwards, where it is too narrow
  int output = -1, input = -1;  ///< chosen, counted from 0
};
bool draw_alignment(const Parts& parts, const char* id, const AlignmentPicture& picture,
                    const AlignmentOptions& options);

void draw_line(const Parts& parts);
void draw_length(const Parts& parts);
void draw_pair(const Parts& parts);

const demo::Head& head_of(const Settings& settings);
std::string what_to_see(const Snapshot& snapshot, const Settings& settings, Language language);
std::string describe(const Snapshot& snapshot, const Settings& settings, Language language);

}  // namespace madang::demos::seq2seq
