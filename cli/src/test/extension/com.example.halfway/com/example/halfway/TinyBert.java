package com.example.halfway;

import java.util.List;
import java.util.SequencedMap;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.family.EncoderFamilies;
import org.mekiki.transformer.family.EncoderFamily;
import org.mekiki.transformer.head.HeadForm;

/** BERT under a name of its own. */
public final class TinyBert implements EncoderFamily {
  /** For the service loader. */
  public TinyBert() {}

  private static EncoderFamily bert() {
    return EncoderFamilies.of("bert");
  }

  @Override
  public String name() {
    return "tiny-bert";
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    return bert().config(config).change().family(name()).build();
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    return bert().keys(config);
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    return bert().weights(config);
  }

  @Override
  public boolean ignores(EncoderConfig config, String tensor) {
    return bert().ignores(config, tensor);
  }

  @Override
  public List<HeadForm> heads() {
    return bert().heads();
  }
}
