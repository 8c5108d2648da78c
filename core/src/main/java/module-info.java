/** Tensors, SIMD kernels and reverse-mode automatic differentiation, on the JDK alone. */
module org.mekiki.core {
  requires jdk.incubator.vector;

}
