package org.mekiki.cli.serve;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.mekiki.cli.console.ColourDepth;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.serve.HttpCall.Answer;
import org.mekiki.core.runtime.ComputeContext;
import picocli.CommandLine;

/** A server of {@code mekiki serve} inside the test's Java machine, at any free port. */
public final class RunningServer implements AutoCloseable {
  private final ComputeContext context = ComputeContext.ownedPool(2);
  private final ServeCommand.Served served;

  public RunningServer(String... options) throws IOException {
    var out = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
    var command = new ServeCommand(new Console(out, out, ColourDepth.NONE, false));
    var all = new ArrayList<>(List.of("--port", "0"));
    all.addAll(List.of(options));
    new CommandLine(command).parseArgs(all.toArray(String[]::new));
    served = command.start(context);
  }

  ServeCommand.Served served() {
    return served;
  }

  int port() {
    return served.server().address().getPort();
  }

  public Answer explain(String body) throws IOException {
    return HttpCall.post(port(), "/api/explain", body);
  }

  @Override
  public void close() {
    served.stop();
    context.close();
  }
}
