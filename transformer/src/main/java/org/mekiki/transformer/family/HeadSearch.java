package org.mekiki.transformer.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.TagScheme;
import org.mekiki.transformer.head.Task;

/**
 * Finds a checkpoint's head by its tensors, where the configuration does not name it.
 *
 * <p>See {@code docs/decisions/2026-11-26-encoders.md}.
 */
final class HeadSearch {
  /** A head, and the tensors that show it. */
  private record Found(HeadForm form, Set<String> tensors) {}

  private HeadSearch() {}

  /**
   * The head of which a checkpoint has the tensors. A head that needs more of them comes before one
   * that needs part of them, a language model after all others, and tags where the labels look like
   * tags. A checkpoint without a tensor of any is a bare encoder.
   *
   * @param tensors names of the checkpoint's
   * @param labels names that the configuration gives to outputs
   * @throws UnsupportedModelException if several could be meant, naming them, or the tensors are
   *     those of a head that is not known
   */
  static HeadForm of(EncoderFamily family, Set<String> tensors, Collection<String> labels) {
    List<Found> found = withoutParts(found(family, tensors));
    if (found.size() > 1) {
      found.removeIf(each -> each.form().task() == Task.MASKED_LM);
    }
    if (looksLikeTags(labels)) {
      Optional<HeadForm> tags =
          found(family, tensors).stream()
              .map(Found::form)
              .filter(form -> form.task() == Task.TOKEN_CLASSIFICATION)
              .findFirst();
      if (tags.isPresent()) {
        return tags.get();
      }
    }
    if (found.size() > 1) {
      throw new UnsupportedModelException(
          "the configuration names no \"architectures\", and the weights fit %s; name one there, or"
                  .formatted(
                      EncoderFamilies.choice(found.stream().map(each -> each.form()).toList()))
              + " choose with convert --task");
    }
    return found.isEmpty() ? bare(family, tensors) : found.getFirst().form();
  }

  /**
   * Words on the heads of which a checkpoint has the tensors where it lacks those of the one that
   * its configuration names; empty where it has none, or those of the named one.
   */
  static Optional<String> instead(EncoderFamily family, HeadForm named, Set<String> tensors) {
    List<HeadForm> fitting =
        marks(named, tensors).isEmpty()
            ? withoutParts(found(family, tensors)).stream().map(Found::form).toList()
            : List.of();
    return fitting.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the weights are those of %s; name that under \"architectures\" in config.json, or choose with convert --task %s"
                .formatted(
                    fitting.stream()
                        .map(HeadForm::architecture)
                        .collect(Collectors.joining(" or ")),
                    fitting.stream()
                        .map(form -> form.task().label())
                        .collect(Collectors.joining(" or "))));
  }

  /** The head of a bare encoder, which has nothing of any other head either. */
  private static HeadForm bare(EncoderFamily family, Set<String> tensors) {
    Optional<String> part = HeadTensors.partOfHead(tensors);
    if (part.isPresent()) {
      throw new UnsupportedModelException(
          ("the configuration names no \"architectures\", and the weights have \"%s\" but belong"
                  + " to no known head; name it there, or choose with convert --task one of %s")
              .formatted(
                  part.get(),
                  Arrays.stream(Task.values()).map(Task::label).collect(Collectors.joining(", "))));
    }
    return EncoderFamilies.head(family, Task.SENTENCE_EMBEDDING);
  }

  /** The first head of every task that the checkpoint shows. */
  private static List<Found> found(EncoderFamily family, Set<String> tensors) {
    var found = new ArrayList<Found>();
    for (HeadForm form : family.heads()) {
      Set<String> marks = marks(form, tensors);
      boolean known = found.stream().anyMatch(each -> each.form().task() == form.task());
      if (!marks.isEmpty() && !known) {
        found.add(new Found(form, marks));
      }
    }
    return found;
  }

  /** The tensors that show a head; none where one of them is missing. */
  private static Set<String> marks(HeadForm form, Set<String> tensors) {
    var marks = new HashSet<String>();
    for (List<String> names : form.marks()) {
      Optional<String> there = names.stream().filter(tensors::contains).findFirst();
      if (there.isEmpty()) {
        return Set.of();
      }
      marks.add(there.get());
    }
    return marks;
  }

  /** Without those that another one has all tensors of, and more. */
  private static List<Found> withoutParts(List<Found> found) {
    var whole = new ArrayList<>(found);
    whole.removeIf(
        each ->
            found.stream()
                .anyMatch(
                    other ->
                        other.tensors().size() > each.tensors().size()
                            && other.tensors().containsAll(each.tensors())));
    return whole;
  }

  private static boolean looksLikeTags(Collection<String> labels) {
    return TagScheme.of(labels).hasPrefixes();
  }
}
