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
bool of_head(Part part) {
  return part != Part::x && part != Part::y && part != Part::joined && part != Part::w_o &&
         part != Part::output;
}

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

/// More lines in the heat map's own tooltip: how the number came about.
void explain(const Picture& picture, const Focus& focus) {
  const std::string line = line_of(arithmetic_of(picture, focus)), note = note_of(picture, focus);
  ui::hover_text({{line}, {note, ui::theme().muted}});
}

ui::HeatMapOptions options_for(const Picture& picture, Part part, int head) {
  ui::HeatMapOptions options;
  if (rows_are_tokens(part))
    options.row_labels = rows_are_source(part) ? picture.labels.source : picture.labels.tokens;
  if (columns_are_source(part)) options.column_labels = picture.labels.source;
  if (part == Part::weights) {
    options.colours = ui::ColourMap::sequential;
    options.range = ui::ColourRange{0.f, 1.f};
  }
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

void draw_part(Picture& picture, Part part, int head, const std::string& title, float most_height) {
  const Matrix& matrix = matrix_of(picture.snapshot.flow, part, head);
  ui::HeatMapOptions options = options_for(picture, part, head);
  const auto marked = edited_cells(picture, part, head, matrix);
  const bool named_below = part == Part::x || part == Part::y;  // the first picture of a page begins with it
  (named_below ? options.name : options.title) = title;
  options.marked = marked;
  options.paintable = paints(picture, part);
  options.editable = picture.settings.page == Page::matrices && !options.paintable;
  const auto hidden = part == Part::weights ? hidden_cells(picture, matrix) : std::vector<ui::Cell>();
  options.crossed = hidden;
  options.scale_bar = part != Part::weights;
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
    explain(picture, picture.pointed_at);
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

struct Group {
  Text title;
  std::vector<Part> parts;
};

std::vector<Group> groups_of(const Flow& flow) {
  std::vector<Part> inputs = {Part::x};
  if (flow.cross()) inputs.push_back(Part::y);
  return {{{"1. 임베딩", "1. Embedding"}, inputs},
          {{"2. 가중치 행렬", "2. Weight matrices"}, {Part::w_q, Part::w_k, Part::w_v}},
          {{"3. 질의·키·값", "3. Queries, keys, values"}, {Part::q, Part::k, Part::v}},
          {{"4. 점수에서 비율로", "4. From scores to weights"}, {Part::scores, Part::scaled, Part::weights}},
          {{"5. 가중합과 헤드 결합", "5. Weighted sum, heads joined"},
           {Part::mixed, Part::joined, Part::w_o, Part::output}}};
}

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

float widest_of(const std::vector<std::string>& labels) {
  constexpr float most = 100.f;  // of a heat map's label
  float widest = 0.f;
  for (const auto& label : labels)
    widest = std::max(widest, ui::text_width(ui::elided(label, most, ui::small_size), ui::small_size));
  return widest + 8.f;
}

float height_of_all(const Matrix& matrix) { return 26.f * static_cast<float>(std::max(4, matrix.rows)); }

/// Of the heads' weights: as high in each stage of a walk, whose matrices stand in it.
struct Room {
  float least;   ///< width of a head
  float cells;   ///< height of the cells of one
  float labels;  ///< height above them
  float height;  ///< of all
};

Room room_of(const Picture& picture) {
  constexpr float readable = 36.f, title = 26.f, least_height = 230.f;
  const auto& heads = picture.snapshot.flow.heads;
  const Matrix& weights = heads.front().weights;
  const auto rows = static_cast<float>(weights.rows), columns = static_cast<float>(weights.columns);
  const float width = ImGui::GetContentRegionAvail().x, gap = 2.f * ImGui::GetStyle().CellPadding.x;
  const float left = widest_of(picture.labels.tokens), count = static_cast<float>(heads.size());
  const float wanted = left + readable * columns;  // with numbers in the cells
  Room room{.least = heads.size() > 2 || width < 400.f ? 130.f
                     : wanted <= width                 ? std::max(180.f, wanted)
                                                       : 180.f,
            .cells = 0.f,
            .labels = widest_of(picture.labels.source),
            .height = 0.f};
  const auto beside =
      static_cast<float>(ui::columns_that_fit(width, room.least, gap, static_cast<int>(heads.size())));
  const float cell = std::min(40.f, ((width + gap) / beside - gap - left) / columns);
  room.cells = std::min(height_of_all(weights), rows * std::max(0.75f * cell, std::min(cell, 22.f)));
  const float least_room = picture.snapshot.learning.active ? 0.f : least_height;  // nothing walks there
  room.height = std::max(least_room, std::ceil(count / beside) * (title + room.labels + room.cells + 12.f));
  return room;
}

void draw_stage_matrices(Picture& picture, const Room& room) {
  constexpr float title_and_bar = 64.f;
  const int head = picture.head();
  for (const Group& group : groups_of(picture.snapshot.flow)) {
    std::vector<Part> now;
    std::ranges::copy_if(group.parts, std::back_inserter(now),
                         [&](Part part) { return stage_of(part) == picture.snapshot.stage; });
    if (now.empty()) continue;
    const bool two = picture.snapshot.stage == Stage::projection;  // weights above what they make
    const float height = two ? room.height / 2.f - title_and_bar : room.height - title_and_bar - room.labels;
    ui::Flow flow(group.title.english.c_str(), 1.f, static_cast<int>(now.size()));
    for (const Part part : now) {
      flow.next();
      draw_part(picture, part, head, title_of(picture, part, head),
                std::clamp(height, 40.f, height_of_all(matrix_of(picture.snapshot.flow, part, head))));
    }
  }
}

void draw_group(Picture& picture, const Group& group, int head) {
  const int count = static_cast<int>(group.parts.size());
  const float width = ImGui::GetContentRegionAvail().x;
  const bool small = width < 400.f;
  const bool wide_rows = group.parts.front() == Part::scores && picture.labels.source.size() > 8;
  const float least = small ? (count == 4 ? 140.f : 90.f) : wide_rows ? 320.f : count == 4 ? 160.f : 200.f;
  ui::Flow flow(group.title.english.c_str(), least, count);
  for (const Part part : group.parts) {
    flow.next();
    const float all = height_of_all(matrix_of(picture.snapshot.flow, part, head));
    draw_part(picture, part, head, title_of(picture, part, head), small ? std::min(all, 110.f) : all);
  }
}

}  // namespace

void draw_heads(Picture& picture) {
  const Room room = room_of(picture);
  ImGui::BeginChild("heads", {0.f, room.height}, 0, ImGuiWindowFlags_NoBackground);
  const bool walking = picture.snapshot.stage != Stage::whole;
  if (walking) {
    draw_stage_matrices(picture, room);
  } else {
    const int count = static_cast<int>(picture.snapshot.flow.heads.size());
    ui::Flow flow("heads", room.least, count);
    for (int head = 0; head < count; ++head) {
      flow.next();
      draw_part(picture, Part::weights, head, picture.head_name(head), room.cells);
    }
  }
  ImGui::EndChild();
  ui::caption(walking
                  ? picture.say("이 단계에서 나온 행렬.", "What this stage makes.")
                  : picture.say("α = softmax(Q Kᵀ/√d). 행은 질의, 열은 키이고 행마다 합은 1이다.",
                                "α = softmax(Q Kᵀ/√d). Rows: queries, columns: keys; each row sums to 1."));
}

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
  constexpr float height = 96.f;  // fixed: what stands below must not jump while the mouse moves over it
  ImGui::BeginChild("cell", {0.f, height});
  const Focus focus = picture.focus ? picture.focus : picked_cell(picture);
  if (!focus) {
    ui::caption(picture.say(
        "칸을 가리키면 그 칸의 계산이 여기에 펼쳐진다. ‘행렬’ 보기에서는 칸을 위아래로 끌거나 두 번 눌러 "
        "값을 고칠 수 있다.",
        "Point at a cell to see its arithmetic here. Under “Matrices”, drag a cell up or down or "
        "double-click "
        "it to change its value."));
  } else {
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
    if (!note.empty()) ui::caption(note);
  }
  ImGui::EndChild();
}

}  // namespace madang::demos::attention
