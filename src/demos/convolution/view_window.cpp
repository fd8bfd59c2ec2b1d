#include <algorithm>
#include <numeric>

#include "demos/convolution/view_parts.h"
#include "ui/access.h"
#include "ui/arithmetic.h"
#include "ui/controls.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/proof.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::convolution {

namespace {

/// The pixels that output `at` is made of, row by row.
std::vector<ui::Cell> window_of(const Geometry& g, ui::Cell at) {
  std::vector<ui::Cell> window;
  for (int i = 0; i < g.size; ++i)
    for (int j = 0; j < g.size; ++j) window.push_back({g.input(at.row, i), g.input(at.column, j)});
  return window;
}

/// What the window sees of one channel: zeros beyond the border.
Matrix patch_of(const Snapshot& snapshot, int channel, std::span<const ui::Cell> window, int size) {
  const ui::Image image{side, side, snapshot.channels, snapshot.image};
  Matrix patch{size, size, {}};
  for (const ui::Cell cell : window) {
    const bool seen = cell && cell.row < side && cell.column < side;
    patch.values.push_back(seen ? image.at(channel, cell.row, cell.column) : 0.f);
  }
  return patch;
}

std::vector<ui::Cell> edited_cells(const Snapshot& snapshot, int channel, int size) {
  std::vector<ui::Cell> cells;
  for (const int place : snapshot.edited)
    if (place / (size * size) == channel) cells.push_back({place / size % size, place % size});
  return cells;
}

/// One range for the tables of all channels: they are compared.
ui::ColourRange range_of_all(std::span<const Matrix> tables) {
  float most = 0;
  for (const Matrix& table : tables) most = std::max(most, range_of(table).high);
  return {-most, most};
}

void draw_kernel(const Parts& parts, int channel) {
  const Matrix& kernel = parts.snapshot.kernel[static_cast<std::size_t>(channel)];
  const std::vector<ui::Cell> edited = edited_cells(parts.snapshot, channel, kernel.rows);
  const ui::HeatMapResult result = ui::heat_map("kernel", kernel,
                                                {.title = parts.say("× 커널 w", "× kernel w"),
                                                 .range = range_of_all(parts.snapshot.kernel),
                                                 .marked = edited,
                                                 .scale_bar = false,
                                                 .editable = true});
  if (!result.edited) return;
  const auto number = [](int value) { return static_cast<float>(value); };
  parts.hand.act({.name = "cell",
                  .numbers = {number(channel), number(result.edited->cell.row),
                              number(result.edited->cell.column), result.edited->value},
                  .text = {}});
}

/// Patch × kernel, for each channel.
std::vector<Matrix> products_of(const Snapshot& s, std::span<const ui::Cell> window) {
  std::vector<Matrix> all;
  for (int channel = 0; channel < s.channels; ++channel) {
    const Matrix& kernel = s.kernel[static_cast<std::size_t>(channel)];
    Matrix& products = all.emplace_back(patch_of(s, channel, window, kernel.rows));
    for (std::size_t i = 0; i < products.values.size(); ++i) products.values[i] *= kernel.values[i];
  }
  return all;
}

/// Patch × kernel = products.
void draw_channel(const Parts& parts, int channel, std::span<const ui::Cell> window, const Matrix& products,
                  ui::ColourRange range) {
  const Snapshot& s = parts.snapshot;
  const Matrix patch = patch_of(s, channel, window, products.rows);
  const std::string name = channel_name(s.channels, channel);
  ui::HeatMapOptions options;
  options.scale_bar = false;
  ImGui::PushID(channel);
  {
    const ui::Within within(name);
    ui::Flow flow("products", 80.f, 3);
    flow.next();
    options.title = (name.empty() ? "" : name + ": ") + parts.say("창 속의 x", "window x");
    options.colours = ui::ColourMap::grey;
    options.range = ui::ColourRange{0.f, 1.f};
    ui::heat_map("patch", patch, options);
    flow.next();
    draw_kernel(parts, channel);
    flow.next();
    options.title = parts.say("= 곱 x·w", "= x·w");
    options.colours = ui::ColourMap::diverging;
    options.range = range;
    ui::heat_map("products", products, options);
  }
  ImGui::PopID();
}

std::vector<ui::Term> terms_of(const Parts& parts, std::span<const float> sums,
                               std::span<const ui::Cell> window, float output) {
  const Snapshot& s = parts.snapshot;
  if (s.channels == 1) {
    const Matrix patch = patch_of(s, 0, window, s.kernel[0].rows);
    constexpr int most = 9;  // of a larger kernel those that count: a filter of 3×3 lies in its middle
    std::vector<float> seen, weights;
    for (std::size_t i = 0; i < patch.values.size(); ++i) {
      if (patch.values.size() > most && s.kernel[0].values[i] == 0.f) continue;
      seen.push_back(patch.values[i]);
      weights.push_back(s.kernel[0].values[i]);
    }
    return ui::dot_product_terms(seen, weights, output, most);
  }
  std::vector<ui::Term> terms;
  for (int channel = 0; channel < s.channels; ++channel) {
    if (channel > 0) terms.push_back({.text = "+"});
    const float sum = sums[static_cast<std::size_t>(channel)];
    const std::string text = ui::fixed_text(sum);
    terms.push_back(
        {.text = sum < 0 ? "(" + text + ")" : text, .note = "Σ " + channel_name(s.channels, channel)});
  }
  terms.push_back({.text = "= " + ui::fixed_text(output), .strong = true});
  return terms;
}

void draw_arithmetic(const Parts& parts, ui::Cell at, std::span<const ui::Cell> window) {
  const std::vector<Matrix> products = products_of(parts.snapshot, window);
  const ui::ColourRange range = range_of_all(products);
  std::vector<float> sums;
  for (int channel = 0; channel < parts.snapshot.channels; ++channel) {
    const Matrix& mine = products[static_cast<std::size_t>(channel)];
    sums.push_back(static_cast<float>(std::accumulate(mine.values.begin(), mine.values.end(), 0.)));
    draw_channel(parts, channel, window, mine, range);
  }
  const std::vector<ui::Term> terms = terms_of(parts, sums, window, parts.snapshot.map.at(at.row, at.column));
  const std::string place = "y(" + std::to_string(at.row + 1) + ", " + std::to_string(at.column + 1) + ")";
  ui::caption(
      ui::filled(parts,
                 {"{0}을 이루는 곱과 그 합. 강조한 값은 엔진이 계산한 출력이다.",
                  "{0}: its products and their sum; highlighted, the output as computed by the engine."},
                 place));
  ui::arithmetic("sum", terms);
}

}  // namespace

