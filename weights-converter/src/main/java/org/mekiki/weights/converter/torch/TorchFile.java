package org.mekiki.weights.converter.torch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.transformer.file.FileBytes;
import org.mekiki.transformer.file.FileChangedException;
import org.mekiki.transformer.file.ForeignContent;
import org.mekiki.transformer.file.NumberInput;
import org.mekiki.transformer.file.StoredBytes;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.pickle.PickleReader;

/**
 * A file that {@code torch.save} made of a dictionary of tensors. It is checked whole when it is
 * opened; its numbers are read when they are asked for, by several threads at once if need be.
 */
public final class TorchFile implements AutoCloseable {
  private final StoredBytes bytes;
  private final List<TorchTensor> tensors;

  private TorchFile(StoredBytes bytes, List<TorchTensor> tensors) {
    this.bytes = bytes;
    this.tensors = tensors;
  }

  /**
   * Opens a file, until it is closed.
   *
   * @param path a ZIP archive, or the stream of pickles that PyTorch wrote before 1.6
   * @return the file
   * @throws ConversionException saying why the file is refused, and what it is instead where that
   *     is known
   * @throws IOException if it cannot be read
   */
  public static TorchFile open(Path path) throws IOException {
    FileBytes bytes = FileBytes.open(path);
    try {
      return new TorchFile(bytes, tensors(bytes));
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  private static List<TorchTensor> tensors(StoredBytes bytes) throws IOException {
    byte[] head = bytes.read(0, (int) Math.min(4, bytes.size()));
    Object root;
    if (head.length == 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4) {
      root = TorchArchive.read(bytes);
    } else if (head.length == 4 && (head[0] & 0xFF) == 0x80 && head[1] <= 5) {
      root = TorchStream.read(bytes);
    } else {
      Optional<String> found = ForeignContent.of(bytes);
      throw new ConversionException(
          "%s: not a file of torch.save%s"
              .formatted(
                  bytes.name(), found.map(what -> "; it is " + what).orElse(", by how it begins")));
    }
    return named(root, bytes.name());
  }

  private static List<TorchTensor> named(Object root, String file) throws ConversionException {
    if (!(root instanceof Map<?, ?> dictionary)) {
      throw new ConversionException(
          file + ": it holds no dictionary of tensors; save the model's state_dict()");
    }
    var tensors = new ArrayList<TorchTensor>();
    for (Map.Entry<?, ?> entry : dictionary.entrySet()) {
      if (!(entry.getKey() instanceof String name)
          || !(entry.getValue() instanceof TorchTensor tensor)) {
        throw new ConversionException(
            "%s: \"%s\" is not a tensor; save the model's state_dict() alone"
                .formatted(file, PickleReader.shown(entry.getKey())));
      }
      String fault = tensor.fault();
      if (fault != null) {
        throw new ConversionException(
            "%s: tensor \"%s\" has %s".formatted(file, PickleReader.shown(name), fault));
      }
      tensors.add(tensor.named(name));
    }
    return List.copyOf(tensors);
  }

  /** {@return the tensors in the dictionary's order} */
  public List<TorchTensor> tensors() {
    return tensors;
  }

  /**
   * Reads a tensor's numbers part by part, in row-major order.
   *
   * @param tensor one of this file
   * @param reader takes the parts, of whole numbers each
   * @throws FileChangedException if bytes that were there are no longer there
   * @throws IOException if they cannot be read
   */
  public void forEachPart(TorchTensor tensor, StoredBytes.PartReader reader) throws IOException {
    long size = tensor.count() * tensor.bytes();
    if (tensor.isContiguous()) {
      bytes.forEachPart(start(tensor), start(tensor) + size, reader);
    } else {
      byte[] gathered = StridedNumbers.gather(bytes, start(tensor), tensor);
      reader.accept(ByteBuffer.wrap(gathered).order(ByteOrder.LITTLE_ENDIAN));
    }
  }

  /**
   * Reads a tensor's first numbers, widened to single precision.
   *
   * @param tensor one of this file
   * @param type how they are stored
   * @param count how many
   * @return the numbers
   * @throws FileChangedException if bytes that were there are no longer there
   * @throws IOException if they cannot be read
   */
  public float[] read(TorchTensor tensor, ElementType type, int count) throws IOException {
    if (tensor.isContiguous()) {
      return NumberInput.read(bytes, start(tensor), type, count);
    }
    byte[] gathered = StridedNumbers.gather(bytes, start(tensor), tensor);
    return NumberInput.read(StoredBytes.of(gathered, bytes.name()), 0, type, count);
  }

  private static long start(TorchTensor tensor) {
    return tensor.count() == 0 ? 0 : tensor.storage().start() + tensor.offset() * tensor.bytes();
  }

  /**
   * Checks that all that was read belongs together.
   *
   * @throws FileChangedException if the file was written to since it was opened
   * @throws IOException if that cannot be found out
   */
  public void requireUnchanged() throws IOException {
    bytes.requireUnchanged();
  }

  @Override
  public void close() {
    bytes.close();
  }
}
