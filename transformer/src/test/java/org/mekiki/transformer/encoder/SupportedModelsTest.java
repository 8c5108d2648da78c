package org.mekiki.transformer.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mekiki.transformer.family.EncoderFamilies;
import org.mekiki.transformer.family.EncoderFamily;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.Task;

/**
 * The documented table of what is supported is made from the code. With {@code
 * -Dmekiki.write.docs=true} it is written anew.
 */
final class SupportedModelsTest {
  private static final Path TABLE = Path.of("..", "docs", "supported.md");

  @Test
  void theDocumentedTableIsThatOfTheCode() throws IOException {
    String made = document();
    if (Boolean.getBoolean("mekiki.write.docs")) {
      Files.writeString(TABLE, made);
    }
    assertEquals(made, Files.readString(TABLE), "run this test with -Dmekiki.write.docs=true");
  }

  private static String document() {
    var lines = new ArrayList<String>();
    lines.add(
        """
        # What is supported

        `SupportedModelsTest` makes this page from the code; run it with `-Dmekiki.write.docs=true` to make it anew.

        ## Families and heads

        The name of a family is what `config.json` calls `model_type`; of a head, what it lists in `architectures`. \
        A sentence-transformers directory is a sentence embedding whatever its `architectures` says. \
        Where `architectures` is absent, the head is found by its weights: it is the one whose tensors are all there, language models coming last; a tagger where all labels look like `B-PER`, `I-PER` and `O`; a bare encoder where there is no head. \
        Weights that fit several heads are refused, and the message names these (ModernBERT's classifiers, taggers and answerers have the same tensors). `convert --task` says what a checkpoint is for, whatever its configuration says.
        """);
    lines.add(row(tasks().stream().map(Task::label).toList(), "family"));
    lines.add(row(tasks().stream().map(_ -> "---").toList(), "---"));
    for (EncoderFamily family : EncoderFamilies.all()) {
      lines.add(row(tasks().stream().map(task -> heads(family, task)).toList(), family.name()));
    }
    lines.add(
        """

        ## Files of weights

        Of a directory the first of these is read: `model.safetensors`, `model.safetensors.index.json` with the files that it names, `pytorch_model.bin` (an archive, or the stream of pickles of versions before 1.6), `pytorch_model.bin.index.json` with its files. \
        The same numbers give the same converted file, whichever they come from: types F32, F16, BF16 and F64, tensors in any order of their elements and on shared storages. Of a `.bin` nothing is run ([security](security.md)). \
        What begins the names of all tensors (`module.`, `model.`, `base_model.model.` or anything else) is taken away; where a few tensors do not begin so, these are named. Other formats (GGUF, Keras, Flax) are refused with what to do.

        LoRA adapters of PEFT (`--adapter DIR`, with `adapter_model.safetensors` or `.bin`) are merged while they are read: W + s·B·A in double precision with s = α / r, or α / √r (`use_rslora`), ranks and scales of single modules (`rank_pattern`, `alpha_pattern`), tables of embeddings, modules that are stored whole (`modules_to_save`). What is changed is kept in single precision. DoRA, biases, PiSSA and other ways to begin that change the base, and adapters of other kinds are refused by name.

        jina-embeddings-v3 as its own code saves it (`xlm-roberta` with rotary positions and `XLMRobertaFlashConfig` in `auto_map`) has adapters for tasks among its weights: `--adapter NAME` merges that of a task of `lora_adaptations` in the same way, and its instruction (`prompts`, or else `task_instructions`) stands before each text unless another prompt is chosen. Without a name none is used, as by that code without a task, and `convert` says which there are. A query and a document with different adapters need two models.

        ## ONNX graphs

        A directory without any of these files may have its weights in an ONNX graph: `model.onnx`, `onnx/model.onnx`, or one `.onnx` file of any name; or the graph is given in the directory's place (`--model DIR/b.onnx`). The tokenizer may be called `NAME-tokenizer.json` beside `NAME.onnx`. Nothing of a graph is run. Its constants are found by what is computed of them, whatever they are called: products by transposed matrices and Gemm, norms and attention in single steps or one (both exporters of PyTorch), the optimiser's fused operators (EmbedLayerNormalization, Attention, MultiHeadAttention, SkipLayerNormalization, BiasGelu, FastGelu and others), numbers of F32, F16, BF16 and F64 in any field or in files of the graph's folder. Families: bert, distilbert, roberta, xlm-roberta, camembert, electra, mpnet, ernie, data2vec-text. Sizes, heads, activation and epsilon are held against `config.json`, and a difference is refused with both values; without that file they are taken from the graph, and so is the head. How rows become a vector is not taken from a graph: `modules.json` says it, and without that their mean is taken, which `convert` tells. Weights of 8 bits (MatMulInteger, DequantizeLinear, and the optimiser's forms, by channel too) become the numbers that they stand for; ONNX Runtime quantises what it multiplies with them as well, so that its answers differ a little, and `convert` says so. A node that is not understood is named, and the graph refused: other families, decoders, graphs exported for texts of one length, weights of 4 bits. Where a directory has `model.safetensors` or `pytorch_model.bin`, its graph is read only if it is given itself.

        ## Sentence-transformers directories

        Modules: Transformer (`max_seq_length`, `do_lower_case`), Pooling (all modes, several at once, `include_prompt`), Dense (Tanh, ReLU, GELU, SiLU, Identity), LayerNorm, Normalize, Dropout; any other is refused by name. `prompts` and `default_prompt_name` of `config_sentence_transformers.json` are read, kept in converted files and written by `export`. Of a cross-encoder the function of its logits (`sentence_transformers.activation_fn`, `sbert_ce_default_activation_function`, `activation_fn`) says what its outputs are; where it is neither sigmoid, softmax nor identity, `convert` says what is shown instead.

        SetFit's directories are classifiers: the vector, with `normalize_embeddings` and `labels` of `config_setfit.json`, and the LogisticRegression of `model_head.pkl`, as joblib or pickle stored it; its shares are scikit-learn's `predict_proba`. Heads of other kinds, and several classes that are judged one by one (`ovr`), are refused. `convert --task sentence-embedding` takes the vectors alone.

        ## GLiNER's directories

        Models that find entities by labels: `gliner_config.json` with `pytorch_model.bin` or `model.safetensors`, on any of the families above. The encoder's configuration is `encoder_config`, or else the `config.json` of the base model beside it; the tokenizer may be the base model's, and the tokens between labels are added then. \
        Read are `span_mode` (`markerV0`, `marker`, `token_level`), `represent_spans`, `hidden_size` (with a projection where the encoder's is another), `num_rnn_layers`, `max_width`, `max_len`, `ent_token`, `sep_token`, `embed_ent_token`; `class_token_index` is checked. `words_splitter_type` must be whitespace, `subtoken_pooling` first, `fuse_layers` and `precomputed_prompts_mode` false. \
        Models with an encoder for labels of their own (`labels_encoder`), a decoder (`labels_decoder`) or relations (`relations_layer`) are refused by these names. `post_fusion_schema` changes no answer of a model with one encoder, here as in the reference, and its tensors are left out.

        ## Configuration keys of encoders

        Every key that changes what an encoder computes is read, or it is accepted with one value and refused by name with any other. \
        The classes of `transformers` ignore keys that they do not know, and use others in training, in generation or for other outputs alone: \
        dropout probabilities, `initializer_range`, `use_cache`, `dtype`, `transformers_version`, `_name_or_path`, `output_*`, `return_dict`, `chunk_size_feed_forward`, token numbers other than `pad_token_id` and so on. \
        These are ignored in silence. Any other key, such as a note of your own or a key of another family, is ignored too, since the reference's answer does not depend on it, but `convert` names it. \
        No family accepts %s. \
        Heads read some more keys: `problem_type`, `id2label`, `tie_word_embeddings`, `pooler_hidden_act`, `classifier_pooling`, `classifier_activation`, `classifier_bias`, `decoder_bias`, `pooling` (of recurrent families).
        """
            .formatted(
                common().stream()
                    .map(entry -> refused(entry.getKey(), entry.getValue()))
                    .collect(Collectors.joining(", "))));
    lines.add("| family | read | accepted with this value only |");
    lines.add("|---|---|---|");
    for (EncoderFamily family : EncoderFamilies.all()) {
      lines.add(keys(family));
    }
    lines.add(
        """

        ## Activations

        %s
        """
            .formatted(
                Arrays.stream(Activation.values())
                    .map(activation -> "`" + activation.label() + "`")
                    .collect(Collectors.joining(", ")))
            .stripTrailing());
    return String.join("\n", lines) + "\n";
  }

