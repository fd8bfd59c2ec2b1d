#include "data/points.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "data/best_line.h"
#include "data/patterns.h"
#include "io/refused.h"

using namespace madang;

namespace {

constexpr Pattern patterns[] = {Pattern::exclusive_or, Pattern::moons, Pattern::circles, Pattern::spiral,
                                Pattern::blobs};

Points some(Pattern pattern, std::uint64_t seed, const PatternOptions& options) {
  Random random(seed, 1);
  return make_points(pattern, options, random);
}

std::string english_reason(const char* csv) {
  try {
    points_of_csv(csv);
  } catch (const io::Refused& refused) {
    CHECK_FALSE(refused.reason().korean.empty());
    return refused.reason().english;
  }
  return "";
}

}  // namespace

TEST_SUITE("data: points") {
  TEST_CASE("patterns: classes balanced, same seed same points, another seed others") {
    for (const Pattern pattern : patterns) {
      const Points points = some(pattern, 7, {.count = 103, .noise = 0.1f, .classes = 4});
      const bool many = pattern == Pattern::spiral || pattern == Pattern::blobs;
      CHECK(points.classes == (many ? 4 : 2));
      std::vector<int> count(4);
      for (const auto label : points.label) ++count[static_cast<std::size_t>(label)];
      for (int c = 0; c < points.classes; ++c)
        CHECK(std::abs(count[static_cast<std::size_t>(c)] * points.classes - 103) < points.classes);
      CHECK(some(pattern, 7, {.count = 103, .noise = 0.1f, .classes = 4}).x == points.x);
      CHECK(some(pattern, 8, {.count = 103, .noise = 0.1f, .classes = 4}).x != points.x);
    }
  }

  TEST_CASE("patterns: noise is the standard deviation of the distance from the clean place") {
    const Points clean = some(Pattern::exclusive_or, 3, {.count = 4000, .noise = 0});
    const Points noisy = some(Pattern::exclusive_or, 3, {.count = 4000, .noise = 0.2f});
    double sum = 0;
    for (std::size_t i = 0; i < clean.size(); ++i) {
      CHECK(std::abs(clean.x[i]) == 0.75f);
      CHECK((clean.x[i] * clean.y[i] < 0) == (clean.label[i] == 1));
      sum += std::pow(noisy.x[i] - clean.x[i], 2) + std::pow(noisy.y[i] - clean.y[i], 2);
    }
    CHECK(std::sqrt(sum / 8000) == doctest::Approx(0.2).epsilon(0.03));
  }

  TEST_CASE("patterns: without noise they lie where their names say") {
    const Points rings = some(Pattern::circles, 1, {.count = 50, .noise = 0});
    for (std::size_t i = 0; i < rings.size(); ++i)
      CHECK(std::hypot(rings.x[i], rings.y[i]) == doctest::Approx(rings.label[i] == 0 ? 0.9 : 0.4));
    for (const Pattern pattern : patterns) {
      const Points points = some(pattern, 5, {.count = 400, .noise = 0});
      CHECK(std::ranges::all_of(points.x, [](float v) { return std::abs(v) <= 1.35f; }));
      CHECK(std::ranges::all_of(points.y, [](float v) { return std::abs(v) <= 1.35f; }));
    }
  }

  TEST_CASE("best line: the four corners allow three, separable clouds all") {
    CHECK(best_line_accuracy(some(Pattern::exclusive_or, 1, {.count = 4, .noise = 0})) == 0.75);
    CHECK(best_line_accuracy(some(Pattern::exclusive_or, 1, {.count = 200, .noise = 0})) == 0.75);
    CHECK(best_line_accuracy(some(Pattern::blobs, 1, {.count = 100, .noise = 0})) == 1.0);
    Points same;
    for (int i = 0; i < 5; ++i) same.add(0.3f, 0.3f, i < 2);
    CHECK(best_line_accuracy(same) == 0.6);
    Points row;  // 0 1 0 on a line: two of three
    for (int i = 0; i < 3; ++i) row.add(static_cast<float>(i), 0, i == 1);
    CHECK(best_line_accuracy(row) == doctest::Approx(2.0 / 3));
  }

  TEST_CASE("best line: agrees with trying many directions and thresholds") {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      const Points points = some(Pattern::moons, seed, {.count = 30, .noise = 0.3f});
      int best = 0;
      for (int step = 0; step < 3600; ++step) {
        const double angle = step * 3.14159265358979 / 1800;
        std::vector<std::pair<double, int>> along;
        for (std::size_t i = 0; i < points.size(); ++i)
          along.push_back({points.x[i] * std::cos(angle) + points.y[i] * std::sin(angle), points.label[i]});
        std::ranges::sort(along);
        int right = static_cast<int>(std::ranges::count(points.label, 1));  // all called class 1
        best = std::max(best, right);
        for (const auto& [position, label] : along) best = std::max(best, right += label == 0 ? 1 : -1);
      }
      CHECK(best_line_accuracy(points) * 30 == doctest::Approx(best));
    }
  }

  TEST_CASE("own points: text form there and back, pieces that are no point are named") {
    Points points;
    points.add(0.52f, -0.3f, 0);
    points.add(-1.5f, 0.0004f, 2);
    CHECK(text_of_points(points) == "0.52_-0.3_0~-1.5_0_2");
    const ReadPoints read = points_of_text(text_of_points(points));
    CHECK(read.refused.empty());
    CHECK(read.points.x == std::vector<float>{0.52f, -1.5f});
    CHECK(read.points.label == std::vector<std::int32_t>{0, 2});
    CHECK(read.points.classes == 3);
    const ReadPoints bad = points_of_text("0_0_1~9_0_0~x~1_1_7~nan_0_0~0.1_0.2_0~~");
    CHECK(bad.points.size() == 2);
    CHECK(bad.refused.english.find("5 points") == 0);
    CHECK(bad.refused.english.find("'9_0_0'") != std::string::npos);
    CHECK(points_of_text("").points.size() == 0);
  }

  TEST_CASE("CSV: header, names of classes, scaling") {
    const CsvPoints read = points_of_csv("키,몸무게,종\n10,1,고양이\n20,3,개\n15,2,고양이\n");
    CHECK(read.header);
    CHECK(read.class_names == std::vector<std::string>{"개", "고양이"});
    CHECK(read.points.x == std::vector<float>{-1, 1, 0});
    CHECK(read.points.y == std::vector<float>{-1, 1, 0});
    CHECK(read.points.label == std::vector<std::int32_t>{1, 0, 1});
    const CsvPoints numbered = points_of_csv("1;2;10\n1;3;2\n");
    CHECK_FALSE(numbered.header);
    CHECK(numbered.class_names == std::vector<std::string>{"2", "10"});
    CHECK(numbered.points.x == std::vector<float>{0, 0});
    const CsvPoints wide = points_of_csv("-3e38,0,a\n3e38,1,b\n");
    CHECK(wide.points.x == std::vector<float>{-1, 1});
    const CsvPoints rounded = points_of_csv("1e-3,1e-45,a\n1e-1,3e-45,b\n");
    CHECK(rounded.points.x == std::vector<float>{-1, 1});
    CHECK(rounded.points.y == std::vector<float>{-1, 1});
  }

  TEST_CASE("CSV: classes are numbered by value and then by name, whatever the order of the rows") {
    std::vector<std::string> labels = {"b", "10", "-1", "2"};
    std::ranges::sort(labels);
    do {
      std::string text;
      for (std::size_t i = 0; i < labels.size(); ++i)
        text += std::to_string(i) + "," + std::to_string(i) + "," + labels[i] + "\n";
      const CsvPoints read = points_of_csv(text);
      CHECK(read.class_names == std::vector<std::string>{"-1", "2", "10", "b"});
      for (std::size_t i = 0; i < labels.size(); ++i)
        CHECK(read.class_names[static_cast<std::size_t>(read.points.label[i])] == labels[i]);
    } while (std::ranges::next_permutation(labels).found);
  }

  TEST_CASE("CSV: the order of classes is a strict weak order, and numbers of one value are one class") {
    const std::vector<std::string> names = {"-10",
                                            "-1",
                                            "−1",
                                            "-0.5",
                                            "0",
                                            "-0",
                                            "1",
                                            "1.0",
                                            "１",
                                            "1e0",
                                            "2",
                                            "10",
                                            "1e1",
                                            "12345678901234567890",
                                            "12345678901234567891",
                                            "",
                                            "A",
                                            "a",
                                            "나",
                                            "가",
                                            "é",
                                            "😀",
                                            "1a",
                                            "#1"};
    const auto same = [](const std::string& a, const std::string& b) {
      return !class_before(a, b) && !class_before(b, a);
    };
    for (const auto& a : names) {
      CHECK_FALSE(class_before(a, a));
      for (const auto& b : names) {
        CHECK_FALSE((class_before(a, b) && class_before(b, a)));
        for (const auto& c : names) {
          if (class_before(a, b) && class_before(b, c)) CHECK(class_before(a, c));
          if (same(a, b) && same(b, c)) CHECK(same(a, c));
        }
      }
    }
    CHECK(same("10", "1e1"));
    CHECK(same("-1", "−1"));
    CHECK_FALSE(same("12345678901234567890", "12345678901234567891"));
    CHECK(class_before("-1", "1"));
    CHECK(class_before("2", "10"));
    CHECK(class_before("10", "1a"));
    CHECK(class_before("가", "나"));
    for (const char* text : {"0,0,1.0\n1,1,1\n2,2,０２\n", "0,0,1\n1,1,1.0\n2,2,2\n"}) {
      const CsvPoints read = points_of_csv(text);
      CHECK(read.class_names[0] == "1");
      CHECK(read.points.label == std::vector<std::int32_t>{0, 0, 1});
    }
  }

  TEST_CASE("CSV: Korean spreadsheets' encoding is read and told, names that were lost are refused") {
    const CsvPoints read = points_of_csv(
        "\xC5\xB0,\xB9\xAB\xB0\xD4,\xBA\xD0\xB7\xF9\r\n0,0,\xB0\xED\xBE\xE7\xC0\xCC\r\n"
        "1,2,\xB0\xAD\xBE\xC6\xC1\xF6\r\n");
    CHECK(read.class_names == std::vector<std::string>{"강아지", "고양이"});
    CHECK(read.told.english.find("CP949") != std::string::npos);
    CHECK(points_of_csv("0,0,a\n1,1,b\n").told.empty());
    CHECK(english_reason("0,0,\xEF\xBF\xBD\n1,1,b\n").find("Line 1, column 3: characters of") == 0);
    CHECK(points_of_csv("0,0,cat\n1,1,c\xE2\x80\x8B"
                        "at\xC2\xA0\n")
              .class_names.size() == 1);
  }

  TEST_CASE("CSV: first rows of errors are no header") {
    CHECK(english_reason("#N/A,#N/A,a\n1,1,b\n").find("Line 1, column 1: '#N/A'") == 0);
    CHECK(english_reason("nan,-inf,a\n1,1,b\n").find("Line 1, column 1: 'nan'") == 0);
  }

  TEST_CASE("CSV: what cannot be used says what, where and what can") {
    CHECK(english_reason("").find("nothing") != std::string::npos);
    CHECK(english_reason("1,2,0\n3,,1\n").find("Line 2, column 2 is empty") == 0);
    CHECK(english_reason("1,2,0\n3,4,\n").find("Line 2, column 3 is empty") == 0);
    CHECK(english_reason("1,2,0\n3,four,1\n").find("Line 2, column 2: 'four' is not a number") == 0);
    CHECK(english_reason("x,y,c\n1,2,0\nx,y,c\n").find("Line 3, column 1: 'x'") == 0);
    CHECK(english_reason("1,2\n3,4\n").find("Line 1 has 2 columns") == 0);
    CHECK(english_reason("1,2,3,4\n").find("Line 1 has 4 columns") == 0);
    CHECK(english_reason("just some prose").find("Line 1 has 1 columns") == 0);
    CHECK(english_reason("0,0,a\n0,1,b\n1,0,c\n1,1,d\n2,2,e\n").find("Line 5, column 3") == 0);
    CHECK(english_reason("1,2,0\n").find("two points") != std::string::npos);
    std::string rows;
    for (int i = 0; i < 1000; ++i) rows += "0,1,0\n";
    CHECK(points_of_csv("x,y,c\n" + rows).points.size() == 1000);
    CHECK(english_reason((rows + "1,1,1\n").c_str()).find("1001") != std::string::npos);
    CHECK(english_reason((rows + rows).c_str()).find("2000 lines") != std::string::npos);
  }
}
