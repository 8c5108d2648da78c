/** Tensors, SIMD kernels and reverse-mode automatic differentiation, on the JDK alone. */
module org.mekiki.core {
  requires jdk.incubator.vector;

  exports org.mekiki.core.autodiff;
  exports org.mekiki.core.kernel;
  exports org.mekiki.core.model;
  exports org.mekiki.core.nn;
  exports org.mekiki.core.ops;
  exports org.mekiki.core.runtime;
  exports org.mekiki.core.tensor;
  exports org.mekiki.core.train;
}
