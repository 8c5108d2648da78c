package org.mekiki.weights.converter.torch;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.mekiki.transformer.file.ForeignContent;
import org.mekiki.transformer.file.StoredBytes;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.pickle.PickleReader;

/**
 * What {@code torch.save} wrote before 1.6: pickles of a magic number, of the protocol's number, of
 * facts about the machine, of the object itself and of the storages' keys; then each storage, its
 * length before it.
 */
final class TorchStream {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long PROTOCOL = 1001;

  private TorchStream() {}

  /** What the fourth pickle holds, with all storages found. */
  static Object read(StoredBytes bytes) throws IOException {
    String file = bytes.name();
    var storages = new TorchStorages(file);
    var reader = new PickleReader(bytes, 0, bytes.size(), TorchGlobals.of(file), storages);
    if (!MAGIC.equals(reader.read())) {
      throw new ConversionException(
          "%s: not a file of torch.save; it is %s"
              .formatted(file, ForeignContent.of(bytes).orElse("a Python pickle")));
    }
    if (!Long.valueOf(PROTOCOL).equals(reader.read())) {
      throw new ConversionException(
          "%s: torch.save's protocol is not %d, the only one that there was"
              .formatted(file, PROTOCOL));
    }
    if (reader.read() instanceof Map<?, ?> machine
        && Boolean.FALSE.equals(machine.get("little_endian"))) {
      throw new ConversionException(
          file + ": its numbers are big-endian; save it on a little-endian machine");
    }
    Object root = reader.read();
    Object keys = reader.read();
    if (!(keys instanceof List<?> list)) {
      throw new ConversionException(file + ": it has no list of its storages");
    }
    place(list, storages, bytes, reader.position());
    return root;
  }

  private static void place(List<?> keys, TorchStorages storages, StoredBytes bytes, long from)
      throws IOException {
    String file = bytes.name();
    long at = from;
    for (Object key : keys) {
      TorchStorage storage = key instanceof String text ? storages.byKey().get(text) : null;
      if (storage == null || storage.isPlaced()) {
        throw new ConversionException(
            "%s: it has storage \"%s\" twice, or for no tensor"
                .formatted(file, PickleReader.shown(key)));
      }
      if (at > bytes.size() - Long.BYTES) {
        throw new ConversionException(file + ": it ends before its numbers; download it again");
      }
      long count =
          ByteBuffer.wrap(bytes.read(at, Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN).getLong();
      int width = storage.dtype() == null ? 1 : storage.dtype().bits() / Byte.SIZE;
      at += Long.BYTES;
      if (count != storage.size() / width) {
        throw new ConversionException(
            "%s: storage \"%s\" has %d numbers, the pickle says %d"
                .formatted(file, PickleReader.shown(key), count, storage.size() / width));
      }
      if (storage.size() > bytes.size() - at) {
        throw new ConversionException(file + ": it ends within its numbers; download it again");
      }
      storage.place(at);
      at += storage.size();
    }
    for (TorchStorage storage : storages.byKey().values()) {
      if (!storage.isPlaced()) {
        throw new ConversionException(
            "%s: the numbers of storage \"%s\" are missing"
                .formatted(file, PickleReader.shown(storage.key())));
      }
    }
  }
}
