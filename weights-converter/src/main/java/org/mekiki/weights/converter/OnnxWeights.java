package org.mekiki.weights.converter;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.family.EncoderFamilies;
import org.mekiki.transformer.family.EncoderFamily;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.transformer.file.StoredBytes;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.file.JsonFile;
import org.mekiki.weights.converter.onnx.Numbers;
import org.mekiki.weights.converter.onnx.OnnxEncoder;
import org.mekiki.weights.converter.safetensors.Dtype;
import tools.jackson.databind.JsonNode;

/** The weights in an ONNX graph, under the names that they have in a checkpoint. */
final class OnnxWeights implements WeightFile {
  private final OnnxEncoder encoder;
  private final JsonNode configuration;
  private final List<OnnxWeight> tensors;

  private OnnxWeights(OnnxEncoder encoder, JsonNode configuration, Map<String, Numbers> named) {
    this.encoder = encoder;
    this.configuration = configuration;
    tensors =
        named.entrySet().stream()
            .map(weight -> new OnnxWeight(weight.getKey(), weight.getValue()))
            .toList();
  }

  /**
   * Opens a graph.
   *
   * @param directory whose config.json says what it should be, if there is one
   * @param notes is told what was assumed
   * @throws ConversionException if it is none of an encoder, or another than config.json says
   */
  static OnnxWeights open(Path directory, Path graph, Consumer<String> notes) throws IOException {
    OnnxEncoder encoder = OnnxEncoder.open(graph);
    try {
      Path file = directory.resolve("config.json");
      boolean told = Files.exists(file);
      Map<String, Object> inferred = told ? Map.of() : OnnxConfig.inferred(encoder.sizes());
      JsonNode json = told ? JsonFile.read(file) : JsonFile.of(inferred);
      var values = new ConfigValues(JsonFile.flatten(json));
      EncoderFamily family = EncoderFamilies.of(values);
      EncoderConfig config = family.config(values);
      OnnxConfig.requireSame(directory, graph, config, encoder.sizes());
      if (!told) {
        String architecture = OnnxNames.architecture(family, encoder);
        inferred.put("architectures", List.of(architecture));
        json = JsonFile.of(inferred);
        tellInferred(encoder, graph, architecture, notes);
      }
      tell(encoder, graph, notes);
      return new OnnxWeights(encoder, json, OnnxNames.of(family, config, encoder));
    } catch (UnsupportedModelException e) {
      encoder.close();
      throw new ConversionException(directory + ": " + e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      encoder.close();
      throw e;
    }
  }

  private static void tellInferred(
      OnnxEncoder encoder, Path graph, String architecture, Consumer<String> notes) {
    notes.accept(
        "there is no config.json next to %s; by its graph it is of the class %s, with %d layers of %d numbers and %d heads"
            .formatted(
                graph.getFileName(),
                architecture,
                encoder.sizes().layers(),
                encoder.sizes().hidden(),
                encoder.sizes().heads()));
  }

  private static void tell(OnnxEncoder encoder, Path graph, Consumer<String> notes) {
    if (encoder.isQuantised()) {
      notes.accept(
          "the weights in %s are quantised, and are used as the numbers that they represent; ONNX Runtime quantises what it multiplies with them too, so its answers differ a little"
              .formatted(graph.getFileName()));
    }
    if (!encoder.unread().isEmpty()) {
      notes.accept(
          "of %s the output %s is not used: how rows are pooled is taken from modules.json, if there is one"
              .formatted(graph.getFileName(), String.join(", ", encoder.unread())));
    }
  }

  /** What config.json says, or would say. */
  JsonNode configuration() {
    return configuration;
  }

  @Override
  public List<OnnxWeight> tensors() {
    return tensors;
  }

  @Override
  public void requireUnchanged() throws IOException {
    encoder.requireUnchanged();
  }

  @Override
  public void close() {
    encoder.close();
  }

  /** A weight of a graph. */
  record OnnxWeight(String name, Numbers numbers) implements WeightTensor {
    /** Double precision is narrowed when it is read, so that no one need know that it was there. */
    @Override
    public Dtype dtype() {
      Dtype stored = numbers.type().dtype();
      return stored == Dtype.F64 ? Dtype.F32 : stored;
    }

    @Override
    public List<BigInteger> shape() {
      return numbers.dims().stream().map(BigInteger::valueOf).toList();
    }

    @Override
    public float[] read(ElementType type, int count) throws IOException {
      return numbers.read();
    }

    @Override
    public void forEachPart(StoredBytes.PartReader reader) throws IOException {
      float[] values = numbers.read();
      ByteBuffer part =
          ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      part.asFloatBuffer().put(values);
      reader.accept(part);
    }
  }
}
