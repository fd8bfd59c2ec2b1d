#include <algorithm>
#include <array>
#include <cstdio>

#include "demos/attention/view_picture.h"
#include "ui/filled.h"
#include "ui/text.h"

namespace madang::demos::attention {

namespace {

/// Where an edit of a drawn cell lands: what is shown as X or as the joined heads is put together from
/// others.
Edit target_of(const Snapshot& snapshot, const Focus& focus, float value) {
  Edit edit{.which = Which::output,
            .head = focus.head,
            .row = focus.cell.row,
            .column = focus.cell.column,
            .value = value,
            .before = 0};
  const Flow& flow = snapshot.flow;
  const auto without = [&](const Matrix& positions) {
    return positions.empty() ? value : value - positions.at(edit.row, edit.column);
  };
  const auto of_no_head = [&edit](Which which) {
    edit.which = which;
    edit.head = 0;
  };
  switch (focus.part) {
    case Part::x:
      of_no_head(Which::embedding);
      edit.value = without(flow.positions);
      break;
    case Part::y:
      of_no_head(flow.cross() ? Which::source : Which::embedding);
      edit.value = without(flow.cross() ? flow.source_positions : flow.positions);
      break;
    case Part::w_q:
      edit.which = Which::w_q;
      break;
    case Part::w_k:
      edit.which = Which::w_k;
      break;
    case Part::w_v:
      edit.which = Which::w_v;
      break;
    case Part::q:
      edit.which = Which::q;
      break;
    case Part::k:
      edit.which = Which::k;
      break;
    case Part::v:
      edit.which = Which::v;
      break;
    case Part::scores:
      edit.which = Which::scores;
      break;
    case Part::scaled:
      edit.which = Which::scaled;
      break;
    case Part::weights:
      edit.which = Which::weights;
      break;
    case Part::mixed:
      edit.which = Which::mixed;
      break;
    case Part::joined: {
      const int depth = flow.heads.front().mixed.columns;
      edit.which = Which::mixed;
      edit.head = edit.column / depth;
      edit.column %= depth;
      break;
    }
    case Part::w_o:
      of_no_head(Which::w_o);
      break;
    case Part::output:
      of_no_head(Which::output);
      break;
  }
  return edit;
}

/// As they stand in links; never renamed.
constexpr std::array<std::string_view, 15> part_names = {"x",       "y",     "w_q",    "w_k",    "w_v",
                                                         "q",       "k",     "v",      "scores", "scaled",
                                                         "weights", "mixed", "joined", "w_o",    "output"};

}  // namespace

std::string text_of(const Focus& focus) {
  return std::string(part_names[static_cast<std::size_t>(focus.part)]) + " " + std::to_string(focus.head) +
         " " + std::to_string(focus.cell.row) + " " + std::to_string(focus.cell.column);
}

Focus picked_cell(const Picture& picture) {
  // A stream would bring all of its library into the page.
  char name[16];
  Focus focus;
  const int read = std::sscanf(picture.settings.picked.c_str(), "%15s %d %d %d", name, &focus.head,
                               &focus.cell.row, &focus.cell.column);
  const auto part = read == 4 ? std::ranges::find(part_names, std::string_view(name)) : part_names.end();
  const auto& heads = picture.snapshot.flow.heads;
  if (part == part_names.end() || focus.head < 0 || focus.head >= static_cast<int>(heads.size())) return {};
  focus.part = static_cast<Part>(part - part_names.begin());
  const Matrix& matrix = matrix_of(picture.snapshot.flow, focus.part, focus.head);
  if (!focus.cell || focus.cell.row >= matrix.rows || focus.cell.column >= matrix.columns) return {};
  return focus;
}

const Edit* edit_of(const Snapshot& snapshot, const Focus& focus) {
  const Edit at = target_of(snapshot, focus, 0);
  const auto found = std::ranges::find_if(snapshot.edits, [&at](const Edit& edit) {
    return edit.which == at.which && edit.head == at.head && edit.row == at.row && edit.column == at.column;
  });
  return found == snapshot.edits.end() ? nullptr : &*found;
}

demo::Action edit_action(const Snapshot& snapshot, const Focus& focus, float value) {
  const Edit edit = target_of(snapshot, focus, value);
  return {.name = "edit",
          .numbers = {static_cast<float>(edit.head), static_cast<float>(edit.row),
                      static_cast<float>(edit.column), edit.value},
          .text = std::string(which_names[static_cast<std::size_t>(edit.which)])};
}

std::string note_of(const Picture& picture, const Focus& focus) {
  if (const Edit* edit = edit_of(picture.snapshot, focus))
    return ui::filled(picture, {"손으로 고친 값. 고치기 전: {0}", "Changed by hand. Before: {0}"},
                      ui::fixed_text(edit->before, 3));
  const bool is_weight = focus.part == Part::w_q || focus.part == Part::w_k || focus.part == Part::w_v ||
                         focus.part == Part::w_o;
  const bool is_embedding = focus.part == Part::x || focus.part == Part::y;
  if (!is_weight && !is_embedding) return {};
  switch (picture.settings.weights) {
    case Source::random:
      return picture.say("시드로 뽑은 수이다.", "Drawn by the seed.");
    case Source::hand:
      return is_weight ? picture.say("단위행렬에서 온 수이다.", "From the identity matrix.")
                       : picture.say("시드로 뽑아 0.5 단위로 맞춘 수이다.", "Drawn by the seed, in halves.");
    case Source::learned:
      return picture.say("학습한 수이다.", "Learned.");
  }
  return {};
}

}  // namespace madang::demos::attention
