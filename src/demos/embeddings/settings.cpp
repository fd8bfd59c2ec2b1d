#include "demos/embeddings/settings.h"

#include "demo/settings.h"

namespace madang::demos::embeddings {

using demo::Effect;

Text name_of(Kind kind) { return demo::label_of(Settings{}, &Settings::kind, kind); }
Text name_of(Relation relation) { return demo::label_of(Settings{}, &Settings::relation, relation); }

void Settings::visit(demo::FieldCollector& v) {
  v.choice("page", page,
           {.label = {"보기", "Page"},
            .tooltip = {"무엇을 볼지 고른다. 학습은 그대로 이어진다.", "What is shown; training goes on."},
            .in_panel = false},
           {{"map", {"지도", "Map"}}, {"analogies", {"유추", "Analogies"}}, {"counts", {"세기", "Counts"}}});
  visit_corpus(v);
  visit_training(v);
  visit_look(v);
}

void Settings::visit_corpus(demo::FieldCollector& v) {
  v.choice("source", source,
           {.label = {"말뭉치", "Corpus"},
            .tooltip = {"속성을 곱해 지어낸 말뭉치, 또는 직접 넣은 글을 배운다.",
                        "A corpus generated from attributes, or a text of your own."},
            .effect = Effect::restart},
           {{"world", {"지어낸 글", "Generated"}}, {"own", {"내 글", "My text"}}});
  v.writing("own_text", own_text,
            {.label = {"내 글", "My text"},
             .tooltip = {"배울 글. 두 번 이상 나오는 낱말을 많은 것부터 150가지까지 쓴다.",
                         "The text to learn. Of the words that come twice or more, the 150 most frequent are "
                         "used."},
             .effect = Effect::restart,
             .in_panel = false},
            most_text_bytes);
  v.number("skew", skew,
           {.label = {"치우침", "Skew"},
            .tooltip = {"0이면 낱말의 이웃이 속성의 곱이고 빈도가 모두 같다. 키우면 낱말과 이웃의 쌍마다 "
                        "제멋대로인 가중치와 빈도가 붙는다.",
                        "At 0 the company of a word is a product of its attributes and all words are equally "
                        "frequent. Above, each pair of word and context gets a weight of its own."},
            .effect = Effect::restart,
            .in_panel = source == Source::world},
           0.f, 2.f);
  v.integer("lines", lines,
            {.label = {"줄 수", "Lines"},
             .tooltip = {"지어낸 말뭉치의 줄 수. 한 줄에 낱말이 다섯이다. 적으면 개수가 고르지 못하다.",
                         "Lines of the generated corpus, five words each. With few, the counts are noisy."},
             .effect = Effect::restart,
             .in_panel = source == Source::world},
            300, 8000);
  v.integer("window", window,
            {.label = {"창", "Window"},
             .tooltip = {"낱말의 앞뒤로 이만큼 떨어진 곳까지를 이웃으로 센다.",
                         "Words up to this many places before and after count as neighbours."},
             .effect = Effect::restart},
            1, 4);
}

void Settings::visit_training(demo::FieldCollector& v) {
  v.integer("dimensions", dimensions,
            {.label = {"차원 d", "Dimensions d"},
             .tooltip = {"벡터의 길이. 작으면 속성이 다 들어가지 않고, 낱말 수만큼 크면 w·c가 무엇이든 될 수 "
                         "있다.",
                         "Length of a vector. With few the attributes do not fit; with as many as words w·c "
                         "can be anything."},
             .effect = Effect::restart},
            2, 96);
  v.integer(
      "negatives", negatives,
      {.label = {"음성 표본 k", "Negative samples k"},
       .tooltip = {"참 이웃 하나에 아무 낱말을 이만큼 뽑아 견준다. CBOW와 skip-gram에만 쓴다.",
                   "So many random words are drawn against each true neighbour, in CBOW and skip-gram."},
       .effect = Effect::restart},
      1, 15);
  v.number(
      "noise_power", noise_power,
      {.label = {"음성 표본의 지수 α", "Noise power α"},
       .tooltip = {"음성 표본은 빈도의 α제곱에 비례해 뽑는다. 1이면 w·c의 목표가 바로 PMI − ln k이다.",
                   "Negative samples are drawn by frequency to this power. At 1 the goal of w·c is exactly "
                   "PMI − ln k."},
       .effect = Effect::restart},
      0.f, 1.f);
  v.number(
      "learning_rate", learning_rate,
      {.label = {"학습률 η", "Learning rate η"},
       .tooltip = {"Adam의 학습률. 세 모델에 똑같이 쓴다. 치우침 0.5와 1에서 150번 갱신하면 0.005에서 0.1 "
                   "사이의 다섯 값 가운데 0.02에서 셋 모두 유추를 가장 많이 맞힌다. 치우침 1의 GloVe는 "
                   "0.01과 큰 차이가 없다.",
                   "Of Adam, the same for all three models. After 150 updates at skews of 0.5 and 1, of "
                   "five values from 0.005 to 0.1 each model answers the most analogies at 0.02; for "
                   "GloVe at skew 1, 0.01 is about as good."},
       .effect = Effect::restart},
      1e-3f, 0.3f, demo::Scale::logarithmic);
  v.integer(
      "batch", batch,
      {.label = {"배치 크기", "Batch size"},
       .tooltip = {"갱신 한 번에 쓰는 예의 수. 예는 skip-gram에서는 낱말과 이웃의 쌍, CBOW에서는 자리, "
                   "GloVe에서는 개수 행렬의 칸이다.",
                   "Examples of one update: pairs of word and neighbour (skip-gram), places (CBOW), cells "
                   "of the counts (GloVe)."},
       .effect = Effect::restart},
      32, 1024);
  v.toggle(
      "expectation", expectation,
      {.label = {"skip-gram: 모든 쌍 한꺼번에", "Skip-gram: all pairs at once"},
       .tooltip = {"표본을 뽑는 대신 모든 쌍과 모든 음성 표본에 걸친 평균 손실을 쓴다. w·c가 목표에 "
                   "얼마나 다가가는지 잡음 없이 보인다.",
                   "In place of samples, the loss in the mean over all pairs and all negative samples: how "
                   "near w·c comes to its goal, without noise."},
       .effect = Effect::restart,
       .in_panel = page == Page::counts});
  v.integer("seeds", seeds,
            {.label = {"시드 수", "Seeds"},
             .tooltip = {"‘다섯 치우침으로 견주기’에서 다시 학습하는 횟수.",
                         "How many seeds each mean is taken over."},
             .effect = Effect::restart,
             .in_panel = page == Page::analogies},
            2, 10);
}

void Settings::visit_look(demo::FieldCollector& v) {
  v.choice(
      "kind", kind,
      {.label = {"들여다볼 모델", "Model shown"},
       .tooltip = {"속을 들여다보고 PyTorch로 내보낼 모델. 셋은 늘 함께 학습한다.",
                   "The one looked into and saved for PyTorch; all three train together."},
       .in_panel = page != Page::counts},
      {{"cbow", {"CBOW", "CBOW"}}, {"skip_gram", {"skip-gram", "Skip-gram"}}, {"glove", {"GloVe", "GloVe"}}});
  v.choice("family", family,
           {.label = {"낱말", "Words"},
            .tooltip = {"어느 낱말을 그릴지 고른다. 내 글에서는 늘 모두이다.",
                        "Which words are drawn. Of a text of your own always all."},
            .in_panel = page == Page::counts},
           {{"people", {"사람", "People"}},
            {"places", {"나라", "Countries"}},
            {"animals", {"동물", "Animals"}},
            {"all", {"모두", "All"}}});
  v.number(
      "turn", turn,
      {.label = {"돌린 각도", "Turn"},
       .tooltip = {"지도를 옆으로 돌린 각도. 그림을 끌어도 된다.", "How far the map is turned; or drag it."},
       .in_panel = page == Page::map},
      -180.f, 180.f);
  v.number("tilt", tilt,
           {.label = {"기울인 각도", "Tilt"},
            .tooltip = {"지도를 위아래로 기울인 각도.", "How far the map is tilted."},
            .in_panel = page == Page::map},
           -90.f, 90.f);
  v.integer("word", word,
            {.label = {"낱말 번호", "Word"},
             .tooltip = {"이웃을 볼 낱말.", "The word whose neighbours are shown."},
             .in_panel = false},
            1, most_words);
  v.choice("relation", relation,
           {.label = {"관계", "Relation"},
            .tooltip = {"유추의 두 쌍이 무엇에서 다른지.", "What the pairs of an analogy differ in."},
            .in_panel = false},
           {{"gender", {"성별", "Gender"}},
            {"age", {"나이", "Age"}},
            {"status", {"신분", "Status"}},
            {"capital", {"수도", "Capital"}}});
  v.integer("first", first,
            {.label = {"첫째 쌍", "First pair"},
             .tooltip = {"a : b로 쓰는 쌍.", "The pair a : b."},
             .in_panel = false},
            1, 8);
  v.integer("second", second,
            {.label = {"둘째 쌍", "Second pair"},
             .tooltip = {"c : ?로 쓰는 쌍.", "The pair c : ?."},
             .in_panel = false},
            1, 8);
  v.integer("context", context,
            {.label = {"이웃 번호", "Context"},
             .tooltip = {"계산을 펼쳐 볼 칸의 열.", "Column of the cell whose arithmetic is shown."},
             .in_panel = false},
            1, most_words);
  v.writing(
      "query", query,
      {.label = {"내 유추", "My analogy"},
       .tooltip = {"낱말 셋 a b c: a가 b이면 c는 무엇인가.", "Three words a b c: a is to b as c is to what?"},
       .in_panel = false},
      120);
}

}  // namespace madang::demos::embeddings
