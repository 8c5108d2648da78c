package org.mekiki.sig.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where sentences end in text without spaces. */
final class SentenceBreaksTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "猫がいる。犬がいた。, 猫がいる。|犬がいた。",
        "本当!?すごい！はい, 本当!?|すごい！|はい",
        "すごい!とても良い, すごい!|とても良い",
        "「行く。」と言った。「本当？」, 「行く。」と言った。|「本当？」",
        "「行く！！」と母。「だめ!」って父。, 「行く！！」と母。|「だめ!」って父。",
        "「はい。」とても良い。『ね。』、だ。, 「はい。」|とても良い。|『ね。』、だ。",
        "いい。とにかく。, いい。|とにかく。",
        "（終わり。）次『はい！』）また, （終わり。）|次『はい！』）|また",
        "3.5点。4.0点, 3.5点。|4.0点",
        "It is good. It is bad., It is good. |It is bad.",
        "猫。。。犬, 猫。。。|犬",
        "ない, ない"
      })
  void sentencesEndWithWhatClosesThem(String text, String expected) {
    var parts = new ArrayList<String>();
    int start = 0;
    for (int end : SentenceBreaks.of(text)) {
      parts.add(text.substring(start, end));
      start = end;
    }
    assertEquals(expected, String.join("|", parts));
    assertEquals(text.length(), start);
  }
}
