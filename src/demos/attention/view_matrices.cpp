#include <algorithm>
#include <cmath>

#include "demos/attention/view_picture.h"
#include "ui/controls.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::attention {

namespace {

struct Lines {
  int row = -1;
  int column = -1;
};

/// The row or column of `part` that the focused cell is made of.
Lines ingredients(Part part, const Focus& focus) {
  const int row = focus.cell.row, column = focus.cell.column;
  const auto row_of = [&](Part ingredient) { return part == ingredient ? Lines{row, -1} : Lines{}; };
  const auto both = [&](Part left, Part right) {
    return part == left ? Lines{row, -1} : part == right ? Lines{-1, column} : Lines{};
  };
  switch (focus.part) {
    case Part::q:
      return both(Part::x, Part::w_q);
    case Part::k:
      return both(Part::y, Part::w_k);
    case Part::v:
      return both(Part::y, Part::w_v);
    case Part::scores:
      return part == Part::k ? Lines{column, -1} : row_of(Part::q);
    case Part::scaled:
      return row_of(Part::scores);
    case Part::weights:
      return row_of(Part::scaled);
    case Part::mixed:
      return both(Part::weights, Part::v);
    case Part::joined:
      return row_of(Part::mixed);
    case Part::output:
      return both(Part::joined, Part::w_o);
    case Part::x:
    case Part::y:
    case Part::w_q:
    case Part::w_k:
    case Part::w_v:
    case Part::w_o:
      break;
  }
  return {};
}

bool rows_are_tokens(Part part) {
  return part != Part::w_q && part != Part::w_k && part != Part::w_v && part != Part::w_o;
}
bool rows_are_source(Part part) { return part == Part::y || part == Part::k || part == Part::v; }
bool columns_are_source(Part part) {
  return part == Part::scores || part == Part::scaled || part == Part::weights;
}
/// Matrices whose colours compare: what is made of the same kind of numbers.
std::vector<Part> alike(Part part) {
  switch (part) {
    case Part::w_q:
    case Part::w_k:
    case Part::w_v:
      return {Part::w_q, Part::w_k, Part::w_v};
    case Part::q:
    case Part::k:
    case Part::v:
      return {Part::q, Part::k, Part::v};
    case Part::scores:
    case Part::scaled:
      return {Part::scores, Part::scaled};
    case Part::mixed:
    case Part::joined:
      return {Part::mixed, Part::joined};
    case Part::x:
    case Part::y:
      return {Part::x, Part::y};
    case Part::weights:
    case Part::w_o:
    case Part::output:
      break;
  }
  return {part};
}

/// On a phone the bar of V is that of Q and K, too.
bool shares_bar(Part part) { return ui::narrow() && (part == Part::q || part == Part::k); }

std::vector<ui::Cell> edited_cells(const Picture& picture, Part part, int head, const Matrix& matrix) {
  std::vector<ui::Cell> cells;
  if (picture.snapshot.edits.empty()) return cells;
  for (int row = 0; row < matrix.rows; ++row)
    for (int column = 0; column < matrix.columns; ++column)
      if (edit_of(picture.snapshot, {part, head, {row, column}})) cells.push_back({row, column});
  return cells;
}

std::string line_of(std::span<const ui::Term> terms) {
  std::string line;
  for (const auto& term : terms) line += (line.empty() ? "" : " ") + term.text;
  return line;
}

/// A cell whose arithmetic is shown before any is pointed at: of the stage in force, else the largest weight
/// of the head's, or of the row of the token that asks.
Focus example_cell(const Picture& picture) {
  const Stage now = picture.snapshot.stage;
  switch (now) {
    case Stage::embedding:
      return {};
    case Stage::projection:
      return {Part::q, picture.head(), {0, 0}};
    case Stage::scores:
      return {Part::scores, picture.head(), {0, 0}};
    case Stage::scaling:
      return {Part::scaled, picture.head(), {0, 0}};
    case Stage::mixing:
      return {Part::mixed, picture.head(), {0, 0}};
    case Stage::joining:
      return {Part::output, 0, {0, 0}};
    case Stage::whole:
    case Stage::softmax:
      break;
  }
  const Matrix& weights = matrix_of(picture.snapshot.flow, Part::weights, picture.head());
  if (weights.empty()) return {};
  const auto row =
      picture.snapshot.learning.active ? weights.values.end() - weights.columns : weights.values.begin();
  const auto largest = std::max_element(row, weights.values.end()) - weights.values.begin();
  const auto place = static_cast<int>(largest);
  return {Part::weights, picture.head(), {place / weights.columns, place % weights.columns}};
}

/// More lines in the heat map's own tooltip: how the number came about.
void explain(const Picture& picture, const Focus& focus) {
  const std::string line = line_of(arithmetic_of(picture, focus)), note = note_of(picture, focus);
  ui::hover_text({{line}, {note, ui::theme().muted}});
}

/// The same colour is the same number in all that is alike; while they are walked through, in all heads.
ui::ColourRange range_of(const Picture& picture, Part part, int head) {
  if (part == Part::weights) return {0.f, 1.f};
  const Flow& flow = picture.snapshot.flow;
  const bool all_heads = picture.settings.page == Page::overview && of_head(part);
  float most = 0.f;
  for (int i = all_heads ? 0 : head; i < (all_heads ? static_cast<int>(flow.heads.size()) : head + 1); ++i)
    for (const Part other : alike(part))
      most = std::max(most, ui::range_of(matrix_of(flow, other, i), ui::ColourMap::diverging).high);
  return {-most, most};
}

/// Short beside a small matrix, whose cells need the room for their numbers.
std::vector<std::string> fitting(std::span<const std::string> labels) {
  constexpr float small_width = 150.f, most = 34.f;
  std::vector<std::string> fitted(labels.begin(), labels.end());
  if (ImGui::GetContentRegionAvail().x < small_width)
    for (std::string& label : fitted) label = ui::elided(label, most, ui::small_size);
  return fitted;
}

ui::HeatMapOptions options_for(const Picture& picture, Part part, int head) {
  ui::HeatMapOptions options;
  if (rows_are_tokens(part))
    options.row_labels = rows_are_source(part) ? picture.labels.source : picture.labels.tokens;
  if (columns_are_source(part)) options.column_labels = picture.labels.source;
  options.range = range_of(picture, part, head);
  if (part == Part::weights) options.colours = ui::ColourMap::sequential;
  options.row_axis = !rows_are_tokens(part)  ? picture.say("행", "row")
                     : rows_are_source(part) ? picture.say("키", "key")
                                             : picture.say("질의", "query");
  options.column_axis = columns_are_source(part) ? picture.say("키", "key") : picture.say("열", "column");
  if (picture.focus && (!of_head(part) || picture.focus.head == head)) {
    const Lines lines = ingredients(part, picture.focus);
    options.highlighted_row = lines.row;
    options.highlighted_column = lines.column;
  }
  const Focus picked = picked_cell(picture);
  if (picked && picked.part == part && (picked.head == head || !of_head(part)))
    options.selected = picked.cell;
  return options;
}

/// A dragged value goes in tenths and once each; a typed one as it is.
void send_edit(Picture& picture, Sent edit, bool dragged) {
  if (!picture.hand.act) return;
  if (dragged) {
    edit.value = std::round(edit.value * 10.f) / 10.f;
    const Matrix& matrix = matrix_of(picture.snapshot.flow, edit.focus.part, edit.focus.head);
    if (edit == picture.sent || edit.value == matrix.at(edit.focus.cell.row, edit.focus.cell.column)) return;
  }
  picture.sent = edit;
  picture.hand.act(edit_action(picture.snapshot, edit.focus, edit.value));
}

}  // namespace

