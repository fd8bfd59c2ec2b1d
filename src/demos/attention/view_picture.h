#pragma once

#include <functional>
#include <string>
#include <vector>

#include "demo/view.h"
#include "demos/attention/experiment.h"
#include "ui/arithmetic.h"
#include "ui/heat_map.h"

namespace madang::demos::attention {

/// Every matrix that is drawn, in the order of the computation.
enum class Part { x, y, w_q, w_k, w_v, q, k, v, scores, scaled, weights, mixed, joined, w_o, output };

/// A cell that the reader points at.
struct Focus {
  Part part = Part::weights;
  int head = 0;
  ui::Cell cell = {};
  explicit operator bool() const { return static_cast<bool>(cell); }
  bool operator==(const Focus&) const = default;
};

/// The last edit of a drag: its answer takes a while, and a link remembers every edit that is sent.
struct Sent {
  Focus focus;
  float value = 0;
  bool operator==(const Sent&) const = default;
};

/// While cells of a drawn mask are painted.
struct Stroke {
  ui::Cell last;
  bool hides = true;  ///< as the first cell of the stroke was not
};

/// Tokens as they are drawn: right-to-left ones turned round, since the canvas writes from left to right.
struct Labels {
  std::vector<std::string> tokens;
  std::vector<std::string> source;
};
Labels labels_of(const Snapshot& snapshot);

/// What the parts of the view share while one frame is drawn.
struct Picture {
  demo::Hand& hand;
  Settings& settings;
  const Snapshot& snapshot;
  const Labels& labels;
  Sent& sent;
  Stroke& stroke;
  Focus focus;       ///< what was pointed at in the last frame
  Focus pointed_at;  ///< in this one

  const char* say(const char* korean, const char* english) const { return hand.say(korean, english); }
  int head() const;  ///< the head whose matrices are spread out
  std::string head_name(int number) const;
};

// view_parts.cpp: names and arithmetic of the matrices
const Matrix& matrix_of(const Flow& flow, Part part, int head);
const char* symbol_of(Part part);
Stage stage_of(Part part);
/// The numbers behind a cell. Empty where the cell is given, not computed.
std::vector<ui::Term> arithmetic_of(const Picture& picture, const Focus& focus);
/// One sentence on the cell: what it is, whether it was edited.
std::string note_of(const Picture& picture, const Focus& focus);
/// The edit on a cell, or null.
const Edit* edit_of(const Snapshot& snapshot, const Focus& focus);
/// The cell that a link or a tap chose; none where the picture has no such cell.
Focus picked_cell(const Picture& picture);
std::string text_of(const Focus& focus);
/// What a new value in a cell means as an action.
demo::Action edit_action(const Snapshot& snapshot, const Focus& focus, float value);

// The sections
class Input {  // view_input.cpp
 public:
  void draw(Picture& picture);
  /// Puts the default sentences, also those of a link that names none, into the reader's language.
  static void greet(Picture& picture);

 private:
  struct Draft {
    std::string typed;
    std::string stored;    ///< the setting that belongs to it
    bool refused = false;  ///< the reader has been told what is wrong with it
  };
  void sentence(Picture& picture, Draft& draft, std::string& setting, const char* name, const char* label);
  Draft sentence_, source_;
};
void draw_question(Picture& picture);  // view_learning.cpp
void draw_answer(const Picture& picture);
void draw_learning(Picture& picture);
void draw_lines(Picture& picture, float width);  // view_lines.cpp
// view_matrices.cpp
struct Group {
  Text title;
  std::vector<Part> parts;
};
std::vector<Group> groups_of(const Flow& flow);
bool of_head(Part part);
/// "W_Q  (8×4)"
std::string title_of(const Picture& picture, Part part, int head);
/// Of the cells of a matrix with a line of text in each, in css px.
float height_of_all(const Matrix& matrix);
void draw_part(Picture& picture, Part part, int head, const std::string& title, float most_height);
/// The heads' weights, or while the computation is walked through, in the same room, what this stage makes.
void draw_heads(Picture& picture);   // view_heads.cpp
void draw_stages(Picture& picture);  // view_stages.cpp
/// What happens in the stage that a walk has reached.
const Text& meaning_of(Stage stage);
/// `given` draws what they are computed from, below the first of them.
void draw_matrices(Picture& picture, const std::function<void()>& given);
void draw_cell(Picture& picture);
// view_mask.cpp
bool paints(const Picture& picture, Part part);  ///< whether pressing its cells hides them
void paint(Picture& picture, const ui::HeatMapResult& result);
std::vector<ui::Cell> hidden_cells(const Picture& picture, const Matrix& weights);
void draw_mask(Picture& picture);
void draw_mask_check(const Picture& picture);
void draw_checks(Picture& picture);   // view_checks.cpp
void draw_devices(Picture& picture);  // view_devices.cpp
Text name_of(Backend backend);        // view_words.cpp
std::string describe(const Snapshot& snapshot, const Settings& settings, Language language);
std::string what_to_see(const Snapshot& snapshot, const Settings& settings, Language language);

}  // namespace madang::demos::attention
