import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the sources that mecab-dict-index compiles: java MakeDictionary.java FOLDER OUT_FOLDER.
 *
 * <p>FOLDER has closed.txt, words.txt, unknown.txt, connections.txt, char.def and dicrc. Words of
 * the open classes are conjugated here.
 */
final class MakeDictionary {
  /** Rows of the five columns in which verbs change: a, i, u, e, o, and the form before た and て. */
  private static final Map<Character, String> ROWS =
      Map.of(
          'う', "わいうえおっ",
          'く', "かきくけこい",
          'ぐ', "がぎぐげごい",
          'す', "さしすせそし",
          'つ', "たちつてとっ",
          'ぬ', "なにぬねのん",
          'ぶ', "ばびぶべぼん",
          'む', "まみむめもん",
          'る', "らりるれろっ");

  private final List<String> lines = new ArrayList<>();
  private final Set<String> seen = new LinkedHashSet<>();
  private final Map<String, Integer> begins = new LinkedHashMap<>(Map.of("bos", 0));
  private final Map<String, Integer> ends = new LinkedHashMap<>(Map.of("bos", 0));

  private MakeDictionary() {}

  static void main(String[] args) throws IOException {
    new MakeDictionary().write(Path.of(args[0]), Path.of(args[1]));
  }

  private void write(Path folder, Path out) throws IOException {
    for (String line : read(folder, "closed.txt")) {
      String[] f = line.split(" ");
      word(f[0], f[1], f[2], Integer.parseInt(f[3]), f[4], f.length > 5 ? f[5] : f[0]);
    }
    String kind = "";
    for (String line : read(folder, "words.txt")) {
      if (line.startsWith("[")) {
        kind = line.substring(1, line.length() - 1);
        continue;
      }
      for (String word : line.trim().split("\\s+")) {
        if (!word.isEmpty()) {
          open(kind, word);
        }
      }
    }
    irregular();
    List<String> unknown = new ArrayList<>();
    for (String line : read(folder, "unknown.txt")) {
      String[] f = line.trim().split("\\s+");
      unknown.add("%s,%d,%d,%s,%s".formatted(f[0], id(begins, f[1]), id(ends, f[2]), f[3], f[4]));
    }
    Files.createDirectories(out);
    Files.write(out.resolve("lexicon.csv"), lines);
    Files.write(out.resolve("unk.def"), unknown);
    Files.write(out.resolve("matrix.def"), matrix(read(folder, "connections.txt")));
    for (String name : List.of("char.def", "dicrc")) {
      Files.write(out.resolve(name), Files.readAllBytes(folder.resolve(name)));
    }
    System.out.printf("%d words, %d x %d connections%n", lines.size(), ends.size(), begins.size());
  }

