package org.mekiki.weights.converter.tokenizer;

import org.mekiki.transformer.tokenizer.TokenizerBuilder;
import org.mekiki.weights.converter.file.ConversionException;
import tools.jackson.databind.JsonNode;

/** Post-processors of {@code tokenizer.json}. */
final class PostProcessorReader {
  private final TokenizerBuilder builder;
  private final boolean typeless;
  private boolean hasTemplate;

  PostProcessorReader(TokenizerBuilder builder) {
    this(builder, false);
  }

  /** Gives all tokens type 0 where the model is told of no types. */
  PostProcessorReader(TokenizerBuilder builder, boolean typeless) {
    this.builder = builder;
    this.typeless = typeless;
  }

  void read(TokenizerNode node) throws ConversionException {
    if (node.isAbsent()) {
      return;
    }
    switch (node.type()) {
      case "TemplateProcessing" -> {
        beginTemplate(node);
        readTemplate(node, false);
        readTemplate(node, true);
      }
      case "BertProcessing" -> {
        beginTemplate(node);
        bertTemplate(numberOf(node, "cls"), numberOf(node, "sep"));
      }
      case "RobertaProcessing" -> {
        beginTemplate(node);
        robertaTemplate(builder, numberOf(node, "cls"), numberOf(node, "sep"));
        readTrimming(node);
      }
      case "ByteLevel" -> readTrimming(node);
      case "Sequence" -> {
        for (TokenizerNode step : node.list("processors")) {
          read(step);
        }
      }
      default -> throw node.unsupported();
    }
  }

  private void bertTemplate(int cls, int sep) {
    int second = typeless ? 0 : 1;
    for (boolean ofPair : new boolean[] {false, true}) {
      builder
          .templateToken(ofPair, cls, 0)
          .templateText(ofPair, 0, 0)
          .templateToken(ofPair, sep, 0);
    }
    builder.templateText(true, 1, second).templateToken(true, sep, second);
  }

  private void beginTemplate(TokenizerNode node) throws ConversionException {
    if (hasTemplate) {
      throw new ConversionException(
          "%s: a second post-processor that adds tokens, \"%s\", is not supported"
              .formatted(node.path(), node.type()));
    }
    hasTemplate = true;
  }

  private void readTrimming(TokenizerNode node) throws ConversionException {
    if (node.flag("trim_offsets", true)) {
      builder.trimOffsets(node.flag("add_prefix_space", true));
    }
  }

  /** The number in a pair of token and number. */
  private static int numberOf(TokenizerNode node, String key) throws ConversionException {
    int number = TokenizerJson.number(node.json().path(key).path(1));
    if (number < 0) {
      throw node.wrong(key, "a pair of token and number");
    }
    return number;
  }

  private void readTemplate(TokenizerNode node, boolean ofPair) throws ConversionException {
    builder.template(ofPair);
    for (TokenizerNode part : node.list(ofPair ? "pair" : "single")) {
      JsonNode sequence = part.json().path("Sequence");
      JsonNode special = part.json().path("SpecialToken");
      if (sequence.isObject()) {
        String id = sequence.path("id").asString("");
        if (!id.equals("A") && !id.equals("B")) {
          throw node.wrong(ofPair ? "pair" : "single", "made of the sequences \"A\" and \"B\"");
        }
        builder.templateText(ofPair, id.equals("B") ? 1 : 0, typeId(node, sequence));
      } else if (special.isObject()) {
        String name = special.path("id").asString("");
        JsonNode numbers = node.json().path("special_tokens").path(name).path("ids");
        if (numbers.isEmpty()) {
          throw new ConversionException(
              "%s: the template uses \"%s\" without saying its number"
                  .formatted(node.path(), name));
        }
        for (JsonNode id : numbers) {
          builder.templateToken(ofPair, TokenizerJson.number(id), typeId(node, special));
        }
      } else {
        throw node.wrong(ofPair ? "pair" : "single", "made of sequences and special tokens");
      }
    }
  }

  private int typeId(TokenizerNode node, JsonNode part) throws ConversionException {
    int typeId = new TokenizerNode(node.path(), node.component(), part).number("type_id", 0);
    return typeless ? 0 : typeId;
  }

  /** {@code <s> A </s>}, and {@code <s> A </s></s> B </s>}; all of type 0. */
  static void robertaTemplate(TokenizerBuilder builder, int cls, int sep) {
    for (boolean ofPair : new boolean[] {false, true}) {
      builder
          .templateToken(ofPair, cls, 0)
          .templateText(ofPair, 0, 0)
          .templateToken(ofPair, sep, 0);
    }
    builder.templateToken(true, sep, 0).templateText(true, 1, 0).templateToken(true, sep, 0);
  }
}
