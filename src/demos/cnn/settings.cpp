#include "demos/cnn/settings.h"

#include "demo/settings.h"

namespace madang::demos::cnn {

void Settings::visit(demo::FieldCollector& v) {
  visit_network(v);
  visit_training(v);
  visit_view(v);
}

void Settings::visit_network(demo::FieldCollector& v) {
  using demo::Effect;
  const bool stages = network == Network::vgg || network == Network::resnet;
  v.choice("network", network,
           {.label = {"신경망", "Network"},
            .tooltip = {"이름난 합성곱 신경망(CNN) 다섯 가지를 28×28 이미지에 맞게 줄인 것.",
                        "Five famous convolutional networks, scaled down to images of 28×28 pixels."},
            .effect = Effect::restart},
           {{"lenet", {"LeNet", "LeNet"}},
            {"alexnet", {"AlexNet", "AlexNet"}},
            {"vgg", {"VGG", "VGG"}},
            {"inception", {"Inception", "Inception"}},
            {"resnet", {"ResNet", "ResNet"}}});
  v.integer("blocks", blocks,
            {.label = {"스테이지마다 블록 수", "Blocks per stage"},
             .tooltip = {"VGG와 ResNet은 세 스테이지로 되어 있고, 블록 하나에 3×3 합성곱이 둘 들어 있다. 1, "
                         "2, 3이면 깊이가 8, 14, 20층이다.",
                         "VGG and ResNet have three stages; a block holds two 3×3 convolutions. With 1, 2, 3 "
                         "blocks they are 8, 14, 20 layers deep."},
             .effect = Effect::restart,
             .in_panel = stages},
            1, 3);
  v.toggle(
      "vgg_norm", vgg_norm,
      {.label = {"VGG에 배치 정규화", "Batch norm in VGG"},
       .tooltip = {"2014년의 VGG에는 배치 정규화가 없었다. 켜면 ResNet과 다른 점이 지름길 연결만 남는다.",
                   "The VGG of 2014 had no batch norm. With it on, only the shortcut sets ResNet apart."},
       .effect = Effect::restart,
       .in_panel = network == Network::vgg});
}

void Settings::visit_training(demo::FieldCollector& v) {
  using demo::Effect;
  const bool trained = page != Page::networks;  // costs are the architectures' own
  v.choice("data", data,
           {.label = {"데이터", "Data"},
            .tooltip =
                {"손글씨 숫자 MNIST 또는 옷 사진 Fashion-MNIST. 학습 이미지 12,000장, 테스트 이미지 2,000장.",
                 "Handwritten digits (MNIST) or pieces of clothing (Fashion-MNIST): 12,000 training images, "
                 "2,000 test images."},
            .effect = Effect::restart,
            .in_panel = trained},
           {{"mnist", {"MNIST", "MNIST"}}, {"fashion", {"Fashion-MNIST", "Fashion-MNIST"}}});
  v.number("learning_rate", learning_rate,
           {.label = {"학습률 η", "Learning rate η"},
            .tooltip = {"Adam의 걸음 크기. 학습률 주기를 쓰면 주기의 꼭대기 값이다.",
                        "Step size of Adam; with a cycle, the size at its peak."},
            .in_panel = trained},
           1e-4f, 0.1f, demo::Scale::logarithmic);
  v.choice("plan", plan,
           {.label = {"학습률 계획", "Schedule"},
            .tooltip =
                {"주기(one-cycle)는 학습률을 올렸다가 0에 가깝게 내린다. 큰 걸음으로 빨리 가서 작은 걸음으로 "
                 "자리를 잡는다.",
                 "A cycle raises the rate and lowers it almost to 0: large steps to get there, small "
                 "ones to settle."},
            .in_panel = trained},
           {{"cycle", {"주기", "Cycle"}}, {"constant", {"일정", "Constant"}}});
  v.integer("cycle", cycle,
            {.label = {"한 주기의 길이(에폭)", "Epochs per cycle"},
             .tooltip = {"에폭(epoch)은 학습 이미지를 한 번 다 보는 것. 주기가 끝나면 다음 주기가 시작된다.",
                         "An epoch shows every training image once. After a cycle the next one begins."},
             .in_panel = trained && plan == Plan::cycle},
            1, 10);
  v.integer("batch", batch,
            {.label = {"배치 크기", "Batch size"},
             .tooltip = {"갱신 한 번에 쓰는 이미지 수.", "Images per update."},
             .effect = Effect::restart,
             .in_panel = trained},
            8, 128);
}

void Settings::visit_view(demo::FieldCollector& v) {
  v.choice(
      "page", page,
      {.label = {"보기", "Show"},
       .tooltip = {"층마다의 특징 맵, 학습 곡선, 신경망 비교, 틀린 이미지 가운데 고른다.",
                   "The feature maps of every layer, the curves, the networks compared, or the mistakes."},
       .in_panel = false},
      {{"layers", {"층", "Layers"}},
       {"training", {"학습", "Training"}},
       {"networks", {"신경망 비교", "Networks"}},
       {"mistakes", {"틀린 것", "Mistakes"}}});
  v.integer("example", example,
            {.label = {"테스트 이미지", "Test image"},
             .tooltip = {"그린 것이 없을 때 신경망에 보여 줄 이미지.",
                         "The image shown to the network while nothing is drawn."},
             .in_panel = false},
            0, test_images - 1);
  v.writing("drawing", drawing,
            {.label = {"그림", "Drawing"},
             .tooltip = {"직접 그린 그림. 링크에 담긴다.", "What you have drawn; links carry it."},
             .in_panel = false},
            2000);
  v.integer("layer", layer,
            {.label = {"들여다볼 층(0부터 셈)", "Layer shown (counted from 0)"},
             .tooltip = {"입력 쪽부터 센다.", "The first is next to the input."},
             .in_panel = false},
            0, 40);
  v.integer("map", map,
            {.label = {"들여다볼 특징 맵(0부터 셈)", "Feature map shown (counted from 0)"},
             .tooltip = {"그 층에서 몇 번째인가.", "Its number within the layer."},
             .in_panel = false},
            0, 127);
}

}  // namespace madang::demos::cnn
