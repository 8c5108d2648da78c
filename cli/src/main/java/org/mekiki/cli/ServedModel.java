package org.mekiki.cli;

import org.mekiki.transformer.Classifier;

/**
 * A model that is served.
 *
 * @param name by which requests name it
 * @param classifier the model
 */
record ServedModel(String name, Classifier classifier) {
  /** For records: the name, not where the file lies on the server. */
  ModelDescription description() {
    return new ModelDescription(classifier.family(), name, classifier.sha256());
  }
}
