/** Reads Hugging Face checkpoints and writes converted model files. */
module org.mekiki.weights.converter {
  requires transitive org.mekiki.transformer;
  requires tools.jackson.databind;
}
