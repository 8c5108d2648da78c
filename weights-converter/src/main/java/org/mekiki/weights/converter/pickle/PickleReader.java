package org.mekiki.weights.converter.pickle;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mekiki.transformer.file.StoredBytes;
import org.mekiki.weights.converter.file.ConversionException;

/**
 * Reads pickles of the protocols 0 to 5, one after the other. Values are {@code null} for {@code
 * None}, {@link Boolean}, {@link Long} or {@link BigInteger}, {@link Double}, {@link String},
 * {@code byte[]}, {@link List} (of tuples one that cannot be changed; sets are lists), {@link Map}
 * with texts and numbers as keys, {@link PickleGlobal}, and what a table of globals and a finder of
 * outside objects make. Nothing is called but these. Values may contain themselves: whoever follows
 * them bounds the depth.
 *
 * <p>Sources: Python's {@code pickletools}, and {@code pickle.py} for what an opcode does.
 */
public final class PickleReader {
  /** Bytes of a pickle. */
  private static final long MOST_BYTES = 16L << 20;

  private static final int MOST_TEXT = 1 << 20;
  private static final int MOST_SHOWN = 100;
  private static final int MOST_NAME = 1000;
  private static final int MOST_DIGITS = 1000;
  private static final int MOST_MEMO = 1_000_000;

  /** Entries of dictionaries that are made of lists: a list may be used again and again. */
  private static final int MOST_PAIRS = 1_000_000;

  private static final int NEWEST = 5;

  private final StoredBytes bytes;
  private final PickleGlobals globals;
  private final PersistentIds outside;
  private final String file;
  private final long end;
  private long position;

  private PickleInput in;
  private PickleStack stack;
  private final Map<Long, Object> memo = new HashMap<>();
  private int pairs;

  /**
   * A reader.
   *
   * @param bytes what holds the pickles
   * @param from number of the first byte
   * @param to number of the byte after the last that pickles may have
   * @param globals all names that they may mention
   * @param outside finds what they keep elsewhere
   */
  public PickleReader(
      StoredBytes bytes, long from, long to, PickleGlobals globals, PersistentIds outside) {
    this.bytes = bytes;
    this.file = bytes.name();
    this.position = from;
    this.end = to;
    this.globals = globals;
    this.outside = outside;
  }

  /**
   * {@return a text or number of a pickle, fit for a message, whatever a stranger wrote}
   *
   * @param value no container, which might contain itself
   */
  public static String shown(Object value) {
    boolean plain = value instanceof String || value instanceof Long || value instanceof Boolean;
    String text = plain ? value.toString().replaceAll("[^ -~]", "?") : "?";
    return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text;
  }

  /** {@return the number of the byte after the last pickle that was read} */
  public long position() {
    return position;
  }

  /**
   * Reads the next pickle.
   *
   * @return its value
   * @throws ConversionException if it is damaged, too large, or names what is not in the table
   * @throws IOException if its bytes cannot be read
   */
  public Object read() throws IOException {
    long limit = Math.min(end, position + MOST_BYTES);
    in = new PickleInput(bytes, position, limit, limit < end);
    stack = new PickleStack(file);
    memo.clear();
    int code = in.u8();
    while (code != '.') {
      step(code);
      code = in.u8();
    }
    Object value = stack.pop();
    if (!stack.isEmpty()) {
      throw in.damaged("it ends with more than one value");
    }
    position = in.position();
    return value;
  }

