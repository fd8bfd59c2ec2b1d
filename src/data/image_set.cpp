#include "data/image_set.h"

#include <algorithm>
#include <string>

#include "core/error.h"
#include "io/idx.h"
#include "io/refused.h"

namespace madang::data {

namespace {

[[noreturn]] void refuse(std::size_t offset, const char* korean, const char* english) {
  const std::string place = std::to_string(offset);
  throw io::Refused({"이미지 데이터의 " + place + "번째 바이트: " + korean,
                     "Set of images, byte " + place + ": " + english});
}

LabelledImages read_part(std::span<const std::byte> file, std::size_t& offset) {
  const std::size_t start = offset;
  const io::IdxArray images = io::read_idx(file, offset);
  constexpr std::size_t most_side = 1024;
  if (images.sizes.size() != 3 || images.sizes[1] > most_side || images.sizes[2] > most_side)
    refuse(start, "이미지는 세 축(장수, 높이, 너비)이어야 하고 한 변은 1024픽셀까지 받습니다.",
           "Images have three axes (count, height, width) and sides up to 1024.");
  const std::size_t at_labels = offset;
  const io::IdxArray labels = io::read_idx(file, offset);
  if (labels.sizes.size() != 1 || labels.sizes[0] != images.sizes[0])
    refuse(at_labels, "레이블은 한 축이고 이미지와 수가 같아야 합니다.",
           "Labels have one axis and are as many as the images.");
  if (labels.values.empty() || images.values.empty())
    refuse(start, "이미지가 없습니다.", "There is no image.");
  return {static_cast<int>(images.sizes[1]), static_cast<int>(images.sizes[2]), images.values, labels.values};
}

std::size_t checked(const LabelledImages& images, std::int32_t index) {
  if (index < 0 || static_cast<std::size_t>(index) >= images.size())
    throw Error("images: index " + std::to_string(index) + " of " + std::to_string(images.size()));
  return static_cast<std::size_t>(index);
}

}  // namespace

Tensor LabelledImages::image(std::int32_t index) const {
  return images({&index, 1}).reshaped({1, height, width});
}

Tensor LabelledImages::images(std::span<const std::int32_t> indices) const {
  Tensor batch = Tensor::uninitialized({indices.size(), 1, height, width});
  const auto area = static_cast<std::size_t>(height * width);
  float* to = batch.mutable_data();
  for (const auto index : indices)
    to =
        std::ranges::transform(pixels.subspan(checked(*this, index) * area, area), to, [](std::uint8_t byte) {
          return static_cast<float>(byte) / 255.0f;
        }).out;
  return batch;
}

std::vector<std::int32_t> LabelledImages::labels_of(std::span<const std::int32_t> indices) const {
  std::vector<std::int32_t> chosen;
  chosen.reserve(indices.size());
  for (const auto index : indices) chosen.push_back(labels[checked(*this, index)]);
  return chosen;
}

ImageSet read_image_set(std::span<const std::byte> file) {
  std::size_t offset = 0;
  ImageSet set;
  set.train = read_part(file, offset);
  const std::size_t middle = offset;
  set.test = read_part(file, offset);
  if (set.test.height != set.train.height || set.test.width != set.train.width)
    refuse(middle, "테스트 이미지의 크기가 학습 이미지와 다릅니다.",
           "The test images are of another size than the training images.");
  if (offset != file.size())
    refuse(offset, "네 배열 뒤에 다른 내용이 더 있습니다.", "Something follows the four arrays.");
  set.classes = 1 + std::max(std::ranges::max(set.train.labels), std::ranges::max(set.test.labels));
  return set;
}

}  // namespace madang::data
