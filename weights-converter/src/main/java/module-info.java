/** Reads Hugging Face checkpoints and writes converted model files. */
module org.mekiki.weights.converter {
  requires transitive org.mekiki.transformer;
  requires transitive tools.jackson.databind;

  exports org.mekiki.weights.converter;
  exports org.mekiki.weights.converter.file;
  exports org.mekiki.weights.converter.onnx;
  exports org.mekiki.weights.converter.pickle;
  exports org.mekiki.weights.converter.safetensors;
  exports org.mekiki.weights.converter.setfit;
  exports org.mekiki.weights.converter.tokenizer;
  exports org.mekiki.weights.converter.torch;
}
