package org.mekiki.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.mekiki.report.wording.Version;

/** A report says where a fault was and on what machine, and nothing of what was read. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
final class FaultReportTest {
  private static String told(Throwable fault) {
    var bytes = new ByteArrayOutputStream();
    var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    var console = new Console(out, out, ColourDepth.NONE, false);
    int code =
        fault instanceof VirtualMachineError error
            ? Failures.fault(error, console)
            : Failures.report((Exception) fault, console);
    assertEquals(ExitCode.INTERNAL, code);
    String told = bytes.toString(StandardCharsets.UTF_8);
    assertEquals(1, told.lines().count(), told);
    return told;
  }

  @Test
  void nothingIsWrittenUnasked() {
    assertFalse(told(new InternalError("x")).contains("report is in"));
  }

  @Test
  void itNamesWhatIsNeededAndNoValues(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("report.txt");
    System.setProperty(FaultReport.PROPERTY, file.toString());
    System.setProperty("mekiki.shown", "/home/somebody/secret");
    try {
      FaultReport.called("explain", "--steps=31", "--target", "secret", "a secret text", "-x");
      var cause = new IllegalStateException("the text \"secret\" is odd");
      var fault = new StackOverflowError();
      fault.initCause(cause);
      cause.addSuppressed(fault);
      assertTrue(told(fault).strip().endsWith("a report is in " + file));
      String report = Files.readString(file);
      for (String part :
          new String[] {
            "mekiki " + Version.NUMBER + ", fault report",
            "options: --steps --target -x\n",
            "mekiki.shown: (given)\n",
            "os.arch: ",
            "heap at most: ",
            "java.lang.StackOverflowError\n    at org.mekiki.cli",
            "caused by: java.lang.IllegalStateException\n    at org.mekiki.cli"
          }) {
        assertTrue(report.contains(part), part + " in\n" + report);
      }
      assertFalse(report.contains("secret") || report.contains("steps=31"), report);
      System.setProperty("mekiki.fault.report.messages", "true");
      told(new NullPointerException("the text \"secret\""));
      assertTrue(Files.readString(file).contains("NullPointerException: the text \"secret\""));
    } finally {
      System.clearProperty("mekiki.fault.report.messages");
      System.clearProperty("mekiki.shown");
      System.clearProperty(FaultReport.PROPERTY);
    }
  }

  @Test
  void whatCannotBeWrittenIsSaidInTheSameSentence(@TempDir Path folder) throws IOException {
    System.setProperty(FaultReport.PROPERTY, folder.resolve("no/report.txt").toString());
    try {
      assertTrue(told(new InternalError("x")).contains("its report cannot be written: "));
      try (var files = Files.list(folder)) {
        assertEquals(0, files.count());
      }
    } finally {
      System.clearProperty(FaultReport.PROPERTY);
    }
  }
}
