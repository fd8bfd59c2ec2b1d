#pragma once

#include <cstdint>
#include <vector>

#include "core/matrix.h"
#include "demo/trial.h"
#include "demos/vit/settings.h"

namespace madang::demos::vit {

/// How a network stands and what it says to the image that is shown.
struct NetPicture {
  float loss = 0;                    ///< of the last batch
  float accuracy = -1;               ///< on the test images; −1: not looked at yet
  float shuffled = -1;               ///< the same with the patches of each in an order of its own
  std::vector<float> chances;        ///< of each class, for the image
  std::vector<float> mixed_chances;  ///< and for the image in the order of the settings

  template <class Visitor>
  void visit(Visitor& v) {
    v(loss, accuracy, shuffled, chances, mixed_chances);
  }
};

/// Where an attention weight comes from.
struct Calculation {
  std::vector<float> q = {}, k = {};  ///< (head dim) of the chosen head
  float score = 0;                    ///< q · k / √head dim
  float sum = 0;                      ///< of e^score over the keys that are seen
  float weight = 0;
  int seen = 0;           ///< keys in the same group
  bool possible = false;  ///< the key is one of them
  float difference = 0;   ///< largest |weight worked out − the engine's| of the row

  template <class Visitor>
  void visit(Visitor& v) {
    v(q, k, score, sum, weight, seen, possible, difference);
  }
};

/// Who looks where in the image that is shown.
struct AttentionPicture {
  int grid = 0;          ///< patches across
  int first_tokens = 0;  ///< in front of the patches
  int query = 0;         ///< as Settings::query, no farther than there are tokens
  int key = 1, layer = 1, head = 1, layers = 0, heads = 0;  ///< likewise
  Matrix maps;                 ///< (layers · heads, patches): what the query gives to each patch
  std::vector<float> rollout;  ///< (patches); without attention: what the answer depends on
  std::vector<int> groups;     ///< (patches) of the chosen block: only equal ones see each other; or empty
  Calculation calculation;
  float row_error = 0;  ///< largest |sum of a row − 1|, of the weights and of the rollout

  template <class Visitor>
  void visit(Visitor& v) {
    v(grid, first_tokens, query, key, layer, head, layers, heads, maps, rollout, groups, calculation,
      row_error);
  }
};

struct CostRow {
  float parameters = 0, multiply_adds = 0;  ///< for one image, forwards
  float ms = 0;                             ///< for one image on this machine; 0: not measured

  template <class Visitor>
  void visit(Visitor& v) {
    v(parameters, multiply_adds, ms);
  }
};

struct Snapshot {
  std::uint64_t step = 0;
  int training_images = 0;
  std::uint64_t looked_step = 0;  ///< after which the accuracies were measured
  NetPicture network, cnn;
  int truth = -1;               ///< class of the image; −1: drawn by the reader
  Matrix input, mixed;          ///< (canvas, canvas), and in the order of the settings
  AttentionPicture attention;   ///< on the page that looks
  Matrix similarity;            ///< (patches, patches) of the position embeddings, on the page of places
  float order_difference = -1;  ///< likewise, without positions; −1 where places are known otherwise
  std::vector<CostRow> costs;   ///< on the page of needs: in the order of Network, then the CNN
  demo::TrialPicture trial;     ///< 2 · image_counts: accuracy of the network, then of the CNN

  template <class Visitor>
  void visit(Visitor& v) {
    v(step, training_images, looked_step, network, cnn, truth, input, mixed, attention, similarity,
      order_difference, costs, trial);
  }
};

// Actions:
//   "trial"    begins it; the next steps carry it out
//   "swap"     numbers: two places of the mixed image (from 0), whose patches change places
//   "measure"  takes the time of each network on this machine

}  // namespace madang::demos::vit
