package org.mekiki.transformer.head;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One entry of a sentence-transformers {@code modules.json}.
 *
 * @param type last part of its class name: {@code Pooling}
 * @param config its own configuration: texts, numbers and truth values by key; empty where it has
 *     none
 */
public record SentenceModule(String type, Map<String, Object> config) {
  /** Copies, in order. */
  public SentenceModule {
    config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
  }
}
