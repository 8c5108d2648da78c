package org.mekiki.weights.converter.torch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.pickle.PersistentIds;
import org.mekiki.weights.converter.pickle.PickleGlobal;
import org.mekiki.weights.converter.safetensors.Dtype;

/**
 * The storages that a pickle of tensors refers to: one object each, however many tensors have it.
 */
final class TorchStorages implements PersistentIds {
  private final Map<String, TorchStorage> byKey = new LinkedHashMap<>();
  private final String file;

  TorchStorages(String file) {
    this.file = file;
  }

  /** All that were referred to, by their keys. */
  Map<String, TorchStorage> byKey() {
    return byKey;
  }

  private ConversionException wrong(String what) {
    return new ConversionException("%s: the pickle refers to %s".formatted(file, what));
  }

  /** An id is the word storage, class, key, device, length, and in old files the part's place. */
  @Override
  public Object load(Object id) throws ConversionException {
    if (!(id instanceof List<?> parts) || parts.size() < 5 || parts.size() > 6) {
      throw wrong("something outside it that is not a storage");
    }
    if (!"storage".equals(parts.get(0))) {
      throw wrong(
          "something outside it that is not a storage, such as a module with its program; save the"
              + " model's state_dict() alone");
    }
    if (!(parts.get(1) instanceof PickleGlobal type)
        || !(type.value() instanceof Dtype || TorchGlobals.UNTYPED.equals(type.value()))
        || !(parts.get(2) instanceof String key)
        || !(parts.get(4) instanceof Long count)) {
      throw wrong("a storage without class, key and length");
    }
    Dtype dtype = type.value() instanceof Dtype known ? known : null;
    int bytes = dtype == null ? 1 : dtype.bits() / Byte.SIZE;
    if (count < 0 || count > Long.MAX_VALUE / bytes) {
      throw wrong("a storage of %d numbers".formatted(count));
    }
    TorchStorage storage =
        byKey.computeIfAbsent(key, _ -> new TorchStorage(key, dtype, count * bytes));
    if (storage.dtype() != dtype || storage.size() != count * bytes) {
      throw wrong("a storage that it describes in two ways");
    }
    return parts.size() == 5 || parts.get(5) == null ? storage : part(storage, parts.get(5), bytes);
  }

  private TorchStorage part(TorchStorage storage, Object view, int bytes)
      throws ConversionException {
    if (!(view instanceof List<?> three)
        || three.size() != 3
        || !(three.get(1) instanceof Long offset)
        || !(three.get(2) instanceof Long count)) {
      throw wrong("a part of a storage without place and length");
    }
    if (offset < 0 || offset > storage.size() || count < 0 || count > storage.size()) {
      throw wrong("a part that is beyond its storage");
    }
    return storage.part(offset * bytes, count * bytes, file);
  }
}
