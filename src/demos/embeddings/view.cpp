#include "demo/view.h"

#include "data/grammar.h"
#include "data/word_text.h"
#include "demos/embeddings/view_parts.h"
#include "io/file_text.h"
#include "io/refused.h"
#include "io/utf8.h"
#include "ui/controls.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/text_field.h"
#include "ui/theme.h"

namespace madang::demos::embeddings {

namespace {

constexpr int sample_sentences = 250;
constexpr const char* usual = "lines=3000&dimensions=24&expectation=0";

demo::Scene scene(Text name, Text story, const std::string& state, const std::string& start = usual) {
  return {std::move(name), std::move(story), state, start};
}

const demo::Head& the_head() {
  static const demo::Head all{
      .scenes =
          {scene({"정육면체", "Cube"},
                 {"성별, 나이, 신분이 저마다 한 방향이 되면 여덟 낱말이 상자의 꼭짓점에 선다.",
                  "Gender, age and status each become a direction: eight words stand at a box's corners."},
                 "source=world&page=map&skew=0&family=people"),
           scene({"평행사변형", "Analogies"},
                 {"왕 → 여왕과 나란한 화살표를 남자에서 그리면 여자에 닿는다.",
                  "The arrow king → queen, drawn from man, ends at woman."},
                 "source=world&page=analogies&skew=0"),
           scene({"치우친 글", "Skewed"},
                 {"이웃이 제멋대로 치우치면 화살표가 나란하지 않고 유추가 거의 다 틀린다.",
                  "With lopsided company the arrows are no longer parallel, and most analogies fail."},
                 "source=world&page=analogies&skew=2"),
           scene({"질문 낱말", "Query word"},
                 {"한계: 질문 낱말을 답에서 빼지 않으면 답이 그 낱말인 일이 많다.",
                  "Limit: where the query words may be answers, the answer often is one of them."},
                 "source=world&page=analogies&skew=1"),
           scene({"w·c와 PMI", "PMI"},
                 {"차원이 넉넉하면 skip-gram의 w·c는 PMI − ln k로 다가간다.",
                  "With enough dimensions, skip-gram's w·c comes to PMI − ln k."},
                 "source=world&page=counts&expectation=1&noise_power=1",
                 "lines=3000&skew=0&dimensions=96&kind=skip_gram&learning_rate=0.05"),
           scene({"내 글", "My text"},
                 {"한계: 짧은 글에서는 이웃은 나오지만 유추는 거의 나오지 않는다.",
                  "Limit: a short text gives neighbours, hardly any analogies."},
                 "page=map&source=own", "dimensions=24&expectation=0")},
      .choices = {"page"},
      .otherwise = {"말뭉치와 차원을 바꾸어 유추가 언제 나오는지 보자.",
                    "Change the corpus and the dimensions and see when analogies hold."}};
  return all;
}

}  // namespace

class EmbeddingsView final : public demo::View<Settings, Snapshot> {
 public:
  const demo::Head& head(Language) const override { return the_head(); }
  std::string what_to_see(Language language) const override { return sentence(settings, snapshot, language); }
  /// The cubes have begun to unfold, and Play shows how they become right.
  std::string opening() const override { return "step=60"; }
  double natural_speed() const override { return snapshot.trial.begun() && !snapshot.trial.done() ? 60 : 15; }
  std::string compared_setting() const override { return "skew"; }
  bool take_file(demo::Hand& hand, const std::string& bytes) override { return take_text(hand, bytes); }

  void draw(demo::Hand& hand) override {
    const Parts parts{hand, settings, snapshot};
    const bool own = settings.source == Source::own;
    switch (settings.page) {
      case Page::map:
        draw_maps(parts);
        if (own) draw_text(parts);
        return draw_below_maps(parts);
      case Page::analogies:
        if (own) draw_text(parts);
        return draw_analogies(parts);
      case Page::counts:
        draw_counts(parts);
        if (own) draw_text(parts);
    }
  }

  std::string describe(Language language) override { return summary(snapshot, language); }

 private:
  bool take_text(demo::Hand& hand, const std::string& bytes) {
    try {
      const io::FileText all = io::read_text(bytes);
      const std::string text = io::valid_utf8(all.text, most_text_bytes);
      const Text reason = data::objection_to(data::word_text(text, most_words));
      if (!reason.empty()) throw io::Refused(reason);
      if (text.size() < all.text.size())
        hand.complain({"글이 너무 길어 앞부분(20,000바이트)만 배웁니다.",
                       "The text is too long; only its start (20,000 bytes) is learned."});
      settings.own_text = text;
      settings.source = Source::own;
      return true;
    } catch (const io::Refused& refused) {
      hand.complain(refused.reason());
      return false;
    }
  }

  /// Where the reader types a text.
  void draw_text(const Parts& parts) {
    if (stored_ != settings.own_text) typed_ = stored_ = settings.own_text;  // a file, a link, undo
    const ui::TextAnswer answer =
        ui::text_field(parts.say("내 글", "My text"), typed_,
                       {.placeholder = parts.say("글을 붙여 넣거나, 파일을 이 데모 위에 끌어다 놓는다",
                                                 "Paste a text, or drop a file on this demo"),
                        .most_bytes = most_text_bytes,
                        .multi_line = true,
                        .lines = 2});
    if (answer.text) typed_ = *answer.text;
    if (answer.cut)
      parts.hand.complain({"글이 너무 길어 앞부분(20,000바이트)만 받았습니다.",
                           "The text is too long; only its start (20,000 bytes) was taken."});
    const bool learned = own_text(snapshot) && typed_ == stored_;
    ImGui::BeginDisabled(learned || typed_.empty());
    if (ui::button(parts.say("이 글을 배우기", "Learn this text"), true)) take_text(parts.hand, typed_);
    ImGui::EndDisabled();
    const char* sample = parts.say("보기 글 쓰기", "Use a sample");
    ui::continue_line(ui::text_width(sample, ui::body_size) + 24.f);
    if (ui::button(sample)) {
      Random random(1);
      take_text(parts.hand, data::corpus(data::world_grammar(parts.hand.language), sample_sentences, random));
    }
    ui::caption(own_text(snapshot)
                    ? ui::filled(parts,
                                 {"내 글의 낱말 {0}가지를 배우고 있다.", "Learning {0} words of your text."},
                                 snapshot.vocabulary)
                    : parts.say("그때까지 지어낸 글을 배운다. 조사가 붙은 낱말은 서로 다른 낱말로 센다.",
                                "Until then the generated corpus is learned."));
  }

  std::string typed_, stored_;
};

namespace {
const demo::RegisterView<EmbeddingsView> registered("embeddings");
}  // namespace

}  // namespace madang::demos::embeddings
