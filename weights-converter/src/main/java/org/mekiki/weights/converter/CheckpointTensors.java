package org.mekiki.weights.converter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.transformer.file.ModelContent.StoredTensor;
import org.mekiki.weights.converter.file.ConversionException;

/** The tensors of a checkpoint, made of a model's weights: renamed, and put together. */
final class CheckpointTensors {
  private final Map<String, StoredTensor> stored = new LinkedHashMap<>();

  private CheckpointTensors(List<StoredTensor> weights) {
    weights.forEach(weight -> stored.put(weight.name(), weight));
  }

  /**
   * The tensors; their numbers are read when they are asked for.
   *
   * @param specs all weights of the model's family and head
   * @param weights those of the model
   * @param bare whether encoders of this class have no prefix in their weights' names
   * @throws ConversionException naming a weight that checkpoints of the family cannot hold
   */
  static List<StoredTensor> of(List<WeightSpec> specs, List<StoredTensor> weights, boolean bare)
      throws IOException {
    return new CheckpointTensors(weights).named(specs, bare);
  }

  private List<StoredTensor> named(List<WeightSpec> specs, boolean bare) throws IOException {
    requireKnown(specs);
    var wholes = new LinkedHashMap<String, List<WeightSpec>>();
    for (WeightSpec spec : specs) {
      if (!stored.containsKey(spec.name())) {
        throw new ConversionException("the model lacks the weight \"" + spec.name() + "\"");
      }
      if (spec.checkpointNames().isEmpty()) {
        requireZeros(stored.get(spec.name()));
      } else {
        wholes.computeIfAbsent(name(spec, bare), _ -> new ArrayList<>()).add(spec);
      }
    }
    var tensors = new ArrayList<StoredTensor>();
    wholes.forEach((name, parts) -> tensors.add(tensor(name, parts)));
    return tensors;
  }

  private void requireKnown(List<WeightSpec> specs) throws ConversionException {
    List<String> known = specs.stream().map(WeightSpec::name).toList();
    for (String name : stored.keySet()) {
      if (!known.contains(name)) {
        throw new ConversionException(
            "the model has a weight \"%s\", for which checkpoints of its family have no name"
                .formatted(name));
      }
    }
  }

  /** The preferred name; the same without the model's own prefix in a bare encoder. */
  private static String name(WeightSpec spec, boolean bare) {
    String first = spec.checkpointNames().getFirst();
    if (!bare) {
      return first;
    }
    return spec.checkpointNames().stream()
        .filter(name -> first.endsWith("." + name))
        .findFirst()
        .orElse(first);
  }

  private static void requireZeros(StoredTensor weight) throws IOException {
    for (float value : weight.source().read()) {
      if (value != 0) {
        throw new ConversionException(
            ("the weight \"%s\" is not zero, and checkpoints of its family have none: the model"
                    + " cannot be exported without changing what it computes")
                .formatted(weight.name()));
      }
    }
  }

  private StoredTensor tensor(String name, List<WeightSpec> parts) {
    StoredTensor first = stored.get(parts.getFirst().name());
    if (parts.size() == 1 && parts.getFirst().part() == null) {
      return new StoredTensor(name, first.type(), first.shape(), first.source());
    }
    boolean alike = parts.stream().allMatch(part -> stored.get(part.name()).type() == first.type());
    Shape shape = parts.getFirst().checkpointShape();
    return new StoredTensor(
        name,
        alike ? first.type() : ElementType.F32,
        shape,
        () -> {
          float[] whole = new float[shape.size()];
          for (WeightSpec part : parts) {
            float[] weight = stored.get(part.name()).source().read();
            part.place(weight, whole);
            if (!Arrays.equals(part.of(whole), weight)) {
              throw new ConversionException(
                  "the weight \"%s\" has numbers for which the checkpoint's \"%s\" has no room"
                      .formatted(part.name(), name));
            }
          }
          return whole;
        });
  }
}
