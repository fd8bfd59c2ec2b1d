#include "demos/regularization/pictures.h"

#include <algorithm>
#include <numeric>

#include "autograd/ops_pool.h"
#include "core/random.h"
#include "data/image_set.h"

namespace madang::demos::regularization {

namespace {

std::vector<std::int32_t> drawn(std::size_t all, int count, Random random) {
  std::vector<std::int32_t> numbers(all);
  std::iota(numbers.begin(), numbers.end(), 0);
  const auto wanted = static_cast<std::size_t>(count);
  for (std::size_t i = 0; i < wanted; ++i)  // the beginning of a shuffle
    std::swap(numbers[i], numbers[i + random.below(static_cast<std::uint32_t>(all - i))]);
  numbers.resize(wanted);
  return numbers;
}

Part part_of(const data::LabelledImages& all, std::span<const std::int32_t> chosen) {
  const NoRecording off;
  return {average_pool2d(constant(all.images(chosen)), {2, 2}).value(), all.labels_of(chosen)};
}

}  // namespace

Pictures pictures_of(std::span<const std::byte> file, const Settings& settings, std::uint64_t seed) {
  const data::ImageSet set = data::read_image_set(file);
  Pictures pictures;
  pictures.train =
      part_of(set.train, drawn(set.train.size(), settings.images, random_for(seed, Stream::training)));
  const auto others = drawn(set.test.size(), 2 * held_out, random_for(seed, Stream::held_out));
  pictures.validation = part_of(set.test, std::span(others).first(held_out));
  pictures.test = part_of(set.test, std::span(others).last(held_out));

  pictures.wrong = static_cast<int>(settings.wrong * static_cast<float>(settings.images));
  Random random = random_for(seed, Stream::wrong_labels);
  for (auto& label : std::span(pictures.train.labels).first(static_cast<std::size_t>(pictures.wrong)))
    label = (label + 1 + static_cast<std::int32_t>(random.below(classes - 1))) % classes;
  return pictures;
}

Tensor rows_of(const Tensor& images, std::span<const std::int32_t> rows) {
  Tensor result = Tensor::uninitialized({static_cast<int>(rows.size()), 1, side, side});
  float* to = result.mutable_data();
  for (const std::int32_t row : rows) to = std::copy_n(images.data() + row * pixels, pixels, to);
  return result;
}

}  // namespace madang::demos::regularization
