package org.mekiki.cli.wording;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mekiki.report.wording.Texts;

/**
 * What readers are told, in one language. English sentences stand in the code where they are said;
 * another language has them in a {@link Catalogue}, by the English ones.
 */
public final class Speech {
  /** As the sentences stand in the code. */
  public static final Speech ENGLISH = new Speech(Texts.ENGLISH, Catalogue.EMPTY);

  /** A sentence in a template. */
  private static final Pattern PLACE = Pattern.compile("⟦([^⟧]*)⟧");

  private static final String JAPANESE = "ja";

  /** Variables that say what language somebody reads, the first that is set before the others. */
  private static final List<String> VARIABLES = List.of("LC_ALL", "LC_MESSAGES", "LANG");

  private final Texts texts;
  private final Catalogue catalogue;

  private Speech(Texts texts, Catalogue catalogue) {
    this.texts = texts;
    this.catalogue = catalogue;
  }

  /** Read when somebody first wants it. */
  private static final class Japanese {
    private static final Speech SPEECH = new Speech(Texts.in(JAPANESE), Catalogue.of(JAPANESE));

    private Japanese() {}
  }

  /**
   * The language of this name.
   *
   * @param language one of {@link Texts#LANGUAGES}
   */
  public static Speech in(String language) {
    return language.equals(JAPANESE) ? Japanese.SPEECH : ENGLISH;
  }

  /** The language that an environment asks for by its locale; English where that is another. */
  public static Speech of(Map<String, String> environment) {
    return VARIABLES.stream()
            .map(name -> environment.getOrDefault(name, ""))
            .filter(value -> !value.isEmpty())
            .findFirst()
            .filter(value -> value.matches("ja([_.@].*)?"))
            .isPresent()
        ? in(JAPANESE)
        : ENGLISH;
  }

  /** The sentences of explanations in this language. */
  public Texts texts() {
    return texts;
  }

  /** Its name as HTML wants it. */
  public String language() {
    return texts.language();
  }

  /** Whether sentences are said as they stand in the code. */
  public boolean isEnglish() {
    return this == ENGLISH;
  }

  /**
   * A sentence with what is filled in.
   *
   * @param english as {@link String#format} takes it; without anything to fill in, as it is
   * @param filled in the order of the English sentence
   */
  public String say(String english, Object... filled) {
    String pattern = catalogue.pattern(english);
    return filled.length == 0 ? pattern : String.format(Locale.ROOT, pattern, filled);
  }

  /**
   * A sentence that was made in English, what was filled in included.
   *
   * @return the sentence itself where this language has no other
   */
  public String of(String sentence) {
    return find(sentence).orElse(sentence);
  }

  /** What was made in English; empty where this language has no sentence for it. */
  public Optional<String> find(String sentence) {
    Optional<String> found = catalogue.find(sentence);
    return found.isEmpty() && sentence.endsWith(".")
        ? catalogue.find(sentence.substring(0, sentence.length() - 1)).map(text -> say("%s.", text))
        : found;
  }

  /** What the user is told; where this language has no sentence for it, that is said, too. */
  public String told(String sentence) {
    return isEnglish()
        ? sentence
        : find(sentence).orElseGet(() -> say("(in English) %s", sentence));
  }

  /** A template whose sentences stand between ⟦ and ⟧. */
  public String fill(String template) {
    return PLACE
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(say(place.group(1))));
  }

  /** A number with its unit: Japanese has no space before a percent sign. */
  public String number(String shown) {
    return isEnglish() ? shown : shown.replace(" %", "%");
  }

  /** Several as one. */
  public String list(List<String> parts) {
    return String.join(texts.of("list.separator"), parts);
  }

  /** In quotation marks. */
  public String quoted(String text) {
    return texts.of("quote.open") + text + texts.of("quote.close");
  }
}
