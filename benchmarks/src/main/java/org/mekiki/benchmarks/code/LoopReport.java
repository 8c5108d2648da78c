package org.mekiki.benchmarks.code;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mekiki.benchmarks.results.UsageException;

/** Prints the loops that the compiler made of the tiles and of the peak, and what they spill. */
public final class LoopReport {
  private static final List<String> CLASSES =
      List.of(
          "org.mekiki.core.kernel.VectorTiles",
          "org.mekiki.core.kernel.SixRowTile",
          "org.mekiki.benchmarks.FmaChains");

  private LoopReport() {}

  /**
   * Starts a Java machine with these flags, and reports.
   *
   * @param flags such as {@code -XX:UseAVX=2}; {@code --code} prints the loops themselves too
   * @param out receives a line a loop
   * @throws IOException if the machine cannot be started
   * @throws UsageException if that machine, or a disassembler, cannot be had
   */
  public static void run(List<String> flags, PrintStream out) throws IOException {
    List<String> machine = new ArrayList<>(flags);
    boolean code = machine.remove("--code");
    for (String flag : machine) {
      if (!flag.startsWith("-")) {
        throw new UsageException("loops takes --code and options of java, not \"" + flag + "\"");
      }
    }
    List<String> output = output(machine);
    output.stream().filter(line -> line.startsWith("vector-")).forEach(out::println);
    Map<String, List<Instruction>> methods = PrintedCode.methods(output, new Objdump());
    int loops = 0;
    for (var method : methods.entrySet()) {
      var loop = InnerLoop.main(method.getValue());
      if (loop.isPresent()) {
        loops++;
        print(method.getKey(), loop.get(), code, out);
      }
    }
    if (loops == 0) {
      throw new UsageException(
          "no loop was found: this Java machine compiled no vector kernels, or printed no code");
    }
  }

  private static void print(String method, InnerLoop loop, boolean code, PrintStream out) {
    String name = method.substring(method.lastIndexOf('.') + 1);
    out.printf(
        "%-26s %2d multiply-adds of %2d instructions; on the stack: vectors %d, others %d%n",
        name,
        loop.multiplyAdds(),
        loop.instructions().size(),
        loop.vectorSpills(),
        loop.otherStackAccesses());
    if (code) {
      loop.instructions().forEach(instruction -> out.println("    " + instruction.text()));
    }
  }

  private static List<String> output(List<String> flags) throws IOException {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("--add-modules=jdk.incubator.vector", "-XX:+UnlockDiagnosticVMOptions"));
    // Compiles while the program waits: it need not wait for the compiler at its end.
    command.add("-Xbatch");
    for (String type : CLASSES) {
      command.add("-XX:CompileCommand=print," + type + "::*");
    }
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), TileRun.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<String> lines;
    try (var out = process.inputReader()) {
      lines = out.lines().toList();
    }
    try {
      if (process.waitFor() != 0) {
        throw new UsageException("a Java machine with the options " + flags + " does not run");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return lines;
  }
}
