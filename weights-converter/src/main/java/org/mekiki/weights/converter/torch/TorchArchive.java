package org.mekiki.weights.converter.torch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.mekiki.transformer.file.StoredBytes;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.pickle.PickleReader;

/**
 * The ZIP archive that {@code torch.save} has written since 1.6: a folder with {@code data.pkl} and
 * a file {@code data/KEY} for each storage.
 */
final class TorchArchive {
  private static final String PICKLE = "/data.pkl";

  private TorchArchive() {}

  /** What the archive's pickle holds, with all storages found. */
  static Object read(StoredBytes bytes) throws IOException {
    String file = bytes.name();
    Map<String, ZipEntry> entries = ZipDirectory.of(bytes);
    List<String> pickles =
        entries.keySet().stream()
            .filter(name -> name.endsWith(PICKLE) && name.indexOf('/') == name.lastIndexOf('/'))
            .toList();
    if (pickles.size() != 1) {
      throw new ConversionException(
          "%s: the ZIP archive has %d files data.pkl in a folder; torch.save writes one"
              .formatted(file, pickles.size()));
    }
    String folder = pickles.getFirst().substring(0, pickles.getFirst().length() - PICKLE.length());
    if (entries.containsKey(folder + "/constants.pkl")) {
      throw new ConversionException(
          file + ": it is a TorchScript program, not weights; save the model's state_dict()");
    }
    requireLittleEndian(entries.get(folder + "/byteorder"), bytes);
    ZipEntry pickle = entries.get(pickles.getFirst());
    var storages = new TorchStorages(file);
    var reader =
        new PickleReader(
            bytes, pickle.start(), pickle.start() + pickle.size(), TorchGlobals.of(file), storages);
    Object root = reader.read();
    for (TorchStorage storage : storages.byKey().values()) {
      place(storage, entries.get(folder + "/data/" + storage.key()), file);
    }
    return root;
  }

  private static void requireLittleEndian(ZipEntry order, StoredBytes bytes) throws IOException {
    if (order == null) {
      return; // written before 2.0
    }
    String text =
        order.size() > 10
            ? ""
            : new String(
                bytes.read(order.start(), (int) order.size()), StandardCharsets.ISO_8859_1);
    if (!text.strip().equals("little")) {
      throw new ConversionException(
          bytes.name() + ": its numbers are big-endian; save it on a little-endian machine");
    }
  }

  private static void place(TorchStorage storage, ZipEntry entry, String file)
      throws ConversionException {
    if (entry == null) {
      throw new ConversionException(
          "%s: the archive lacks the file of storage \"%s\"; download it again"
              .formatted(file, PickleReader.shown(storage.key())));
    }
    if (entry.size() != storage.size()) {
      throw new ConversionException(
          "%s: storage \"%s\" has %d bytes, the pickle says %d"
              .formatted(file, PickleReader.shown(storage.key()), entry.size(), storage.size()));
    }
    storage.place(entry.start());
  }
}
