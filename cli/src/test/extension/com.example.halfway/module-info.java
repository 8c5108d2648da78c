/** Additions to mekiki from outside: one of each kind. */
module com.example.halfway {
  requires org.mekiki.sig;
  requires org.mekiki.transformer;

  provides org.mekiki.sig.attribution.MethodProvider with
      com.example.halfway.HalfWayProvider;
  provides org.mekiki.sig.judge.MetricProvider with
      com.example.halfway.TopLoss;
  provides org.mekiki.transformer.family.EncoderFamily with
      com.example.halfway.TinyBert;
  provides org.mekiki.transformer.tokenizer.normalizer.NormalizerProvider with
      com.example.halfway.Shorten;
  provides org.mekiki.transformer.tokenizer.pretokenizer.PreTokenizerProvider with
      com.example.halfway.Interpuncts;
}
