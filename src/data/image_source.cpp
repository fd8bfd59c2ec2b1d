#include "data/image_source.h"

#include "core/error.h"

namespace madang::data {

namespace {

// In the order of the labels (github.com/zalandoresearch/fashion-mnist, "Labels").
const char* const clothes[image_classes][2] = {
    {"티셔츠", "T-shirt"}, {"바지", "Trouser"}, {"스웨터", "Pullover"}, {"드레스", "Dress"},
    {"코트", "Coat"},      {"샌들", "Sandal"},  {"셔츠", "Shirt"},      {"운동화", "Sneaker"},
    {"가방", "Bag"},       {"부츠", "Boot"}};

}  // namespace

const char* file_of(ImageSource source) {
  return source == ImageSource::mnist ? "mnist.idx" : "fashion-mnist.idx";
}

Text class_name(ImageSource source, int label) {
  const std::string digit = std::to_string(label);
  if (label < 0 || label >= image_classes) throw Error("class_name: " + digit + " is no class of ten");
  if (source == ImageSource::mnist) return {digit, digit};
  return {clothes[label][0], clothes[label][1]};
}

}  // namespace madang::data
