package org.mekiki.cli.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mekiki.transformer.head.ProblemType;

/**
 * What is trained: a model that there is, or a new one of a configuration.
 *
 * @param goal what is learnt
 * @param init the model to begin with, or null
 * @param config the configuration of a new one, or null; one of both is given
 * @param labels names of the classes in order; null where nothing was said
 * @param problem what the answer to a text is; empty where nothing was said
 * @param dropout share of numbers that are left out; null where nothing was said
 */
record TrainModelChoice(
    Goal goal,
    Path init,
    Path config,
    List<String> labels,
    Optional<ProblemType> problem,
    Double dropout) {
  boolean learnsClasses() {
    return goal == Goal.CLASSIFICATION;
  }

  boolean isFresh() {
    return config != null;
  }
}
