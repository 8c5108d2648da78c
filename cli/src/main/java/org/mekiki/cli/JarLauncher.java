package org.mekiki.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mekiki.cli.console.ExitCode;
import org.mekiki.cli.console.UserException;

/**
 * The main class of the executable jar.
 *
 * <p>A jar cannot ask for the incubating Vector API: there is no line of its manifest for that. So
 * what computes more than a little runs in a second Java machine, which is asked by an option. What
 * does not, or was started with the option, runs in this one. Jars that extend the command are on
 * the class path of a second one always.
 */
public final class JarLauncher {
  private static final String VECTOR_MODULE = "jdk.incubator.vector";
  private static final String ANNOUNCED = "WARNING: Using incubator modules: " + VECTOR_MODULE;

  private JarLauncher() {}

  /** Runs mekiki. */
  public static void main(String[] args) throws IOException, InterruptedException {
    boolean vectors = ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();
    if (!vectors && QuickCall.is(args) && System.getProperty("mekiki.kernels") == null) {
      System.setProperty("mekiki.kernels", "scalar");
    }
    List<String> extensions;
    try {
      extensions = ExtensionJars.of(System.getenv().getOrDefault(ExtensionJars.VARIABLE, ""));
    } catch (UserException e) {
      System.err.println("mekiki: " + e.getMessage());
      System.exit(ExitCode.USAGE);
      return;
    }
    if (extensions.isEmpty() && (vectors || QuickCall.is(args) || !available())) {
      Mekiki.main(args);
      return;
    }
    Process process = start(extensions, args);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    copyErrors(process);
    System.exit(process.waitFor());
  }

  private static boolean available() {
    return java.lang.module.ModuleFinder.ofSystem().find(VECTOR_MODULE).isPresent();
  }

  private static Process start(List<String> extensions, String... args) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    if (available()) {
      command.addAll(List.of("--add-modules", VECTOR_MODULE));
    }
    for (String stream : List.of("mekiki.terminal.out", "mekiki.terminal.err")) {
      command.add("-D" + stream + "=" + Mekiki.isTerminal(stream));
    }
    var classes = new ArrayList<String>();
    classes.add(new File(System.getProperty("java.class.path")).getAbsolutePath());
    classes.addAll(extensions);
    command.addAll(List.of("-cp", String.join(File.pathSeparator, classes)));
    command.add(Mekiki.class.getName());
    command.addAll(List.of(args));
    return new ProcessBuilder(command)
        .inheritIO()
        .redirectError(ProcessBuilder.Redirect.PIPE)
        .start();
  }

  /** All but the Java machine's remark on the module, as it comes. */
  private static void copyErrors(Process process) throws IOException {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      String first = reader.readLine();
      if (first != null && !first.equals(ANNOUNCED)) {
        System.err.println(first);
      }
      reader.transferTo(
          new java.io.PrintWriter(System.err, true, StandardCharsets.UTF_8) {
            @Override
            public void write(char[] text, int from, int length) {
              super.write(text, from, length);
              flush();
            }
          });
    }
  }
}
