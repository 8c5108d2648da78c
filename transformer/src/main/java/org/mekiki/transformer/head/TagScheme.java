package org.mekiki.transformer.head;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a model's tags say where entities begin and end: IOB1, IOB2, BIOES, BILOU, BMES, with the
 * letter before or behind the kind. A letter counts only where all tags but the outside one have
 * one, or are the kind of one that has, so that {@code E_MAIL} beside {@code NAME} stays a kind of
 * its own.
 *
 * @param pattern of tags that have a letter; null where tags are kinds alone
 */
public record TagScheme(Pattern pattern) {
  private static final String LETTER = "(?<letter>[BIESLUMbieslum])";

  /** Letter first, as most have it; letter last. */
  private static final List<Pattern> FORMS =
      List.of(
          Pattern.compile(LETTER + "[-_](?<kind>.+)", Pattern.DOTALL),
          Pattern.compile("(?<kind>.+)[-_]" + LETTER, Pattern.DOTALL));

  /** The tag of what belongs to no entity, bare or where a kind would stand. */
  private static final Pattern OUTSIDE =
      Pattern.compile("(?:[BIESLUM][-_])?O(?:[-_].*)?|OUT|OUTSIDE");

  /**
   * What a tag says of its word.
   *
   * @param kind of the entity; empty outside
   * @param begins whether an entity begins here, whatever stands before
   * @param ends whether an entity ends here, whatever follows
   */
  public record Tag(String kind, boolean begins, boolean ends) {
    /** {@return whether the word belongs to no entity} */
    public boolean outside() {
      return kind.isEmpty();
    }

    /**
     * {@return whether a word with this tag goes on with the entity of the word before}
     *
     * @param before that word's tag
     */
    public boolean continues(Tag before) {
      return !outside() && kind.equals(before.kind) && !begins && !before.ends;
    }
  }

  /**
   * {@return the scheme of a model's tags}
   *
   * @param labels all of them
   */
  public static TagScheme of(Collection<String> labels) {
    List<String> inside = labels.stream().filter(label -> !isOutside(label)).toList();
    return FORMS.stream()
        .filter(_ -> !inside.isEmpty())
        .filter(form -> inside.stream().allMatch(label -> fits(label, form, inside)))
        .filter(form -> inside.stream().anyMatch(label -> opens(form.matcher(label))))
        .findFirst()
        .map(TagScheme::new)
        .orElseGet(() -> new TagScheme(null));
  }

  /** With a letter, or the bare kind of a tag that has one. */
  private static boolean fits(String label, Pattern form, List<String> inside) {
    return form.matcher(label).matches()
        || inside.stream()
            .map(form::matcher)
            .anyMatch(other -> other.matches() && other.group("kind").equals(label));
  }

  /** A letter that a scheme cannot do without: one that begins or goes on. */
  private static boolean opens(Matcher matcher) {
    return matcher.matches() && "BIbi".contains(matcher.group("letter"));
  }

  private static boolean isOutside(String label) {
    return OUTSIDE.matcher(label.toUpperCase(Locale.ROOT)).matches();
  }

  /** {@return whether the tags say where entities begin or end} */
  public boolean hasPrefixes() {
    return pattern != null;
  }

  /**
   * {@return what a tag says}
   *
   * @param label one of the model's
   */
  public Tag tag(String label) {
    if (isOutside(label)) {
      return new Tag("", false, false);
    }
    Matcher matcher = pattern == null ? null : pattern.matcher(label);
    if (matcher == null || !matcher.matches()) {
      return new Tag(label, false, false);
    }
    char letter = Character.toUpperCase(matcher.group("letter").charAt(0));
    return new Tag(matcher.group("kind"), "BSU".indexOf(letter) >= 0, "ESLU".indexOf(letter) >= 0);
  }
}
