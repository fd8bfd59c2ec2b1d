#include "demo/view.h"

#include "demos/vit/experiment.h"

namespace madang::demos::vit {
class VitView final : public demo::View<Settings, Snapshot> {
 public:
  void draw(demo::Hand&) override {}
  std::string describe(Language) override { return "loss"; }
};
namespace {
const demo::RegisterView<VitView> registered("vit");
}  // namespace
}  // namespace madang::demos::vit
