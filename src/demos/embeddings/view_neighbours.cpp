#include "demos/embeddings/view_parts.h"
#include "ui/arithmetic.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/text_field.h"
#include "ui/theme.h"

namespace madang::demos::embeddings {

namespace {

/// The chosen word's neighbours, a column for each model.
void draw_lists(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  ui::paragraph(ui::filled(parts, {"‘{0}’의 이웃(코사인)", "Neighbours of “{0}” (cosine)"},
                           word_of(s, parts.hand.language, s.word)));
  ui::Flow flow("near", 76.f, static_cast<int>(s.models.size()));
  for (std::size_t i = 0; i < s.models.size(); ++i) {
    flow.next();
    ui::small_line(name_of(static_cast<Kind>(i)).in(parts.hand.language),
                   ui::theme().series_colour(colour_of(static_cast<Kind>(i))));
    for (const Near& near : s.models[i].near)
      ui::small_line(word_of(s, parts.hand.language, near.word) + " " + ui::fixed_text(near.cosine),
                     ui::theme().text);
  }
}

/// How the first of these cosines comes about, in the model looked into.
void draw_cosine(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  const Language language = parts.hand.language;
  const ModelPicture& model = s.models[static_cast<std::size_t>(parts.settings.kind)];
  if (model.near.empty()) return;
  const Near& near = model.near.front();
  ui::caption(ui::filled(parts,
                         {"{0}: ‘{1}’와 ‘{2}’의 코사인은 길이를 1로 맞춘 두 벡터의 내적이다.",
                          "{0}: the cosine of “{1}” and “{2}” is the dot product of their vectors, "
                          "both scaled to length 1."},
                         name_of(parts.settings.kind), word_of(s, language, s.word),
                         word_of(s, language, near.word)));
  ui::arithmetic("cosine", ui::dot_product_terms(s.unit_word, s.unit_near, near.cosine, 3));
}

void draw_search(const Parts& parts) {
  const ui::TextAnswer typed = ui::text_field(
      parts.say("낱말 찾기", "Search a word"), {},
      {.placeholder = parts.say("낱말을 적으면 이웃이 나온다", "Type a word for its neighbours"),
       .most_bytes = 60});
  if (!typed.text) return;
  if (const int number = number_of(parts.snapshot, *typed.text); number >= 0)
    parts.settings.word = number + 1;
}

}  // namespace

void draw_neighbours(const Parts& parts) {
  draw_lists(parts);
  draw_cosine(parts);
  draw_search(parts);
}

}  // namespace madang::demos::embeddings