  private static List<String> read(Path folder, String name) throws IOException {
    return Files.readAllLines(folder.resolve(name)).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  private static int id(Map<String, Integer> ids, String name) {
    return ids.computeIfAbsent(name, n -> ids.size());
  }

  private void word(
      String surface, String begin, String end, int cost, String speech, String base) {
    String line =
        "%s,%d,%d,%d,%s,%s"
            .formatted(
                surface.equals(",") ? "\",\"" : surface,
                id(begins, begin),
                id(ends, end),
                cost,
                full(speech),
                base.equals(",") ? "\",\"" : base);
    if (seen.add(surface + begin + end + speech)) {
      lines.add(line);
    }
  }

  /** A part of speech with six columns. */
  private static String full(String speech) {
    var fields = new ArrayList<>(Arrays.asList(speech.split(",")));
    while (fields.size() < 6) {
      fields.add("*");
    }
    return String.join(",", fields);
  }

  /** What a word costs: short words and words without kanji are less certain. */
  private static int cost(String word) {
    boolean hiragana = word.chars().allMatch(c -> c >= 0x3041 && c <= 0x309F);
    return 2600 - 200 * Math.min(word.length(), 5) + (hiragana ? 500 : 0);
  }

  private void open(String kind, String word) {
    int cost = cost(word);
    switch (kind) {
      case "名詞,一般" -> word(word, "n", "n", cost, kind, word);
      case "名詞,サ変接続" -> word(word, "n", "ns", cost - 50, kind, word);
      case "名詞,形容動詞語幹" -> word(word, "n", "nk", cost - 50, kind, word);
      case "名詞,副詞可能" -> {
        word(word, "n", "n", cost + 100, kind, word);
        word(word, "adv", "adv", cost + 100, kind, word);
      }
      case "名詞,固有名詞,地域" -> word(word, "n", "n", cost, kind + ",一般", word);
      case "名詞,固有名詞,人名" -> word(word, "n", "n", cost + 100, kind + ",姓", word);
      case "名詞,固有名詞,組織" -> word(word, "n", "n", cost, kind, word);
      case "五段" -> godan(word, "v", cost, "自立", false);
      case "五段イク" -> godan(word, "v", cost, "自立", true);
      case "五段補助" -> {
        if (word.equals("くる")) {
          kuru("vx", 300, "非自立");
        } else if (word.equals("くださる")) {
          honorific(word, "vx", 300, "非自立");
        } else {
          godan(word, "vx", 300, "非自立", word.equals("いく"));
        }
      }
      case "五段複合" -> godan(word, "vc", 900, "非自立", false);
      case "五段ラ特殊" -> honorific(word, "v", cost, "自立");
      case "一段" -> ichidan(word, "v", cost, "自立");
      case "一段補助" -> ichidan(word, "vx", word.equals("る") ? 800 : 300, "非自立");
      case "一段複合" -> ichidan(word, "vc", 600, "非自立");
      case "形容詞" -> adjective(word, "a", cost - 100, "自立");
      case "形容詞補助" -> adjective(word, "ax", 300, "非自立");
      case "形容詞て" -> adjective(word, "vx", 300, "非自立");
      case "副詞" -> word(word, "adv", "adv", cost - 100, "副詞,一般", word);
      default -> throw new IllegalArgumentException(kind);
    }
  }

  private void verb(
      String surface,
      String begin,
      String end,
      int cost,
      String kind,
      String row,
      String form,
      String base) {
    word(surface, begin, end, cost, "動詞,%s,*,*,%s,%s".formatted(kind, row, form), base);
  }

  private void godan(String base, String begin, int cost, String kind, boolean iku) {
    char last = base.charAt(base.length() - 1);
    String stem = base.substring(0, base.length() - 1);
    String row = ROWS.get(last);
    String name = "五段・" + "カガサタナバマラワ".charAt("くぐすつぬぶむるう".indexOf(last)) + "行";
    boolean su = last == 'す';
    boolean aru = base.equals("ある") || base.equals("有る");
    if (!aru) {
      verb(stem + row.charAt(0), begin, "mi", cost, kind, name, "未然形", base);
    }
    verb(stem + row.charAt(1), begin, su ? "ren1" : "ren", cost, kind, name, "連用形", base);
    verb(base, begin, "end", cost, kind, name, "基本形", base);
    verb(stem + row.charAt(3), begin, "ka", cost, kind, name, "仮定形", base);
    if (!aru) {
      verb(stem + row.charAt(3), begin, "me", cost + 1500, kind, name, "命令形", base);
    }
    verb(stem + row.charAt(4), begin, "vu", cost, kind, name, "未然ウ接続", base);
    if (!su) {
      char before = iku ? 'っ' : row.charAt(5);
      boolean da = "ぐぬぶむ".indexOf(last) >= 0;
      verb(stem + before, begin, da ? "dnb" : "onb", cost, kind, name, "連用タ接続", base);
    }
  }

  private void honorific(String base, String begin, int cost, String kind) {
    String stem = base.substring(0, base.length() - 1);
    String row = "五段・ラ行特殊";
    verb(stem + "ら", begin, "mi", cost, kind, row, "未然形", base);
    verb(stem + "い", begin, "ren", cost, kind, row, "連用形", base);
    verb(stem + "り", begin, "ren", cost + 300, kind, row, "連用形", base);
    verb(stem + "い", begin, "me", cost, kind, row, "命令ｉ", base);
    verb(base, begin, "end", cost, kind, row, "基本形", base);
    verb(stem + "れ", begin, "ka", cost, kind, row, "仮定形", base);
    verb(stem + "っ", begin, "onb", cost, kind, row, "連用タ接続", base);
  }

  private void ichidan(String base, String begin, int cost, String kind) {
    String stem = base.substring(0, base.length() - 1);
    if (base.equals("る")) {
      // The short form of いる: 使ってる, 使ってた.
      verb("る", begin, "end", cost, kind, "一段", "基本形", "る");
      return;
    }
    if (base.equals("くださる")) {
      return;
    }
    verb(stem, begin, "mi1", cost, kind, "一段", "未然形", base);
    verb(stem, begin, "ren1", cost, kind, "一段", "連用形", base);
    verb(base, begin, "end", cost, kind, "一段", "基本形", base);
    verb(stem + "れ", begin, "ka", cost, kind, "一段", "仮定形", base);
    verb(stem + "ろ", begin, "me", cost + 500, kind, "一段", "命令ｒｏ", base);
    verb(stem + "よ", begin, "vu", cost, kind, "一段", "未然ウ接続", base);
  }

  private void kuru(String begin, int cost, String kind) {
    for (String k : List.of("来", "")) {
      String row = k.isEmpty() ? "カ変・クル" : "カ変・来ル";
      String base = k.isEmpty() ? "くる" : "来る";
      verb(k.isEmpty() ? "こ" : k, begin, "mi1", cost, kind, row, "未然形", base);
      verb(k.isEmpty() ? "き" : k, begin, "ren1", cost, kind, row, "連用形", base);
      verb(base, begin, "end", cost, kind, row, "基本形", base);
      verb(k.isEmpty() ? "くれ" : "来れ", begin, "ka", cost, kind, row, "仮定形", base);
      verb(k.isEmpty() ? "こい" : "来い", begin, "me", cost, kind, row, "命令形", base);
      verb(k.isEmpty() ? "こよ" : "来よ", begin, "vu", cost, kind, row, "未然ウ接続", base);
    }
  }

  private void adjective(String base, String begin, int cost, String kind) {
    String stem = base.substring(0, base.length() - 1);
    if (base.equals("いい") || base.endsWith("どいい") || base.endsWith("ちいい")) {
      // いい is used in this form only; the others are those of よい.
      adjectiveForm(base, begin, "aki", cost, kind, "形容詞・イイ", "基本形", base);
      return;
    }
    String row = base.endsWith("しい") ? "形容詞・イ段" : "形容詞・アウオ段";
    adjectiveForm(base, begin, "aki", cost, kind, row, "基本形", base);
    adjectiveForm(stem + "く", begin, "aku", cost, kind, row, "連用テ接続", base);
    adjectiveForm(stem + "かっ", begin, "akat", cost, kind, row, "連用タ接続", base);
    adjectiveForm(stem + "けれ", begin, "akere", cost, kind, row, "仮定形", base);
    adjectiveForm(stem + "かろ", begin, "vu", cost, kind, row, "未然ウ接続", base);
    adjectiveForm(
        base.equals("ない") || base.equals("無い") || base.equals("よい") || base.equals("良い")
            ? stem + "さ"
            : stem,
        begin,
        "astem",
        cost + 300,
        kind,
        row,
        "ガル接続",
        base);
    if (base.equals("よい") || base.equals("良い")) {
      adjectiveForm(stem, begin, "astem", cost + 1500, kind, row, "ガル接続", base);
    }
  }

  private void adjectiveForm(
      String surface,
      String begin,
      String end,
      int cost,
      String kind,
      String row,
      String form,
      String base) {
    word(surface, begin, end, cost, "形容詞,%s,*,*,%s,%s".formatted(kind, row, form), base);
  }

  /** する, くる and the verbs that only follow other verbs. */
  private void irregular() {
    kuru("v", 1900, "自立");
    String row = "サ変・スル";
    verb("し", "sv", "mi1", 300, "自立", row, "未然形", "する");
    verb("さ", "sv", "mis", 300, "自立", row, "未然レル接続", "する");
    verb("せ", "sv", "mir", 600, "自立", row, "未然ヌ接続", "する");
    verb("し", "sv", "ren1", 200, "自立", row, "連用形", "する");
    verb("する", "sv", "end", 200, "自立", row, "基本形", "する");
    verb("すれ", "sv", "ka", 300, "自立", row, "仮定形", "する");
    verb("しよ", "sv", "vu", 300, "自立", row, "未然ウ接続", "する");
    verb("しろ", "sv", "me", 500, "自立", row, "命令ｒｏ", "する");
    verb("いたし", "sv", "ren1", 200, "自立", "五段・サ行", "連用形", "いたす");
    verb("致し", "sv", "ren1", 200, "自立", "五段・サ行", "連用形", "致す");
    verb("いたす", "sv", "end", 300, "自立", "五段・サ行", "基本形", "いたす");
    verb("でき", "sv", "mi1", 300, "自立", "一段", "未然形", "できる");
    verb("でき", "sv", "ren1", 300, "自立", "一段", "連用形", "できる");
    verb("できる", "sv", "end", 300, "自立", "一段", "基本形", "できる");
    verb("できれ", "sv", "ka", 300, "自立", "一段", "仮定形", "できる");
    for (String suffix : List.of("れる reru", "られる rareru", "せる seru", "させる saseru")) {
      String[] parts = suffix.split(" ");
      String base = parts[0];
      String stem = base.substring(0, base.length() - 1);
      verb(stem, parts[1], "mi1", 100, "接尾", "一段", "未然形", base);
      verb(stem, parts[1], "ren1", 100, "接尾", "一段", "連用形", base);
      verb(base, parts[1], "end", 100, "接尾", "一段", "基本形", base);
      verb(stem + "れ", parts[1], "ka", 100, "接尾", "一段", "仮定形", base);
    }
  }

  private List<String> matrix(List<String> rules) {
    var groups = new int[ends.size()][begins.size()];
    for (String rule : rules) {
      String[] sides = rule.split(">");
      String[] right = sides[1].trim().split("\\s+");
      int cost = Integer.parseInt(right[1]);
      for (int e : numbers(ends, sides[0].trim(), rule)) {
        for (int b : numbers(begins, right[0], rule)) {
          groups[e][b] = cost;
        }
      }
    }
    var out = new ArrayList<String>();
    out.add(ends.size() + " " + begins.size());
    for (int e = 0; e < ends.size(); e++) {
      for (int b = 0; b < begins.size(); b++) {
        out.add(e + " " + b + " " + groups[e][b]);
      }
    }
    return out;
  }

  private static List<Integer> numbers(Map<String, Integer> ids, String names, String rule) {
    if (names.equals("*")) {
      return List.copyOf(ids.values());
    }
    return Arrays.stream(names.split(","))
        .map(
            name -> {
              Integer id = ids.get(name);
              if (id == null) {
                throw new IllegalArgumentException("no word has \"" + name + "\": " + rule);
              }
              return id;
            })
        .toList();
  }
}
