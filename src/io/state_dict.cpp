#include "io/state_dict.h"

#include <algorithm>
#include <string>

#include "io/refused.h"

namespace madang::io {
namespace {

const NamedTensor* find(std::span<const NamedTensor> tensors, const std::string& name) {
  const auto found = std::ranges::find(tensors, name, &NamedTensor::name);
  return found == tensors.end() ? nullptr : &*found;
}

void complain(Text& reason, const Text& more) {
  reason.korean += more.korean + " ";
  reason.english += more.english + " ";
}

}  // namespace

std::vector<Tensor> matched(std::span<const NamedTensor> wanted, std::span<const NamedTensor> file) {
  std::vector<Tensor> tensors;
  Text reason;
  for (const auto& [name, tensor] : wanted) {
    const NamedTensor* found = find(file, name);
    const std::string shape = tensor.shape().to_string();
    if (!found) {
      complain(reason,
               {"'" + name + "' " + shape + "이(가) 없습니다.", "'" + name + "' " + shape + " is missing."});
    } else if (found->tensor.shape() != tensor.shape()) {
      const std::string other = found->tensor.shape().to_string();
      complain(reason, {"'" + name + "'의 모양은 " + other + "이 아니라 " + shape + "이어야 합니다.",
                        "'" + name + "' has shape " + other + " where " + shape + " is needed."});
    } else {
      tensors.push_back(found->tensor);
    }
  }
  for (const auto& [name, tensor] : file) {
    if (find(wanted, name) || name.ends_with("num_batches_tracked")) continue;
    complain(reason,
             {"'" + name + "'은(는) 이 모델에 없는 이름입니다.", "'" + name + "' is no name of this model."});
  }
  if (!reason.empty()) {
    reason.korean.pop_back();
    reason.english.pop_back();
    throw Refused({"가중치 파일이 모델과 맞지 않습니다. " + reason.korean,
                   "The weights do not fit the model. " + reason.english});
  }
  return tensors;
}

}  // namespace madang::io
