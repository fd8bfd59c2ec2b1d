#include "gpu/half.h"

#include "gpu/attention.h"
#include "gpu/matmul.h"
#include "gpu/reasons.h"
#include "kernels.h"
#include "support.h"

namespace madang::gpu_tests {

void test_half_kernels() {
  check(device().has_half(), "the device has 16-bit floats");
  const Then then = when_all_done(done);
  test_matmul(then, Storage::half);
  test_attention(then, Storage::half);
}

void test_without_half() {
  check(!device().has_half(), "the device has no 16-bit floats");
  const gpu::Array one = gpu::upload_halves(device(), std::vector<float>{1}), result = device().array(1);
  const Then then = when_all_done([] {
    check(device().usage().pipelines == 0, "nothing is compiled");
    done();
  });
  const auto expect_reason = [then](const gpu::Outcome& outcome) {
    check(outcome.values.empty() && outcome.reason.english == gpu::no_half_reason().english,
          "the reason is given: " + outcome.reason.english);
  };
  gpu::Commands commands(device());
  gpu::matmul(commands, {.shape = {.rows = 1, .columns = 1, .depth = 1}, .half_operands = true}, one, one,
              result);
  commands.submit_and_read(result, expect_reason);
  const kernels::Attention shape = {.queries = 1, .keys = 1, .depth = 1, .value_depth = 1};
  gpu::attention(commands, {.shape = shape, .half_operands = true}, one, one, one, {}, result,
                 device().array(1));
  commands.submit_and_read(result, expect_reason);
}

}  // namespace madang::gpu_tests
