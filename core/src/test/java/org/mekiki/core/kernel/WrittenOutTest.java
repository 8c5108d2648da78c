package org.mekiki.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is written out several times for speed is the same each time: the sources are compared,
 * without comments, line breaks and names of variables.
 */
final class WrittenOutTest {
  private static final String TILE = "void tile(\\d+)(\\w*)\\(";

  /**
   * A stretch of statements with copies.
   *
   * @param what it computes
   * @param first the statement that it begins with
   * @param before statements that belong to it before that one
   * @param last the statement that it ends with, as far as the pattern goes
   * @param copies how many there are, by the class
   */
  private record Stretch(
      String what, String first, int before, String last, Map<String, Integer> copies) {}

  private static final Stretch EXP =
      new Stretch(
          "e^x",
          "\\.fma\\(LOG2_E, ROUNDER\\)$",
          0,
          "^var \\w+ = \\w+\\.mul\\(\\w+\\.add\\((ONE|HALF)_BITS\\)\\.reinterpretAsFloats\\(\\)\\)",
          Map.of(
              "VectorErf", 2,
              "VectorExp", 4,
              "VectorGelu", 2,
              "VectorGeluTanh", 2,
              "VectorSoftmax", 1,
              "VectorTanh", 1));

  private static final Stretch DENSITY =
      new Stretch(
          "e^(−t²/2)",
          "^var \\w+ = \\w+\\.mul\\(MINUS_HALF\\)$",
          1,
          "\\.mul\\(MINUS_HALF\\)\\.fma\\(\\w+, \\w+\\)$",
          Map.of("VectorErf", 2, "VectorGelu", 2));

  private static final Stretch TAIL =
      new Stretch(
          "the tail of Φ",
          "^var \\w+ = ONE\\.div\\(\\w+\\.fma\\(TAIL_SCALE, ONE\\)\\)$",
          0,
          "^var \\w+ = \\w+\\.mul\\(\\w+\\.mul\\(\\w+\\)\\)$",
          Map.of("VectorErf", 1, "VectorGelu", 2));

  /** Files that were read before: all but one are the same from one change to the next. */
  private static final Map<String, Statements> KNOWN = new ConcurrentHashMap<>();

  private static Statements statements(String source) {
    return KNOWN.computeIfAbsent(source, Statements::of);
  }

