// The numbers of the text, computed.
#include <doctest/doctest.h>

#include <cmath>

#include "data/dates.h"
#include "demos/seq2seq/experiment.h"
#include "demos/seq2seq/settings.h"
#include "support/demo_run.h"
#include "support/demo_text.h"
#include "ui/text.h"

using namespace madang;
using namespace madang::demos::seq2seq;

TEST_CASE("seq2seq: the text's days, bits, formats and sizes are the demo's") {
  int days = 0;
  for (int year = 1950; year < 2050; ++year) days += year % 4 == 0 ? 366 : 365;  // 2000 is a leap year
  CHECK(days == 36525);
  CHECK(test::both_texts_say(
      "seq2seq", R"($\log_2 36525\approx)" + ui::number_text(std::log2(static_cast<float>(days))) + "$"));
  CHECK(test::text_says("seq2seq", {"36,525일", "36,525 from 1950 to 2049"}));
  CHECK(Settings{}.hidden == 32);
  CHECK(test::text_says("seq2seq", {"이 수 32개를", "these 32 numbers"}));
  CHECK(data::date_styles - 1 == 7);
  CHECK(test::text_says("seq2seq", {"영어 형식 일곱 가운데 하나", "one in seven has the order of ISO"}));
  CHECK(data::written_date({2024, 5, 3}, Language::korean, 3) == "2024. 5. 3.");
  CHECK(data::written_date({2024, 5, 3}, Language::english, 5) == "03-May-2024");
  CHECK(test::text_says("seq2seq", {"“2024. 5. 3.”", "“03-May-2024”"}));
}

TEST_CASE("seq2seq: of the English formats that are trained on one begins with the year") {
  int year_first = 0;
  for (int style = 0; style < data::date_styles; ++style)
    year_first +=
        data::date_pieces({2024, 5, 3}, Language::english, style).front().field == data::DateField::year;
  CHECK(year_first == 1);
}

TEST_CASE("seq2seq: the tour's copied digits fail without attention as it says, and are copied with it") {
  test::DemoRun<Snapshot> run("seq2seq", {{"task", "digits"}, {"page", "length"}});
  run.step(400);
  const Snapshot picture = run.picture();
  const auto right = [&](Attention kind, std::size_t items) {
    return picture.models[static_cast<std::size_t>(kind)].lines_right[items - 1];
  };
  CHECK(right(Attention::none, 2) <= 0.1f);
  CHECK(test::text_says("seq2seq", {"어텐션이 없는 모델은 열 자리를 베끼지 못하고", "does not copy ten"}));
  for (const Attention kind : {Attention::additive, Attention::multiplicative}) CHECK(right(kind, 2) > 0.1f);
  for (const Attention kind : all_attentions) CHECK(right(kind, 4) <= 0.1f);
}