  /** Those for which families have heads; entities by labels are found on any of them. */
  private static List<Task> tasks() {
    return Arrays.stream(Task.values()).filter(task -> task != Task.ENTITY_RECOGNITION).toList();
  }

  private static String row(List<String> cells, String first) {
    return "| " + first + " | " + String.join(" | ", cells) + " |";
  }

  private static String heads(EncoderFamily family, Task task) {
    return family.heads().stream()
        .filter(form -> form.task() == task)
        .map(HeadForm::architecture)
        .map(name -> "`" + name + "`")
        .collect(Collectors.joining(", "));
  }

  /** What all families require alike. */
  private static Set<Map.Entry<String, String>> common() {
    var common = new TreeMap<>(required(EncoderFamilies.all().getFirst())).entrySet();
    EncoderFamilies.all().forEach(family -> common.retainAll(required(family).entrySet()));
    return common;
  }

  private static Map<String, String> required(EncoderFamily family) {
    var required = new TreeMap<String, String>();
    for (FamilyConfigs.Named named : FamilyConfigs.named()) {
      if (named.family().equals(family.name())) {
        named.read();
        required.putAll(named.values().required());
      }
    }
    return required;
  }

  private static String refused(String key, String value) {
    return value.isEmpty() ? "`%s`".formatted(key) : "`%s` other than %s".formatted(key, value);
  }

  /** What the family asks for in any of its variants. */
  private static String keys(EncoderFamily family) {
    var read = new TreeSet<String>();
    for (FamilyConfigs.Named named : FamilyConfigs.named()) {
      if (named.family().equals(family.name())) {
        named.read();
        read.addAll(named.values().read());
      }
    }
    Map<String, String> required = required(family);
    return row(
        List.of(
            read.stream().map(key -> "`" + key + "`").collect(Collectors.joining(", ")),
            required.entrySet().stream()
                .filter(entry -> !common().contains(entry))
                .map(entry -> accepted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "))),
        family.name());
  }

  private static String accepted(String key, String value) {
    boolean size = !value.isEmpty() && Character.isDigit(value.charAt(0));
    return "`%s` %s"
        .formatted(
            key, value.isEmpty() ? "(not set)" : size ? "(what follows from the sizes)" : value);
  }
}
