package org.mekiki.weights.converter.torch;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** Writes tensors as {@code torch.save} does, in both formats; a small one of the tests' own. */
public final class TorchWriter {
  private final Map<String, byte[]> storages = new LinkedHashMap<>();
  private final Map<String, String> classes = new LinkedHashMap<>();
  private final Map<String, Integer> widths = new LinkedHashMap<>();
  private final List<View> views = new ArrayList<>();

  private record View(String name, String key, long offset, long[] sizes, long[] strides) {}

  /** Nothing yet. */
  public TorchWriter() {}

  /** Adds a storage, by class, such as {@code FloatStorage}. */
  public TorchWriter storage(String key, String type, int width, byte[] bytes) {
    storages.put(key, bytes);
    classes.put(key, type);
    widths.put(key, width);
    return this;
  }

  /** Adds a tensor on a storage. */
  public TorchWriter view(String name, String key, long offset, long[] sizes, long[] strides) {
    views.add(new View(name, key, offset, sizes, strides));
    return this;
  }

  /** Adds a tensor in row-major order on a storage of its own. */
  public TorchWriter tensor(String name, String type, int width, long[] sizes, byte[] bytes) {
    String key = Integer.toString(storages.size());
    return storage(key, type, width, bytes).view(name, key, 0, sizes, rowMajor(sizes));
  }

  static long[] rowMajor(long... sizes) {
    long[] strides = new long[sizes.length];
    long stride = 1;
    for (int i = sizes.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= sizes[i];
    }
    return strides;
  }

  private byte[] pickle(boolean legacy) {
    var pickle = new PickleBytes().global("collections", "OrderedDict").op(')').op('R').op('(');
    for (View view : views) {
      pickle.text(view.name()).global("torch._utils", "_rebuild_tensor_v2").op('(').op('(');
      pickle.text("storage").global("torch", classes.get(view.key())).text(view.key()).text("cpu");
      pickle.number(storages.get(view.key()).length / widths.get(view.key()));
      if (legacy) {
        pickle.op('N');
      }
      pickle.op('t').op('Q').number(view.offset()).numbers(view.sizes()).numbers(view.strides());
      pickle.op(0x89).global("collections", "OrderedDict").op(')').op('R').op('t').op('R');
    }
    // The attribute that a state_dict has.
    return pickle.op('u').op('}').text("_metadata").op('}').op('s').op('b').end();
  }

  /** The file as PyTorch has written it since 1.6. */
  public byte[] zip() {
    var entries = new LinkedHashMap<String, byte[]>();
    entries.put("archive/data.pkl", pickle(false));
    entries.put("archive/.format_version", "1".getBytes(StandardCharsets.UTF_8));
    entries.put("archive/byteorder", "little".getBytes(StandardCharsets.UTF_8));
    storages.forEach((key, bytes) -> entries.put("archive/data/" + key, bytes));
    entries.put("archive/version", "3\n".getBytes(StandardCharsets.UTF_8));
    return zip(entries);
  }

  /** The file as PyTorch wrote it before. */
  public byte[] legacy() {
    var out = new ByteArrayOutputStream();
    out.writeBytes(new PickleBytes().number(new BigInteger("1950a86a20f9469cfc6c", 16)).end());
    out.writeBytes(new PickleBytes().number(1001).end());
    out.writeBytes(new PickleBytes().op('}').text("little_endian").op(0x88).op('s').end());
    out.writeBytes(pickle(true));
    var keys = new PickleBytes().op(']').op('(');
    storages.keySet().forEach(keys::text);
    out.writeBytes(keys.op('e').end());
    storages.forEach(
        (key, bytes) -> {
          out.writeBytes(
              ByteBuffer.allocate(8)
                  .order(ByteOrder.LITTLE_ENDIAN)
                  .putLong(bytes.length / widths.get(key))
                  .array());
          out.writeBytes(bytes);
        });
    return out.toByteArray();
  }

  /** An archive of this pickle alone. */
  static byte[] zipOf(byte[] pickle) {
    return zip(Map.of("archive/data.pkl", pickle));
  }

  static byte[] zip(Map<String, byte[]> entries) {
    var out = new ByteArrayOutputStream();
    var list = new ByteArrayOutputStream();
    entries.forEach(
        (name, bytes) -> {
          byte[] called = name.getBytes(StandardCharsets.UTF_8);
          var crc = new CRC32();
          crc.update(bytes);
          int place = out.size();
          ByteBuffer local = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
          local.putInt(0x04034b50).putInt(0).putInt(0).putShort((short) 0);
          local.putInt((int) crc.getValue()).putInt(bytes.length).putInt(bytes.length);
          local.putShort((short) called.length);
          out.writeBytes(local.array());
          out.writeBytes(called);
          out.writeBytes(bytes);
          ByteBuffer central = ByteBuffer.allocate(46).order(ByteOrder.LITTLE_ENDIAN);
          central.putInt(0x02014b50).putInt(0).putInt(0).putInt(0);
          central.putInt((int) crc.getValue()).putInt(bytes.length).putInt(bytes.length);
          central.putShort((short) called.length).putInt(42, place);
          list.writeBytes(central.array());
          list.writeBytes(called);
        });
    ByteBuffer end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
    end.putInt(0x06054b50).putInt(0).putShort((short) entries.size());
    end.putShort((short) entries.size()).putInt(list.size()).putInt(out.size());
    out.writeBytes(list.toByteArray());
    out.writeBytes(end.array());
    return out.toByteArray();
  }
}
