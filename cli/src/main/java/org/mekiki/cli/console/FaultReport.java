package org.mekiki.cli.console;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mekiki.report.wording.Version;
import org.mekiki.transformer.file.WholeFile;

/**
 * What whoever mends a fault has to know, in a file that the user names: the stack, versions, the
 * Java machine and settings. Texts, paths and other values are left out, and so are the messages of
 * exceptions, which may quote them, unless the user asks for them.
 */
public final class FaultReport {
  /** The file to write, by this variable or the property {@value #PROPERTY}. */
  static final String VARIABLE = "MEKIKI_FAULT_REPORT";

  /** The same as a property of the Java machine, which counts more. */
  static final String PROPERTY = "mekiki.fault.report";

  /** Whether messages of exceptions are written, too: {@code true}. */
  private static final String MESSAGES = "MEKIKI_FAULT_REPORT_MESSAGES";

  private static final String MESSAGES_PROPERTY = "mekiki.fault.report.messages";
  private static final int CAUSES = 16;

  /** Properties whose values are a choice among a few. */
  private static final List<String> HARMLESS =
      List.of("mekiki.kernels", "mekiki.vector.bits", "mekiki.tiles");

  private static volatile List<String> call = List.of();

  private FaultReport() {}

  /**
   * Notes down which command runs with which options.
   *
   * @param args whose values are not kept
   */
  public static void called(String... args) {
    call =
        Stream.of(args)
            .filter(arg -> arg.matches("--?[A-Za-z][A-Za-z-]*(=.*)?"))
            .map(arg -> arg.replaceFirst("=.*", ""))
            .toList();
  }

  /**
   * Writes the report of a fault, where one is wanted.
   *
   * @return what to add to the sentence that tells of the fault; empty where none is wanted
   */
  public static String write(Throwable fault) {
    String file = setting(PROPERTY, VARIABLE);
    if (file.isEmpty()) {
      return "";
    }
    try {
      boolean messages = setting(MESSAGES_PROPERTY, MESSAGES).equals("true");
      WholeFile.writeText(Path.of(file), text(fault, messages));
      return "; a report is in " + file;
    } catch (IOException | InvalidPathException e) {
      return "; its report cannot be written: " + e.getMessage().lines().findFirst().orElse("");
    }
  }

  private static String setting(String property, String variable) {
    String value = System.getProperty(property);
    return value == null ? System.getenv().getOrDefault(variable, "") : value;
  }

  /** The report. */
  static String text(Throwable fault, boolean messages) {
    var out = new StringBuilder();
    out.append("mekiki ").append(Version.NUMBER).append(", fault report\n");
    line(out, "time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    line(out, "options", String.join(" ", call));
    for (String name : List.of("java.version", "java.vm.name", "java.vm.version", "java.vendor")) {
      line(out, name, System.getProperty(name, ""));
    }
    for (String name : List.of("os.name", "os.version", "os.arch", "file.encoding")) {
      line(out, name, System.getProperty(name, ""));
    }
    Runtime machine = Runtime.getRuntime();
    line(out, "processors", Integer.toString(machine.availableProcessors()));
    line(out, "heap at most", (machine.maxMemory() >> 20) + " MiB");
    line(out, "heap in use", (machine.totalMemory() - machine.freeMemory() >> 20) + " MiB");
    line(out, "machine's options", machineOptions());
    for (String name : new TreeSet<>(System.getProperties().stringPropertyNames())) {
      if (name.startsWith("mekiki.")) {
        line(out, name, HARMLESS.contains(name) ? System.getProperty(name) : "(given)");
      }
    }
    out.append('\n');
    describe(out, fault, messages, Collections.newSetFromMap(new IdentityHashMap<>()), "");
    return out.toString();
  }

  /** Sizes and switches of the machine; of properties the names. */
  private static String machineOptions() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(each -> each.startsWith("-X") || each.startsWith("-D"))
        .map(each -> each.startsWith("-D") ? each.replaceFirst("=.*", "") : each)
        .map(each -> each.replaceFirst("[:=][^:=]*/.*", "=(path)"))
        .collect(Collectors.joining(" "));
  }

  private static void line(StringBuilder out, String name, String value) {
    out.append(name).append(": ").append(value).append('\n');
  }

  /** Causes and suppressed ones too, each once; a stack overflow's stack is cut by the machine. */
  private static void describe(
      StringBuilder out, Throwable fault, boolean messages, Set<Throwable> seen, String role) {
    if (fault == null || seen.size() >= CAUSES || !seen.add(fault)) {
      return;
    }
    out.append(role).append(fault.getClass().getName());
    if (messages && fault.getMessage() != null) {
      out.append(": ").append(fault.getMessage());
    }
    out.append('\n');
    for (StackTraceElement frame : fault.getStackTrace()) {
      out.append("    at ").append(frame).append('\n');
    }
    for (Throwable suppressed : fault.getSuppressed()) {
      describe(out, suppressed, messages, seen, "suppressed: ");
    }
    describe(out, fault.getCause(), messages, seen, "caused by: ");
  }
}
