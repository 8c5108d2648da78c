package org.mekiki.benchmarks.peers.tokenizer;

import org.mekiki.transformer.tokenizer.Truncation;
import tools.jackson.databind.node.ObjectNode;

/** A tokenizer file that asks for a truncation. */
final class TruncatedFile {
  private TruncatedFile() {}

  static ObjectNode of(ObjectNode file, Truncation truncation) {
    ObjectNode truncated = file.deepCopy();
    truncated
        .putObject("truncation")
        .put("direction", truncation.side() == Truncation.Side.LEFT ? "Left" : "Right")
        .put("max_length", truncation.maxLength())
        .put(
            "strategy",
            switch (truncation.strategy()) {
              case LONGEST_FIRST -> "LongestFirst";
              case ONLY_FIRST -> "OnlyFirst";
              case ONLY_SECOND -> "OnlySecond";
            })
        .put("stride", truncation.stride());
    return truncated;
  }
}
