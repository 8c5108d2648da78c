package org.mekiki.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence why an application could not start, instead of in a stack trace. */
final class ModelFailureAnalyzer extends AbstractFailureAnalyzer<ModelUnavailableException> {
  @Override
  protected FailureAnalysis analyze(Throwable failure, ModelUnavailableException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Set %s to the file of a suitable model that `mekiki convert` wrote."
            .formatted(cause.property()),
        cause);
  }
}
