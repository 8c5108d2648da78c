package org.mekiki.transformer.head;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.RowRange;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightPart;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.Weights;

/**
 * A score of each entry of the vocabulary for each row: decoder(transform(row)). The decoder's
 * matrix is the table of word embeddings where the configuration ties them. In predictions it is a
 * constant then too, so no gradient flows through it; in training the table's gradient is the sum
 * of both its uses.
 *
 * @param architecture class name
 * @param transform what is done first; null for nothing
 * @param decoder the last layer
 */
public record MaskedLanguageModelHead(String architecture, RowTransform transform, Decoder decoder)
    implements HeadForm {
  private static final String TIED = "tied";
  private static final String WIDTH = "width";
  private static final String BIAS = "decoder_bias";
  private static final String REST = "head.rest.weight";

  /**
   * The last layer of a masked language model.
   *
   * @param name of the matrix in checkpoints that do not tie it, without ".weight"
   * @param bias names of its bias in checkpoints, in order of preference where the matrix is tied
   * @param biasKey of the configuration that says whether there is a bias
   * @param biased whether there is one where the configuration does not say
   * @param ties whether the matrix may be the table of word embeddings, as the configuration says
   * @param tied whether it is where the configuration does not say
   * @param widthKey of the configuration that names the columns of the matrix; null where they are
   *     those of the embeddings
   * @param width the columns where the configuration does not say
   * @param rest where layers are wider than word embeddings and what is transformed is as wide as
   *     layers: the name of the matrix [M − E, V] for the numbers beyond the first E; null where
   *     what is transformed is as wide as the decoder's matrix
   */
  public record Decoder(
      String name,
      List<String> bias,
      String biasKey,
      boolean biased,
      boolean ties,
      boolean tied,
      String widthKey,
      int width,
      String rest) {
    /** Copies. */
    public Decoder {
      bias = List.copyOf(bias);
    }

    /**
     * A decoder that is tied to the embeddings unless the configuration says otherwise.
     *
     * @param name of the matrix in checkpoints that do not tie it, without ".weight"
     * @param bias names of its bias in checkpoints, in order of preference where the matrix is tied
     */
    public Decoder(String name, List<String> bias) {
      this(name, bias, BIAS, true, true, true, null, 0, null);
    }

    /**
     * {@return the same with another key for the bias}
     *
     * @param key of the configuration
     * @param absent whether there is a bias where the configuration does not say
     */
    public Decoder withBias(String key, boolean absent) {
      return new Decoder(name, bias, key, absent, ties, tied, widthKey, width, rest);
    }

    /** {@return the same, tied only where the configuration says so} */
    public Decoder untiedByDefault() {
      return new Decoder(name, bias, biasKey, biased, true, false, widthKey, width, rest);
    }

    /** {@return the same, never tied} */
    public Decoder untied() {
      return new Decoder(name, bias, biasKey, biased, false, false, widthKey, width, rest);
    }

    /**
     * {@return the same with a width of its own, never tied}
     *
     * @param key of the configuration
     * @param absent the width where the configuration does not say
     */
    public Decoder withWidth(String key, int absent) {
      return new Decoder(name, bias, biasKey, biased, false, false, key, absent, rest);
    }

    /**
     * {@return the same as wide as the layers}
     *
     * @param matrix name of the matrix [M − E, V] for the numbers beyond those of the embeddings
     */
    public Decoder withRest(String matrix) {
      return new Decoder(name, bias, biasKey, biased, ties, tied, widthKey, width, matrix);
    }
  }

  /**
   * A head whose decoder is tied to the embeddings unless the configuration says otherwise.
   *
   * @param architecture class name
   * @param transform what is done first
   * @param decoder name of the matrix in checkpoints that do not tie it, without ".weight"
   * @param bias names of its bias in checkpoints, in order of preference where the matrix is tied
   */
  public MaskedLanguageModelHead(
      String architecture, RowTransform transform, String decoder, List<String> bias) {
    this(architecture, transform, new Decoder(decoder, bias));
  }

  /** {@return names of the decoder's bias in checkpoints} */
  public List<String> bias() {
    return decoder.bias();
  }

  @Override
  public Task task() {
    return Task.MASKED_LM;
  }

  /** The decoder need not be there, unless nothing else shows the head. */
  @Override
  public List<List<String>> marks() {
    return List.of(transform == null ? List.of(matrix()) : transform.marks());
  }

  @Override
  public HeadConfig config(ConfigValues config, Map<String, Shape> shapes) {
    boolean tied = decoder.ties() && config.truth("tie_word_embeddings", decoder.tied());
    int entries =
        shapes.entrySet().stream()
            .filter(entry -> bias().contains(entry.getKey()))
            .mapToInt(entry -> entry.getValue().size())
            .findFirst()
            .orElseGet(() -> entries(config, shapes, tied));
    HeadConfig head =
        new HeadConfig(task(), entries)
            .with(TIED, Boolean.toString(tied))
            .with(BIAS, Boolean.toString(config.truth(decoder.biasKey(), decoder.biased())));
    if (decoder.widthKey() != null) {
      int width = config.integer(decoder.widthKey(), decoder.width());
      if (width < 1) {
        throw new UnsupportedModelException(
            "\"%s\" is %d in the configuration; it must be 1 or more"
                .formatted(decoder.widthKey(), width));
      }
      head = head.with(WIDTH, Integer.toString(width));
    }
    return transform == null ? head : transform.in(head, config);
  }

  /** Rows of the matrix, which a checkpoint without a bias need not have where it is tied. */
  private int entries(ConfigValues config, Map<String, Shape> shapes, boolean tied) {
    boolean bare = tied && !config.truth(decoder.biasKey(), decoder.biased());
    return bare && config.has("vocab_size")
        ? config.integer("vocab_size")
        : HeadShapes.outputs(shapes, decoder.name(), "masked language model");
  }

  /**
   * {@return the head's configuration with a matrix of its own, whatever the checkpoint's says}
   *
   * @param head the head's configuration
   */
  public static HeadConfig untied(HeadConfig head) {
    return head.with(TIED, Boolean.toString(false));
  }

  /** {@return the name of the decoder's matrix in checkpoints} */
  public String matrix() {
    return decoder.name() + ".weight";
  }

  /**
   * {@return whether the decoder's matrix is the table of word embeddings}
   *
   * @param head the head's configuration
   */
  public static boolean tied(HeadConfig head) {
    return head.values().truth(TIED, true);
  }

  @Override
  public void addKeys(HeadConfig head, Map<String, Object> keys) {
    keys.put("tie_word_embeddings", tied(head));
    if (decoder.widthKey() != null) {
      keys.put(decoder.widthKey(), head.values().integer(WIDTH));
    }
    if (head.values().truth(BIAS, true) != decoder.biased()) {
      keys.put(decoder.biasKey(), !decoder.biased());
    }
    if (transform != null) {
      transform.addKeys(head, keys);
    }
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig encoder, HeadConfig head) {
    int width = head.values().integer(WIDTH, encoder.embeddingSize());
    int beyond = beyond(encoder);
    var specs = new ArrayList<WeightSpec>();
    if (transform != null) {
      specs.addAll(transform.weights(head, encoder.hiddenSize(), width + beyond));
    }
    if (beyond > 0) {
      int entries = encoder.vocabularySize();
      WeightPart transposed =
          WeightPart.reordered(
              Shape.of(beyond, entries), beyond * entries, i -> i % beyond * entries + i / beyond);
      specs.add(
          new WeightSpec(REST, List.of(decoder.rest()), Shape.of(entries, beyond), transposed));
    }
    // An untied layer's own bias is the one that is used; a tied one's is another name of it.
    List<String> names = tied(head) ? bias() : bias().reversed();
    if (!head.values().truth(BIAS, true)) {
      names = List.of();
    }
    specs.add(new WeightSpec("head.decoder.bias", names, Shape.of(encoder.vocabularySize())));
    if (!tied(head)) {
      specs.add(
          new WeightSpec(
              "head.decoder.weight", List.of(matrix()), Shape.of(encoder.vocabularySize(), width)));
    }
    return specs;
  }

  /** Numbers of what is transformed beyond those of the embeddings. */
  private int beyond(EncoderConfig encoder) {
    if (decoder.rest() == null) {
      return 0;
    }
    if (encoder.embeddingSize() > encoder.hiddenSize()) {
      throw new UnsupportedModelException(
          "embeddings of %d numbers are wider than the layers' %d, which \"%s\" cannot have"
              .formatted(encoder.embeddingSize(), encoder.hiddenSize(), architecture));
    }
    return encoder.hiddenSize() - encoder.embeddingSize();
  }

  @Override
  public RowRange reads() {
    return RowRange.ALL;
  }

  @Override
  public Head head(EncoderConfig encoder, HeadConfig head, Weights weights) {
    String matrix = tied(head) ? "embeddings.word" : "head.decoder.weight";
    if (transform == null) {
      LinearWeights entries = weights.linear(matrix, "head.decoder.bias");
      return rows -> Ops.linear(rows, entries);
    }
    if (weights.areTrained()) {
      Head first = RowTransform.of(encoder, head, weights);
      LinearWeights entries = weights.linear(matrix, "head.decoder.bias");
      return beyond(encoder) == 0
          ? rows -> Ops.linear(first.outputs(rows), entries)
          : inTwo(first, entries, encoder, weights);
    }
    Head first = RowTransform.withoutShift(encoder, head, weights);
    Tensor table = weights.get(matrix);
    if (beyond(encoder) > 0) {
      table = sideBySide(table, weights.get(REST));
    }
    LinearWeights entries = weights.linear(table, shifted(table, weights));
    return rows -> Ops.linear(first.outputs(rows), entries);
  }

  /** Of the first E numbers by the table, which learns, and of the others by their own matrix. */
  private static Head inTwo(
      Head transform, LinearWeights decoder, EncoderConfig encoder, Weights weights) {
    int width = encoder.embeddingSize();
    Tensor none = Tensor.zeros(Shape.of(encoder.vocabularySize()));
    LinearWeights others = weights.linear(weights.operand(REST), none);
    return rows -> {
      Variable row = transform.outputs(rows);
      int axis = row.shape().rank() - 1;
      Variable known = Ops.linear(Ops.slice(row, axis, 0, width), decoder);
      Variable other = Ops.slice(row, axis, width, encoder.hiddenSize());
      return Ops.add(known, Ops.linear(other, others));
    };
  }

  /** [V, E] and [V, R] as [V, E + R]. */
  private static Tensor sideBySide(Tensor x, Tensor y) {
    int left = x.shape().dim(1);
    int right = y.shape().dim(1);
    float[] rows = new float[x.size() + y.size()];
    for (int i = 0; i < x.shape().dim(0); i++) {
      int at = i * (left + right);
      System.arraycopy(x.array(), x.offset() + i * left, rows, at, left);
      System.arraycopy(y.array(), y.offset() + i * right, rows, at + left, right);
    }
    return Tensor.wrap(rows, 0, Shape.of(x.shape().dim(0), left + right));
  }

  /**
   * The decoder's bias with what the norm's shift β adds to every score: W(n + β) + b is W n + (W β
   * + b), whose bracket is a constant. Summed up here once in double precision it does not round in
   * every product.
   */
  private static Tensor shifted(Tensor table, Weights weights) {
    Tensor shift = weights.get("head.norm.bias");
    Tensor bias = weights.get("head.decoder.bias");
    int width = table.shape().dim(1);
    float[] sums = new float[bias.size()];
    for (int entry = 0; entry < sums.length; entry++) {
      double sum = bias.getFlat(entry);
      for (int j = 0; j < width; j++) {
        sum += (double) table.getFlat(entry * width + j) * shift.getFlat(j);
      }
      sums[entry] = (float) sum;
    }
    return Tensor.wrap(sums, 0, bias.shape());
  }
}
