#pragma once

#include <string>

#include "demo/view.h"
#include "demos/rnn/experiment.h"

namespace madang::demos::rnn {

struct Parts : demo::Parts<Settings, Snapshot> {
  const CellPicture& cell(Cell which) const { return snapshot.cells[static_cast<std::size_t>(which)]; }
};

/// Index into the theme's series.
inline int colour_of(Cell cell) { return static_cast<int>(cell); }
/// "1.2e−8"; "0 (< 1e−45)" for what float cannot hold.
std::string share_text(float share);

/// The reader's own text: typed, pasted or dropped.
class OwnText {
 public:
  void draw(const Parts& parts);
  /// False, with a complaint, when the text cannot be learned.
  static bool take(demo::Hand& hand, Settings& settings, const std::string& text);

 private:
  std::string typed_;
  std::string stored_;  ///< the setting that belongs to it
};

/// The tasks as scenes, the pages, and for the gates the cell.
const demo::Head& head_in(Language language, Page page);
/// What the claims say of a cell now: its name and two lines, however long.
void draw_score(const Parts& parts, Cell cell);

void draw_distance(const Parts& parts);
void draw_gates(const Parts& parts);
void draw_answers(const Parts& parts);
/// A slider over the sequences that can be looked into.
void draw_sequence(const Parts& parts);

std::string what_to_see(const Snapshot& snapshot, const Settings& settings, Language language);
std::string describe(const Snapshot& snapshot, const Settings& settings, Language language);

}  // namespace madang::demos::rnn
