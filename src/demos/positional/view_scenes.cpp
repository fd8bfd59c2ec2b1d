#include "demos/positional/view_parts.h"
#include "ui/scenes.h"

namespace madang::demos::positional {

void draw_scenes(const Parts& parts) {
  static const ui::Scene all[] = {
      {{"순서가 없으면", "No order"},
       {"세 칸 앞의 글자를 말하는 과제. 위치 정보가 없으면 어텐션에는 순서가 없어서 아무리 배워도 찍는 "
        "수준에 머문다.",
        "Say the letter three places back. Without positions attention knows no order: however long it "
        "learns, it stays at guessing."},
       "position=none&position_b=sinusoidal&task=back&offset=3&length=12&size=32",
       "learning_rate=0.01"},
      {{"길이를 넘으면", "Beyond the length"},
       {"학습 임베딩은 배운 길이 안에서는 완벽하지만, 한 칸만 넘어가도 배운 적 없는 벡터를 만난다.",
        "Learned embeddings are perfect within the trained length. One place behind it they meet vectors "
        "that never learned anything."},
       "position=learned&position_b=t5&task=back&offset=3&length=12&size=32",
       "learning_rate=0.01"},
      {{"더하기와 돌리기", "Add or turn"},
       {"RoPE는 사인파를 더하는 대신 같은 각도로 벡터를 돌린다. 점수가 거리에만 달려 있어 더 긴 시퀀스에서도 "
        "통한다.",
        "RoPE turns vectors by the angles that the sinusoids are made of. Scores then depend on distance "
        "alone, and hold in longer sequences."},
       "position=sinusoidal&position_b=rope&task=back&offset=3&length=12&size=32",
       "learning_rate=0.01"},
      {{"가까운 것 먼저", "Nearest first"},
       {"변수에 마지막으로 대입한 값을 말하는 과제. 가까울수록 점수가 높은 ALiBi는 길이가 세 배가 되어도 "
        "버틴다.",
        "Say the value that a variable was given last. ALiBi, which prefers what is near, holds at three "
        "times the length."},
       "position=learned&position_b=alibi&task=latest&offset=3&length=12&size=32",
       "learning_rate=0.01"}};
  ui::scenes(parts, all,
             {"두 모델은 위치 정보만 다르다. 시드와 첫 가중치, 배치는 모두 같다.",
              "The two models differ in their positions only: same seed, first weights and batches."});
}

}  // namespace madang::demos::positional