bool of_head(Part part) {
  return part != Part::x && part != Part::y && part != Part::joined && part != Part::w_o &&
         part != Part::output;
}

void draw_part(Picture& picture, Part part, int head, const std::string& title, float most_height) {
  const Matrix& matrix = matrix_of(picture.snapshot.flow, part, head);
  ui::HeatMapOptions options = options_for(picture, part, head);
  const std::vector<std::string> row_labels = fitting(options.row_labels);
  options.row_labels = row_labels;
  const auto marked = edited_cells(picture, part, head, matrix);
  const bool named_below = part == Part::x || part == Part::y;  // the first picture of a page begins with it
  (named_below ? options.name : options.title) = title;
  options.marked = marked;
  options.paintable = paints(picture, part);
  options.editable = picture.settings.page == Page::matrices && !options.paintable;
  const auto hidden = part == Part::weights ? hidden_cells(picture, matrix) : std::vector<ui::Cell>();
  options.crossed = hidden;
  options.scale_bar = part != Part::weights && !shares_bar(part);
  options.most_cell = 40.f;
  options.most_height = most_height;
  ImGui::PushID(static_cast<int>(part) * 8 + head);
  ImGui::BeginGroup();
  const auto result = ui::heat_map("matrix", matrix, options);
  if (named_below) ui::caption(title);
  ImGui::EndGroup();
  const Stage now = picture.snapshot.stage;
  if (now != Stage::whole && stage_of(part) > now)  // not computed yet on this walk
    ImGui::GetWindowDrawList()->AddRectFilled(ImGui::GetItemRectMin(), ImGui::GetItemRectMax(),
                                              ui::faded(ui::theme().background, 0.7f), 6.f);
  ImGui::PopID();
  if (result.hovered) {
    picture.pointed_at = {part, head, result.hovered};
    if (picture.settings.page == Page::matrices)
      explain(picture, picture.pointed_at);  // else it stands below
  }
  if (result.clicked) {
    picture.settings.picked = text_of({part, head, result.clicked});
    if (of_head(part)) picture.settings.head = head;
  }
  if (options.paintable) paint(picture, result);
  if (result.edited)
    send_edit(picture, {{part, head, result.edited->cell}, result.edited->value}, result.edited->dragged);
}

