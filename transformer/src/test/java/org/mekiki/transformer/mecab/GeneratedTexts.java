package org.mekiki.transformer.mecab;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Texts of many kinds, a function of a seed: ordinary ones, and runs that no dictionary has. */
final class GeneratedTexts {
  private static final List<String> TEMPLATES =
      List.of(
          "政府は{d}日、{p}で{n}に関する{m}を発表した。",
          "{p}の{n}が{d}年ぶりに{v}ことが、関係者への取材で分かった。",
          "{p}市の{n}会社は来年{d}月から{m}を{v}。",
          "この{n}はとても{a}です。",
          "{a}けど{n}が{a}かった、星{d}つ。",
          "サポートの対応が{a}くて{n}を{v}ました!!",
          "期待して買ったのに{n}が{a}すぎる…",
          "「ねえ、{n}って{a}?」「うーん、{a}かも」",
          "えっと、{p}まで{d}円だよね〜",
          "マジで{v}わwww",
          "はい、そうですね。{n}を{v}てください。");

  private static final String[] NOUNS = {
    "商品",
    "電池",
    "画面",
    "制度",
    "経済",
    "議論",
    "カメラ",
    "値段",
    "味",
    "配送",
    "人工知能",
    "東京都知事",
    "国際連合",
    "コンピューター",
    "ヴァイオリン",
    "お客様",
    "ご飯",
    "猫",
    "ﾊﾟｿｺﾝ",
    "iPhone 17"
  };
  private static final String[] PLACES = {
    "東京", "大阪", "京都", "札幌", "ニューヨーク", "関西国際空港", "霞ヶ関", "四条", "神奈川県横浜"
  };
  private static final String[] PLANS = {"方針", "見解", "計画", "調査結果", "サービス", "新製品"};
  private static final String[] VERBS = {
    "売れる", "食べ", "使い始める", "壊れ", "増え", "提供する", "検討し", "走っ", "返品し"
  };
  private static final String[] ADJECTIVES = {
    "良い", "悪い", "使いやす", "美し", "静か", "高", "すばらしい", "ひど", "嬉し"
  };
  private static final String[] SPACES = {
    " ", "  ", "\t", "\u3000", "\u00a0", "\u000b", " \u3000 "
  };
  private static final int[] LENGTHS = {
    1, 1, 2, 3, 5, 8, 13, 15, 16, 23, 24, 25, 26, 27, 34, 50, 100, 200
  };

  private final SplittableRandom random;

  GeneratedTexts(long seed) {
    random = new SplittableRandom(seed);
  }

  /** So many texts, without the characters that end a line or a text. */
  List<String> texts(int count) {
    var texts = new ArrayList<String>();
    while (texts.size() < count) {
      texts.add(text().replaceAll("[\\n\\x00]", ""));
    }
    return texts;
  }

  private String text() {
    int kind = random.nextInt(10);
    if (kind < 5) {
      return sentence();
    }
    var text = new StringBuilder();
    for (int parts = 1 + random.nextInt(4); parts > 0; parts--) {
      int part = kind < 8 ? random.nextInt(3) : 1;
      text.append(part == 0 ? sentence() : part == 1 ? run() : pick(SPACES));
    }
    return text.toString();
  }

  private String sentence() {
    String text = TEMPLATES.get(random.nextInt(TEMPLATES.size()));
    for (int at = text.indexOf('{'); at >= 0; at = text.indexOf('{')) {
      String word =
          switch (text.charAt(at + 1)) {
            case 'd' -> Long.toString(random.nextLong(pick(new int[] {10, 3000, 1_000_000_000})));
            case 'p' -> pick(PLACES);
            case 'n' -> pick(NOUNS);
            case 'm' -> pick(PLANS);
            case 'v' -> pick(VERBS);
            default -> pick(ADJECTIVES);
          };
      text = text.substring(0, at) + word + text.substring(at + 3);
    }
    return text;
  }

  /** Characters of one kind, from 1 to 200. */
  private String run() {
    int kind = random.nextInt(14);
    var run = new StringBuilder();
    for (int length = pick(LENGTHS); length > 0; length--) {
      run.appendCodePoint(
          switch (kind) {
            case 0 -> between(0x30A1, 0x30FB);
            case 1 -> between(0x4E00, 0x9FA6);
            case 2 -> between(0x3041, 0x3097);
            case 3 -> between('0', '9' + 1);
            case 4 -> between('A', 'z' + 1);
            case 5 -> between(0xFF66, 0xFFA0);
            case 6 -> between(0x1F300, 0x1F650);
            case 7 -> between(0xFF01, 0xFF5F);
            case 8 -> between('!', '0');
            case 9 -> between(1, 0x250);
            case 10 -> between(0x250, 0xD800);
            case 11 -> between(0xD800, 0xE000);
            case 12 -> between(0xE000, 0x10000);
            default -> between(0x10000, 0x110000);
          });
    }
    return run.toString();
  }

  private int between(int from, int to) {
    return random.nextInt(from, to);
  }

  private int pick(int[] all) {
    return all[random.nextInt(all.length)];
  }

  private String pick(String[] all) {
    return all[random.nextInt(all.length)];
  }
}
