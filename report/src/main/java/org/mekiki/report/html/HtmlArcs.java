package org.mekiki.report.html;

import java.text.Bidi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.mekiki.report.page.Markup;
import org.mekiki.report.page.SvgPicture;
import org.mekiki.report.wording.PairReading;
import org.mekiki.report.wording.Texts;
import org.mekiki.sig.Interactions;
import org.mekiki.sig.WordScore;

/**
 * Strong pairs as arcs between the words: over the sentence, where a screen is wide enough for it,
 * else beside its words, one a line. The style sheet shows one of the two.
 */
final class HtmlArcs {
  /** Widest sentence, in units of the picture, which are pixels on a wide screen. */
  private static final double WIDEST = 780;

  /** Of more words only those that are paired are shown. */
  private static final int MANY = 24;

  private static final double FONT = 16;

  /** Radicals of Chinese characters begin here, what stands after them is as wide. */
  private static final int FIRST_IDEOGRAPH = 0x2e7f;

  private static final double GAP = 12;
  private static final double LINE = 26;
  private static final double HIGHEST = 120;
  private static final double THICKEST = 7;
  private static final int LONGEST = 22;
  private static final int BESIDE_WIDTH = 340;

  private final Texts texts;
  private final ReportView view;
  private final List<Interactions.Pair> pairs;
  private final List<WordScore> words;
  private final Map<WordScore, Integer> numbers = new HashMap<>();
  private final double largest;
  private final String name;
  private final String title;
  private final String description;

  private HtmlArcs(Texts texts, ReportView view, List<Interactions.Pair> pairs, String name) {
    this.texts = texts;
    this.view = view;
    this.pairs = pairs;
    this.name = name;
    List<WordScore> all = view.explanation().words();
    words = all.size() <= MANY ? all : view.explanation().interactions().orElseThrow().words();
    for (WordScore word : words) {
      numbers.put(word, numbers.size());
    }
    largest = pairs.stream().mapToDouble(pair -> Math.abs(pair.value())).max().orElse(0);
    title = texts.of("arcs.title");
    description =
        pairs.stream()
            .map(pair -> said(pair) + ", " + view.kind(pair, texts))
            .collect(Collectors.joining("; "));
  }

  /**
   * The picture and its legend; nothing where no pair is strong.
   *
   * @param name of what is explained
   */
  static String of(Texts texts, ReportView view, String name) {
    List<Interactions.Pair> pairs = PairReading.visible(view.explanation());
    if (pairs.isEmpty()) {
      return "";
    }
    var arcs = new HtmlArcs(texts, view, pairs, name);
    boolean over = arcs.fits() && leftToRight(view);
    return "<figure class=\"arcs%s\">%n%s%s<figcaption>%s</figcaption></figure>%n"
        .formatted(
            over ? "" : " narrow", over ? arcs.overText() : "", arcs.besideText(), arcs.legend());
  }

