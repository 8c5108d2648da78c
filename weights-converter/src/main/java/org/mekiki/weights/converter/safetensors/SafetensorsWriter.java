package org.mekiki.weights.converter.safetensors;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.mekiki.transformer.file.ModelContent.StoredTensor;
import org.mekiki.transformer.file.NumberOutput;
import org.mekiki.weights.converter.file.ConversionException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a safetensors file: length of the header, header, numbers without gaps. Tensors with wider
 * numbers come first, then in the order of their names, so that all begin at multiples of their
 * numbers' size; the same tensors give the same bytes.
 */
public final class SafetensorsWriter {
  private static final String METADATA = "__metadata__";

  /** Spaces after the header let the numbers begin at a multiple of this. */
  private static final int ALIGNMENT = 64;

  private SafetensorsWriter() {}

  /**
   * Writes and does not close.
   *
   * @throws ConversionException if two tensors have one name, or one the name of the metadata
   */
  public static void write(List<StoredTensor> tensors, OutputStream out) throws IOException {
    requireNames(tensors);
    List<StoredTensor> ordered =
        tensors.stream()
            .sorted(
                Comparator.<StoredTensor>comparingInt(tensor -> -tensor.type().bytes())
                    .thenComparing(StoredTensor::name))
            .toList();
    byte[] header = header(ordered);
    out.write(
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .array());
    out.write(header);
    for (StoredTensor tensor : ordered) {
      NumberOutput.write(tensor.source().read(), tensor.type(), out);
    }
  }

  private static void requireNames(List<StoredTensor> tensors) throws ConversionException {
    var names = new HashSet<String>();
    for (StoredTensor tensor : tensors) {
      if (tensor.name().equals(METADATA) || !names.add(tensor.name())) {
        throw new ConversionException(
            "no safetensors file can hold a tensor \"%s\"%s"
                .formatted(tensor.name(), tensor.name().equals(METADATA) ? "" : " twice"));
      }
    }
  }

  private static byte[] header(List<StoredTensor> tensors) {
    ObjectNode header = JsonNodeFactory.instance.objectNode();
    // Readers of weights ask for this entry: the numbers are laid out as PyTorch has them.
    header.putObject(METADATA).put("format", "pt");
    long position = 0;
    for (StoredTensor tensor : tensors) {
      ObjectNode entry = header.putObject(tensor.name()).put("dtype", tensor.type().name());
      ArrayNode shape = entry.putArray("shape");
      Arrays.stream(tensor.shape().toArray()).forEach(shape::add);
      long end = position + (long) tensor.shape().size() * tensor.type().bytes();
      entry.putArray("data_offsets").add(position).add(end);
      position = end;
    }
    byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
    int padding = -(Long.BYTES + text.length) & (ALIGNMENT - 1);
    byte[] padded = Arrays.copyOf(text, text.length + padding);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    return padded;
  }
}