std::string title_of(const Picture& picture, Part part, int head) {
  const Matrix& matrix = matrix_of(picture.snapshot.flow, part, head);
  return std::string(symbol_of(part)) + "  (" + std::to_string(matrix.rows) + "×" +
         std::to_string(matrix.columns) + ")";
}

std::vector<Group> groups_of(const Flow& flow) {
  std::vector<Part> inputs = {Part::x};
  if (flow.cross()) inputs.push_back(Part::y);
  return {{{"임베딩", "Embedding"}, inputs},
          {{"가중치 행렬", "Weight matrices"}, {Part::w_q, Part::w_k, Part::w_v}},
          {{"질의·키·값", "Queries, keys, values"}, {Part::q, Part::k, Part::v}},
          {{"점수에서 가중치로", "From scores to weights"}, {Part::scores, Part::scaled, Part::weights}},
          {{"가중합과 헤드 결합", "Weighted sum, heads joined"},
           {Part::mixed, Part::joined, Part::w_o, Part::output}}};
}

float height_of_all(const Matrix& matrix) { return 26.f * static_cast<float>(std::max(4, matrix.rows)); }

namespace {

void choose_head(Picture& picture) {
  const int count = static_cast<int>(picture.snapshot.flow.heads.size());
  if (count < 2) return;
  std::vector<std::string> names;
  for (int head = 0; head < count; ++head) names.push_back(picture.head_name(head));
  int chosen = picture.head();
  if (ui::segmented("head", picture.say("헤드", "Head"), names, chosen)) picture.settings.head = chosen;
}

void undo_buttons(Picture& picture) {
  const auto count = picture.snapshot.edits.size();
  if (count == 0 || !picture.hand.act) return;
  ui::caption(ui::filled(picture, {"고친 칸: {0}", "Edited cells: {0}"}, count));
  if (ui::button(picture.say("하나 되돌리기", "Undo last")))
    picture.hand.act({.name = "undo", .numbers = {}, .text = {}});
  ImGui::SameLine();
  if (ui::button(picture.say("모두 되돌리기", "Undo all")))
    picture.hand.act({.name = "undo_edits", .numbers = {}, .text = {}});
}

void draw_group(Picture& picture, const Group& group, int head) {
  const int count = static_cast<int>(group.parts.size());
  const float width = ImGui::GetContentRegionAvail().x;
  const bool small = width < 400.f;
  const bool wide_rows = group.parts.front() == Part::scores && picture.labels.source.size() > 8;
  // Two beside each other where numbers fit in the cells then, three where they do not anyway.
  const bool of_tokens = group.parts.front() == Part::q || count == 4;
  const float least = small ? (of_tokens ? 120.f : 80.f) : wide_rows ? 320.f : count == 4 ? 160.f : 200.f;
  ui::Flow flow(group.title.english.c_str(), least, count);
  for (const Part part : group.parts) {
    flow.next();
    const float all = height_of_all(matrix_of(picture.snapshot.flow, part, head));
    draw_part(picture, part, head, title_of(picture, part, head), small ? std::min(all, 88.f) : all);
  }
}

}  // namespace

void draw_matrices(Picture& picture, const std::function<void()>& given) {
  const int head = picture.head();
  for (const Group& group : groups_of(picture.snapshot.flow)) {
    const bool first = group.parts.front() == Part::x;
    if (!first) ui::heading(group.title.in(picture.hand.language));
    draw_group(picture, group, head);
    if (!first) continue;
    draw_cell(picture);
    given();
    choose_head(picture);
    undo_buttons(picture);
  }
}

void draw_cell(Picture& picture) {
  // What stands below must not jump while the mouse moves over it.
  const ui::Room room(ui::narrow() ? 172.f : 106.f);
  const Focus chosen = picture.focus ? picture.focus : picked_cell(picture);
  const Focus focus = chosen ? chosen : example_cell(picture);
  if (!chosen)
    ui::caption(picture.settings.page == Page::matrices
                    ? picture.say("칸을 끌거나 두 번 누르면 값이 바뀐다. 예:",
                                  "Drag or double-click a cell to change it.")
                    : picture.say("칸을 가리키면 그 칸의 계산이 펼쳐진다. 예:",
                                  "Point at a cell to see its arithmetic, as of this one:"));
  if (focus) {
    const float value =
        matrix_of(picture.snapshot.flow, focus.part, focus.head).at(focus.cell.row, focus.cell.column);
    const std::string head = of_head(focus.part) ? ", " + picture.head_name(focus.head) : "";
    const std::string title = std::string(symbol_of(focus.part)) + " [" + std::to_string(focus.cell.row + 1) +
                              ", " + std::to_string(focus.cell.column + 1) + "]" + head + " = " +
                              ui::fixed_text(value, 4);
    ui::paragraph(title);
    const auto terms = arithmetic_of(picture, focus);
    if (!terms.empty()) ui::arithmetic("terms", terms);
    const std::string note = note_of(picture, focus);
    if (chosen && !note.empty()) ui::caption(note);
  }
}

}  // namespace madang::demos::attention
