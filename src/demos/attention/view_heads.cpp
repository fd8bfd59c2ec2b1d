#include <algorithm>
#include <cmath>

#include "demos/attention/view_picture.h"
#include "ui/layout.h"
#include "ui/text.h"

namespace madang::demos::attention {

namespace {

float widest_of(const std::vector<std::string>& labels) {
  constexpr float most = 100.f;  // of a heat map's label
  float widest = 0.f;
  for (const auto& label : labels)
    widest = std::max(widest, ui::text_width(ui::elided(label, most, ui::small_size), ui::small_size));
  return widest + 8.f;
}

/// Of the heads' weights: as high in each stage of a walk, whose matrices stand in it.
struct Room {
  float least;   ///< width of a head
  float cells;   ///< height of the cells of one
  float labels;  ///< height above them
  float height;  ///< of all
};

Room room_of(const Picture& picture) {
  constexpr float readable = 36.f, visible = 14.f, title = 26.f, least_height = 230.f;
  const auto& heads = picture.snapshot.flow.heads;
  const Matrix& weights = heads.front().weights;
  const auto rows = static_cast<float>(weights.rows), columns = static_cast<float>(weights.columns);
  const float width = ImGui::GetContentRegionAvail().x, gap = 2.f * ImGui::GetStyle().CellPadding.x;
  const float left = widest_of(picture.labels.tokens), count = static_cast<float>(heads.size());
  const float wanted = left + readable * columns;                       // with numbers in the cells
  const bool cramped = left + visible * columns > (width - gap) / 2.f;  // two heads beside each other
  Room room{.least = heads.size() > 2  ? 130.f
                     : width < 400.f   ? cramped ? width : 130.f
                     : wanted <= width ? std::max(180.f, wanted)
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

/// Each head's matrix of this stage, where the heads' weights stand otherwise.
void draw_stage_of_heads(Picture& picture, Part part, const Room& room) {
  constexpr float bar = 26.f;
  const int count = static_cast<int>(picture.snapshot.flow.heads.size());
  ui::Flow flow("heads", room.least, count);
  for (int head = 0; head < count; ++head) {
    flow.next();
    draw_part(picture, part, head, picture.head_name(head) + ": " + title_of(picture, part, head),
              room.cells - bar);
  }
}

void draw_stage_matrices(Picture& picture, const Room& room) {
  constexpr float title_and_bar = 64.f;
  const int head = picture.head();
  for (const Group& group : groups_of(picture.snapshot.flow)) {
    std::vector<Part> now;
    std::ranges::copy_if(group.parts, std::back_inserter(now),
                         [&](Part part) { return stage_of(part) == picture.snapshot.stage; });
    if (now.empty()) continue;
    if (now.size() == 1 && of_head(now.front())) return draw_stage_of_heads(picture, now.front(), room);
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

/// What the matrices above it are, and what their rows and columns.
const char* formula_of(const Picture& picture) {
  const bool scaled = picture.settings.scaled;
  switch (picture.snapshot.stage) {
    case Stage::embedding:
      return picture.say("X = E, 위치 인코딩을 켜면 E + P. 행은 토큰이다.",
                         "X = E, with position encoding E + P. Rows: tokens.");
    case Stage::projection:
      return picture.say("Q = X W_Q, K = X W_K, V = X W_V. 행은 토큰이다.",
                         "Q = X W_Q, K = X W_K, V = X W_V. Rows: tokens.");
    case Stage::scores:
      return picture.say("Q Kᵀ: 행은 질의, 열은 키이다.", "Q Kᵀ. Rows: queries, columns: keys.");
    case Stage::scaling:
      return scaled ? picture.say("S′ = Q Kᵀ/√d. 행은 질의, 열은 키이다.",
                                  "S′ = Q Kᵀ/√d. Rows: queries, columns: keys.")
                    : picture.say("S′ = Q Kᵀ. 행은 질의, 열은 키이다.",
                                  "S′ = Q Kᵀ. Rows: queries, columns: keys.");
    case Stage::mixing:
      return picture.say("α V: 행은 질의이다.", "α V. Rows: queries.");
    case Stage::joining:
      return picture.say("출력 = Concat(α V) W_O. 행은 질의이다.",
                         "Output = Concat(α V) W_O. Rows: queries.");
    case Stage::whole:
    case Stage::softmax:
      break;
  }
  return scaled ? picture.say("α = softmax(Q Kᵀ/√d). 행은 질의, 열은 키이고 행마다 합은 1이다.",
                              "α = softmax(Q Kᵀ/√d). Rows: queries, columns: keys; each row sums to 1.")
                : picture.say("α = softmax(Q Kᵀ). 행은 질의, 열은 키이고 행마다 합은 1이다.",
                              "α = softmax(Q Kᵀ). Rows: queries, columns: keys; each row sums to 1.");
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
  ui::caption(formula_of(picture));
}

}  // namespace madang::demos::attention
