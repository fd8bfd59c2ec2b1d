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

bool has_all(std::span<const NamedTensor> file, std::span<const NamedTensor> wanted,
             const std::string& prefix) {
  return std::ranges::all_of(wanted, [&](const NamedTensor& one) { return find(file, prefix + one.name); });
}

/// The prefix under which the file has all that is wanted; none where it has them without, or where nothing
/// decides.
std::string prefix_of(std::span<const NamedTensor> wanted, std::span<const NamedTensor> file) {
  if (wanted.empty() || has_all(file, wanted, "")) return {};
  std::vector<std::string> prefixes;
  for (const auto& [name, tensor] : file) {
    if (!name.ends_with("." + wanted[0].name)) continue;
    const std::string prefix = name.substr(0, name.size() - wanted[0].name.size());
    if (has_all(file, wanted, prefix)) prefixes.push_back(prefix);
  }
  return prefixes.size() == 1 ? prefixes[0] : "";
}

/// The first complaints, and how many more there are.
class Complaints {
 public:
  void add(const Text& one) {
    constexpr int most = 8;
    if (++count_ > most) return;
    reason_ = {reason_.korean + " " + one.korean, reason_.english + " " + one.english};
    shown_ = count_;
  }
  bool empty() const { return count_ == 0; }
  [[noreturn]] void refuse() const {
    const std::string more = std::to_string(count_ - shown_);
    const Text rest =
        count_ > shown_ ? Text{" 그 밖에 " + more + "가지.", " And " + more + " more."} : Text{};
    throw Refused({"가중치 파일이 모델과 맞지 않습니다." + reason_.korean + rest.korean,
                   "The weights do not fit the model." + reason_.english + rest.english});
  }

 private:
  int count_ = 0, shown_ = 0;
  Text reason_;
};

}  // namespace

std::vector<Tensor> matched(std::span<const NamedTensor> wanted, std::span<const NamedTensor> file) {
  const std::string prefix = prefix_of(wanted, file);
  std::vector<Tensor> tensors;
  Complaints complaints;
  bool missing = false;
  for (const auto& [name, tensor] : wanted) {
    const NamedTensor* found = find(file, prefix + name);
    const std::string shape = tensor.shape().to_string();
    if (!found) {
      missing = true;
      complaints.add(
          {"'" + name + "' " + shape + "이(가) 없습니다.", "'" + name + "' " + shape + " is missing."});
    } else if (found->tensor.shape() != tensor.shape()) {
      const std::string other = found->tensor.shape().to_string();
      complaints.add({"'" + name + "'의 모양은 " + other + "이 아니라 " + shape + "이어야 합니다.",
                      "'" + name + "' has shape " + other + " where " + shape + " is needed."});
    } else {
      tensors.push_back(found->tensor);
    }
  }
  if (complaints.empty()) return tensors;
  for (const auto& [name, tensor] : file)
    if (missing && !find(wanted, name) && !name.ends_with("num_batches_tracked"))
      complaints.add(
          {"'" + name + "'은(는) 이 모델에 없는 이름입니다.", "'" + name + "' is no name of this model."});
  complaints.refuse();
}

}  // namespace madang::io
