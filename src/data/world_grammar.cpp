#include "data/grammar.h"

namespace madang::data {

namespace {

/// One and many: the verb agrees with the noun that heads its subject, also across a relative clause.
constexpr const char* english_rules = R"(
S = 3 ONE does +. | 3 MANY do +. | TIME +, ONE does +. | TIME +, MANY do +.
TIME = today | yesterday | in the morning | at night | in winter
ONE = 4 the one | 2 the QUALITY one | the one that does | the one near the PLACE
MANY = 4 the many | 2 the QUALITY many | the many that do | the many near the PLACE
one = dog | cat | child | farmer | bird | teacher
many = dogs | cats | children | farmers | birds | teachers
does = sleeps | sings | walks slowly | sees OBJECT | likes OBJECT | waits near the PLACE
do = sleep | sing | walk slowly | see OBJECT | like OBJECT | wait near the PLACE
OBJECT = 2 the one | 2 the many | the QUALITY one | a THING | the THING
QUALITY = small | old | young | quiet | hungry
THING = apple | book | letter | lamp | song
PLACE = river | house | tree | school | market
)";

/// People are spoken of with honorific endings, animals plainly; particles follow the sound before them.
constexpr const char* korean_rules = R"(
S = 3 높임 +께서 높임말 +. | 3 보통 +이/가 보통말 +. | 때 보통 +은/는 보통말 +. | 때 높임 +께서는 높임말 +.
때 = 오늘 | 어제 | 아침에 | 밤에 | 겨울에
높임 = 3 어른 | 성품 어른 | 곳 +에 계신 어른
보통 = 3 짐승 | 2 꾸밈 짐승 | 곳 +에 있는 짐승
어른 = 할머니 | 할아버지 | 선생님 | 사장님
짐승 = 강아지 | 고양이 | 새 | 토끼 | 곰 | 말
높임말 = 주무신다 | 노래하신다 | 천천히 걸으신다 | 것 +을/를 보신다 | 짐승 +을/를 아끼신다 | 곳 +에서 기다리신다
보통말 = 잔다 | 노래한다 | 천천히 걷는다 | 것 +을/를 본다 | 짐승 +을/를 좋아한다 | 곳 +에서 기다린다
것 = 사과 | 책 | 편지 | 등불 | 꽃 | 꾸밈 짐승
성품 = 친절한 | 다정한 | 바쁜 | 점잖은
꾸밈 = 작은 | 늙은 | 어린 | 조용한 | 배고픈
곳 = 강가 | 집 | 나무 밑 | 학교 | 시장
)";

}  // namespace

const Grammar& world_grammar(Language language) {
  static const Grammar korean(korean_rules), english(english_rules);
  return language == Language::korean ? korean : english;
}

}  // namespace madang::data
