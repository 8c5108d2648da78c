package org.mekiki.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes inputs of a corpus. Each is a function of the seed and its number alone, so that one can be
 * made again without those before it.
 *
 * <p>See {@code docs/decisions/2026-11-29-fuzzing.md}.
 */
public final class Mutator {
  /** No input grows beyond these bytes. */
  static final int LONGEST = 1 << 16;

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final int MOST_CHANGES = 6;

  private static final long[] NUMBERS = {
    0,
    1,
    -1,
    7,
    8,
    64,
    127,
    128,
    255,
    256,
    0x7FFF,
    0x8000,
    0xFFFF,
    0x10000,
    1_000_000,
    0x7FFFFFFF,
    0x80000000L,
    0xFFFFFFFFL,
    0x100000000L,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private static final List<String> WORDS =
      List.of(
          "\0",
          "\r",
          "\r\n",
          "\n",
          "\t",
          "\"",
          "\\",
          "'",
          "\u00e9",
          "e\u0301",
          "\ufeff",
          "\u0130",
          "\u00df",
          "\ud83d\udc69\u200d\ud83d\udcbb",
          "\u3042",
          "\uffff",
          "\u2028",
          "[[[[[[[[",
          "{\"a\":",
          "((((((((",
          "-0",
          "1e400",
          "NaN",
          "0x10",
          "1_000",
          "null",
          "true",
          "%s",
          "../");

  private final List<byte[]> seeds;
  private final List<byte[]> words;
  private final boolean json;
  private final long seed;

  /**
   * Of a target and its corpus.
   *
   * @param seed which of all runs this is
   */
  public Mutator(FuzzTarget target, Collection<byte[]> corpus, long seed) {
    this.seeds = List.copyOf(corpus);
    this.words =
        java.util.stream.Stream.concat(WORDS.stream(), target.words().stream())
            .map(word -> word.getBytes(StandardCharsets.UTF_8))
            .toList();
    this.json = target.isJson();
    this.seed = seed;
  }

  /** The input of a number, from 0. */
  public byte[] input(long number) {
    var random = new SplittableRandom(seed + number * GOLDEN);
    byte[] input = seeds.get(random.nextInt(seeds.size())).clone();
    if (json && random.nextInt(3) > 0) {
      input = JsonMutator.changed(input, pick(seeds, random), random);
      if (random.nextInt(4) > 0) {
        return bounded(input);
      }
    }
    int changes = 1 + Math.min(random.nextInt(MOST_CHANGES), random.nextInt(MOST_CHANGES));
    for (int i = 0; i < changes; i++) {
      input = bounded(changed(input, random));
    }
    return input;
  }

  private static byte[] pick(List<byte[]> all, SplittableRandom random) {
    return all.get(random.nextInt(all.size()));
  }

  private static byte[] bounded(byte[] input) {
    return input.length > LONGEST ? Arrays.copyOf(input, LONGEST) : input;
  }

  private byte[] changed(byte[] input, SplittableRandom random) {
    return switch (random.nextInt(10)) {
      case 0 -> flipped(input, random);
      case 1 -> withByte(input, random);
      case 2 -> withNumber(input, random);
      case 3 -> withDigits(input, random);
      case 4 -> Arrays.copyOf(input, random.nextInt(input.length + 1));
      case 5 -> removed(input, random);
      case 6 -> repeated(input, random);
      case 7 -> spliced(input, pick(seeds, random), random);
      case 8 -> inserted(input, random.nextInt(input.length + 1), pick(words, random));
      default -> replaced(input, pick(words, random), random);
    };
  }

  private static byte[] flipped(byte[] input, SplittableRandom random) {
    for (int i = random.nextInt(8); i >= 0 && input.length > 0; i--) {
      input[random.nextInt(input.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return input;
  }

  private static byte[] withByte(byte[] input, SplittableRandom random) {
    if (input.length > 0) {
      input[random.nextInt(input.length)] = (byte) random.nextInt();
    }
    return input;
  }

  /** A number of 2, 4 or 8 bytes, in either order, over what was there. */
  private static byte[] withNumber(byte[] input, SplittableRandom random) {
    int size = 2 << random.nextInt(3);
    if (input.length < size) {
      return input;
    }
    boolean little = random.nextBoolean();
    byte[] number =
        ByteBuffer.allocate(8)
            .order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
            .putLong(NUMBERS[random.nextInt(NUMBERS.length)])
            .array();
    int at = random.nextInt(4) == 0 ? 0 : random.nextInt(input.length - size + 1);
    System.arraycopy(number, little ? 0 : 8 - size, input, at, size);
    return input;
  }

  /** Another number where one stands in digits. */
  private static byte[] withDigits(byte[] input, SplittableRandom random) {
    int start = random.nextInt(input.length + 1);
    for (int i = 0; i < input.length; i++) {
      int at = (start + i) % input.length;
      if (isDigit(input[at])) {
        int end = at;
        while (end < input.length && isDigit(input[end])) {
          end++;
        }
        String number = Long.toString(NUMBERS[random.nextInt(NUMBERS.length)]);
        return joined(input, at, number.getBytes(StandardCharsets.US_ASCII), input, end);
      }
    }
    return input;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static byte[] removed(byte[] input, SplittableRandom random) {
    int from = random.nextInt(input.length + 1);
    int to = from + random.nextInt(Math.min(64, input.length - from) + 1);
    return joined(input, from, new byte[0], input, to);
  }

  /** A stretch again, and now and then very often: nesting, long lists, long runs. */
  private static byte[] repeated(byte[] input, SplittableRandom random) {
    int from = random.nextInt(input.length + 1);
    int most = random.nextInt(4) == 0 ? 4 : 64;
    int to = from + random.nextInt(Math.min(most, input.length - from) + 1);
    int length = to - from;
    int times = random.nextInt(4) > 0 || length == 0 ? 1 : random.nextInt(LONGEST / length) + 1;
    byte[] stretch = new byte[times * length];
    for (int i = 0; i < times; i++) {
      System.arraycopy(input, from, stretch, i * length, length);
    }
    return inserted(input, to, stretch);
  }

  private static byte[] spliced(byte[] input, byte[] other, SplittableRandom random) {
    return joined(
        input,
        random.nextInt(input.length + 1),
        new byte[0],
        other,
        random.nextInt(other.length + 1));
  }

  private static byte[] inserted(byte[] input, int at, byte[] word) {
    return joined(input, at, word, input, at);
  }

  private static byte[] replaced(byte[] input, byte[] word, SplittableRandom random) {
    int at = random.nextInt(input.length + 1);
    return joined(input, at, word, input, Math.min(input.length, at + word.length));
  }

  /** The beginning of one input, a word, the end of another. */
  private static byte[] joined(byte[] first, int to, byte[] word, byte[] second, int from) {
    byte[] all = Arrays.copyOf(first, to + word.length + second.length - from);
    System.arraycopy(word, 0, all, to, word.length);
    System.arraycopy(second, from, all, to + word.length, second.length - from);
    return all;
  }
}
