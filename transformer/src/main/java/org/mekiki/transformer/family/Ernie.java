package org.mekiki.transformer.family;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.EncoderForm;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.OtherHeads;

/** ERNIE (Sun et al. 2020): BERT with a table of tasks, of which all texts have the first. */
final class Ernie implements EncoderFamily {
  private static final List<String> PREFIXES = List.of("ernie.", "");
  private static final int TASKS = 3;

  @Override
  public String name() {
    return "ernie";
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    EncoderConfig plain = BertLike.read(config, BertLike.base(name()).build()).build();
    int rows = config.integer("task_type_vocab_size", TASKS);
    int tasks = config.truth("use_task_id", false) ? rows : 0;
    EncoderForm form = plain.form().with(plain.form().embedding().withTasks(tasks));
    return plain.with(BertLike.positions(form, config, true));
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    SequencedMap<String, Object> keys = BertLike.keys(config);
    int tasks = config.form().embedding().tasks();
    keys.put("use_task_id", tasks > 0);
    if (tasks > 0) {
      keys.put("task_type_vocab_size", tasks);
    }
    return keys;
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    return BertLike.encoderWeights(config, PREFIXES).list();
  }

  /** A table of tasks that the configuration does not use. */
  @Override
  public boolean ignores(EncoderConfig config, String tensor) {
    return tensor.endsWith("embeddings.task_type_embeddings.weight")
        || EncoderFamily.super.ignores(config, tensor);
  }

  @Override
  public List<HeadForm> heads() {
    var heads = new ArrayList<HeadForm>();
    heads.add(OtherHeads.pooled("ErnieForSequenceClassification", PREFIXES));
    heads.add(OtherHeads.clsPredictions("ErnieForMaskedLM"));
    heads.add(OtherHeads.clsPredictions("ErnieForPreTraining"));
    heads.addAll(OtherHeads.plain("Ernie"));
    return heads;
  }
}
