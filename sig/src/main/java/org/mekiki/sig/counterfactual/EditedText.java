package org.mekiki.sig.counterfactual;

import java.util.List;

/** A text whose words can be changed, and what a model answers then. */
interface EditedText extends AutoCloseable {
  /** How many words there are. */
  int words();

  /** In how many ways a word can be changed, by default one; 0 where it stays. */
  default int choices(int word) {
    return 1;
  }

  /** What stands in the place of a word; null, as by default, where nothing does. */
  default String replacement(int word, int choice) {
    return null;
  }

  /** Logits with each of the edits carried out, [edit][class]; one pass each. */
  double[][] logits(List<Edit> edits);

  /** The same for one edit by a pass that shares nothing with any other. */
  double[] verified(Edit edit);

  /** Gives the buffers back. */
  @Override
  void close();
}
