package org.mekiki.weights.converter.torch;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.pickle.PickleGlobal;
import org.mekiki.weights.converter.pickle.PickleGlobals;
import org.mekiki.weights.converter.safetensors.Dtype;

/** All names that a file of tensors may mention, and what they stand for. */
final class TorchGlobals {
  /** What a class of storages means that says no format. */
  static final String UNTYPED = "torch.storage.UntypedStorage";

  private static final String PURPOSE =
      "only tensors are taken from it, and nothing is run: if you trust its origin, load it in"
          + " PyTorch and save its tensors alone, as model.safetensors";

  /** More dimensions than any tensor has. */
  private static final int MOST_DIMENSIONS = 64;

  private final String file;

  private TorchGlobals(String file) {
    this.file = file;
  }

  static PickleGlobals of(String file) {
    return PickleGlobals.of(PURPOSE, new TorchGlobals(file).all());
  }

  private List<PickleGlobal> all() {
    var all = new ArrayList<PickleGlobal>();
    all.add(PickleGlobal.ORDERED_DICT);
    all.add(PickleGlobal.called("torch._utils._rebuild_tensor", given -> tensor(given, 4)));
    all.add(PickleGlobal.called("torch._utils._rebuild_tensor_v2", given -> tensor(given, 6)));
    all.add(PickleGlobal.called("torch._utils._rebuild_tensor_v3", given -> tensor(given, 7)));
    all.add(PickleGlobal.called("torch._utils._rebuild_parameter", given -> parameter(given, 3)));
    all.add(
        PickleGlobal.called(
            "torch._utils._rebuild_parameter_with_state", given -> parameter(given, 4)));
    all.add(PickleGlobal.called("torch._tensor._rebuild_from_type_v2", this::fromType));
    all.add(PickleGlobal.called("torch.Size", this::size));
    all.add(PickleGlobal.called("torch.device", given -> "device"));
    all.add(PickleGlobal.named("torch.Tensor", "tensor"));
    all.add(PickleGlobal.named("torch.nn.parameter.Parameter", "parameter"));
    all.add(PickleGlobal.named(UNTYPED, UNTYPED));
    TorchTypes.STORAGES.forEach(
        (name, dtype) -> {
          all.add(PickleGlobal.named("torch." + name, dtype));
          all.add(PickleGlobal.named("torch.storage." + name, dtype));
        });
    TorchTypes.DTYPES.forEach((name, dtype) -> all.add(PickleGlobal.named("torch." + name, dtype)));
    return all;
  }

  private ConversionException wrong(String what) {
    return new ConversionException("%s: the pickle makes %s".formatted(file, what));
  }

  /** Storage, offset, sizes, strides; what follows says nothing of numbers, but for a format. */
  private TorchTensor tensor(List<Object> given, int least) throws ConversionException {
    if (given.size() < least
        || !(given.get(0) instanceof TorchStorage storage)
        || !(given.get(1) instanceof Long offset)) {
      throw wrong("a tensor of things other than a storage, an offset, sizes and strides");
    }
    Dtype dtype = storage.dtype();
    if (least == 7) {
      dtype =
          given.get(6) instanceof PickleGlobal named && named.value() instanceof Dtype own
              ? own
              : null;
    }
    if (dtype == null) {
      throw wrong("a tensor of unknown format");
    }
    if (storage.dtype() != null && storage.dtype() != dtype) {
      throw wrong("a tensor of format %s on a storage of %s".formatted(dtype, storage.dtype()));
    }
    return new TorchTensor(
        "", dtype, storage, offset, numbers(given.get(2)), numbers(given.get(3)));
  }

  private List<Long> numbers(Object value) throws ConversionException {
    if (!(value instanceof List<?> list) || list.size() > MOST_DIMENSIONS) {
      throw wrong("a tensor whose sizes or strides are not a tuple of up to 64 numbers");
    }
    var numbers = new ArrayList<Long>();
    for (Object item : list) {
      if (!(item instanceof Long number)) {
        throw wrong("a tensor whose sizes or strides are not 64-bit numbers");
      }
      numbers.add(number);
    }
    return numbers;
  }

  private TorchTensor parameter(List<Object> given, int least) throws ConversionException {
    if (given.size() < least || !(given.getFirst() instanceof TorchTensor tensor)) {
      throw wrong("a parameter that is not a tensor");
    }
    return tensor;
  }

  /** A tensor with attributes: function, class, arguments, attributes. */
  private Object fromType(List<Object> given) throws ConversionException {
    if (given.size() != 4
        || !(given.get(0) instanceof PickleGlobal function)
        || !function.name().startsWith("torch._utils._rebuild_")
        || !(given.get(1) instanceof PickleGlobal)
        || !(given.get(2) instanceof List<?> arguments)) {
      throw wrong("a tensor by a function that makes none");
    }
    return function.call().apply(java.util.Collections.unmodifiableList(arguments));
  }

  private Object size(List<Object> given) throws ConversionException {
    if (given.size() != 1 || !(given.getFirst() instanceof List<?> sizes)) {
      throw wrong("a size that is not a tuple");
    }
    return sizes;
  }
}
