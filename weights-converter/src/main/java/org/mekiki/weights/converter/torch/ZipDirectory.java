package org.mekiki.weights.converter.torch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mekiki.transformer.file.StoredBytes;
import org.mekiki.weights.converter.file.ConversionException;

/**
 * The files of a ZIP archive in which nothing is compressed, which share no byte and whose names
 * lead nowhere else. Layout: PKWARE's APPNOTE.TXT 6.3.10, sections 4.3.7 to 4.3.16, 4.5.3.
 */
final class ZipDirectory {
  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int END_64 = 0x06064b50;
  private static final int LOCATOR_64 = 0x07064b50;

  private static final int LOCAL_LENGTH = 30;
  private static final int CENTRAL_LENGTH = 46;
  private static final int END_LENGTH = 22;
  private static final int END_64_LENGTH = 56;
  private static final int LOCATOR_LENGTH = 20;
  private static final int MOST_COMMENT = 0xFFFF;
  private static final int MOST_DIRECTORY = 64 << 20;
  private static final long BEYOND = 0xFFFF_FFFFL;

  private final StoredBytes bytes;

  /** Where the list of all files begins, and how long it is. */
  private long start;

  private long length;
  private long count;

  private ZipDirectory(StoredBytes bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads an archive's list of files, and holds it against their headers.
   *
   * @return the files by their names
   */
  static Map<String, ZipEntry> of(StoredBytes bytes) throws IOException {
    return new ZipDirectory(bytes).entries();
  }

  private ConversionException damaged(String what) {
    return new ConversionException(
        "%s: the ZIP archive is refused: %s".formatted(bytes.name(), what));
  }

  private ByteBuffer at(long from, long size) throws IOException {
    if (from < 0 || from > bytes.size() - size) {
      throw damaged("it ends before byte %d, or is cut".formatted(from));
    }
    return ByteBuffer.wrap(bytes.read(from, (int) size)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private Map<String, ZipEntry> entries() throws IOException {
    findEnd();
    if (length > MOST_DIRECTORY || count > length / CENTRAL_LENGTH) {
      throw damaged("its list of files would have %d entries in %d bytes".formatted(count, length));
    }
    ByteBuffer list = at(start, length);
    var entries = new LinkedHashMap<String, ZipEntry>();
    for (long i = 0; i < count; i++) {
      ZipEntry entry = entry(list);
      if (entries.put(entry.name(), entry) != null) {
        throw damaged("it has \"%s\" twice".formatted(entry.name()));
      }
    }
    requireApart(entries);
    return entries;
  }

  private void findEnd() throws IOException {
    int tail = (int) Math.min(bytes.size(), END_LENGTH + MOST_COMMENT);
    long from = bytes.size() - tail;
    ByteBuffer last = at(from, tail);
    int place = tail - END_LENGTH;
    while (place >= 0
        && (last.getInt(place) != END
            || (last.getShort(place + 20) & 0xFFFF) != tail - place - END_LENGTH)) {
      place--;
    }
    if (place < 0) {
      throw damaged("its end is missing; the file is not complete, download it again");
    }
    count = last.getShort(place + 10) & 0xFFFF;
    length = last.getInt(place + 12) & BEYOND;
    start = last.getInt(place + 16) & BEYOND;
    long end = from + place;
    if (count == 0xFFFF || length == BEYOND || start == BEYOND) {
      end = findEnd64(end - LOCATOR_LENGTH);
    }
    if (start < 0 || length < 0 || start > end || length > end - start) {
      throw damaged("its list of files would be beyond its end");
    }
  }

  /** The end of an archive of more than 4 GiB; returns where it begins. */
  private long findEnd64(long locator) throws IOException {
    ByteBuffer pointer = at(locator, LOCATOR_LENGTH);
    if (pointer.getInt(0) != LOCATOR_64) {
      throw damaged("the place of its list of files is missing");
    }
    long place = pointer.getLong(8);
    ByteBuffer end = at(place, END_64_LENGTH);
    if (end.getInt(0) != END_64) {
      throw damaged("the place of its list of files is missing");
    }
    count = end.getLong(32);
    length = end.getLong(40);
    start = end.getLong(48);
    if (count < 0) {
      throw damaged("its list of files has no length");
    }
    return place;
  }

  private ZipEntry entry(ByteBuffer list) throws IOException {
    int at = list.position();
    if (list.remaining() < CENTRAL_LENGTH || list.getInt(at) != CENTRAL) {
      throw damaged("its list of files is shorter than it says");
    }
    int flags = list.getShort(at + 8);
    int method = list.getShort(at + 10);
    long packed = list.getInt(at + 20) & BEYOND;
    long size = list.getInt(at + 24) & BEYOND;
    int nameLength = list.getShort(at + 28) & 0xFFFF;
    int extraLength = list.getShort(at + 30) & 0xFFFF;
    int commentLength = list.getShort(at + 32) & 0xFFFF;
    long header = list.getInt(at + 42) & BEYOND;
    if (list.remaining() < CENTRAL_LENGTH + nameLength + extraLength + commentLength) {
      throw damaged("its list of files is shorter than it says");
    }
    byte[] raw = new byte[nameLength];
    list.get(at + CENTRAL_LENGTH, raw);
    String name = name(raw);
    ByteBuffer wide = wide(list.slice(at + CENTRAL_LENGTH + nameLength, extraLength));
    try {
      size = size == BEYOND ? wide.getLong() : size;
      packed = packed == BEYOND ? wide.getLong() : packed;
      header = header == BEYOND ? wide.getLong() : header;
    } catch (java.nio.BufferUnderflowException e) {
      throw new ConversionException(
          damaged("\"%s\" lacks its size".formatted(name)).getMessage(), e);
    }
    list.position(at + CENTRAL_LENGTH + nameLength + extraLength + commentLength);
    if (method != 0 || size != packed || (flags & 1) != 0) {
      throw damaged(
          "\"%s\" is compressed or encrypted (%d bytes for %d), which torch.save does not do"
              .formatted(name, packed, size));
    }
    return located(name, raw, header, size);
  }

  /** The numbers of 64 bits among an entry's additions. */
  private static ByteBuffer wide(ByteBuffer extra) {
    extra.order(ByteOrder.LITTLE_ENDIAN);
    while (extra.remaining() >= 4) {
      int kind = extra.getShort();
      int size = extra.getShort() & 0xFFFF;
      if (size > extra.remaining()) {
        break;
      }
      if (kind == 1) {
        return extra.slice(extra.position(), size).order(ByteOrder.LITTLE_ENDIAN);
      }
      extra.position(extra.position() + size);
    }
    return ByteBuffer.allocate(0);
  }

  private String name(byte[] raw) throws ConversionException {
    String name = new String(raw, StandardCharsets.UTF_8);
    boolean sound =
        name.chars().allMatch(c -> c >= ' ' && c != 0x7F && c != 0xFFFD && c != '\\' && c != ':');
    List<String> parts = List.of(name.split("/", -1));
    if (!sound || parts.contains("") || parts.contains("..") || parts.contains(".")) {
      throw damaged(
          "the name \"%s\" of a file in it could lead elsewhere"
              .formatted(name.replaceAll("[^ -~]", "?")));
    }
    return name;
  }

  /** Holds the list against the header that stands before the file itself. */
  private ZipEntry located(String name, byte[] raw, long header, long size) throws IOException {
    ByteBuffer local = at(header, LOCAL_LENGTH);
    int nameLength = local.getShort(26) & 0xFFFF;
    long from = header + LOCAL_LENGTH + nameLength + (local.getShort(28) & 0xFFFF);
    if (local.getInt(0) != LOCAL
        || nameLength != raw.length
        || !java.util.Arrays.equals(
            bytes.read(header + LOCAL_LENGTH, fits(header, nameLength)), raw)
        || local.getShort(8) != 0) {
      throw damaged("\"%s\" has a different name where it is stored".formatted(name));
    }
    // Zero and all ones mean that the size stands elsewhere.
    long own = local.getInt(22) & BEYOND;
    if (own != 0 && own != BEYOND && own != size) {
      throw damaged("\"%s\" has %d bytes, its list says %d".formatted(name, own, size));
    }
    if (size < 0 || from > start || size > start - from) {
      throw damaged("\"%s\" would have %d bytes, more than the file".formatted(name, size));
    }
    return new ZipEntry(name, header, from, size);
  }

  private int fits(long header, int nameLength) throws ConversionException {
    if (header + LOCAL_LENGTH + nameLength > bytes.size()) {
      throw damaged("it is cut");
    }
    return nameLength;
  }

  private void requireApart(Map<String, ZipEntry> entries) throws ConversionException {
    var sorted = new ArrayList<>(entries.values());
    sorted.sort(Comparator.comparingLong(ZipEntry::header));
    for (int i = 1; i < sorted.size(); i++) {
      ZipEntry before = sorted.get(i - 1);
      if (sorted.get(i).header() < before.start() + before.size()) {
        throw damaged("\"%s\" and \"%s\" overlap".formatted(before.name(), sorted.get(i).name()));
      }
    }
  }
}
