package org.mekiki.cli.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.mekiki.cli.audit.findings.AuditText;
import org.mekiki.cli.audit.findings.FindingsFile;
import org.mekiki.cli.audit.findings.TextFinding;
import org.mekiki.cli.data.DataException;
import org.mekiki.core.runtime.ComputeContext;

/**
 * Explains all texts that are not explained yet: several at a time, each on one thread, written in
 * the order of the data.
 */
final class AuditRun {
  /** Texts whose findings are written together, and that an interruption can cost. */
  private static final int CHUNK = 64;

  private final AuditData data;
  private final Examiner examiner;
  private final ComputeContext context;
  private final Watcher watcher;
  private final List<AuditText> waiting = new ArrayList<>(CHUNK);
  private long begun;
  private long before;

  AuditRun(AuditData data, Examiner examiner, ComputeContext context, Watcher watcher) {
    this.data = data;
    this.examiner = examiner;
    this.context = context;
    this.watcher = watcher;
  }

  void into(FindingsFile file) throws IOException {
    begun = System.nanoTime();
    before = file.records();
    if (before > 0 && before < data.size()) {
      watcher.tell("continuing after %d of %d texts".formatted(before, data.size()));
    }
    data.read(
        before,
        text -> {
          waiting.add(text);
          if (waiting.size() == CHUNK) {
            examine(file);
          }
        });
    examine(file);
  }

  private void examine(FindingsFile file) throws IOException {
    var found = new TextFinding[waiting.size()];
    long first = file.records();
    context.forEach(found.length, (i, _) -> found[i] = examine(first + i, waiting.get(i)));
    file.append(List.of(found));
    waiting.clear();
    long done = file.records();
    double each = (System.nanoTime() - begun) / 1e9 / Math.max(1, done - before);
    watcher.texts(done, data.size(), Math.round(each * (data.size() - done)));
  }

  private TextFinding examine(long number, AuditText text) {
    if (!watcher.monitor().progress(number, data.size())) {
      throw new CancellationException("nobody waits for the audit");
    }
    try {
      return examiner.examine(number, text);
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw DataException.at(data.file(), text.line(), e.getMessage());
    }
  }
}
