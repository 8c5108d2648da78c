/** Attribution methods over any differentiable target function, on the JDK alone. */
module org.mekiki.sig {
  requires jdk.jfr;
  requires transitive org.mekiki.core;

  exports org.mekiki.sig;
  exports org.mekiki.sig.attribution;
  exports org.mekiki.sig.counterfactual;
  exports org.mekiki.sig.effect;
  exports org.mekiki.sig.evaluation;
  exports org.mekiki.sig.interaction;
  exports org.mekiki.sig.judge;
  exports org.mekiki.sig.judge.fidelity;
  exports org.mekiki.sig.judge.truth;
  exports org.mekiki.sig.method;
  exports org.mekiki.sig.quadrature;
  exports org.mekiki.sig.statistics;
  exports org.mekiki.sig.text;

  uses org.mekiki.sig.attribution.MethodProvider;
  uses org.mekiki.sig.judge.MetricProvider;
}
