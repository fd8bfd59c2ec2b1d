#include <algorithm>
#include <cmath>

#include "demos/compute/view_parts.h"
#include "ui/filled.h"
#include "ui/text.h"

namespace madang::demos::compute {

namespace {

struct Words {
  Text name, description;
};

const Words& words_of(Backend backend) {
  static const std::array<Words, backend_count> words = {{
      {{"스칼라", "Scalar"},
       {"CPU에서 수를 하나씩, 공식 그대로 계산한다.",
        "The CPU, one number at a time, written like the formula."}},
      {{"SIMD", "SIMD"},
       {"CPU의 벡터 명령으로 수를 네 개씩, 캐시에 맞게 타일로 나누어 계산한다.",
        "The CPU's vector instructions, four numbers at a time, in tiles that fit the caches."}},
      {{"완화 SIMD", "Relaxed"},
       {"같은 커널에서 곱셈과 덧셈을 명령 하나로 한다(relaxed madd).",
        "The same kernels with multiply and add in one instruction (relaxed madd)."}},
      {{"WebGPU", "WebGPU"},
       {"GPU에 올리고, 계산하고, 결과를 읽어 온다.",
        "The GPU, there and back: upload, compute, read the result."}},
      {{"WebGPU 상주", "WebGPU, resident"},
       {"데이터를 GPU에 둔 채 여러 번 계산하고 수 하나만 읽어 온다.",
        "The same with data that stay on the GPU: many in a row, one number read back."}},
  }};
  return words[static_cast<std::size_t>(backend)];
}

const Row* row_of(const Snapshot& snapshot, Backend backend) {
  const auto index = static_cast<std::size_t>(backend);
  return index < snapshot.rows.size() ? &snapshot.rows[index] : nullptr;
}

}  // namespace

const char* name_of(Backend backend, Language language) {
  return words_of(backend).name.in(language).c_str();
}

const char* description_of(Backend backend, Language language) {
  return words_of(backend).description.in(language).c_str();
}

std::string time_text(float milliseconds) {
  return milliseconds < 1.f ? ui::number_text(milliseconds * 1000.f) + " µs"
                            : ui::number_text(milliseconds) + " ms";
}

float vector_gain(const Snapshot& snapshot) {
  const Row *scalar = row_of(snapshot, Backend::scalar), *simd = row_of(snapshot, Backend::simd);
  if (!scalar || !simd) return NAN;
  const std::size_t both = std::min(scalar->gflops.size(), simd->gflops.size());
  return both == 0 ? NAN : simd->gflops[both - 1] / scalar->gflops[both - 1];
}

float worst_difference(const Snapshot& snapshot) {
  float worst = NAN;
  for (const Row& row : snapshot.rows)
    for (const float relative : row.relative) worst = std::fmax(worst, relative);
  return worst;
}

std::string crossover_text(const Snapshot& snapshot, Language language) {
  const float n = snapshot.automatic.crossover;
  if (std::isnan(n)) return "";
  if (std::isinf(n))
    return ui::filled(language, {"GPU로 다녀오는 쪽은 잰 크기 어디에서도 더 빠르지 않다.",
                                 "Going to the GPU and back is not faster at any measured size."});
  return ui::filled(
      language,
      {"n = {0}부터는 GPU에 다녀오는 쪽이 빠르다.", "From n = {0} on, going to the GPU and back is faster."},
      std::lround(n));
}

std::string describe(const Snapshot& s, const Settings& settings, Language language) {
  if (s.measurements == 0)
    return ui::filled(
        language, {"아직 잰 것이 없다. 재생하면 재기 시작한다.", "0 measurements. Play begins to measure."});
  std::string text = ui::filled(language, {"{0}: {1}번 쟀다.", "{0}: {1} measurements."},
                                demo::label_of(settings, &Settings::work), s.measurements);
  for (int i = 0; i < backend_count; ++i) {
    const auto backend = static_cast<Backend>(i);
    const Row* row = row_of(s, backend);
    if (!row || row->gflops.empty()) continue;
    text += ui::filled(language, {" {0}: n = {1}에서 {2} GFLOP/s.", " {0}: n = {1}, {2} GFLOP/s."},
                       name_of(backend, language), std::lround(row->size.back()), row->gflops.back());
  }
  if (const std::string crossover = crossover_text(s, language); !crossover.empty()) text += " " + crossover;
  return text;
}

std::string table_text(const Snapshot& s, const Settings& settings, bool commas) {
  constexpr std::array<const char*, backend_count> columns = {"scalar", "simd", "relaxed_simd", "webgpu",
                                                              "webgpu_resident"};
  const char* gap = commas ? "," : "  ";
  const auto line = [&](std::array<std::string, 8> cells) {
    std::string text;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (!commas) cells[i].resize(std::max<std::size_t>(cells[i].size(), i == 1 ? 15 : 12), ' ');
      text += (i == 0 ? "" : gap) + cells[i];
    }
    return text + "\n";
  };
  std::string text =
      line({"work", "backend", "n", "ms", "gflops", "flop_per_byte", "max_error", "rel_error"});
  const auto number = [](double value) {
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.4g", value);
    return std::string(digits);
  };
  for (std::size_t i = 0; i < s.rows.size() && i < columns.size(); ++i) {
    const Row& row = s.rows[i];
    for (std::size_t k = 0; k < row.size.size(); ++k)
      text += line({settings.work == Work::matmul ? "matmul" : "attention", columns[i], number(row.size[k]),
                    number(row.milliseconds[k]), number(row.gflops[k]),
                    number(intensity(shape_of(settings), row.size[k])), number(row.difference[k]),
                    number(row.relative[k])});
  }
  return text;
}

}  // namespace madang::demos::compute
