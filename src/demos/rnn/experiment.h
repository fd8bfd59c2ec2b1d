#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/matrix.h"
#include "core/text.h"
#include "demos/rnn/settings.h"

namespace madang::demos::rnn {

/// One of the three cells.
struct CellPicture {
  std::vector<float> reach;        ///< norm of the gradient against distance 0, 1 … as the settings say
  std::vector<float> first_reach;  ///< the same before learning
  float far_share = 0;             ///< ‖∂L/∂h‖ at the far distance over that at distance 0
  float first_far_share = 0;
  float loss = 0;   ///< over the probe
  float right = 0;  ///< share of right answers
  bool solved = false;
  std::vector<float> said;  ///< adding: the sum it gives for each probe sequence
  Matrix chances;           ///< recall: (sequences, symbols); text: none
  std::vector<float> next;  ///< text: probability of each character after the moment
  std::string sample;       ///< text: what it writes on

  template <class Visitor>
  void visit(Visitor& v) {
    v(reach, first_reach, far_share, first_far_share, loss, right, solved, said, chances, next, sample);
  }
};

/// One sequence through the chosen cell; (units, steps) each, what the cell lacks is empty.
struct GatePicture {
  Matrix input;  ///< (features, steps); of a text none
  Matrix hidden, cell, forget_gate, input_gate, output_gate, reset_gate, update_gate;
  std::vector<float> kept;  ///< mean over the units of the gate that keeps the past, step by step

  template <class Visitor>
  void visit(Visitor& v) {
    v(input, hidden, cell, forget_gate, input_gate, output_gate, reset_gate, update_gate, kept);
  }
};

struct Snapshot {
  std::vector<CellPicture> cells;  ///< RNN, LSTM, GRU
  std::uint64_t step = 0;
  int far_distance = 0;
  std::vector<float> distances;      ///< 0, 1 …
  std::vector<float> targets;        ///< adding
  std::vector<std::int32_t> labels;  ///< recall: of the first sequences
  std::vector<std::string> letters;  ///< text: of the sequence looked into
  std::vector<std::string> alphabet;
  int sequence = 1;  ///< looked into
  int moment = 1;
  std::int32_t truth = -1;  ///< text: the character that follows
  GatePicture gates;
  Text notice;

  template <class Visitor>
  void visit(Visitor& v) {
    v(cells, step, far_distance, distances, targets, labels, letters, alphabet, sequence, moment, truth,
      gates, notice);
  }
};

}  // namespace madang::demos::rnn
