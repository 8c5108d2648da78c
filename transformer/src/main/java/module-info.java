/** Encoder families, tokenizers and the converted-model file, on the JDK alone. */
module org.mekiki.transformer {
  requires transitive org.mekiki.core;
}
