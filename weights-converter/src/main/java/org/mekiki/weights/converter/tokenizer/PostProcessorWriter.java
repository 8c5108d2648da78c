package org.mekiki.weights.converter.tokenizer;

import static org.mekiki.weights.converter.tokenizer.NormalizerWriter.typed;

import java.util.List;
import java.util.stream.Stream;
import org.mekiki.transformer.tokenizer.Template;
import org.mekiki.transformer.tokenizer.Tokenizer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Post-processors as {@code tokenizer.json} has them; what {@link PostProcessorReader} reads as the
 * same: a trimming of offsets for each that there is, then a template.
 */
final class PostProcessorWriter {
  private PostProcessorWriter() {}

  /** A null node where nothing is added and nothing trimmed. */
  static JsonNode write(Tokenizer tokenizer) {
    Template template = tokenizer.settings().template();
    boolean adds =
        !template.single().equals(Template.plainSingle())
            || !template.pair().equals(Template.plainPair());
    if (!adds && template.trims().isEmpty()) {
      return JsonNodeFactory.instance.nullNode();
    }
    if (template.trims().isEmpty()) {
      return template(tokenizer, template);
    }
    ObjectNode node = typed("Sequence");
    ArrayNode steps = node.putArray("processors");
    template
        .trims()
        .forEach(
            prefixSpace ->
                steps.add(PreTokenizerWriter.byteLevel(prefixSpace).put("use_regex", true)));
    if (adds) {
      steps.add(template(tokenizer, template));
    }
    return node;
  }

  private static ObjectNode template(Tokenizer tokenizer, Template template) {
    ObjectNode node = typed("TemplateProcessing");
    putParts(template.single(), node.putArray("single"), tokenizer);
    putParts(template.pair(), node.putArray("pair"), tokenizer);
    ObjectNode special = node.putObject("special_tokens");
    Stream.concat(template.single().stream(), template.pair().stream())
        .filter(part -> part.sequence() < 0)
        .mapToInt(Template.Part::id)
        .distinct()
        .sorted()
        .forEach(
            id -> {
              String token = tokenizer.tokenOf(id);
              ObjectNode entry = special.putObject(token).put("id", token);
              entry.putArray("ids").add(id);
              entry.putArray("tokens").add(token);
            });
    return node;
  }

  private static void putParts(List<Template.Part> parts, ArrayNode target, Tokenizer tokenizer) {
    for (Template.Part part : parts) {
      boolean text = part.sequence() >= 0;
      target
          .addObject()
          .putObject(text ? "Sequence" : "SpecialToken")
          .put("id", text ? List.of("A", "B").get(part.sequence()) : tokenizer.tokenOf(part.id()))
          .put("type_id", part.typeId());
    }
  }
}
