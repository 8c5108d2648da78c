package org.mekiki.transformer.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.mekiki.core.tensor.Shape;

/** Collects a family's weights under canonical names with the names that checkpoints use. */
public final class WeightSpecs {
  private final List<String> prefixes;
  private final List<WeightSpec> specs = new ArrayList<>();

  /**
   * A collection without a weight; names of the encoder's weights may begin with any of the
   * prefixes.
   *
   * @param prefixes in order of preference; an empty one for names without a prefix
   */
  public WeightSpecs(List<String> prefixes) {
    this.prefixes = List.copyOf(prefixes);
  }

  /**
   * Adds an encoder weight.
   *
   * @param canonical name in converted files
   * @param checkpoint name in checkpoints, without a prefix
   * @param dims its shape
   * @return this collection
   */
  public WeightSpecs encoder(String canonical, String checkpoint, int... dims) {
    return part(canonical, checkpoint, null, dims);
  }

  /**
   * Adds an encoder weight that has several names in checkpoints.
   *
   * @param canonical name in converted files
   * @param checkpoint names in checkpoints, without a prefix, in order of preference
   * @param dims its shape
   * @return this collection
   */
  public WeightSpecs named(String canonical, List<String> checkpoint, int... dims) {
    return add(canonical, checkpoint, null, dims);
  }

  /**
   * Adds an encoder weight that is made of a checkpoint's tensor.
   *
   * @param canonical name in converted files
   * @param checkpoint name in checkpoints, without a prefix
   * @param part how it is made of that tensor; null where it is the tensor
   * @param dims the shape of the weight
   * @return this collection
   */
  public WeightSpecs part(String canonical, String checkpoint, WeightPart part, int... dims) {
    return add(canonical, List.of(checkpoint), part, dims);
  }

  /**
   * Adds an encoder weight that does not learn.
   *
   * @param canonical name in converted files
   * @param checkpoint name in checkpoints, without a prefix
   * @param numbers what it is where a checkpoint lacks it
   * @param dims its shape
   * @return this collection
   */
  public WeightSpecs fixed(
      String canonical, String checkpoint, Supplier<float[]> numbers, int... dims) {
    List<String> names = prefixes.stream().map(prefix -> prefix + checkpoint).toList();
    specs.add(new WeightSpec(canonical, names, Shape.of(dims), null, numbers));
    return this;
  }

  /**
   * Adds an encoder weight that checkpoints of the family do not have; it is zero.
   *
   * @param canonical name in converted files
   * @param dims its shape
   * @return this collection
   */
  public WeightSpecs zeros(String canonical, int... dims) {
    return add(canonical, List.of(), null, dims);
  }

  private WeightSpecs add(String canonical, List<String> checkpoint, WeightPart part, int... dims) {
    var names = new ArrayList<String>();
    for (String prefix : prefixes) {
      checkpoint.forEach(name -> names.add(prefix + name));
    }
    specs.add(new WeightSpec(canonical, names, Shape.of(dims), part));
    return this;
  }

  /**
   * Adds a layer norm of the encoder.
   *
   * @param canonical name in converted files, without {@code .weight} and {@code .bias}
   * @param checkpoint name in checkpoints, without these and a prefix; the two may be called gamma
   *     and beta
   * @param size numbers that are normalised together
   * @return this collection
   */
  public WeightSpecs norm(String canonical, String checkpoint, int size) {
    return norm(canonical, checkpoint, size, true);
  }

  /**
   * Adds a layer norm of the encoder, with or without a shift.
   *
   * @param canonical name in converted files, without {@code .weight} and {@code .bias}
   * @param checkpoint name in checkpoints, without these and a prefix; the two may be called gamma
   *     and beta
   * @param size numbers that are normalised together
   * @param bias whether checkpoints have a shift; else it is zero
   * @return this collection
   */
  public WeightSpecs norm(String canonical, String checkpoint, int size, boolean bias) {
    // Checkpoints converted from TensorFlow call a layer norm's parameters gamma and beta.
    add(canonical + ".weight", List.of(checkpoint + ".weight", checkpoint + ".gamma"), null, size);
    return bias
        ? add(canonical + ".bias", List.of(checkpoint + ".bias", checkpoint + ".beta"), null, size)
        : zeros(canonical + ".bias", size);
  }

  /**
   * Adds the scale of a norm that has no shift.
   *
   * @param canonical name in converted files, without {@code .weight}
   * @param checkpoint name in checkpoints, without that and a prefix
   * @param size numbers that are normalised together
   * @return this collection
   */
  public WeightSpecs scale(String canonical, String checkpoint, int size) {
    return encoder(canonical + ".weight", checkpoint + ".weight", size);
  }

  /**
   * Adds a linear layer of the encoder.
   *
   * @param canonical name in converted files, without {@code .weight} and {@code .bias}
   * @param checkpoint name in checkpoints, without these and a prefix
   * @param in columns of the matrix
   * @param out rows of the matrix
   * @return this collection
   */
  public WeightSpecs linear(String canonical, String checkpoint, int in, int out) {
    return linear(canonical, checkpoint, in, out, true);
  }