  private void step(int code) throws IOException {
    switch (code) {
      case 0x80 -> requireProtocol(in.u8());
      case 0x95 -> in.i64(); // FRAME: says how much may be read ahead
      case '(' -> stack.mark();
      case '0' -> stack.drop();
      case '1' -> stack.toMark();
      case '2' -> stack.push(stack.peek());
      case 'N' -> stack.push(null);
      case 0x88 -> stack.push(true);
      case 0x89 -> stack.push(false);
      case 'J' -> stack.push((long) in.i32());
      case 'K' -> stack.push((long) in.u8());
      case 'M' -> stack.push((long) in.u16());
      case 'I' -> stack.push(PickleText.integer(in.line(MOST_DIGITS), in));
      case 'L' -> stack.push(PickleText.integer(in.line(MOST_DIGITS), in));
      case 0x8a -> stack.push(PickleText.binary(in.take(in.u8(), MOST_DIGITS)));
      case 0x8b -> stack.push(PickleText.binary(in.take(in.i32(), MOST_DIGITS)));
      case 'F' -> stack.push(PickleText.real(in.line(MOST_DIGITS), in));
      case 'G' -> stack.push(in.f64());
      default -> {
        if (!text(code) && !container(code) && !remembered(code)) {
          object(code);
        }
      }
    }
  }

  private void requireProtocol(int protocol) throws ConversionException {
    if (protocol > NEWEST) {
      throw in.damaged("it has protocol %d; those up to %d are known".formatted(protocol, NEWEST));
    }
  }

