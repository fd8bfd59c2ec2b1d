#include "demos/vit/settings.h"

#include "demo/settings.h"

namespace madang::demos::vit {

using demo::Effect;

int count_of(Images images, int all) {
  constexpr std::array counts = {200, 1000};
  const auto index = static_cast<std::size_t>(images);
  return index < counts.size() ? counts[index] : all;
}

const char* name_of(Network network) {
  static constexpr std::array names = {"ViT", "DeiT", "Swin", "MobileViT", "ConvNeXt"};
  return names[static_cast<std::size_t>(network)];
}

void Settings::visit(demo::FieldCollector& v) {
  visit_network(v);
  visit_training(v);
  visit_view(v);
}

void Settings::visit_network(demo::FieldCollector& v) {
  v.choice("network", network,
           {.label = {"신경망", "Network"},
            .tooltip = {"합성곱 신경망(CNN)과 견줄 신경망. 합성곱을 많이 쓸수록 적은 데이터로 배운다.",
                        "What is compared with the convolutional network (CNN). The more of it is "
                        "convolution, the fewer images it needs."},
            .effect = Effect::restart},
           {{"vit", {"ViT", "ViT"}},
            {"deit", {"DeiT", "DeiT"}},
            {"window", {"창 어텐션(Swin)", "Windows (Swin)"}},
            {"hybrid", {"하이브리드(MobileViT)", "Hybrid (MobileViT)"}},
            {"convnext", {"ConvNeXt", "ConvNeXt"}}});
  v.toggle("positions", positions,
           {.label = {"위치 임베딩", "Position embeddings"},
            .tooltip = {"끄면 ViT는 패치가 어느 자리에 있었는지 알 길이 없다.",
                        "Without them a ViT cannot know where a patch stood."},
            .effect = Effect::restart,
            .in_panel = has_positions()});
  v.choice("patch", patch,
           {.label = {"패치", "Patches"},
            .tooltip = {"32×32 픽셀을 자르는 크기. 패치가 작으면 어텐션이 곱지만 토큰이 네 배로 는다.",
                        "How the 32×32 pixels are cut. Small patches give finer maps and four times the "
                        "tokens."},
            .effect = Effect::restart,
            .in_panel = network != Network::hybrid},
           {{"small", {"4×4", "4×4"}}, {"large", {"8×8", "8×8"}}});
  v.integer("depth", depth,
            {.label = {"블록 수", "Blocks"},
             .tooltip = {"인코더 블록을 몇 개 쌓을지. 창 어텐션은 둘째 블록마다 창을 옮긴다.",
                         "How many encoder blocks. Every second one has its windows shifted."},
             .effect = Effect::restart},
            1, most_depth);
  v.choice("heads", heads,
           {.label = {"헤드 수", "Heads"},
            .tooltip = {"토큰의 너비 32를 나누어 맡는다. 헤드마다 보는 곳이 다르다.",
                        "They share a token's width of 32, and each looks elsewhere."},
            .effect = Effect::restart,
            .in_panel = attends()},
           {{"one", {"1", "1"}}, {"two", {"2", "2"}}, {"four", {"4", "4"}}});
}

void Settings::visit_training(demo::FieldCollector& v) {
  v.choice("images", images,
           {.label = {"학습 이미지", "Training images"},
            .tooltip = {"두 신경망이 함께 보는 학습 이미지의 수. 적으면 되풀이해서 본다.",
                        "How many images both networks are trained on, again and again where they are few."},
            .effect = Effect::restart},
           {{"few", {"200장", "200"}}, {"some", {"1,000장", "1,000"}}, {"all", {"12,000장", "12,000"}}});
  v.choice("data", data,
           {.label = {"데이터", "Data"},
            .tooltip = {"손글씨 숫자 MNIST 또는 옷 사진 Fashion-MNIST.",
                        "Handwritten digits (MNIST) or pieces of clothing (Fashion-MNIST)."},
            .effect = Effect::restart},
           {{"mnist", {"MNIST", "MNIST"}}, {"fashion", {"Fashion-MNIST", "Fashion-MNIST"}}});
  v.number("learning_rate", learning_rate,
           {.label = {"학습률 η", "Learning rate η"},
            .tooltip = {"고른 신경망의 Adam이 쓰는 걸음 크기.", "Step size of Adam for the chosen network."},
            .effect = Effect::restart},
           1e-4f, 0.1f, demo::Scale::logarithmic);
  v.number("cnn_rate", cnn_rate,
           {.label = {"CNN의 학습률", "Learning rate of the CNN"},
            .tooltip = {"저마다 알맞은 학습률에서 견주어야 공정하다.",
                        "A fair comparison has each at the rate that suits it."},
            .effect = Effect::restart},
           1e-4f, 0.1f, demo::Scale::logarithmic);
  v.integer(
      "seeds", seeds,
      {.label = {"시드 수", "Seeds"},
       .tooltip = {"‘여러 시드의 평균’에서 다시 학습하는 횟수.", "How many seeds each mean is taken over."},
       .effect = Effect::restart,
       .in_panel = page == Page::needs},
      2, 10);
  v.integer(
      "updates", updates,
      {.label = {"실행마다 갱신", "Updates per run"},
       .tooltip = {"‘여러 시드의 평균’에서 한 번 학습하는 길이. 이미지가 많을수록 ViT는 오래 배운다.",
                   "How long each run of the means is. The more images, the longer a ViT goes on learning."},
       .effect = Effect::restart,
       .in_panel = page == Page::needs},
      100, 2000);
}

void Settings::visit_view(demo::FieldCollector& v) {
  const auto own = [](Text label, Text tooltip) {
    return demo::About{.label = std::move(label), .tooltip = std::move(tooltip), .in_panel = false};
  };
  v.choice("page", page,
           own({"보기", "Page"},
               {"무엇을 볼지 고른다. 학습은 그대로 이어진다.", "What is shown; training goes on."}),
           {{"look", {"어텐션", "Attention"}},
            {"places", {"위치", "Positions"}},
            {"needs", {"데이터와 비용", "Data and cost"}}});
  v.integer(
      "order", order,
      own({"섞는 순서", "Order"}, {"패치를 뒤섞는 순서의 번호.", "Which order the patches are mixed into."}),
      1, 999);
  v.integer("query", query,
            own({"보는 토큰", "Looking token"}, {"어텐션을 그릴 토큰. 0은 클래스 토큰이다.",
                                                 "Whose attention is drawn; 0 is the class token."}),
            0, most_tokens - 1);
  v.integer("key", key,
            own({"계산할 패치", "Patch worked out"},
                {"가중치의 계산을 펼쳐 볼 패치.", "The patch whose weight is worked out."}),
            1, patch_count(4));
  v.integer("layer", layer, own({"블록", "Block"}, {"입력 쪽부터 센다.", "Counted from the input."}), 1,
            most_depth);
  v.integer("head", head, own({"헤드", "Head"}, {"어느 헤드의 어텐션인지.", "Whose attention is drawn."}), 1,
            most_heads);
  v.integer("example", example,
            own({"테스트 이미지", "Test image"},
                {"그린 것이 없을 때 보여 줄 이미지.", "The image shown while nothing is drawn."}),
            0, test_images - 1);
  v.writing(
      "drawing", drawing,
      own({"그림", "Drawing"}, {"직접 그린 그림. 링크에 담긴다.", "What you have drawn; links carry it."}),
      2000);
}

}  // namespace madang::demos::vit
