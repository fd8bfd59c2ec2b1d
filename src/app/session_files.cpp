// A run that needs data files begins once they have come.
#include <algorithm>
#include <string>
#include <utility>

#include "app/session.h"

namespace madang::app {

/// Resets the experiment, once its data files are there.
void Session::begin() {
  loading_ = false;
  std::string missing;
  spoiled_ = !attempt([&] { missing = experiment_->missing_file(); });
  if (!missing.empty()) {
    loading_ = true;
    return;
  }
  if (!spoiled_ && !attempt([&] { experiment_->reset(run_.seed); })) {
    if (std::ranges::any_of(experiment_->wanted_files(),
                            [&](const auto& name) { return goes_without(name); }))
      return begin();
    spoiled_ = true;
  }
  begun_ = !spoiled_;  // where its reset failed an experiment has nothing to show, to step or to save
  run_.settings = demo::values_of(experiment_->fields());
  if (spoiled_) playing_ = false;
  list_offers();
}

std::optional<std::string> Session::take_wanted_file() {
  if (!loading_ || !asked_file_.empty()) return {};
  asked_file_ = experiment_->missing_file();
  return asked_file_;
}

void Session::give_file(io::Bytes bytes) {
  newer_ = true;
  const auto name = std::exchange(asked_file_, {});
  if (experiment_ && !name.empty()) experiment_->files.insert_or_assign(name, std::move(bytes));
  if (loading_) start_after_files();
}

/// What was asked for while the run waited for its files is done now.
void Session::start_after_files() {
  begin();
  if (spoiled_)
    stop();
  else
    replay_events();
}

/// Whether the run can begin without this file, from zero instead of from a shipped start. Told.
bool Session::goes_without(const std::string& name) {
  if (!experiment_->do_without(name)) return false;
  experiment_->files.erase(name);  // whoever asks for it again may get a better one
  notice({name + " 없이 처음부터 학습합니다.", "It begins from zero, without " + name + "."});
  return true;
}

void Session::refuse_file(const std::string& reason) {
  const auto name = std::exchange(asked_file_, {});
  if (!loading_ || experiment_->missing_file() != name) return;  // other settings want another by now
  const Text failed{"데이터 파일(" + name + ")을 받지 못했습니다: " + reason + ".",
                    "The data file " + name + " could not be loaded: " + reason + "."};
  if (goes_without(name)) {
    notice(failed);
    return start_after_files();
  }
  loading_ = playing_ = false;
  notice({failed.korean + " 연결을 확인한 뒤 재생이나 처음으로를 누르면 다시 받습니다.",
          failed.english + " Check the connection; Play or Reset tries again."});
}

}  // namespace madang::app
