package org.mekiki.transformer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.encoder.RowRange;

/**
 * What a model answers to many texts. Those of one length are read together, so nothing is padded,
 * and no bit of an answer depends on the texts beside it.
 */
final class ManyTexts {
  /** Tokens of a batch: enough for products of full speed, few enough to stay in a cache. */
  private static final int TOKENS = 256;

  /** Batches a thread, so that none waits long for the last one. */
  private static final int SHARES = 4;

  private ManyTexts() {}

  /**
   * Texts that are read together.
   *
   * @param texts alike
   * @param places of the texts among all
   */
  private record Batch(List<EncodedText> texts, int[] places) {
    int tokens() {
      return texts.size() * texts.getFirst().size();
    }
  }

  /** Texts as the model reads them, cut side by side on the threads of a context. */
  static List<EncodedText> encoded(
      List<String> texts, Function<String, EncodedText> encode, ComputeContext context) {
    var encoded = new EncodedText[texts.size()];
    context.forEach(texts.size(), (i, _) -> encoded[i] = encode.apply(texts.get(i)));
    return List.of(encoded);
  }

  /**
   * The head's outputs for each text.
   *
   * @param read the rows that the head is given
   * @throws ArithmeticException if one is not finite
   */
  static List<float[]> answers(EncoderModel model, List<EncodedText> texts, RowRange read) {
    ComputeContext context = model.context();
    if (texts.size() == 1) {
      return List.of(model.answer(texts, read, context));
    }
    var answers = new float[texts.size()][];
    List<Batch> batches = batches(model, texts, context.parallelism());
    // With fewer batches than threads, the threads share each batch instead.
    boolean apart = batches.size() >= context.parallelism();
    ComputeContext inside = apart ? context.inline() : context;
    ComputeContext outside = apart ? context : context.inline();
    outside.forEach(
        batches.size(),
        (i, _) -> {
          Batch batch = batches.get(i);
          float[] all = model.answer(batch.texts(), read, inside);
          int each = all.length / batch.texts().size();
          for (int k = 0; k < batch.places().length; k++) {
            answers[batch.places()[k]] = Arrays.copyOfRange(all, k * each, (k + 1) * each);
          }
        });
    return List.of(answers);
  }

  /** Batches of alike texts, the longest work first. */
  private static List<Batch> batches(EncoderModel model, List<EncodedText> texts, int threads) {
    Map<Object, List<Integer>> alike = new LinkedHashMap<>();
    long tokens = 0;
    for (int i = 0; i < texts.size(); i++) {
      alike.computeIfAbsent(model.kind(texts.get(i)), _ -> new ArrayList<>()).add(i);
      tokens += texts.get(i).size();
    }
    long most = threads == 1 ? TOKENS : Math.min(TOKENS, tokens / threads / SHARES);
    var batches = new ArrayList<Batch>();
    for (List<Integer> places : alike.values()) {
      int length = Math.max(1, texts.get(places.getFirst()).size());
      int size = (int) Math.max(1, most / length);
      for (int from = 0; from < places.size(); from += size) {
        List<Integer> some = places.subList(from, Math.min(from + size, places.size()));
        batches.add(
            new Batch(
                some.stream().map(texts::get).toList(),
                some.stream().mapToInt(Integer::intValue).toArray()));
      }
    }
    batches.sort(Comparator.comparingInt(Batch::tokens).reversed());
    return batches;
  }
}
