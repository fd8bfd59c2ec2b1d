// Data that is made by a named process: graph, mixtures, batches, sequence tasks, dates.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <set>

#include "core/error.h"
#include "data/batches.h"
#include "data/dates.h"
#include "data/graph.h"
#include "data/mixture.h"
#include "data/sequence_tasks.h"

using namespace madang;

TEST_SUITE("data: generators") {
  TEST_CASE("karate club: the published counts") {
    const auto club = data::karate_club();
    CHECK(club.nodes == 34);
    CHECK(club.edges.size() == 78);
    bool met[34][34] = {};
    int degree[34] = {}, across = 0;
    for (const auto& [a, b] : club.edges) {
      REQUIRE((a >= 0 && a < b && b < 34));
      CHECK_FALSE(met[a][b]);
      met[a][b] = met[b][a] = true;
      ++degree[a];
      ++degree[b];
      across += club.labels[static_cast<std::size_t>(a)] != club.labels[static_cast<std::size_t>(b)];
    }
    CHECK(degree[33] == 17);
    CHECK(degree[0] == 16);
    CHECK(degree[32] == 12);
    CHECK(*std::ranges::min_element(degree) == 1);
    int triangles = 0;
    for (int a = 0; a < 34; ++a)
      for (int b = a + 1; b < 34; ++b)
        for (int c = b + 1; c < 34; ++c) triangles += met[a][b] && met[b][c] && met[a][c];
    CHECK(triangles == 45);
    CHECK(std::ranges::count(club.labels, 0) == 17);
    CHECK(club.labels[0] == 0);
    CHECK(club.labels[33] == 1);
    CHECK(across == 11);
  }

  TEST_CASE("mixtures: samples lie around their centres, and the density is theirs") {
    const auto ring = data::ring_mixture(8, 0.05f);
    Random random(1);
    const Tensor samples = ring.sample(4000, random);
    const auto count = data::count_modes(samples, ring);
    CHECK(count.found == 8);
    CHECK(count.good_share == doctest::Approx(1 - std::exp(-4.5)).epsilon(0.005));  // P(r ≤ 3σ) in the plane
    CHECK(data::count_modes(Tensor::from({2, 2}, {1, 0, 0, 0}), ring).found == 1);
    CHECK(data::count_modes(Tensor::from({2, 2}, {1, 0, NAN, 0}), ring).good_share == 0.5);
    CHECK(data::count_modes(Tensor({0, 2}), ring).good_share == 0);
    CHECK_THROWS_AS(data::count_modes(Tensor({2, 3}), ring), Error);

    const auto grid = data::grid_mixture(5, 0.1f);
    CHECK(grid.centres.size() == 25);
    double sum = 0;
    constexpr double step = 0.02;
    for (double x = -2; x < 2; x += step)
      for (double y = -2; y < 2; y += step)
        sum += std::exp(grid.log_density(static_cast<float>(x), static_cast<float>(y))) * step * step;
    CHECK(sum == doctest::Approx(1).epsilon(0.001));
    CHECK(std::isfinite(grid.log_density(1000, 1000)));
  }

  TEST_CASE("batches: every example once per epoch, a pure function of seed and step") {
    data::Batches batches(10, 3, 7, data::Rest::kept), same(10, 3, 7, data::Rest::kept);
    CHECK(batches.per_epoch() == 4);
    std::vector<std::int32_t> first_epoch;
    for (std::uint64_t step = 0; step < 4; ++step)
      for (const auto index : batches.at(step)) first_epoch.push_back(index);
    CHECK(std::set(first_epoch.begin(), first_epoch.end()).size() == 10);
    CHECK(first_epoch == data::epoch_order(10, 7, 0));
    CHECK(batches.at(3).size() == 1);
    const auto later = batches.at(4001);
    CHECK(std::ranges::equal(same.at(4001), later));  // without having gone through the steps before
    CHECK(data::epoch_order(10, 7, 0) != data::epoch_order(10, 7, 1));
    CHECK(data::epoch_order(10, 7, 0) != data::epoch_order(10, 8, 0));
    data::Batches dropping(10, 3, 7);
    CHECK(dropping.per_epoch() == 3);
    CHECK(dropping.epoch_of(3) == 1);
    CHECK_THROWS_AS(data::Batches(2, 3, 1), Error);
    CHECK_THROWS_AS(data::Batches(3, 0, 1), Error);
  }

  TEST_CASE("rounds: every example once per round, whatever the batch sizes, the rest left out") {
    data::Rounds rounds(10, Random(3));
    std::set<std::int32_t> seen;
    for (const int count : {4, 2, 3})
      for (const auto index : rounds.next(count)) CHECK(seen.insert(index).second);
    CHECK(seen.size() == 9);
    data::Rounds copy = rounds;
    const auto next = rounds.next(2);  // one is left, too few: a new round
    CHECK(next.size() == 2);
    CHECK(std::ranges::equal(copy.next(2), next));
    CHECK(rounds.next(99).size() == 10);
    CHECK(data::Rounds(0, Random(3)).next(4).empty());
  }

  TEST_CASE("sequence tasks: what comes out follows from what goes in") {
    Random random(3);
    for (int round = 0; round < 50; ++round) {
      const auto copy = data::copy_task(7, 5, random);
      CHECK(copy.input == copy.target);
      CHECK(std::ranges::max(copy.input) < 5);
      auto reverse = data::reverse_task(6, 5, random);
      std::ranges::reverse(reverse.target);
      CHECK(reverse.input == reverse.target);

      const auto sum = data::addition_task(3, random);
      REQUIRE(sum.input.size() == 8);
      REQUIRE(sum.target.size() == 4);
      const auto number = [](auto digits) {
        return std::accumulate(digits.begin(), digits.end(), 0,
                               [](int n, int digit) { return 10 * n + digit; });
      };
      CHECK(sum.input[3] == data::plus_symbol);
      CHECK(sum.input[7] == data::equals_symbol);
      CHECK(number(std::span(sum.input).first(3)) + number(std::span(sum.input).subspan(4, 3)) ==
            number(std::span(sum.target)));
    }
    CHECK(data::addition_task(8, random).target.size() == 9);
    CHECK_THROWS_AS(data::addition_task(9, random), Error);
  }

  TEST_CASE("delayed recall: blanks until the signal, then what was said") {
    Random random(4);
    for (const int delay : {1, 20}) {
      const auto task = data::delayed_recall_task(3, 8, delay, random);
      REQUIRE(task.input.size() == static_cast<std::size_t>(delay + 6));
      REQUIRE(task.target.size() == task.input.size());
      const auto signal = static_cast<std::size_t>(std::ranges::find(task.input, 9) - task.input.begin());
      CHECK(signal == static_cast<std::size_t>(2 + delay));
      for (std::size_t i = 0; i < task.input.size(); ++i) {
        CHECK((task.input[i] >= 1 && task.input[i] <= 8) == (i < 3));
        CHECK(task.target[i] == (i > signal ? task.input[i - signal - 1] : 0));
      }
    }
    CHECK_THROWS_AS(data::delayed_recall_task(3, 8, 0, random), Error);
  }

  TEST_CASE("adding problem: two marks, one in each half; the mean answer misses by a sixth") {
    Random random(5);
    double squares = 0;
    for (int round = 0; round < 3000; ++round) {
      const auto task = data::adding_task(11, random);
      CHECK(std::count(task.marks.begin(), task.marks.begin() + 5, 1.f) == 1);
      CHECK(std::count(task.marks.begin() + 5, task.marks.end(), 1.f) == 1);
      CHECK(std::inner_product(task.marks.begin(), task.marks.end(), task.values.begin(), 0.f) ==
            task.target);
      squares += std::pow(task.target - 1, 2) / 3000;
    }
    CHECK(squares == doctest::Approx(1.0 / 6).epsilon(0.05));
  }

  TEST_CASE("dates: weekdays agree with the calendar, styles with their day") {
    using namespace std::chrono;
    for (sys_days day = sys_days(year(1949) / 12 / 1); day < sys_days(year(2050) / 2 / 1); day += days(11)) {
      const year_month_day parts(day);
      const data::Date date{static_cast<int>(parts.year()),
                            static_cast<int>(static_cast<unsigned>(parts.month())),
                            static_cast<int>(static_cast<unsigned>(parts.day()))};
      CHECK(date.weekday() == static_cast<int>(weekday(day).c_encoding()));
    }
    const data::Date date{2021, 6, 3};  // a Thursday
    const auto korean = [&](int style) { return data::written_date(date, Language::korean, style); };
    CHECK(korean(1) == "2021년 6월 3일 목요일");
    CHECK(korean(4) == "이천이십일년 유월 삼일");
    CHECK(data::written_date({1986, 10, 12}, Language::korean, 4) == "천구백팔십육년 시월 십이일");
    const auto english = [&](int style) { return data::written_date(date, Language::english, style); };
    CHECK(english(2) == "Jun 3rd, 2021");
    CHECK(english(3) == "Thursday, June 3, 2021");
    CHECK(data::written_date({2000, 1, 11}, Language::english, 4) == "the 11th of January, 2000");
    CHECK(data::written_date({2000, 1, 22}, Language::english, 7) == "2000, January 22nd");
    CHECK_THROWS_AS(english(data::date_styles), Error);
  }

  TEST_CASE("dates: no day is in both parts, and every style of both languages comes up") {
    Random random(6);
    std::set<std::string> training, held_out;
    for (int i = 0; i < 3000; ++i) {
      training.insert(data::date_pair(Language::korean, data::Part::training, random).iso);
      held_out.insert(data::date_pair(Language::english, data::Part::held_out, random).iso);
    }
    for (const auto& day : held_out) CHECK_FALSE(training.contains(day));
    std::set<std::string> years;  // days are held out, not years
    for (const auto& day : training) years.insert(day.substr(0, 4));
    CHECK(years.size() == 100);
    years.clear();
    for (const auto& day : held_out) years.insert(day.substr(0, 4));
    CHECK(years.size() == 100);
    CHECK(std::ranges::all_of(training, [](const std::string& iso) { return iso.size() == 10; }));
    for (const auto language : {Language::korean, Language::english}) {
      std::set<std::string> written;
      for (int style = 0; style < data::date_styles; ++style)
        written.insert(data::written_date({1999, 12, 31}, language, style));
      CHECK(written.size() == data::date_styles);
    }
  }
}
