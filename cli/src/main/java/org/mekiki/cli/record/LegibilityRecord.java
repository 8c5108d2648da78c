package org.mekiki.cli.record;

import org.mekiki.core.model.EncodedText;
import org.mekiki.report.wording.Legibility;
import tools.jackson.databind.node.ObjectNode;

/** What of a text a model could read, as parts of a JSON object; nothing where that was all. */
public final class LegibilityRecord {
  private LegibilityRecord() {}

  /** The entries {@code truncated} and {@code unknown}. */
  public static void add(ObjectNode node, Legibility read) {
    EncodedText text = read.text();
    if (text.truncated()) {
      node.putObject("truncated").put("tokens", text.size()).put("of", text.untruncatedSize());
    }
    if (read.unknownTokens() > 0) {
      node.putObject("unknown").put("tokens", read.unknownTokens()).put("of", read.tokens());
    }
  }

  /** The mark of a token, word or phrase that is unknown in part. */
  static void mark(ObjectNode node, Legibility read, int firstToken, int lastToken) {
    if (read.hasUnknown(firstToken, lastToken)) {
      node.put("unknown", true);
    }
  }
}
