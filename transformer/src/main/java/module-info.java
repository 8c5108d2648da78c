/** Encoder families, tokenizers and the converted-model file, on the JDK alone. */
module org.mekiki.transformer {
  requires jdk.jfr;
  requires transitive org.mekiki.core;

  exports org.mekiki.transformer;
  exports org.mekiki.transformer.encoder;
  exports org.mekiki.transformer.entity;
  exports org.mekiki.transformer.family;
  exports org.mekiki.transformer.file;
  exports org.mekiki.transformer.head;
  exports org.mekiki.transformer.mecab;
  exports org.mekiki.transformer.tokenizer;
  exports org.mekiki.transformer.tokenizer.model;
  exports org.mekiki.transformer.tokenizer.normalizer;
  exports org.mekiki.transformer.tokenizer.pattern;
  exports org.mekiki.transformer.tokenizer.pretokenizer;
  exports org.mekiki.transformer.tokenizer.text;
  exports org.mekiki.transformer.train;

  uses org.mekiki.transformer.family.EncoderFamily;
  uses org.mekiki.transformer.tokenizer.normalizer.NormalizerProvider;
  uses org.mekiki.transformer.tokenizer.pretokenizer.PreTokenizerProvider;
}
