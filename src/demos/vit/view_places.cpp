#include <algorithm>

#include "demos/vit/view_parts.h"
#include "ui/access.h"
#include "ui/bars.h"
#include "ui/controls.h"
#include "ui/filled.h"
#include "ui/heat_map.h"
#include "ui/image_grid.h"
#include "ui/layout.h"
#include "ui/proof.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::vit {

namespace {

/// What both networks say, in a line each.
void draw_answers(const Parts& parts, const char* of, std::span<const float> network,
                  std::span<const float> cnn) {
  const ui::Within within(of);
  const std::string name = name_of(parts.settings.network);
  ui::small_line(name + ": " + answer_text(parts, network), ui::theme().series_colour(0));
  ui::small_line("CNN: " + answer_text(parts, cnn), ui::theme().series_colour(1));
}

void draw_accuracies(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  std::vector<ui::Bar> bars;
  const auto add = [&](const std::string& name, const NetPicture& net, int colour) {
    if (net.accuracy < 0) return;
    bars.push_back({.label = name, .value = net.accuracy, .colour = colour});
    bars.push_back({.label = parts.say("섞음", "mixed"), .value = net.shuffled, .colour = colour});
  };
  add(name_of(parts.settings.network), s.network, 0);
  add("CNN", s.cnn, 1);
  ui::bars("accuracies", bars,
           {.title = parts.say("테스트 정확도: 그대로, 이미지마다 새로 섞음",
                               "Test accuracy: as they are, each freshly mixed"),
            .low = 0.f,
            .high = 1.f,
            .reference = 1.f / classes,
            .empty_text = parts.say("재생하면 잰다", "Play measures it"),
            .height = picture_side});
}

void draw_orders(const Parts& parts, int& held) {
  const Snapshot& s = parts.snapshot;
  const int grid = canvas / parts.settings.patch_side();
  const bool narrow = ui::narrow();  // not a column of it
  ui::Flow flow("orders", least_half, narrow ? 2 : 3);
  flow.next();
  patch_picture(parts, "straight", s.input, grid, {.title = parts.say("그대로", "As it is")});
  draw_answers(parts, parts.say("그대로", "As it is"), s.network.chances, s.cnn.chances);
  flow.next();
  if (held >= grid * grid) held = -1;
  const int pressed =
      patch_picture(parts, "mixed", s.mixed, grid,
                    {.title = parts.say("패치를 섞음", "Patches mixed up"), .selected = held});
  if (pressed >= 0) {
    if (held >= 0 && held != pressed)
      act(parts, "swap", {static_cast<float>(held), static_cast<float>(pressed)});
    held = held < 0 ? pressed : -1;
  }
  draw_answers(parts, parts.say("패치를 섞음", "Patches mixed up"), s.network.mixed_chances,
               s.cnn.mixed_chances);
  if (narrow) return;
  flow.next();
  draw_accuracies(parts);
}

void draw_order_proof(const Parts& parts) {
  if (parts.snapshot.order_difference < 0)
    return ui::caption(
        parts.settings.network == Network::window
            ? parts.say("창은 어느 패치가 이웃인지 안다. 위치 임베딩이 없어도 순서가 답을 바꾼다.",
                        "Windows know which patches are neighbours: even without position embeddings the "
                        "order changes the answer.")
            : parts.say("합성곱은 이웃한 픽셀을 함께 보므로 위치 임베딩이 없어도 자리를 안다.",
                        "Convolutions see neighbouring pixels together and know places without position "
                        "embeddings."));
  constexpr float limit = 1e-6f;
  ui::proof(parts.hand, "order",
            {.value = parts.snapshot.order_difference,
             .limit = limit,
             .told = ui::filled(
                 parts,
                 {"위치 임베딩을 0으로 두면 두 그림의 확률이 {0}만큼만 다르다. 어텐션과 층 정규화는 "
                  "패치의 순서를 모른다.",
                  "With all position embeddings at 0 the probabilities of the two images differ by {0} "
                  "only: attention and layer norm know nothing of the order."},
                 parts.snapshot.order_difference)});
}

/// For each patch how much its position embedding is like those of all others; one of them large.
void draw_similarity(const Parts& parts) {
  const Matrix& all = parts.snapshot.similarity;
  ui::heading(parts.say("학습된 위치 임베딩의 코사인 유사도",
                        "Cosine similarity of the learned position embeddings"));
  if (all.empty())
    return ui::caption(
        parts.say("이 신경망에는 위치 임베딩이 없다.", "This network has no position embeddings."));
  const int grid = canvas / parts.settings.patch_side();
  constexpr float gap = 6.f, frame = 4.f;
  std::vector<ui::GridImage> maps;
  for (int i = 0; i < all.rows; ++i)
    maps.push_back({.image = ui::Image::in_batch(all.values, i, grid, grid)});
  const ui::ColourRange range{-1.f, 1.f};
  const int chosen = std::min(parts.settings.key, all.rows) - 1;
  ui::Flow flow("similarity", 280.f, 2);
  flow.next();
  const auto across = static_cast<float>(grid);
  const float side =
      std::min(grid > 4 ? 40.f : 60.f, (ui::width_or_available(0.f) - frame + gap) / across - gap);
  const int pressed =
      ui::image_grid("maps", maps,
                     {.title = parts.say("패치마다 한 장, 그 자리에", "A map for each patch, in its place"),
                      .colours = ui::ColourMap::diverging,
                      .range = range,
                      .selected = chosen,
                      .most_pixel = side / across,
                      .least_side = side,
                      .gap = gap,
                      .width = across * (side + gap) + frame})
          .clicked;
  if (pressed >= 0) parts.settings.key = pressed + 1;
  flow.next();
  Matrix one{grid,
             grid,
             {all.values.begin() + chosen * all.columns, all.values.begin() + (chosen + 1) * all.columns}};
  const ui::HeatMapResult result =
      ui::heat_map("one", one,
                   {.title = ui::filled(parts, {"패치 {0}의 유사도", "Patch {0} and all others"}, chosen + 1),
                    .range = range,
                    .row_axis = parts.say("행", "row"),
                    .column_axis = parts.say("열", "column"),
                    .selected = {chosen / grid, chosen % grid},
                    .square = true,
                    .most_height = 230.f});
  if (result.clicked) parts.settings.key = result.clicked.row * grid + result.clicked.column + 1;
}

}  // namespace

void draw_places(const Parts& parts, int& held) {
  if (parts.snapshot.mixed.empty()) return;
  draw_orders(parts, held);
  if (ui::button(parts.say("다르게 섞기", "Mix differently")))
    parts.settings.order = parts.settings.order % 999 + 1;
  ui::caption(parts.say("섞은 그림에서 패치 둘을 차례로 누르면 서로 자리를 바꾼다.",
                        "Press two patches of the mixed image, one after the other, to swap them."));
  draw_order_proof(parts);
  if (ui::narrow()) draw_accuracies(parts);
  draw_similarity(parts);
}

}  // namespace madang::demos::vit
