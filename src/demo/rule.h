#pragma once

#include "demo/settings.h"

namespace madang::demo {

/// What turns gradients into updates; train/rule.h makes the optimiser of it.
enum class Rule { gradient_descent, momentum, adam };

/// The setting "optimizer", with the label and, where `about` has none, the tooltip that all demos share.
void visit_rule(FieldCollector& v, Rule& rule, About about = {});

}  // namespace madang::demo
