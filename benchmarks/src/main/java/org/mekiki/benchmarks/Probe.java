package org.mekiki.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.mekiki.core.kernel.KernelSelection;

/**
 * What mekiki chooses in a Java machine with the flags of the measured ones.
 *
 * @param kernels their name
 * @param vectorBits bits a vector; 32 for none
 */
record Probe(String kernels, int vectorBits) {

  /** Runs in the probed machine. */
  public static void main(String[] args) {
    Integer asked = Integer.getInteger("mekiki.vector.bits");
    boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    int bits = asked != null ? asked : vectors ? FmaChains.LANES * Float.SIZE : Float.SIZE;
    System.out.println(KernelSelection.current().kernels().name() + " " + bits);
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
      String[] answer =
          out.lines().collect(java.util.stream.Collectors.joining()).strip().split(" ", -1);
      if (answer.length != 2) {
        throw new IOException("a Java machine with the flags " + flags + " does not start");
      }
      return new Probe(answer[0], Integer.parseInt(answer[1]));
    }
  }
}
