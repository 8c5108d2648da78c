package org.mekiki.weights.converter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.family.EncoderFamilies;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.transformer.file.ModelContent.StoredTensor;
import org.mekiki.weights.converter.file.ConversionException;

/** What a model needs of the tensors that a checkpoint has. */
final class TensorMatch {
  private static final int NAMED_PROBLEMS = 10;

  private TensorMatch() {}

  /** Matches what the family needs with what the checkpoint has; names all that does not fit. */
  static List<StoredTensor> tensors(
      List<WeightSpec> specs,
      Map<String, Shape> shapes,
      CheckpointWeights weights,
      Optional<ElementType> type,
      Predicate<String> unused)
      throws ConversionException {
    var problems = new ArrayList<String>();
    var missing = new ArrayList<String>();
    var surplus = new LinkedHashMap<>(shapes);
    var tensors = new ArrayList<StoredTensor>();
    for (WeightSpec spec : specs) {
      if (spec.checkpointNames().isEmpty()) {
        float[] zeros = new float[spec.shape().size()];
        tensors.add(
            new StoredTensor(spec.name(), type.orElse(ElementType.F32), spec.shape(), () -> zeros));
        continue;
      }
      Optional<String> name =
          spec.checkpointNames().stream().filter(shapes::containsKey).findFirst();
      if (name.isEmpty() && spec.fixed() != null) {
        tensors.add(
            new StoredTensor(
                spec.name(), type.orElse(ElementType.F32), spec.shape(), () -> spec.fixed().get()));
        continue;
      }
      if (name.isEmpty()) {
        missing.add(spec.checkpointNames().getFirst());
        problems.add("\"%s\" is missing".formatted(spec.checkpointNames().getFirst()));
        continue;
      }
      surplus.remove(name.get());
      Shape shape = shapes.get(name.get());
      if (!spec.fits(shape)) {
        problems.add(
            "\"%s\" has shape %s, needs %s".formatted(name.get(), shape, spec.checkpointShape()));
        continue;
      }
      tensors.add(
          new StoredTensor(
              spec.name(),
              type.orElse(weights.naturalType(name.get())),
              spec.shape(),
              () -> spec.of(weights.read(name.get()))));
    }
    Predicate<String> ofOtherHeads = EncoderFamilies.unusedHeads(specs);
    surplus
        .keySet()
        .removeIf(name -> isBuffer(name) || ofOtherHeads.test(name) || unused.test(name));
    surplus.keySet().forEach(name -> problems.add("\"%s\" is not expected".formatted(name)));
    Optional<String> prefix = NamePrefix.instead(missing, surplus.keySet());
    if (prefix.isPresent()) {
      throw new ConversionException("the weights do not fit: " + prefix.get());
    }
    if (!problems.isEmpty()) {
      throw new ConversionException("the weights do not fit: " + listed(problems));
    }
    tensors.sort(Comparator.comparing(StoredTensor::name));
    return tensors;
  }

  /** Numbers of positions and types, which older versions saved. */
  private static boolean isBuffer(String name) {
    return name.endsWith("position_ids") || name.endsWith("token_type_ids");
  }

  private static String listed(List<String> problems) {
    String shown =
        String.join("; ", problems.subList(0, Math.min(NAMED_PROBLEMS, problems.size())));
    int more = problems.size() - NAMED_PROBLEMS;
    return more > 0 ? shown + "; and " + more + " more" : shown;
  }
}
