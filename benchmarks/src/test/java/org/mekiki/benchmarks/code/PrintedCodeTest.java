package org.mekiki.benchmarks.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the Java machine prints, with a disassembler and without one. */
final class PrintedCodeTest {
  private static final List<String> WITH_DISASSEMBLER =
      """
      Compiled method (c2) 10  20       4       a.B::tile (727 bytes)
       main code      [0x00007f41c3efb280,0x00007f41c3efb838] = 1464
      [Constant Pool]
        0x00007f41c3efb200:   0x3f800000
      [MachCode]
        # parm0:    rsi       = int
        0x00007f41c3efb280:   vmovups 0x10(%r8,%rbp,4),%ymm14
        0x00007f41c3efb290:   vbroadcastss 0x10(%rdx,%r11,4),%ymm0 ;*faload {reexecute=0}
        0x00007f41c3efb298:   vfmadd231ps %ymm14,%ymm0,%ymm2
        0x00007f41c3efb2a0:   vmovdqu %ymm2,0x38(%rsp)
        0x00007f41c3efb2a8:   add    0x18(%rsp),%ebp
        0x00007f41c3efb2b0:   jl     0x00007f41c3efb290
        0x00007f41c3efb2b8:   vfmadd231ps %ymm14,%ymm0,%ymm2
        0x00007f41c3efb2c0:   inc    %eax
        0x00007f41c3efb2c8:   jl     0x00007f41c3efb280
      [/MachCode]
      Compiled method (c2) 11  21 %     4       a.B::tile @ 225 (727 bytes)
      [MachCode]
        0x00007f41c3efb280:   ret
      [/MachCode]
      """
          .lines()
          .toList();

  @Test
  void theLoopIsFoundAndWhatItKeepsOnTheStackIsCounted() throws IOException {
    var methods = PrintedCode.methods(WITH_DISASSEMBLER, lines -> lines);
    assertEquals(List.of("a.B::tile"), List.copyOf(methods.keySet()));
    InnerLoop loop = InnerLoop.main(methods.get("a.B::tile")).orElseThrow();
    assertEquals(5, loop.instructions().size(), "not the one around it");
    assertEquals(1, loop.multiplyAdds());
    assertEquals(1, loop.vectorSpills());
    assertEquals(1, loop.otherStackAccesses());
  }

  @Test
  void bytesGoToADisassembler() throws IOException {
    var output =
        List.of(
            "Compiled method (c2) 10  20   b   4       a.B::tile (727 bytes)",
            "[MachCode]",
            "  0x00007f41c3efb280: c442 15b8 | d4c4 4215 ",
            "  0x00007f41c3efb288: 4489 24",
            "[/MachCode]");
    var methods =
        PrintedCode.methods(
            output,
            lines -> {
              assertEquals("c442 15b8 | d4c4 4215", lines.getFirst().text());
              assertEquals(0x7f41c3efb288L, lines.getLast().address());
              return PrintedCode.parse(List.of("    7f41c3efb280:\tret").stream());
            });
    assertEquals(List.of(new Instruction(0x7f41c3efb280L, "ret")), methods.get("a.B::tile"));
  }

  @Test
  void formsOfBothDisassemblersAreRead() {
    assertTrue(new Instruction(0, "vmovdqu YMMWORD PTR [rsp+0x38],ymm12").spillsVector());
    assertTrue(new Instruction(0, "vmovdqu 0x38(%rsp),%ymm12").spillsVector());
    assertTrue(new Instruction(0, "str q3, [sp, #64]").spillsVector());
    assertFalse(new Instruction(0, "add ebp,DWORD PTR [rsp+0x18]").spillsVector());
    assertFalse(new Instruction(0, "vmovdqu YMMWORD PTR [rdi+rcx*4+0x70],ymm3").touchesStack());
    assertEquals(0x7f41c3efb4c0L, new Instruction(0, "jl     0x7f41c3efb4c0").target().getAsLong());
    assertEquals(
        0xffff7c0010c4L,
        new Instruction(0, "b.lt\t0xffff7c0010c4 // b.tstop").target().getAsLong());
    assertTrue(new Instruction(0, "vmovups ymm1,ymm2").target().isEmpty());
  }
}
