#pragma once

#include <cstdint>
#include <vector>

#include "demo/trial.h"
#include "demos/segmentation/settings.h"

namespace madang::demos::segmentation {

/// What a labelling comes to, over one scene or a set; −1 where there is nothing to measure.
struct Score {
  float accuracy = -1;      ///< share of the pixels whose class is right
  float mean_iou = -1;      ///< over all classes, the background among them
  float objects_iou = -1;   ///< without the background
  float dice = -1;          ///< of objects, whatever their class, against the background
  float border_f1 = -1;     ///< of the outline of all objects against the background, mean over scenes
  float quality = -1;       ///< PQ, of all objects together
  float segmentation = -1;  ///< SQ
  float recognition = -1;   ///< RQ
  float difference = 0;     ///< largest of |Dice − 2J / (1 + J)| and |PQ − SQ · RQ|: 0

  template <class Visitor>
  void visit(Visitor& v) {
    v(accuracy, mean_iou, objects_iou, dice, border_f1, quality, segmentation, recognition, difference);
  }
};

/// With instances from connected components, and from the instance head.
struct Result {
  Score components, heads;

  template <class Visitor>
  void visit(Visitor& v) {
    v(components, heads);
  }
};

/// A centre that the instance head has found.
struct Peak {
  int row = 0, column = 0;
  float heat = 0;

  template <class Visitor>
  void visit(Visitor& v) {
    v(row, column, heat);
  }
};

/// What a network makes of the shown scene.
struct NetPicture {
  float loss = 0;              ///< mean over some 20 batches
  std::vector<int> labels;     ///< (side, side)
  std::vector<float> scores;   ///< (classes): logits of the chosen pixel
  std::vector<float> chances;  ///< (classes): their softmax
  std::vector<float> gradient;  ///< (side, side), on the page of patches: Σ |∂ score / ∂ input| over colours
  float softmax_difference = 0;  ///< largest |softmax computed in double − the engine's|
  Result shown;                  ///< of this scene
  std::vector<Result>
      sets;  ///< in the order of Set, as last measured: of scattered scenes, of the others the U-Net's only
  std::uint64_t parameters = 0, multiply_adds = 0;
  int field = 0;       ///< receptive field, pixels
  float outside = -1;  ///< largest number of `gradient` beyond the field, 0; −1 where nothing lies beyond
  float milliseconds = -1;  ///< of a pass over one scene; −1: not measured

  template <class Visitor>
  void visit(Visitor& v) {
    v(loss, labels, scores, chances, gradient, softmax_difference, shown, sets, parameters, multiply_adds,
      field, outside, milliseconds);
  }
};

/// Of the chosen network: how its instances come about.
struct InstancePicture {
  std::vector<float> heat;             ///< (side, side)
  std::vector<int> components, heads;  ///< (side, side): instances, 0 none
  std::vector<Peak> peaks;             ///< the strongest first: that of instance 1, 2, …
  float down = 0, right = 0;           ///< the offset of the chosen pixel, in pixels
  std::vector<float> votes;    ///< from each pixel of an object that is drawn: row, column, down, right
  float component_limit = -1;  ///< PQ of connected components of the true classes, over the set

  template <class Visitor>
  void visit(Visitor& v) {
    v(heat, components, heads, peaks, down, right, votes, component_limit);
  }
};

struct Snapshot {
  std::uint64_t step = 0;
  std::uint64_t measured = 0;    ///< the step of the last measurement of the sets; 0: none yet
  std::vector<float> image;      ///< (3, side, side)
  std::vector<int> truth;        ///< (side, side): classes
  std::vector<int> objects;      ///< (side, side): instances
  std::vector<NetPicture> nets;  ///< in the order of Arm
  InstancePicture instances;     ///< on that page
  std::vector<int> painted;      ///< (side, side): what the reader has painted
  Score own;                     ///< of that, its instances connected components
  demo::TrialPicture trial;      ///< arm_count: border F1, IoU of objects

  template <class Visitor>
  void visit(Visitor& v) {
    v(step, measured, image, truth, objects, nets, instances, painted, own, trial);
  }
};

// Actions:
//   "trial"    begins it, which the next steps carry out
//   "measure"  times a pass of each network on this machine

}  // namespace madang::demos::segmentation
