// What the reader takes away from a run, the weights that come back, and the look inside.
#include <utility>

#include "app/session.h"

namespace madang::app {

/// What there is to take away depends on the settings, so it is asked for after each reset.
void Session::list_offers() {
  offers_.clear();
  if (spoiled_) return;
  attempt([&] {
    if (!experiment_->curves().empty()) offers_.push_back(demo::Parcel::curves);
    if (!experiment_->named_tensors().empty()) offers_.push_back(demo::Parcel::weights);
    if (experiment_->has_pytorch()) offers_.push_back(demo::Parcel::script);
  });
}

void Session::fetch(demo::Parcel parcel) {
  if (!begun_) return;
  attempt([&] {
    contents_.clear();
    switch (parcel) {
      case demo::Parcel::none:
      case demo::Parcel::curves:
        break;
      case demo::Parcel::weights:
        contents_ = io::write_safetensors(experiment_->named_tensors());
        break;
      case demo::Parcel::script: {
        const std::string script = experiment_->as_pytorch();
        const auto* first = reinterpret_cast<const std::byte*>(script.data());
        contents_.assign(first, first + script.size());
        break;
      }
    }
    parcel_ = parcel;
  });
}

void Session::load(std::span<const std::byte> file) {
  if (!begun_) return;
  abandon_replay();
  const auto deed = [&] { experiment_->load_tensors(io::read_safetensors(file)); };
  if (!attempt(deed)) return;  // nothing has changed
  spoiled_ = false;
  foreign_ = true;
  notice({"파일에서 가중치를 읽었습니다. 이 가중치는 링크에 담기지 않습니다.",
          "The weights were read from the file. A link cannot carry them."});
}

void Session::put_parcel(demo::Frame& frame) {
  frame.parcel = std::exchange(parcel_, demo::Parcel::none);
  frame.contents = std::exchange(contents_, {});
  if (!begun_) return;
  attempt([&] { frame.history = demo::History(experiment_->curves(), experiment_->history.references()); });
  if (wish_.look.wanted) attempt([&] { frame.look = demo::look_into(*experiment_, wish_.look); });
}

}  // namespace madang::app
