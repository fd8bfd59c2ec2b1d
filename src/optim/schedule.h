#pragma once

/// The learning rate as a function of the step: `optimizer.set_learning_rate(base * factor)`. A schedule is a
/// pure function from the number of a step (0, 1, …) to a factor; products of schedules are schedules.
/// A step behind the last one counts as the last.
namespace madang {

/// From `start` to 1 along a line over `steps` steps (Goyal et al. 2017, section 2.2; PyTorch's LinearLR).
struct LinearWarmUp {
  int steps = 100;
  float start = 0.01f;
  float operator()(int step) const;
};

/// From 1 down to `floor` over `steps` steps: floor + (1 − floor) (1 + cos πt) / 2
/// (Loshchilov & Hutter 2017, eq. 5; PyTorch's CosineAnnealingLR).
struct CosineDecay {
  int steps = 1000;
  float floor = 0.0f;
  float operator()(int step) const;
};

/// Up to 1 along a line over `warm_up` steps, then down with 1/√step: the schedule of the first Transformer
/// (Vaswani et al. 2017, eq. 3) as a share of its peak, which there is 1/√(model size · warm_up).
struct NoamSchedule {
  int warm_up = 4000;
  float operator()(int step) const;
};

/// Times `factor` after every `every` steps (PyTorch's StepLR).
struct StepDecay {
  int every = 1000;
  float factor = 0.1f;
  float operator()(int step) const;
};

/// Up from 1 / start_divisor to 1 during the first `rise` of all steps, then down to 1 / (start_divisor
/// end_divisor), both along half a cosine (Smith & Topin 2018; PyTorch's OneCycleLR). The base is the peak.
struct OneCycle {
  int steps = 1000;
  float rise = 0.3f;
  float start_divisor = 25.0f;
  float end_divisor = 1e4f;
  float operator()(int step) const;
};

}  // namespace madang
