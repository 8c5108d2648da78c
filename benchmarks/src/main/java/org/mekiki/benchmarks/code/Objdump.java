package org.mekiki.benchmarks.code;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.mekiki.benchmarks.results.UsageException;

/** The disassembler of the GNU binutils. */
final class Objdump implements Disassembler {
  @Override
  public List<Instruction> instructions(List<Instruction> lines) throws IOException {
    long start = lines.getFirst().address();
    var code = new ByteArrayOutputStream();
    for (Instruction line : lines) {
      // What lies between two pieces is no code of the method.
      while (start + code.size() < line.address()) {
        code.write(0x90);
      }
      code.write(HexFormat.of().parseHex(line.text().replaceAll("[ |]", "")));
    }
    Path file = Files.createTempFile("mekiki-loops", ".bin");
    try {
      Files.write(file, code.toByteArray());
      return PrintedCode.parse(run(file, start).lines());
    } finally {
      Files.delete(file);
    }
  }

  private static String run(Path file, long start) throws IOException {
    boolean arm = System.getProperty("os.arch", "").equals("aarch64");
    var builder =
        new ProcessBuilder(
            "objdump",
            "-D",
            "-b",
            "binary",
            arm ? "-maarch64" : "-mi386:x86-64",
            "--no-show-raw-insn",
            "--adjust-vma=0x" + Long.toHexString(start),
            file.toString());
    if (!arm) {
      builder.command().add(1, "-Mintel");
    }
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UsageException(
          "neither hsdis nor objdump is here to read machine code; binutils has objdump");
    }
    try (var out = process.inputReader()) {
      return out.readAllAsString();
    }
  }
}
