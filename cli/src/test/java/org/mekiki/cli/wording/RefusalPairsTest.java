package org.mekiki.cli.wording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every refusal that a user of the command can meet has its Japanese sentence. */
final class RefusalPairsTest {
  private static final String PROGRAMS = "only a program that calls the library can cause it";
  private static final String PIECE = "a piece of sentences that have pairs as a whole";
  private static final String CHECKED = "the command checks it before, with a sentence of its own";

  /** Where sentences without a pair may stand, by the beginnings of paths, and why. */
  private static final Map<String, String> EXCEPT = new LinkedHashMap<>();

  static {
    EXCEPT.put("core/autodiff/", PROGRAMS);
    EXCEPT.put("core/kernel/ScalarKernels", PROGRAMS);
    EXCEPT.put("core/kernel/VectorKernels", PROGRAMS);
    EXCEPT.put("core/kernel/VectorTiles", PROGRAMS);
    EXCEPT.put("core/nn/", PROGRAMS);
    EXCEPT.put("core/ops/", PROGRAMS);
    EXCEPT.put("core/tensor/", PROGRAMS);
    EXCEPT.put("core/train/GradientSum", PROGRAMS);
    EXCEPT.put("core/train/ParameterGroup", PROGRAMS);
    EXCEPT.put("transformer/EntityFinder", PROGRAMS);
    EXCEPT.put("transformer/encoder/RowRange", PROGRAMS);
    EXCEPT.put("transformer/entity/WordSpan", PROGRAMS);
    EXCEPT.put("transformer/file/ElementType", "the file is told to be inconsistent instead");
    EXCEPT.put("transformer/file/ModelFile", "the file is told to be inconsistent instead");
    EXCEPT.put("transformer/tokenizer/normalizer/NormalizerCodec", PIECE);
    EXCEPT.put("transformer/tokenizer/pretokenizer/PreTokenizerCodec", PIECE);
    EXCEPT.put("weights/converter/LoraConfig", PIECE);
    EXCEPT.put("sig/WindowedAttribution", PROGRAMS);
    EXCEPT.put("sig/attribution/", PROGRAMS);
    EXCEPT.put("sig/evaluation/Contrast", CHECKED);
    EXCEPT.put("sig/interaction/", CHECKED);
    EXCEPT.put("sig/judge/truth/KnownTruth", PROGRAMS);
    EXCEPT.put("report/ExplanationPage", PROGRAMS);
    EXCEPT.put("report/wording/Texts", PROGRAMS);
    EXCEPT.put("cli/audit/AuditCommand", PIECE);
    EXCEPT.put("cli/audit/statistics/", "statistics are asked for with enough numbers only");
    EXCEPT.put("cli/data/LabelColumn", PIECE);
    EXCEPT.put("cli/evaluate/", PIECE);
    EXCEPT.put("cli/option/", PIECE);
    EXCEPT.put("cli/record/EffectRecord", PROGRAMS);
    EXCEPT.put("cli/study/StudyScoreCommand", PIECE);
    EXCEPT.put("cli/train/", "names of settings, not sentences");
    EXCEPT.put("cli/web/", "told by problems_ja.properties, or of HTTP and for programs");
  }

  private static SentencesKnown known() {
    var pairs = new LinkedHashMap<String, String>();
    Catalogue.FILES.forEach(file -> pairs.putAll(Catalogue.read("ja", file)));
    return new SentencesKnown(pairs);
  }

  private static String place(String file) {
    return file.replaceFirst(".*/org/mekiki/", "");
  }

  private static String shown(String sentence) {
    return sentence.replace(SaidSentences.TEXT, '…').replace(SaidSentences.NUMBER, '#');
  }

  @Test
  void everyRefusalHasAPair() throws IOException {
    SentencesKnown known = known();
    var without = new ArrayList<String>();
    var unused = new TreeSet<>(EXCEPT.keySet());
    Map<String, Set<String>> all = RefusalSources.all();
    all.forEach(
        (file, sentences) ->
            sentences.stream()
                .filter(sentence -> !known.isKnown(sentence))
                .forEach(
                    sentence -> {
                      List<String> why =
                          EXCEPT.keySet().stream().filter(place(file)::startsWith).toList();
                      why.forEach(unused::remove);
                      if (why.isEmpty()) {
                        without.add(place(file) + ": " + shown(sentence));
                      }
                    }));
    assertEquals(List.of(), without, "refusals without a pair in refusals_ja.txt");
    assertEquals(Set.of(), unused, "exceptions that nothing needs");
    assertTrue(all.values().stream().mapToInt(Set::size).sum() > 1000, "few sentences were found");
  }

  private static Set<String> found(String... lines) {
    return RefusalSources.all(Map.of("x/A.java", new SourceTokens(String.join("\n", lines))))
        .getOrDefault("x/A.java", Set.of());
  }

  /** That sentences are found however they are put together. */
  @Test
  void sentencesAreFoundInSources() {
    assertEquals(
        Set.of("the \u0001 has \u0002 ends", "the \u0001 has no end"),
        found(
            "private static final String END = \"has no end\";",
            "void f() {",
            "  // throw new IOException(\"a comment is no sentence\");",
            "  throw new IOException(\"the %s %s\".formatted(a, x ? END : n()));",
            "}",
            "private static String n() {",
            "  return \"has %d ends\".formatted(3);",
            "}"));
    assertEquals(
        Set.of("\u0001: it is \u0001", "the line is too long", "the line has \u0001"),
        found(
            "private UserException wrong(String what) {",
            "  return new UserException(file + \": it is \" + what);",
            "}",
            "void f() {",
            "  throw wrong(",
            "      switch (x) {",
            "        case 1 -> \"the line is too long\";",
            "        default -> \"the line has \" + y;",
            "      });",
            "}"));
    assertEquals(
        Set.of(), found("void f() { throw new IllegalStateException(\"no user sees this\"); }"));
  }

  /** That a sentence without a pair is none, also as a part of one that has one. */
  @Test
  void aSentenceWithoutAPairIsFound() {
    SentencesKnown known = known();
    assertTrue(known.isKnown("\u0001 does not exist"));
    assertTrue(
        known.isKnown("\u0001: the pickle is damaged at byte \u0002: it ends in the middle"));
    assertTrue(
        !known.isKnown("\u0001: the pickle is damaged at byte \u0002: it is of no use at all"));
    assertTrue(!known.isKnown("the adapter of this model here does not exist"));
    assertTrue(!known.isKnown("the \u0001 has \u0002 wings"));
  }
}
