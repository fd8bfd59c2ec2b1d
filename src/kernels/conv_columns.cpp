#include "kernels/conv_columns.h"

#include <algorithm>
#include <span>

#include "kernels/copy_row.h"
#include "kernels/scratch.h"
#include "kernels/simd.h"

namespace madang::kernels {
namespace {

/// Columns of one block, in floats: gemm reads up to this much where it lies.
constexpr int kBlockFloats = 8192;
/// With fewer outputs in a block, gemm does better on a large one, which it packs.
constexpr int kFewOutputs = 16;
constexpr int kLargeBlock = 256;

/// Outputs next to each other in one row: where the first one's window begins in a padded plane, their place
/// in the block, and how many they are.
struct Run {
  std::ptrdiff_t offset;
  int place, length;
};

/// The runs of outputs first … first + count − 1, the same for every tap.
std::span<const Run> runs_of(const Conv& shape, int plane_width, int first, int count) {
  const Size2 out = shape.out();
  Run* runs = scratch<Run, Run>(static_cast<std::size_t>(out.height));
  int row = first / out.width, column = first % out.width, done = 0;
  std::size_t found = 0;
  for (; done < count; ++row, column = 0) {
    const int length = std::min(out.width - column, count - done);
    runs[found++] = {
        static_cast<std::ptrdiff_t>(row) * shape.stride.height * plane_width + column * shape.stride.width,
        done, length};
    done += length;
  }
  return {runs, found};
}

/// Calls f(offset of the tap in the padded planes) for each tap, in the order of the weights.
template <class F>
MADANG_INLINE void for_each_tap(const Conv& shape, const PaddedPlanes& planes, F f) {
  for (int c = 0; c < shape.group_in(); ++c) {
    for (int i = 0; i < shape.kernel.height; ++i) {
      const std::ptrdiff_t row = static_cast<std::ptrdiff_t>(c) * planes.height + i * shape.dilation.height;
      for (int j = 0; j < shape.kernel.width; ++j) f(row * planes.width + j * shape.dilation.width);
    }
  }
}

/// In whole vectors: what is written too much, the next run overwrites.
MADANG_INLINE void copy_run(const float* from, int length, float* to) {
  for (int i = 0; i < length; i += kLanes) store(to + i, load(from + i));
}

/// In whole vectors, the last one with zeros behind the run.
MADANG_INLINE void add_run(const float* from, int length, float* to) {
  const int4 lane{0, 1, 2, 3};
  int i = 0;
  for (; i + kLanes <= length; i += kLanes) store(to + i, load(to + i) + load(from + i));
  if (i == length) return;
  const int4 inside = lane < splat(length - i);
  store(to + i, load(to + i) + as_float(as_int(load(from + i)) & inside));
}

}  // namespace

int column_block(const Conv& shape) {
  const int outputs = shape.out().area();
  if (is_pointwise(shape)) return outputs;
  const int fitting = kBlockFloats / std::max(1, shape.taps()) / 8 * 8;
  return std::clamp(fitting < kFewOutputs ? kLargeBlock : fitting, 1, std::max(1, outputs));
}

void pad_planes(const Conv& shape, const float* x, float* padded) {
  const PaddedPlanes planes(shape);
  for (int c = 0; c < shape.group_in(); ++c) {
    float* to = padded +
                (static_cast<std::ptrdiff_t>(c) * planes.height + shape.padding.height) * planes.width +
                shape.padding.width;
    for (int i = 0; i < shape.in.height; ++i, x += shape.in.width, to += planes.width) {
      copy_row(x, shape.in.width, to);
    }
  }
}

void crop_planes(const Conv& shape, const float* padded, float* x) {
  const PaddedPlanes planes(shape);
  for (int c = 0; c < shape.group_in(); ++c) {
    const float* from =
        padded + (static_cast<std::ptrdiff_t>(c) * planes.height + shape.padding.height) * planes.width +
        shape.padding.width;
    for (int i = 0; i < shape.in.height; ++i, x += shape.in.width, from += planes.width) {
      copy_row(from, shape.in.width, x);
    }
  }
}

void gather_columns(const Conv& shape, const float* padded, int first, int count, float* to) {
  const PaddedPlanes planes(shape);
  const std::span<const Run> runs = runs_of(shape, planes.width, first, count);
  const int step = shape.stride.width;
  for_each_tap(shape, planes, [&](std::ptrdiff_t tap) {
    for (const Run& run : runs) {
      const float* from = padded + tap + run.offset;
      if (step == 1) {
        copy_run(from, run.length, to + run.place);
      } else {
        for (int i = 0; i < run.length; ++i) to[run.place + i] = from[i * step];
      }
    }
    to += count;
  });
}

void scatter_columns(const Conv& shape, const float* columns, int first, int count, float* padded) {
  const PaddedPlanes planes(shape);
  const std::span<const Run> runs = runs_of(shape, planes.width, first, count);
  const int step = shape.stride.width;
  for_each_tap(shape, planes, [&](std::ptrdiff_t tap) {
    for (const Run& run : runs) {
      float* to = padded + tap + run.offset;
      if (step == 1) {
        add_run(columns + run.place, run.length, to);
      } else {
        for (int i = 0; i < run.length; ++i) to[i * step] += columns[run.place + i];
      }
    }
    columns += count;
  });
}

}  // namespace madang::kernels
