// What the reader takes away from a run, the weights that come back, and the look inside.
#include <algorithm>
#include <utility>

#include "app/session.h"
#include "io/refused.h"

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

/// Returns how many tensors of the file the model does not have. What could not be read is told where the
/// model may have missed it.
std::size_t Session::load_tensors(std::span<const std::byte> file) {
  Text left_out;
  const auto tensors = io::read_safetensors(file, &left_out);
  try {
    experiment_->load_tensors(tensors);
  } catch (const io::Refused& refused) {
    throw io::Refused(
        {refused.reason().korean + left_out.korean, refused.reason().english + left_out.english});
  }
  const auto counts = [](const io::NamedTensor& one) { return !one.name.ends_with("num_batches_tracked"); };
  const auto present = static_cast<std::size_t>(std::ranges::count_if(tensors, counts));
  return present - std::min(present, experiment_->named_tensors().size());
}

void Session::load(std::span<const std::byte> file) {
  if (!begun_) return;
  abandon_replay();
  std::size_t unused = 0;
  const auto deed = [&] { unused = load_tensors(file); };
  if (!attempt(deed)) return;  // nothing has changed
  spoiled_ = false;
  foreign_ = true;
  const std::string count = std::to_string(unused);
  const Text rest = unused > 0 ? Text{" 파일의 텐서 " + count + "개는 이 모델에 없어 쓰지 않았습니다.",
                                      " Tensors of the file that this model does not have: " + count + "."}
                               : Text{};
  notice({"파일에서 가중치를 읽었습니다. 이 가중치는 링크에 담기지 않습니다." + rest.korean,
          "The weights were read from the file. A link cannot carry them." + rest.english});
}

void Session::put_parcel(demo::Frame& frame) {
  frame.parcel = std::exchange(parcel_, demo::Parcel::none);
  frame.contents = std::exchange(contents_, {});
  if (!begun_) return;
  attempt([&] { frame.history = demo::History(experiment_->curves(), experiment_->history.references()); });
  if (wish_.look.wanted) attempt([&] { frame.look = demo::look_into(*experiment_, wish_.look); });
}

}  // namespace madang::app
