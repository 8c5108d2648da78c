package org.mekiki.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.mekiki.core.kernel.KernelSelection;
import org.mekiki.core.kernel.Kernels;

/**
 * What mekiki chooses in a Java machine with the flags of the measured ones.
 *
 * @param kernels their name
 * @param vectorBits bits a vector; 32 for none
 * @param blockSizes how products are cut, and why
 */
record Probe(String kernels, int vectorBits, String blockSizes) {

  /** Runs in the probed machine. */
  public static void main(String[] args) {
    Integer asked = Integer.getInteger("mekiki.vector.bits");
    boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    int bits = asked != null ? asked : vectors ? FmaChains.LANES * Float.SIZE : Float.SIZE;
    Kernels kernels = KernelSelection.current().kernels();
    System.out.println(kernels.name() + "\n" + bits + "\n" + kernels.blockSizes());
  }

  /** Starts a machine with these flags and asks. */
  static Probe with(List<String> flags) throws IOException {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Probe.class.getName()));
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var out = process.inputReader()) {
      List<String> answer = out.lines().toList();
      if (answer.size() != 3) {
        throw new IOException("a Java machine with the flags " + flags + " does not start");
      }
      return new Probe(answer.get(0), Integer.parseInt(answer.get(1)), answer.get(2));
    }
  }
}
