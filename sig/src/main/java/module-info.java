/** Attribution methods over any differentiable target function, on the JDK alone. */
module org.mekiki.sig {
  requires transitive org.mekiki.core;

  exports org.mekiki.sig;
  exports org.mekiki.sig.audit;
  exports org.mekiki.sig.judge;
}
