package org.mekiki.transformer.encoder;

import java.util.Map;

/**
 * The heads of attention, where they are not simply the hidden size cut into equal pieces.
 *
 * @param headSize D, numbers of a head; 0 for the hidden size divided by the number of heads
 * @param keyHeads heads of keys and values, each of which serves as many heads of queries as the
 *     others (Ainslie et al. 2023); 0 for as many as there are of queries
 * @param normed whether the queries and the keys of each head go through a norm
 * @param scale by which products of queries and keys are multiplied; 0 for 1/√D
 */
public record AttentionForm(int headSize, int keyHeads, boolean normed, double scale) {
  /** As many heads of keys as of queries, as in BERT. */
  public static final AttentionForm PLAIN = new AttentionForm(0, 0, false, 0);

  /** Checks that the numbers can be. */
  public AttentionForm {
    if (headSize < 0 || keyHeads < 0 || !(scale >= 0 && Double.isFinite(scale))) {
      throw new UnsupportedModelException(
          "the configuration has heads of %d numbers, %d heads of keys and the scale %s"
              .formatted(headSize, keyHeads, scale));
    }
  }

  /** Nothing where all is as in BERT, which files of older programs have without saying so. */
  void writeTo(Map<String, String> map) {
    if (headSize > 0) {
      map.put("head_size", Integer.toString(headSize));
    }
    if (keyHeads > 0) {
      map.put("key_heads", Integer.toString(keyHeads));
    }
    if (normed) {
      map.put("head_norms", "true");
    }
    if (scale > 0) {
      map.put("attention_scale", Double.toString(scale));
    }
  }

  static AttentionForm read(ConfigValues values) {
    return new AttentionForm(
        values.integer("head_size", 0),
        values.integer("key_heads", 0),
        values.truth("head_norms", false),
        values.number("attention_scale", 0));
  }
}
