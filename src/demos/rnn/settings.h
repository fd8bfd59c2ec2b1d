#pragma once

#include <array>
#include <string>

namespace madang::demo {
class FieldCollector;
}  // namespace madang::demo

namespace madang::demos::rnn {

enum class Cell { rnn, lstm, gru };
enum class Task { adding, recall, text };
enum class Source { korean, english, own };
enum class RnnStart { uniform, orthogonal };
enum class Page { distance, gates, answers };
enum class Measured { hidden, input };  // what the last loss is differentiated by

inline constexpr std::array all_cells = {Cell::rnn, Cell::lstm, Cell::gru};
/// "LSTM"
std::string name_of(Cell cell);
constexpr std::size_t most_text_bytes = 12000;

struct Settings {
  Task task = Task::adding;
  Source source = Source::korean;
  std::string own_text;
  int length = 60;  // of a sequence; in recall the number of blanks
  int items = 1;    // symbols to recall
  int hidden = 16;
  int batch = 32;
  float learning_rate = 0.02f;
  float clip = 1;  // largest norm of the gradient; 0: any
  RnnStart rnn_start = RnnStart::orthogonal;
  float gate_bias = 1;
  Page page = Page::distance;
  Cell cell = Cell::rnn;  // looked into
  Measured measured = Measured::hidden;
  bool relative = true;  // to the gradient at the last step
  bool start_shown = true;
  int sequence = 1;  // of those looked into, counted from 1
  int moment = 20;   // time in it, counted from 1
  float temperature = 0.7f;

  void visit(demo::FieldCollector& v);

 private:
  void visit_task(demo::FieldCollector& v);
  void visit_training(demo::FieldCollector& v);
  void visit_view(demo::FieldCollector& v);
  void visit_inside(demo::FieldCollector& v);
};

}  // namespace madang::demos::rnn
