package org.mekiki.fuzz.input;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mekiki.fuzz.FuzzTarget;
import org.mekiki.transformer.mecab.Mecab;
import org.mekiki.transformer.mecab.MecabDictionary;
import org.mekiki.transformer.mecab.MecabDictionaryException;
import org.mekiki.transformer.mecab.MecabWord;

/**
 * Compiled dictionaries, and a text that is searched in them. An input is the files one after the
 * other, each after its length of 16 bits: words, unknown words, matrix, characters, settings; then
 * the text. The kinds of characters there are the first ones, and are repeated up to their number.
 * A damaged dictionary is tried a second time with a beginning that fits, as somebody would write
 * it who means harm.
 */
public final class MecabTarget implements FuzzTarget {
  private static final List<String> FILES =
      List.of("sys.dic", "unk.dic", "matrix.bin", "char.bin", "dicrc");

  private static final int MAGIC = 0xEF718F77;
  private static final int CHARACTERS = 0xFFFF;
  private static final int NAME = 32;

  @Override
  public String name() {
    return "mecab";
  }

  @Override
  public Set<Class<? extends Exception>> refusals() {
    // The second is for dictionaries with more words at each place than any real one.
    return Set.of(MecabDictionaryException.class, IllegalArgumentException.class);
  }

  @Override
  public List<String> words() {
    return List.of(
        "猫", "あああ", "カメラ", " ", "New York", "EUC-JP", "sjis", "userdic=", "\u0001\u0001");
  }

  /** Twice the kinds of all characters, and the nodes of a lattice while it grows. */
  @Override
  public long memory(int length) {
    return (32L << 20) + 16_384L * length;
  }

  @Override
  public void run(byte[] input, Path folder) throws MecabDictionaryException {
    try {
      search(input, false);
    } catch (MecabDictionaryException e) {
      search(input, true);
    }
  }

  private static void search(byte[] input, boolean mended) throws MecabDictionaryException {
    ByteBuffer in = ByteBuffer.wrap(input).order(ByteOrder.LITTLE_ENDIAN);
    var files = new LinkedHashMap<String, ByteBuffer>();
    for (String name : FILES) {
      int length = in.remaining() < Short.BYTES ? 0 : in.getShort() & 0xFFFF;
      byte[] bytes = new byte[Math.min(length, in.remaining())];
      in.get(bytes);
      files.put(name, ByteBuffer.wrap(name.equals("char.bin") ? whole(bytes) : bytes));
    }
    if (mended) {
      mend(files);
    }
    byte[] rest = new byte[in.remaining()];
    in.get(rest);
    requireSound(Mecab.of(MecabDictionary.of(files)), new String(rest, StandardCharsets.UTF_8));
  }

  /** With kinds for all characters. */
  private static byte[] whole(byte[] bytes) {
    if (bytes.length < Integer.BYTES) {
      return bytes;
    }
    long names = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
    long start = Integer.BYTES + NAME * names;
    int given = (int) ((bytes.length - start) / Integer.BYTES);
    if (names < 0 || start > bytes.length || given == 0) {
      return bytes;
    }
    ByteBuffer all =
        ByteBuffer.allocate((int) start + Integer.BYTES * CHARACTERS).put(bytes, 0, (int) start);
    for (int i = 0; i < CHARACTERS; i++) {
      all.put(bytes, (int) start + Integer.BYTES * (i % given), Integer.BYTES);
    }
    return all.array();
  }

  private static void mend(Map<String, ByteBuffer> files) {
    for (String name : List.of("sys.dic", "unk.dic")) {
      ByteBuffer file = files.get(name).order(ByteOrder.LITTLE_ENDIAN);
      if (file.capacity() >= Integer.BYTES) {
        file.putInt(0, MAGIC ^ file.capacity());
      }
    }
  }

  private static void requireSound(Mecab mecab, String text) {
    int end = 0;
    var places = new ArrayList<Integer>();
    for (MecabWord word : mecab.words(text)) {
      if (word.start() < end || word.end() <= word.start() || word.end() > text.length()) {
        throw new AssertionError("a word lies from %d to %d".formatted(word.start(), word.end()));
      }
      end = word.end();
      places.add(word.start());
      places.add(end);
    }
    int[] again = mecab.boundaries(text);
    for (int i = 0; i < again.length; i++) {
      if (again[i] != places.get(i)) {
        throw new AssertionError("words and boundaries differ");
      }
    }
  }
}