  /** Texts and bytes; those of Python 2 are texts, a character a byte. */
  private boolean text(int code) throws IOException {
    switch (code) {
      case 'S' -> stack.push(PickleText.quoted(in.line(MOST_TEXT), in));
      case 'T' -> stack.push(PickleText.latin(in.take(in.i32(), MOST_TEXT)));
      case 'U' -> stack.push(PickleText.latin(in.take(in.u8(), MOST_TEXT)));
      case 'V' -> stack.push(PickleText.escaped(in.line(MOST_TEXT), in));
      case 'X' -> stack.push(in.utf8(in.u32(), MOST_TEXT));
      case 0x8c -> stack.push(in.utf8(in.u8(), MOST_TEXT));
      case 0x8d -> stack.push(in.utf8(in.i64(), MOST_TEXT));
      case 'B' -> stack.push(in.take(in.u32(), (int) MOST_BYTES));
      case 'C' -> stack.push(in.take(in.u8(), (int) MOST_BYTES));
      case 0x8e, 0x96 -> stack.push(in.take(in.i64(), (int) MOST_BYTES));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean container(int code) throws IOException {
    switch (code) {
      case ')' -> stack.push(List.of());
      case 't', 0x91 -> stack.push(stack.toMark());
      case 0x85 -> stack.push(stack.tuple(1));
      case 0x86 -> stack.push(stack.tuple(2));
      case 0x87 -> stack.push(stack.tuple(3));
      case ']', 0x8f -> stack.push(new ArrayList<>());
      case 'l' -> stack.push(new ArrayList<>(stack.toMark()));
      case '}' -> stack.push(new LinkedHashMap<>());
      case 'd' -> {
        List<Object> entries = stack.toMark();
        stack.push(new LinkedHashMap<>());
        put(entries);
      }
      case 'a' -> append(stack.tuple(1));
      case 'e', 0x90 -> append(stack.toMark());
      case 's' -> put(stack.tuple(2));
      case 'u' -> put(stack.toMark());
      default -> {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("unchecked") // lists that can be changed are made here alone
  private void append(List<Object> items) throws ConversionException {
    if (!(stack.peek() instanceof ArrayList<?> list)) {
      throw in.damaged("it adds items to something that is not a list");
    }
    ((ArrayList<Object>) list).addAll(items);
  }

  @SuppressWarnings("unchecked") // maps are made here and in OrderedDictionary alone
  private void put(List<Object> entries) throws ConversionException {
    if (!(stack.peek() instanceof LinkedHashMap<?, ?> map) || entries.size() % 2 != 0) {
      throw in.damaged("it adds entries to something that is not a dictionary, or half an entry");
    }
    for (int i = 0; i < entries.size(); i += 2) {
      ((LinkedHashMap<Object, Object>) map)
          .put(PickleStack.key(entries.get(i), file), entries.get(i + 1));
    }
  }

  private boolean remembered(int code) throws IOException {
    switch (code) {
      case 'p' -> remember(PickleText.place(in.line(MOST_NAME), in));
      case 'q' -> remember(in.u8());
      case 'r' -> remember(in.u32());
      case 0x94 -> remember(memo.size());
      case 'g' -> stack.push(recall(PickleText.place(in.line(MOST_NAME), in)));
      case 'h' -> stack.push(recall(in.u8()));
      case 'j' -> stack.push(recall(in.u32()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void remember(long number) throws ConversionException {
    memo.put(number, stack.peek());
    if (memo.size() > MOST_MEMO) {
      throw new ConversionException(
          "%s: the pickle remembers more than %d values".formatted(file, MOST_MEMO));
    }
  }

  private Object recall(long number) throws ConversionException {
    if (!memo.containsKey(number)) {
      throw in.damaged("it recalls value %d, which it did not remember".formatted(number));
    }
    return memo.get(number);
  }

  /** What refers to names and to objects elsewhere. */
  private void object(int code) throws IOException {
    switch (code) {
      case 'c' -> stack.push(globals.find(in.line(MOST_NAME), in.line(MOST_NAME), file));
      case 0x93 -> {
        List<Object> names = stack.tuple(2);
        if (!(names.get(0) instanceof String module) || !(names.get(1) instanceof String name)) {
          throw in.damaged("it names a global by something that is not a text");
        }
        stack.push(globals.find(module, name, file));
      }
      case 'i' -> {
        PickleGlobal type = globals.find(in.line(MOST_NAME), in.line(MOST_NAME), file);
        stack.push(call(type, stack.toMark()));
      }
      case 'o' -> {
        List<Object> parts = stack.toMark();
        if (parts.isEmpty()) {
          throw in.damaged("it makes an object of no class");
        }
        stack.push(call(parts.getFirst(), parts.subList(1, parts.size())));
      }
      case 'R', 0x81 -> {
        List<Object> parts = stack.tuple(2);
        stack.push(call(parts.get(0), parts.get(1)));
      }
      case 0x92 -> {
        List<Object> parts = stack.tuple(3);
        if (!(parts.get(2) instanceof Map<?, ?> named) || !named.isEmpty()) {
          throw in.damaged("it makes an object with arguments by name");
        }
        stack.push(call(parts.get(0), parts.get(1)));
      }
      case 'b' -> {
        Object state = stack.pop();
        if (!(stack.peek() instanceof Buildable target)) {
          throw in.damaged("it gives a state to something that has none");
        }
        target.build(state);
        stack.pop();
        stack.push(target.built(in::take));
      }
      case 'P' -> stack.push(outside.load(in.line(MOST_TEXT)));
      case 'Q' -> stack.push(outside.load(stack.pop()));
      case 0x82, 0x83, 0x84 ->
          throw new ConversionException(
              file
                  + ": a pickle may contain programs, and this one refers to a name by a number of"
                  + " copyreg's registry, which nobody can look up; save the model as"
                  + " model.safetensors, with save_pretrained of its library");
      default -> throw in.damaged("it has the unknown instruction 0x%02X".formatted(code));
    }
  }

  private Object call(Object callee, Object arguments) throws ConversionException {
    if (!(callee instanceof PickleGlobal global) || !(arguments instanceof List<?> list)) {
      throw in.damaged("it calls something that is not a function");
    }
    List<Object> given = Collections.unmodifiableList(list);
    if (global.equals(PickleGlobal.ORDERED_DICT)) {
      OrderedDictionary made = OrderedDictionary.of(given, MOST_PAIRS - pairs, file);
      pairs += made.size();
      return made;
    }
    if (global.call() == null) {
      throw new ConversionException(
          "%s: the pickle calls %s, which is only a name".formatted(file, global.name()));
    }
    return global.call().apply(given);
  }
}