void draw_window(const Parts& parts, InputPart& input, ui::Cell& hovered) {
  const Snapshot& s = parts.snapshot;
  const Geometry geometry = parts.settings.geometry();
  const bool over = hovered && hovered.row < s.map.rows && hovered.column < s.map.columns;
  const ui::Cell at = over ? hovered : ui::Cell{s.row, s.column};
  const std::vector<ui::Cell> window = window_of(geometry, at);
  {
    ui::Flow flow("pictures", least_half, 2);
    flow.next();
    input.draw(parts, window);
    flow.next();
    const std::string title =
        ui::filled(parts, {"특징 맵 {0}×{1}", "Feature map {0}×{1}"}, s.map.rows, s.map.columns);
    const PlaneResult result = map_plane(parts, "map", title, s.map, range_of(s.map), 1, at);
    hovered = result.hovered;
    if (result.clicked)
      parts.hand.act(
          {.name = "look",
           .numbers = {static_cast<float>(result.clicked.row), static_cast<float>(result.clicked.column)},
           .text = {}});
  }
  draw_arithmetic(parts, at, window);
  if (!s.edited.empty() && ui::button(parts.say("고친 칸 되돌리기", "Undo changed cells")))
    parts.hand.act({.name = "restore", .numbers = {}, .text = {}});
  ui::proof(parts.hand, "definition",
            {.value = s.definition_difference,
             .limit = 1e-4f,
             .told = ui::filled(parts,
                                {"모든 출력에서 정의대로 배정밀도로 더한 값과의 차이: 최대 {0}",
                                 "All outputs against the definition summed in double precision: difference "
                                 "at most {0}"},
                                ui::number_text(s.definition_difference, 2))});
  ui::caption(
      parts.say("특징 맵의 칸을 가리키면 그 칸이 보는 창이 나타난다. 커널의 칸은 위아래로 끌거나 두 번 눌러 "
                "고친다. 재생하면 창이 이미지를 훑는다.",
                "Point at the feature map to see the window of that output. Drag a cell of the kernel up or "
                "down, or double-click it, to change it. Play moves the window over the image."));
}

}  // namespace madang::demos::convolution
