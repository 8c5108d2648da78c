package org.mekiki.weights.converter;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.family.EncoderFamilies;
import org.mekiki.weights.converter.file.ConversionException;

/** What a program put around a model before its weights were saved, seen by the tensors' names. */
final class Wrapping {
  /** Parts of names by which PEFT keeps its own weights beside a model's. */
  private static final Pattern PEFT =
      Pattern.compile("\\.(base_layer|modules_to_save|original_module|lora_[AB]\\.[^.]+)\\.");

  private static final int NAMED_STRAYS = 3;

  private final List<WeightSpec> specs;
  private final Predicate<String> ignored;
  private final Set<String> expected;

  /**
   * What is expected.
   *
   * @param specs weights of the family's encoder
   * @param ignored whether a name is one that the family does without
   */
  Wrapping(List<WeightSpec> specs, Predicate<String> ignored) {
    this.specs = specs;
    this.ignored = ignored;
    this.expected =
        specs.stream().flatMap(spec -> spec.checkpointNames().stream()).collect(Collectors.toSet());
  }

  /**
   * Finds what stands before the names of all tensors.
   *
   * @param names of the tensors
   * @return empty where nothing does
   * @throws ConversionException if something stands before the names of nearly all, or the names
   *     are those of a PEFT model that was saved before it was merged
   */
  Optional<String> before(Collection<String> names) throws ConversionException {
    requireNoPeft(names);
    if (names.stream().anyMatch(expected::contains)) {
      return Optional.empty();
    }
    Optional<String> found = candidate(names);
    if (found.isEmpty()) {
      return found;
    }
    String prefix = found.get();
    List<String> strays = names.stream().filter(name -> !name.startsWith(prefix)).toList();
    if (strays.stream().anyMatch(EncoderFamilies.unusedHeads(specs).or(ignored))) {
      return Optional.empty(); // another beginning of the encoder's names alone
    }
    if (!strays.isEmpty()) {
      throw new ConversionException(
          "the names of all tensors begin with \"%s\", except %s; save the weights without %s, and what begins all others is taken away"
              .formatted(prefix, listed(strays), strays.size() == 1 ? "it" : "these"));
    }
    return found;
  }

  private void requireNoPeft(Collection<String> names) throws ConversionException {
    for (String name : names) {
      if (PEFT.matcher(name).find() && !expected.contains(name) && !ignored.test(name)) {
        throw new ConversionException(
            "\"%s\" is of a PEFT model that was saved whole, with its adapter among the weights; merge it (PeftModel.merge_and_unload().save_pretrained) and take the merged model"
                .formatted(name));
      }
    }
  }

  /** The shortest beginning behind which more than half of the weights are found. */
  private Optional<String> candidate(Collection<String> names) {
    return specs.stream()
        .filter(spec -> !spec.checkpointNames().isEmpty())
        .limit(1)
        .flatMap(spec -> spec.checkpointNames().stream())
        .flatMap(
            tail ->
                names.stream()
                    .filter(name -> name.endsWith("." + tail))
                    .map(name -> name.substring(0, name.length() - tail.length())))
        .distinct()
        .filter(prefix -> 2 * explained(prefix, names) > specs.size())
        .min(Comparator.comparingInt(String::length));
  }

  private long explained(String prefix, Collection<String> names) {
    return specs.stream()
        .filter(
            spec -> spec.checkpointNames().stream().anyMatch(name -> names.contains(prefix + name)))
        .count();
  }

  private static String listed(List<String> names) {
    String shown =
        names.stream()
            .limit(NAMED_STRAYS)
            .map(name -> "\"" + name + "\"")
            .collect(Collectors.joining(", "));
    int more = names.size() - NAMED_STRAYS;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }
}
