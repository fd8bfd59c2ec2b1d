#include "demos/attention/settings.h"

#include <charconv>

#include "demo/settings.h"

namespace madang::demos::attention {

HiddenCells::HiddenCells(std::string_view text) {
  for (std::uint32_t& row : rows_) {
    const std::string_view digits = text.substr(0, text.find('-'));
    if (std::from_chars(digits.data(), digits.data() + digits.size(), row, 16).ec != std::errc()) row = 0;
    if (digits.size() == text.size()) return;
    text.remove_prefix(digits.size() + 1);
  }
}

bool HiddenCells::known(int query, int key) {
  return query >= 0 && query < most_tokens && key >= 0 && key < most_tokens;
}

bool HiddenCells::at(int query, int key) const {
  return known(query, key) && (rows_[static_cast<std::size_t>(query)] >> key & 1u) != 0;
}

void HiddenCells::set(int query, int key, bool hidden) {
  if (!known(query, key)) return;
  std::uint32_t& row = rows_[static_cast<std::size_t>(query)];
  row = hidden ? row | 1u << key : row & ~(1u << key);
}

std::string HiddenCells::text() const {
  std::string text, waiting;  // rows that hide nothing count only where another follows
  for (const std::uint32_t row : rows_) {
    char digits[8];
    waiting.append(digits, std::to_chars(digits, digits + sizeof digits, row, 16).ptr);
    if (row != 0) {
      text += waiting;
      waiting.clear();
    }
    waiting += '-';
  }
  return text;
}

bool MaskRule::hides(int query, int key, int keys) const {
  switch (kind) {
    case Mask::none:
      return false;
    case Mask::causal:
      return key > query;
    case Mask::padding:
      return key >= keys - padding;
    case Mask::drawn:
      return drawn.at(query, key);
  }
  return false;
}

MaskRule Settings::mask_rule() const {
  const bool unordered = mask == Mask::causal && kind == Kind::cross;
  return {unordered ? Mask::none : mask, padding, mask == Mask::drawn ? HiddenCells(hidden) : HiddenCells()};
}

void Settings::visit(demo::FieldCollector& v) {
  v.choice("weights", weights,
           {.label = {"가중치의 출처", "Weights from"},
            .tooltip = {"무작위: 시드로 뽑는다. 직접: 단위행렬에서 시작해 손으로 고친다. 학습한 값: 연상 "
                        "회상 과제를 눈앞에서 배운다. 어느 쪽이든 칸을 고칠 수 있다.",
                        "Random: drawn by the seed. By hand: identity matrices for you to change. Learned: "
                        "trained on associative recall as you watch. Cells can be edited in all three."},
            .effect = demo::Effect::restart},
           {{"random", {"무작위", "Random"}},
            {"hand", {"직접", "By hand"}},
            {"learned", {"학습한 값", "Learned"}}});
  v.choice("attention", kind,
           {.label = {"어텐션", "Attention"},
            .tooltip =
                {"셀프: 문장이 자기 자신을 본다. 크로스: 질의는 이 문장에서, 키와 값은 둘째 문장에서 나온다.",
                 "Self: the sentence attends to itself. Cross: it provides the queries, a second sentence "
                 "the keys and values."}},
           {{"self", {"셀프", "Self"}}, {"cross", {"크로스", "Cross"}}});
  visit_text(v);
  visit_shape(v);
  visit_mask(v);
  visit_rules(v);
  visit_learning(v);
  visit_looking(v);
}

void Settings::visit_text(demo::FieldCollector& v) {
  v.choice("split", split,
           {.label = {"나누는 단위", "Split by"},
            .tooltip = {"무엇을 토큰 하나로 볼지 정한다. 음절은 한글과 한자에만 적용되고, 다른 문자는 낱말로 "
                        "나눈다. 글자는 띄어쓰기도 토큰으로 센다.",
                        "What counts as one token. Syllables exist for Hangul and Chinese characters; other "
                        "scripts are split by words. Characters count spaces too."},
            .in_panel = weights != Source::learned},
           {{"words", {"낱말", "Words"}},
            {"syllables", {"음절", "Syllables"}},
            {"characters", {"글자", "Characters"}}});
  v.writing("sentence", sentence,
            {.label = {"문장", "Sentence"},
             .tooltip = {"질의(query)를 내는 문장이다.", "The sentence that the queries come from."},
             .in_panel = false},
            most_sentence_bytes);
  v.writing("source_sentence", source_sentence,
            {.label = {"둘째 문장", "Second sentence"},
             .tooltip = {"크로스 어텐션에서 키와 값을 내는 문장이다.",
                         "In cross-attention, the sentence that keys and values come from."},
             .in_panel = false},
            most_sentence_bytes);
}

void Settings::visit_shape(demo::FieldCollector& v) {
  const auto restart = demo::Effect::restart;
  v.integer(
      "heads", heads,
      {.label = {"헤드 수", "Heads"},
       .tooltip = {"서로 다른 가중치로 동시에 계산하는 어텐션의 수이다. 헤드마다 다른 관계를 볼 수 있다.",
                   "How many attentions run in parallel, each with its own weights, so that each can find "
                   "different relations."},
       .effect = restart},
      1, 8);
  v.integer("head_dim", head_dim,
            {.label = {"헤드 차원 d", "Head dimension d"},
             .tooltip = {"헤드마다 질의와 키의 길이이다. 길수록 내적의 분산이 커지므로 √d로 나눈다.",
                         "Length of a head's queries and keys. The longer they are, the larger the variance "
                         "of their dot products: hence the division by √d."},
             .effect = restart},
            1, 16);
  v.integer(
      "embedding", embedding,
      {.label = {"임베딩 차원", "Embedding size"},
       .tooltip = {"토큰 하나를 나타내는 벡터의 길이이다.", "Length of the vector that stands for a token."},
       .effect = restart},
      2, 16);
}

void Settings::visit_mask(demo::FieldCollector& v) {
  // "causal" was a switch once: links of then say 0 and 1.
  v.choice("causal", mask,
           {.label = {"마스크", "Mask"},
            .tooltip =
                {"질의가 보지 못하게 가리는 키. 인과: 뒤에 오는 토큰(크로스 어텐션에서는 두 문장의 순서가 "
                 "무관하므로 쓰지 않는다). 패딩: 길이를 맞추려고 끝에 채운 토큰. 직접: α의 칸을 칠해 가린다.",
                 "Keys that a query must not see. Causal: the tokens that come later (not used in "
                 "cross-attention, where positions of two sentences do not correspond). Padding: tokens at "
                 "the end that only fill the sequence up. Drawn: paint over the cells of α."}},
           {{"0", {"없음", "None"}},
            {"1", {"인과", "Causal"}},
            {"padding", {"패딩", "Padding"}},
            {"drawn", {"직접", "Drawn"}}});
  v.integer("padding", padding,
            {.label = {"패딩 토큰", "Padding tokens"},
             .tooltip = {"끝에서 몇 개의 토큰을 패딩으로 볼지 정한다. 키로서 가려질 뿐, 질의로는 계산된다.",
                         "How many tokens at the end count as padding. They are hidden as keys; as queries "
                         "they are computed all the same."},
             .in_panel = mask == Mask::padding},
            0, most_tokens);
  v.writing(
      "hidden", hidden,
      {.label = {"가린 칸", "Hidden cells"},
       .tooltip = {"손으로 가린 칸이다. 질의마다 가린 키를 16진수의 비트로 적는다.",
                   "Cells hidden by hand: per query, the hidden keys as the bits of a hexadecimal number."},
       .in_panel = false},
      most_hidden_bytes);
}

void Settings::visit_rules(demo::FieldCollector& v) {
  v.toggle("scaled", scaled,
           {.label = {"√d로 나누기", "Divide by √d"},
            .tooltip = {"끄면 차원이 클수록 점수가 커져 소프트맥스가 한 토큰에 쏠리고 기울기가 사라진다.",
                        "Without it, scores grow with the dimension, softmax collapses onto one token and "
                        "its gradient vanishes."}});
  v.number("temperature", temperature,
           {.label = {"온도", "Temperature"},
            .tooltip = {"점수를 나누는 수이다. 낮으면 뾰족해지고 높으면 고르게 퍼진다.",
                        "Scores are divided by it: low values make the weights sharp, high ones even."}},
           0.1f, 10.f, demo::Scale::logarithmic);
  v.toggle(
      "positions", positions,
      {.label = {"위치 인코딩", "Position encoding"},
       .tooltip = {"사인·코사인 벡터를 임베딩에 더한다. 없으면 낱말의 순서를 바꿔도 결과의 순서만 바뀐다.",
                   "Adds sines and cosines to the embedding. Without it, reordering the words only "
                   "reorders the result."}});
  v.choice(
      "backend", backend,
      {.label = {"계산 장치", "Computed on"},
       .tooltip = {"αV를 어디에서 계산할지 정한다. 결과의 차이와 걸린 시간을 함께 보인다. WebGPU를 쓸 수 "
                   "없으면 SIMD로 계산한다. 자동은 이 기기에서 잰 시간을 보고 고른다.",
                   "Where αV is computed; the difference and the time are shown. Without WebGPU the "
                   "work falls back to SIMD. Automatic goes by the times measured on this device."}},
      {{"scalar", {"스칼라", "Scalar"}},
       {"simd", {"SIMD", "SIMD"}},
       {"webgpu", {"WebGPU", "WebGPU"}},
       {"automatic", {"자동", "Automatic"}}});
}

void Settings::visit_learning(demo::FieldCollector& v) {
  v.integer("pairs", pairs,
            {.label = {"쌍의 수", "Pairs"},
             .tooltip = {"한 문제에 나오는 키와 값의 쌍이 몇 개인지 정한다. 많을수록 어렵다.",
                         "How many key–value pairs a question holds; more is harder."},
             .effect = demo::Effect::restart,
             .in_panel = weights == Source::learned},
            2, 8);
  v.number("learning_rate", learning_rate,
           {.label = {"학습률", "Learning rate"},
            .tooltip = {"Adam이 한 번에 가중치를 옮기는 크기이다. 너무 크면 배우지 못한다.",
                        "How far Adam moves the weights in one step. Too large, and nothing is learned."},
            .in_panel = weights == Source::learned},
           1e-4f, 1.f, demo::Scale::logarithmic);
  v.integer("example", example,
            {.label = {"문제 번호", "Question"},
             .tooltip = {"학습에 쓰지 않은 문제 가운데 어느 것을 볼지 고른다.",
                         "Which of the held-out questions is shown."},
             .in_panel = false},
            0, 255);
  v.integer("asked", asked,
            {.label = {"묻는 쌍", "Asked pair"},
             .tooltip = {"몇째 쌍의 키를 물을지 정한다. 0이면 문제에 정해진 대로 묻는다.",
                         "Which pair's key is asked for; 0 leaves the question as it is."},
             .in_panel = false},
            0, 8);
}

void Settings::visit_looking(demo::FieldCollector& v) {
  v.choice("shown", page,
           {.label = {"보기", "Show"},
            .tooltip = {"한눈에 보기, 행렬 하나하나, 성질 확인, 계산 장치 비교 가운데 고른다.",
                        "The overview, every matrix, the properties checked live, or the devices compared."},
            .in_panel = false},
           {{"overview", {"한눈에", "Overview"}},
            {"matrices", {"행렬", "Matrices"}},
            {"checks", {"확인", "Checks"}},
            {"devices", {"장치", "Devices"}}});
  v.integer("head", head,
            {.label = {"보이는 헤드", "Head shown"},
             .tooltip = {"어느 헤드의 행렬을 펼쳐 볼지 고른다.", "The head whose matrices are shown."},
             .in_panel = false},
            0, 7);
  v.writing("picked", picked,
            {.label = {"고른 칸", "Picked cell"},
             .tooltip = {"계산 과정을 펼쳐 보이는 칸이다.", "The cell whose arithmetic is shown."},
             .in_panel = false},
            40);
  v.integer("bench_length", bench_length,
            {.label = {"재는 길이", "Length timed"},
             .tooltip = {"토큰이 이만큼 있을 때 장치별로 걸리는 시간을 잰다.",
                         "Number of tokens for which the devices are timed."},
             .in_panel = false},
            32, 512);
}

}  // namespace madang::demos::attention