  /**
   * Adds a linear layer of the encoder, with or without a bias.
   *
   * @param canonical name in converted files, without {@code .weight} and {@code .bias}
   * @param checkpoint name in checkpoints, without these and a prefix
   * @param in columns of the matrix
   * @param out rows of the matrix
   * @param bias whether checkpoints have a bias; else it is zero
   * @return this collection
   */
  public WeightSpecs linear(String canonical, String checkpoint, int in, int out, boolean bias) {
    encoder(canonical + ".weight", checkpoint + ".weight", out, in);
    return bias
        ? encoder(canonical + ".bias", checkpoint + ".bias", out)
        : zeros(canonical + ".bias", out);
  }

  /**
   * Adds one of several linear layers of the encoder whose weights stand in one tensor, one after
   * the other.
   *
   * @param canonical name in converted files, without {@code .weight} and {@code .bias}
   * @param checkpoint name of the tensor in checkpoints, without these and a prefix
   * @param index of the layer among them
   * @param count how many
   * @param in columns of the matrix
   * @param out rows of the matrix, of this layer alone
   * @param bias whether checkpoints have a bias; else it is zero
   * @return this collection
   */
  public WeightSpecs packedLinear(
      String canonical, String checkpoint, int index, int count, int in, int out, boolean bias) {
    part(
        canonical + ".weight",
        checkpoint + ".weight",
        WeightPart.packed(index, count, 1, out, in),
        out,
        in);
    return bias
        ? part(
            canonical + ".bias",
            checkpoint + ".bias",
            WeightPart.packed(index, count, 1, out, 0),
            out)
        : zeros(canonical + ".bias", out);
  }

  /**
   * Adds a linear layer of the encoder that checkpoints hold as a convolution of width 1, whole or
   * cut into groups: [out, in / groups, 1].
   *
   * @param canonical name in converted files, without {@code .weight} and {@code .bias}; a group's
   *     number is put behind it
   * @param checkpoint name in checkpoints, without these and a prefix
   * @param in numbers that it reads
   * @param out numbers that it makes
   * @param groups into which both are cut
   * @return this collection
   */
  public WeightSpecs convolved(String canonical, String checkpoint, int in, int out, int groups) {
    int columns = in / groups;
    int rows = out / groups;
    Shape whole = Shape.of(out, columns, 1);
    for (int g = 0; g < groups; g++) {
      int from = g * rows;
      String name = groups == 1 ? canonical : canonical + "." + g;
      part(
          name + ".weight",
          checkpoint + ".weight",
          WeightPart.reordered(whole, rows * columns, i -> from * columns + i),
          rows,
          columns);
      part(
          name + ".bias",
          checkpoint + ".bias",
          WeightPart.reordered(Shape.of(out), rows, i -> from + i),
          rows);
    }
    return this;
  }

  /**
   * Adds a linear layer of the encoder that is cut into groups, whose matrices checkpoints hold one
   * after the other and transposed: [groups, in / groups, out / groups].
   *
   * @param canonical name in converted files, without {@code .weight} and {@code .bias}; a group's
   *     number is put behind it
   * @param checkpoint name in checkpoints, without these and a prefix
   * @param in numbers that it reads
   * @param out numbers that it makes
   * @param groups into which both are cut, more than one
   * @return this collection
   */
  public WeightSpecs grouped(String canonical, String checkpoint, int in, int out, int groups) {
    int columns = in / groups;
    int rows = out / groups;
    Shape whole = Shape.of(groups, columns, rows);
    for (int g = 0; g < groups; g++) {
      int from = g * rows * columns;
      int first = g * rows;
      String name = canonical + "." + g;
      part(
          name + ".weight",
          checkpoint + ".weight",
          WeightPart.reordered(whole, rows * columns, i -> from + i % columns * rows + i / columns),
          rows,
          columns);
      part(
          name + ".bias",
          checkpoint + ".bias",
          WeightPart.reordered(Shape.of(out), rows, i -> first + i),
          rows);
    }
    return this;
  }

  /**
   * Adds a linear layer of the head, whose name has no prefix.
   *
   * @param canonical name in converted files, without {@code .weight} and {@code .bias}
   * @param checkpoint name in checkpoints, without these
   * @param in columns of the matrix
   * @param out rows of the matrix
   * @return this collection
   */
  public WeightSpecs head(String canonical, String checkpoint, int in, int out) {
    specs.add(
        new WeightSpec(canonical + ".weight", List.of(checkpoint + ".weight"), Shape.of(out, in)));
    specs.add(new WeightSpec(canonical + ".bias", List.of(checkpoint + ".bias"), Shape.of(out)));
    return this;
  }

  /** {@return all weights that were named, in the order in which they were} */
  public List<WeightSpec> list() {
    return List.copyOf(specs);
  }
}
