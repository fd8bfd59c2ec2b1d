#include "demos/attention/flow.h"

#include <algorithm>

namespace madang::demos::attention {

std::optional<Which> which_named(std::string_view name) {
  const auto found = std::ranges::find(which_names, name);
  if (found == which_names.end()) return {};
  return static_cast<Which>(found - which_names.begin());
}

const Matrix* matrix_of(const Flow& flow, Which which, int head) {
  const auto in_head = [&](Matrix Head::*member) -> const Matrix* {
    if (head < 0 || head >= static_cast<int>(flow.heads.size())) return nullptr;
    return &(flow.heads[static_cast<std::size_t>(head)].*member);
  };
  switch (which) {
    case Which::embedding:
      return &flow.embedding;
    case Which::source:
      return flow.cross() ? &flow.source : nullptr;
    case Which::w_q:
      return in_head(&Head::w_q);
    case Which::w_k:
      return in_head(&Head::w_k);
    case Which::w_v:
      return in_head(&Head::w_v);
    case Which::q:
      return in_head(&Head::q);
    case Which::k:
      return in_head(&Head::k);
    case Which::v:
      return in_head(&Head::v);
    case Which::scores:
      return in_head(&Head::scores);
    case Which::scaled:
      return in_head(&Head::scaled);
    case Which::weights:
      return in_head(&Head::weights);
    case Which::mixed:
      return in_head(&Head::mixed);
    case Which::w_o:
      return &flow.w_o;
    case Which::output:
      return &flow.output;
  }
  return nullptr;
}

}  // namespace madang::demos::attention