  /** The package's sources by the name of their class. */
  private static Map<String, String> sources() {
    Path folder = Path.of("src", "main", "java", "org", "mekiki", "core", "kernel");
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        sources.put(name.replace(".java", ""), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sources;
  }

  /** What is wrong with the copies of a stretch: there are others than listed, or they differ. */
  private static List<String> complaints(Stretch stretch, Map<String, String> sources) {
    Pattern first = Pattern.compile(stretch.first());
    Pattern last = Pattern.compile(stretch.last());
    List<String> complaints = new ArrayList<>();
    Map<String, Integer> counts = new TreeMap<>();
    Statements model = null;
    for (var source : sources.entrySet()) {
      Statements all = statements(source.getValue());
      for (int at : all.indices(first)) {
        counts.merge(source.getKey(), 1, Integer::sum);
        int from = at - stretch.before();
        Statements copy = all.range(from, all.next(last, at).orElse(all.all().size() - 1) + 1);
        List<String> cut = new ArrayList<>(copy.all());
        // What else the last statement does with the result is the caller's.
        MatchResult end = last.matcher(cut.getLast()).results().findFirst().orElse(null);
        cut.set(cut.size() - 1, cut.getLast().substring(0, end == null ? 0 : end.end()));
        copy = new Statements(cut).renamed().replaced(Pattern.compile("(ONE|HALF)_BITS"), "BITS");
        model = model == null ? copy : model;
        String difference = model.difference(copy);
        if (!difference.isEmpty()) {
          complaints.add("%s of %s: %s".formatted(stretch.what(), source.getKey(), difference));
        }
      }
    }
    if (!counts.equals(stretch.copies())) {
      complaints.add(
          "%s is written out in %s, not in %s"
              .formatted(stretch.what(), counts, new TreeMap<>(stretch.copies())));
    }
    return complaints;
  }

  /** e^x with half the power of two is doubled at once. */
  private static List<String> halvesThatStay(Map<String, String> sources) {
    List<String> complaints = new ArrayList<>();
    sources.forEach(
        (name, source) -> {
          Statements all = statements(source);
          for (int at : all.indices(Pattern.compile("\\.add\\(HALF_BITS\\)"))) {
            String half = all.all().get(at).replaceAll("^var (\\w+) = .*", "$1");
            if (!all.all().get(at + 1).contains("%s.add(%s)".formatted(half, half))) {
              complaints.add(name + ": half of e^x is not doubled");
            }
          }
        });
    return complaints;
  }

  /** The four operations of arithmetic are the same but for the operation. */
  private static List<String> arithmetic(Map<String, String> sources) {
    Statements all = statements(sources.get("VectorElementwise"));
    Map<String, Statements> bodies = new TreeMap<>();
    for (String operation : List.of("add", "sub", "mul", "div")) {
      all.next(Pattern.compile("void " + operation + "\\("), 0)
          .ifPresent(
              header ->
                  bodies.put(
                      operation,
                      all.body(header)
                          .renamed()
                          .replaced(Pattern.compile("\\." + operation + "\\("), ".operation(")));
    }
    List<String> complaints = new ArrayList<>();
    if (bodies.size() != 4) {
      complaints.add("only %s are there".formatted(bodies.keySet()));
    }
    bodies.forEach(
        (operation, body) -> {
          String difference = bodies.get("add").difference(body);
          if (!difference.isEmpty()) {
            complaints.add("%s: %s".formatted(operation, difference));
          }
        });
    return complaints;
  }

  /** A tile as the source has it: its header and body, without its own name and height. */
  private record Tile(String kind, int height, Statements text) {}

  private static List<Tile> tiles(Map<String, String> sources) {
    List<Tile> tiles = new ArrayList<>();
    Pattern header = Pattern.compile(TILE);
    sources.forEach(
        (name, source) -> {
          Statements all = statements(source);
          for (int at : all.indices(header)) {
            MatchResult found =
                header.matcher(all.all().get(at)).results().findFirst().orElseThrow();
            int height = Integer.parseInt(found.group(1));
            List<String> text = new ArrayList<>();
            text.add(all.all().get(at));
            text.addAll(all.body(at).all());
            tiles.add(
                new Tile(
                    name + ".tile" + found.group(2),
                    height,
                    new Statements(text)
                        .replaced(Pattern.compile("tile" + height), "tile")
                        .replaced(Pattern.compile("\\* " + height + "\\b"), "* height")));
          }
        });
    return tiles;
  }

  /**
   * The variables that the tallest tile has one of for each row, as a pattern with the row in its
   * group: x0 to x11, but not the b0 and b1 that all rows share.
   */
  private static Pattern rowVariables(Tile tallest) {
    Map<String, TreeSet<Integer>> declared = new HashMap<>();
    for (MatchResult each : tallest.text().found(Pattern.compile("var ([a-z]+)(\\d+) ="))) {
      declared
          .computeIfAbsent(each.group(1), _ -> new TreeSet<>())
          .add(Integer.parseInt(each.group(2)));
    }
    List<Integer> rows = IntStream.range(0, tallest.height()).boxed().toList();
    String names =
        declared.entrySet().stream()
            .filter(each -> List.copyOf(each.getValue()).equals(rows))
            .map(Map.Entry::getKey)
            .collect(Collectors.joining("|"));
    assertFalse(names.isEmpty(), "no variable of " + tallest.kind() + " belongs to a row");
    return Pattern.compile("\\b(?:" + names + ")(\\d+)\\b");
  }

  /** The tallest tile without what it does for rows from {@code height} on. */
  private static Statements cutShort(Tile tallest, int height) {
    Pattern row = rowVariables(tallest);
    return new Statements(
        tallest.text().all().stream()
            .filter(
                statement ->
                    row.matcher(statement)
                        .results()
                        .allMatch(each -> Integer.parseInt(each.group(1)) < height))
            .toList());
  }

  /** Tile n is the tallest tile of its kind cut short. */
  private static List<String> tileComplaints(Map<String, String> sources) {
    List<String> complaints = new ArrayList<>();
    Map<String, List<Tile>> kinds =
        tiles(sources).stream().collect(Collectors.groupingBy(Tile::kind));
    if (kinds.isEmpty()) {
      complaints.add("there are no tiles");
    }
    kinds.forEach(
        (kind, tiles) -> {
          Tile tallest = tiles.stream().max(Comparator.comparingInt(Tile::height)).orElseThrow();
          for (Tile tile : tiles) {
            String difference = cutShort(tallest, tile.height()).difference(tile.text());
            if (!difference.isEmpty()) {
              complaints.add("%s of %d rows: %s".formatted(kind, tile.height(), difference));
            }
          }
        });
    return complaints;
  }

  /** All complaints about these sources. */
  private static List<String> complaints(Map<String, String> sources) {
    List<String> complaints = new ArrayList<>();
    for (Stretch stretch : List.of(EXP, DENSITY, TAIL)) {
      complaints.addAll(complaints(stretch, sources));
    }
    complaints.addAll(halvesThatStay(sources));
    complaints.addAll(arithmetic(sources));
    complaints.addAll(tileComplaints(sources));
    return complaints;
  }

  @Test
  void allCopiesAreTheSame() {
    assertEquals(List.of(), complaints(sources()));
  }

  @Test
  void tilesOfSeveralHeightsAreFound() {
    assertTrue(tiles(sources()).stream().map(Tile::height).distinct().count() > 1);
  }

  /** The rule in small: the tallest tile without its last row, and one that forgot a row. */
  @Test
  void aTileIsTheTallestOneCutShort() {
    String two =
        """
        static void tile2(int k) {
          var x0 = load(c);
          var x1 = load(c + 1 * PANEL);
          for (int p = 0; p < k; p++) {
            int at = p * 2;
            x0 = x0.fma(a[at], b0);
            x1 = x1.fma(a[at + 1], b0);
          }
        }
        """;
    String one =
        """
        static void tile1(int k) {
          var x0 = load(c);
          for (int p = 0; p < k; p++) {
            int at = p * 1;
            x0 = x0.fma(a[at], b0);
          }
        }
        """;
    assertEquals(List.of(), tileComplaints(Map.of("Tiles", two + one)));
    String forgetful = one.replace("x0 = x0.fma(a[at], b0);", "");
    assertEquals(1, tileComplaints(Map.of("Tiles", two + forgetful)).size());
  }

  /** A change anywhere in a copy is noticed, whichever copy it is. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "VectorExp | p.fma(r, EXP_4) | p.fma(r, EXP_3)",
        "VectorExp | n.fma(MINUS_LN2_HIGH, t) | t.fma(MINUS_LN2_HIGH, n)",
        "VectorErf | shifted.sub(ROUNDER) | shifted.add(ROUNDER)",
        "VectorGelu | p.fma(r.mul(r), r).add(ONE) | p.fma(r, r).add(ONE)",
        "VectorGeluTanh | (VectorOperators.LSHL, 23) | (VectorOperators.LSHL, 22)",
        "VectorTanh | fma(LOG2_E, ROUNDER) | fma(ROUNDER, LOG2_E)",
        "VectorSoftmax | EXP_6.fma(r, EXP_5); | EXP_6.fma(r, EXP_5); p = p.add(p);",
        "VectorTanh | e = e.add(e); | ;",
        "VectorGelu | t.fma(t, square.neg()) | t.fma(t, square)",
        "VectorErf | t.fma(t, square.neg()) | t.fma(t, square)",
        "VectorErf | q.fma(u, TAIL_7) | q.fma(u, TAIL_6)",
        "VectorGelu | q = q.fma(u, TAIL_3); | ;",
        "VectorElementwise | u.mul(v) | u.mul(u)",
        "VectorElementwise | u.sub(v).intoArray(z, zOffset + i) | u.sub(v).intoArray(z, i)",
      })
  void aChangeOfOneCopyIsNoticed(String name, String from, String to) {
    Map<String, String> sources = sources();
    String source = sources.get(name);
    int changed = 0;
    for (int at = source.indexOf(from); at >= 0; at = source.indexOf(from, at + 1)) {
      String other = source.substring(0, at) + to + source.substring(at + from.length());
      sources.put(name, other);
      assertFalse(complaints(sources).isEmpty(), "%s at %d of %s".formatted(from, at, name));
      changed++;
    }
    assertTrue(changed > 0, from + " is not in " + name);
  }

  /** So is a change of any line of a tile but the tallest, and a line that is gone. */
  @Test
  void aChangeOfOneTileIsNoticed() {
    for (String source : sources().values()) {
      List<MatchResult> headers = Pattern.compile(TILE).matcher(source).results().toList();
      for (MatchResult header : headers) {
        int tallest =
            headers.stream()
                .filter(each -> each.group(2).equals(header.group(2)))
                .mapToInt(each -> Integer.parseInt(each.group(1)))
                .max()
                .orElse(0);
        if (Integer.parseInt(header.group(1)) == tallest) {
          continue;
        }
        int end = source.indexOf("\n  }\n", header.end());
        int line = source.indexOf('\n', source.indexOf("{\n", header.end())) + 1;
        for (int next; line < end; line = next) {
          next = source.indexOf('\n', line) + 1;
          String text = source.substring(line, next);
          if (text.endsWith(";\n")) {
            String without = source.substring(0, line) + source.substring(next);
            assertFalse(
                tileComplaints(Map.of("Tiles", without)).isEmpty(),
                header.group() + " without " + text);
          }
        }
      }
    }
  }

  /** Another name, another line break or a remark is no other copy. */
  @Test
  void namesAndRemarksDoNotCount() {
    Map<String, String> sources = sources();
    String source = sources.get("VectorTanh");
    sources.put(
        "VectorTanh",
        source
            .replaceAll("\\bshifted\\b", "moved")
            .replace("var n = ", "// The integer.\n var\n n = ")
            .replaceAll("\\bp\\b", "polynomial"));
    assertEquals(List.of(), complaints(sources));
  }
}
