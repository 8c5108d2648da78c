package org.mekiki.cli.audit.count;

import java.util.List;

/**
 * Why one text was, or was not, given one class.
 *
 * @param number of the text, from 0
 * @param target the explained class
 * @param predicted the model's answer
 * @param label the right answer, or −1 where it is not known
 * @param group of the text, or −1 where there is none
 * @param searched whether the explained class is the answer, and it is known what turns it
 * @param sightings its words and phrases
 */
public record Decision(
    long number,
    int target,
    int predicted,
    int label,
    int group,
    boolean searched,
    List<Sighting> sightings) {
  /** Copies. */
  public Decision {
    sightings = List.copyOf(sightings);
  }

  /** {@return whether the explained class is the answer, and the right answer is known} */
  public boolean judged() {
    return label >= 0 && predicted == target;
  }

  /** {@return whether the explained class is the answer and is known to be wrong} */
  public boolean wrong() {
    return judged() && label != predicted;
  }
}
