package org.mekiki.transformer.entity;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.mekiki.transformer.encoder.UnsupportedModelException;

/** How spans are scored. */
public enum SpanScores {
  /** Each span by its first and last word, with projections that widen rows fourfold. */
  MARKER_V0("markerV0"),
  /** The same with projections that widen them twofold, and one layer after them. */
  MARKER("marker"),
  /** By three logits a word: whether a span begins there, ends there, or goes through it. */
  TOKENS("token_level"),
  /** Spans that are found by three logits a word, and then scored as by {@link #MARKER_V0}. */
  TOKENS_AND_MARKER("token_level");

  private final String label;

  SpanScores(String label) {
    this.label = label;
  }

  /** {@return what {@code gliner_config.json} calls it: {@code markerV0}} */
  public String label() {
    return label;
  }

  /** {@return whether spans are found by three logits a word} */
  public boolean byTokens() {
    return this == TOKENS || this == TOKENS_AND_MARKER;
  }

  /** {@return whether spans have a row of their own} */
  public boolean byMarker() {
    return this != TOKENS;
  }

  /** The first with a label. */
  static SpanScores of(String label) {
    return Arrays.stream(values())
        .filter(each -> each.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new UnsupportedModelException(
                    "\"span_mode\" is \"%s\" in the configuration; supported are %s"
                        .formatted(
                            label,
                            Arrays.stream(values())
                                .map(SpanScores::label)
                                .distinct()
                                .collect(Collectors.joining(", ")))));
  }

  /** The one with a constant's name. */
  static SpanScores named(String name) {
    return Arrays.stream(values())
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new UnsupportedModelException("\"%s\" scores no spans".formatted(name)));
  }
}
