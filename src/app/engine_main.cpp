// The engine's module: a Session behind plain functions, driven by engine-host.js in a worker or inline.
#include <emscripten.h>

#include <cstddef>
#include <string>
#include <utility>

#include "app/session.h"

namespace {

using madang::app::Session;

// The worker's whole world: what plain exported functions can reach.
struct Engine {
  Session session{emscripten_get_now};
  madang::io::Bytes inbox;
  madang::io::Bytes outbox;
};

EM_JS(void, madang_engine_wake, (), { Module['madangWake'](); });

Engine& engine() {
  static Engine the_engine;
  return the_engine;
}

}  // namespace

extern "C" {

/// Where the host puts a command of `size` bytes before it calls madang_engine_receive.
EMSCRIPTEN_KEEPALIVE std::byte* madang_engine_inbox(std::size_t size) {
  engine().inbox.resize(size);
  return engine().inbox.data();
}

EMSCRIPTEN_KEEPALIVE void madang_engine_receive() {
  engine().session.on_wake = madang_engine_wake;
  engine().session.receive(engine().inbox);
}

/// Milliseconds until there is more to do; less than 0: not until the next command or wake.
EMSCRIPTEN_KEEPALIVE double madang_engine_work(double budget_ms) { return engine().session.work(budget_ms); }

/// Size of the frame that waits in the outbox, 0 when there is none. The bytes stay until the next call.
EMSCRIPTEN_KEEPALIVE std::size_t madang_engine_take_frame() {
  auto frame = engine().session.take_frame();
  engine().outbox = frame ? madang::io::to_bytes(*frame) : madang::io::Bytes();
  return engine().outbox.size();
}

/// Size of the name of a data file to be fetched, which waits in the outbox; 0 when there is none.
EMSCRIPTEN_KEEPALIVE std::size_t madang_engine_take_wanted_file() {
  const std::string name = engine().session.take_wanted_file().value_or("");
  const auto* first = reinterpret_cast<const std::byte*>(name.data());
  engine().outbox.assign(first, first + name.size());
  return name.size();
}

/// That file is in the inbox.
EMSCRIPTEN_KEEPALIVE void madang_engine_give_file() {
  engine().session.give_file(std::exchange(engine().inbox, {}));
}

/// That file cannot be had; the inbox says why.
EMSCRIPTEN_KEEPALIVE void madang_engine_refuse_file() {
  const auto& inbox = engine().inbox;
  engine().session.refuse_file(std::string(reinterpret_cast<const char*>(inbox.data()), inbox.size()));
}

EMSCRIPTEN_KEEPALIVE const std::byte* madang_engine_outbox() { return engine().outbox.data(); }

}  // extern "C"

int main() { return 0; }