  private static boolean leftToRight(ReportView view) {
    var order = new Bidi(view.explanation().text().text(), Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
    return order.isLeftToRight();
  }

  private String said(Interactions.Pair pair) {
    return texts.of("pairs.with", pair.first().text(), pair.second().text())
        + " "
        + ReportView.signed(3, pair.value());
  }

  /** Wider than a bold font usually has it, since the page's font is not known here. */
  private static double width(String word) {
    return FONT * word.codePoints().mapToDouble(HtmlArcs::width).sum();
  }

  /** Of a character, in font sizes. */
  private static double width(int character) {
    if (character > FIRST_IDEOGRAPH || "mwMW@%".indexOf(character) >= 0) {
      return 1.2;
    }
    if (Character.isUpperCase(character)) {
      return 0.9;
    }
    return "iljftr.,;:!'|".indexOf(character) >= 0 ? 0.5 : 0.75;
  }

  private static String shortened(String word) {
    String text = word.strip();
    int length = text.codePointCount(0, text.length());
    return length <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }

  private boolean fits() {
    return words.stream().mapToDouble(word -> width(shortened(word.text())) + GAP).sum() <= WIDEST;
  }

  private boolean paired(WordScore word) {
    return pairs.stream().anyMatch(pair -> pair.first().equals(word) || pair.second().equals(word));
  }

  private String overText() {
    List<Double> centres = new ArrayList<>();
    double at = 0;
    for (WordScore word : words) {
      double width = width(shortened(word.text())) + GAP;
      centres.add(at + width / 2);
      at += width;
    }
    double highest =
        pairs.stream()
            .mapToDouble(pair -> height(centres.get(end(pair, 1)) - centres.get(end(pair, 0))))
            .max()
            .orElse(0);
    double base = highest + THICKEST;
    var picture = new SvgPicture((int) Math.ceil(at), (int) Math.ceil(base + 2 * FONT));
    for (Interactions.Pair pair : pairs) {
      double from = centres.get(end(pair, 0));
      double to = centres.get(end(pair, 1));
      picture.path(
          style(pair),
          thickness(pair),
          String.format(
              Locale.ROOT,
              "M%.1f %.1fA%.1f %.1f 0 0 1 %.1f %.1f",
              from,
              base,
              (to - from) / 2,
              height(to - from),
              to,
              base),
          said(pair));
    }
    for (int k = 0; k < words.size(); k++) {
      picture.text(
          paired(words.get(k)) ? "paired" : "dim",
          "middle",
          centres.get(k),
          base + FONT + 4,
          shortened(words.get(k).text()));
    }
    return picture.inItsSize("over", title, description);
  }

  private static double height(double distance) {
    return Math.min(HIGHEST, distance / 2);
  }

  /** Place of a pair's first or second word. */
  private int end(Interactions.Pair pair, int which) {
    return numbers.get(which == 0 ? pair.first() : pair.second());
  }

  private String besideText() {
    List<WordScore> shown = words.stream().filter(this::paired).toList();
    var places = new HashMap<WordScore, Double>();
    for (WordScore word : shown) {
      places.put(word, LINE * (places.size() + 0.6));
    }
    double base = HIGHEST + THICKEST;
    var picture = new SvgPicture(BESIDE_WIDTH, (int) Math.ceil(LINE * (shown.size() + 0.3)));
    for (Interactions.Pair pair : pairs) {
      double from = places.get(pair.first());
      double to = places.get(pair.second());
      picture.path(
          style(pair),
          thickness(pair),
          String.format(
              Locale.ROOT,
              "M%.1f %.1fA%.1f %.1f 0 0 0 %.1f %.1f",
              base,
              from,
              height(to - from),
              (to - from) / 2,
              base,
              to),
          said(pair));
    }
    for (WordScore word : shown) {
      picture.text(
          "paired", "start", base + 8, places.get(word) + FONT / 3, shortened(word.text()));
    }
    return picture.inItsSize("beside", title, description);
  }

  private double thickness(Interactions.Pair pair) {
    return Math.max(1, THICKEST * Math.abs(pair.value()) / largest);
  }

  /** The line says how the words stand to each other, the colour what the pair speaks for. */
  private String style(Interactions.Pair pair) {
    return (view.overlap(pair) ? "same " : "turned ") + (pair.value() > 0 ? "for" : "against");
  }

  private String legend() {
    return entry("same", texts.of("arcs.same"))
        + entry("turned", texts.of("arcs.turned"))
        + entry("for", texts.of("arcs.more", name))
        + entry("against", texts.of("arcs.less", name))
        + "<span class=\"dim\">%s</span>".formatted(Markup.escape(texts.of("arcs.strength")));
  }

  private static String entry(String style, String meaning) {
    return "<span><svg class=\"key\" viewBox=\"0 0 40 8\" aria-hidden=\"true\"><path class=\"%s\" stroke-width=\"3\" d=\"M0 4H40\"/></svg> %s</span>"
        .formatted(style, Markup.escape(meaning));
  }
}
