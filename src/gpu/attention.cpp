#include "gpu/attention.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "gpu/checks.h"
#include "gpu/device.h"
#include "gpu/half.h"
#include "gpu/shaders.h"

namespace madang::gpu {
namespace {

// As in shaders/common/attention.wgsl, field by field.
struct AttentionUniforms {
  std::uint32_t heads, queries, keys, depth, value_depth, interleaved, masked, causal, mask_stride;
  float scale;
};

AttentionUniforms uniforms_of(const Attention& work, const Array& mask) {
  const auto& shape = work.shape;
  const auto unsigned_of = [](int value) { return static_cast<std::uint32_t>(value); };
  const std::size_t one_mask = product(shape.queries, shape.keys);
  return {unsigned_of(std::max(work.interleaved_heads, 1)),
          unsigned_of(shape.queries),
          unsigned_of(shape.keys),
          unsigned_of(shape.depth),
          unsigned_of(shape.value_depth),
          work.interleaved_heads > 0,
          mask.size() > 0,
          shape.causal,
          mask.size() > one_mask ? static_cast<std::uint32_t>(one_mask) : 0,
          shape.scale};
}

void check(const Attention& work, const Array& q, const Array& k, const Array& v, const Array& mask) {
  const auto& shape = work.shape;
  expect(shape.batch >= 0 && shape.queries >= 0 && shape.keys >= 0 && shape.value_depth >= 0,
         "attention: negative size");
  expect(
      shape.depth > 0 && std::max(shape.depth, shape.value_depth) <= longest_attention_vector,
      "attention: vectors of " + std::to_string(shape.depth) + " and " + std::to_string(shape.value_depth));
  expect(shape.key_lengths.empty(), "attention: on the GPU, lengths of keys come as a mask");
  expect(work.interleaved_heads >= 0 &&
             (work.interleaved_heads == 0 || shape.batch % work.interleaved_heads == 0),
         "attention: heads do not divide the batch");
  const auto stored = [&](int length, int depth) {
    return stored_size(product(shape.batch, length, depth), work.half_operands);
  };
  expect_size("attention: q", q.size(), stored(shape.queries, shape.depth));
  expect_size("attention: k", k.size(), stored(shape.keys, shape.depth));
  expect_size("attention: v", v.size(), stored(shape.keys, shape.value_depth));
  if (mask.size() > product(shape.queries, shape.keys)) {
    expect_size("attention: mask", mask.size(), product(shape.batch, shape.queries, shape.keys));
  } else if (mask.size() > 0) {
    expect_size("attention: mask", mask.size(), product(shape.queries, shape.keys));
  }
}

// Workgroup storage stays below the 16 KiB that every device has.
struct Division {
  int lanes, rows, groups;
};
Division forward_division(int longest) { return longest <= 64 ? Division{16, 16, 16} : Division{16, 8, 32}; }
Division backward_division(int longest) { return longest <= 64 ? Division{16, 8, 16} : Division{8, 4, 32}; }

Program program_of(const char* name, const char* wgsl, const Division& division) {
  return {name, wgsl, {{"lanes", division.lanes}, {"rows", division.rows}, {"groups", division.groups}}};
}

Workgroups workgroups_of(const Attention& work, int length, int rows) {
  return {rounded_up_division(static_cast<std::size_t>(length), static_cast<std::size_t>(rows)),
          static_cast<std::size_t>(work.shape.batch), 1};
}

constexpr std::array<AttentionVariant, 2> all_attention_variants = {{{"tiles", false}, {"quads", true}}};

/// The one that was fastest here; while none has been measured, the one that every device can run.
const AttentionVariant& variant_for(const Device& device) {
  const auto variants = attention_variants(device);
  const auto found = std::ranges::find(variants, device.recalled(attention_memory), &AttentionVariant::name);
  return found == variants.end() ? variants[0] : *found;
}

int longest_of(const Attention& work) { return std::max(work.shape.depth, work.shape.value_depth); }

}  // namespace

std::span<const AttentionVariant> attention_variants(const Device& device) {
  return std::span(all_attention_variants)
      .first(all_attention_variants.size() - (device.has_subgroups() ? 0 : 1));
}

void attention(Commands& commands, const Attention& work, const Array& q, const Array& k, const Array& v,
               const Array& mask, const Array& out, const Array& log_sum) {
  attention(commands, work, variant_for(commands.device()), q, k, v, mask, out, log_sum);
}

void attention(Commands& commands, const Attention& work, const AttentionVariant& variant, const Array& q,
               const Array& k, const Array& v, const Array& mask, const Array& out, const Array& log_sum) {
  check(work, q, k, v, mask);
  const auto& shape = work.shape;
  expect_size("attention: out", out.size(), product(shape.batch, shape.queries, shape.value_depth));
  expect_size("attention: log_sum", log_sum.size(), product(shape.batch, shape.queries));
  if (log_sum.size() == 0) return;
  const std::array arrays = {q, k, v, mask.size() > 0 ? mask : q, out, log_sum};
  if (variant.quads) {
    constexpr int threads = 8;
    const int blocks = std::clamp((shape.value_depth + 15) / 16, 1, 4);
    Workgroups workgroups = workgroups_of(work, shape.queries, 4 * threads);
    workgroups[2] = rounded_up_division(product(1, std::max(shape.value_depth, 1)), product(16, blocks));
    commands.dispatch({"attention_quads",
                       shaders::attention_quads,
                       {{"threads", threads}, {"blocks", blocks}},
                       work.half_operands},
                      uniforms_of(work, mask), arrays, workgroups);
    return;
  }
  const Division division = forward_division(longest_of(work));
  Program program = program_of("attention", shaders::attention, division);
  program.half_operands = work.half_operands;
  commands.dispatch(program, uniforms_of(work, mask), arrays,
                    workgroups_of(work, shape.queries, division.rows));
}

void attention_backward(Commands& commands, const Attention& work, const AttentionSaved& saved,
                        const Array& rows, const Array& d_q, const Array& d_k, const Array& d_v) {
  expect(!work.half_operands, "attention_backward: reads 32-bit numbers");
  check(work, saved.q, saved.k, saved.v, saved.mask);
  const auto& shape = work.shape;
  const std::size_t out_size = product(shape.batch, shape.queries, shape.value_depth);
  expect_size("attention_backward: out", saved.out.size(), out_size);
  expect_size("attention_backward: d_out", saved.d_out.size(), out_size);
  expect_size("attention_backward: log_sum", saved.log_sum.size(), product(shape.batch, shape.queries));
  expect_size("attention_backward: rows", rows.size(), 2 * product(shape.batch, shape.queries));
  expect_size("attention_backward: d_q", d_q.size(), saved.q.size());
  expect_size("attention_backward: d_k", d_k.size(), saved.k.size());
  expect_size("attention_backward: d_v", d_v.size(), saved.v.size());
  if (shape.batch == 0) return;
  const AttentionUniforms uniforms = uniforms_of(work, saved.mask);
  const Division division = backward_division(longest_of(work));
  const Array& mask = saved.mask.size() > 0 ? saved.mask : saved.q;

  const std::array of_rows = {saved.out, saved.d_out, saved.log_sum, rows};
  commands.dispatch({"attention_rows", shaders::attention_rows}, uniforms, of_rows,
                    workgroups_of(work, shape.queries, 64));

  const std::array of_queries = {saved.q, saved.k, saved.v, mask, saved.d_out, rows, d_q};
  commands.dispatch(program_of("attention_backward_queries", shaders::attention_backward_queries, division),
                    uniforms, of_queries, workgroups_of(work, shape.queries, division.rows));

  const std::array of_keys = {saved.q, saved.k, saved.v, mask, saved.d_out, rows, d_k, d_v};
  commands.dispatch(program_of("attention_backward_keys", shaders::attention_backward_keys, division),
                    uniforms, of_keys, workgroups_of(work, shape.keys, division.rows));
}

}  // namespace madang::gpu
