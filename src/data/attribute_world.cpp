#include "data/attribute_corpus.h"

namespace madang::data {

namespace {

using Contexts = std::vector<std::vector<std::string>>;

/// What the words of a language are; what they are made of is the same in all.
struct Names {
  std::vector<std::string> people;   ///< status by status, age by age, male then female
  std::vector<std::string> places;   ///< countries, each with its capital behind it
  std::vector<std::string> animals;  ///< species, each with its young behind it
  Contexts gender, age, status, place, capital, species;
};

AttributeWorld world_of(const Names& names) {
  AttributeWorld world{
      {{names.gender}, {names.age}, {names.status}, {names.place}, {names.capital}, {names.species}}, {}};
  const auto number = [](std::size_t i) { return static_cast<int>(i); };
  for (std::size_t i = 0; i < names.people.size(); ++i)
    world.words.push_back({names.people[i], {number(i % 2), number(i / 2 % 2), number(i / 4), -1, -1, -1}});
  for (std::size_t i = 0; i < names.places.size(); ++i)
    world.words.push_back({names.places[i], {-1, -1, -1, number(i / 2), number(i % 2), -1}});
  for (std::size_t i = 0; i < names.animals.size(); ++i)
    world.words.push_back({names.animals[i], {-1, number(i % 2), -1, -1, -1, number(i / 2)}});
  return world;
}

}  // namespace

const AttributeWorld& attribute_world(Language language) {
  static const AttributeWorld korean =
      world_of({.people = {"왕", "여왕", "왕자", "공주", "남자", "여자", "소년", "소녀"},
                .places = {"한국", "서울", "일본", "도쿄", "중국", "베이징", "프랑스", "파리", "영국", "런던",
                           "이탈리아", "로마", "독일", "베를린", "이집트", "카이로"},
                .animals = {"개", "강아지", "소", "송아지", "말", "망아지", "닭", "병아리"},
                .gender = {{"그는", "수염", "넥타이", "형제"}, {"그녀는", "치마", "비녀", "자매"}},
                .age = {{"늙은", "힘센", "커다란", "의젓한"}, {"어린", "작은", "귀여운", "장난치다"}},
                .status = {{"왕관", "왕좌", "궁궐", "보석"}, {"골목", "장터", "마을", "버스"}},
                .place = {{"김치", "한복"},
                          {"초밥", "기모노"},
                          {"만두", "판다"},
                          {"바게트", "와인"},
                          {"홍차", "우산"},
                          {"파스타", "피자"},
                          {"소시지", "맥주"},
                          {"피라미드", "낙타"}},
                .capital = {{"국경", "국기", "헌법", "국민"}, {"시청", "지하철", "광장", "도심"}},
                .species = {{"짖다", "뼈다귀"}, {"우유", "외양간"}, {"안장", "달리다"}, {"달걀", "모이"}}});
  static const AttributeWorld english = world_of(
      {.people = {"king", "queen", "prince", "princess", "man", "woman", "boy", "girl"},
       .places = {"Korea", "Seoul", "Japan", "Tokyo", "China", "Beijing", "France", "Paris", "Britain",
                  "London", "Italy", "Rome", "Germany", "Berlin", "Egypt", "Cairo"},
       .animals = {"dog", "puppy", "cow", "calf", "horse", "foal", "hen", "chick"},
       .gender = {{"he", "beard", "necktie", "brother"}, {"she", "skirt", "earrings", "sister"}},
       .age = {{"old", "strong", "large", "calm"}, {"young", "small", "cute", "playful"}},
       .status = {{"crown", "throne", "palace", "jewel"}, {"alley", "market", "village", "bus"}},
       .place = {{"kimchi", "hanbok"},
                 {"sushi", "kimono"},
                 {"dumpling", "panda"},
                 {"baguette", "wine"},
                 {"tea", "umbrella"},
                 {"pasta", "pizza"},
                 {"sausage", "beer"},
                 {"pyramid", "camel"}},
       .capital = {{"border", "flag", "constitution", "citizens"}, {"mayor", "subway", "square", "downtown"}},
       .species = {{"bark", "bone"}, {"milk", "barn"}, {"saddle", "gallop"}, {"egg", "grain"}}});
  return language == Language::korean ? korean : english;
}

}  // namespace madang::data
