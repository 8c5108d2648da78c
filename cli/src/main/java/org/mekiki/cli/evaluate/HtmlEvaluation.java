package org.mekiki.cli.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mekiki.cli.wording.Speech;
import org.mekiki.report.page.LinePlot;
import org.mekiki.report.page.Markup;
import org.mekiki.report.page.Strength;
import org.mekiki.report.page.Typesetting;
import org.mekiki.sig.judge.Convergence;
import org.mekiki.sig.judge.Faithfulness;
import org.mekiki.sig.judge.Measure;
import org.mekiki.sig.judge.Metric;
import org.mekiki.sig.judge.Summary;
import org.mekiki.sig.statistics.Estimate;

/** An evaluation as one self-contained page; every string of the caller's is escaped. */
final class HtmlEvaluation {
  /** Columns that fit a page beside the names of the lines. */
  private static final int WIDEST = 6;

  private static final String STYLE =
      """
      :root{--ink:#1c1b19;--dim:#625e57;--paper:#fbfaf7;--card:#fff;--rule:#dedad2;--heat:25,93,160;--most:.72;
      --c0:#0969da;--c1:#bc4c00;--c2:#1a7f37;--c3:#8250df;--c4:#bf3989;--c5:#7d4e00;--c6:#116b75;--c7:#57606a}
      @media (prefers-color-scheme:dark){:root{--ink:#ece9e2;--dim:#a8a398;--paper:#171614;--card:#201f1c;--rule:#3a3833;--heat:110,175,255;--most:.45;
      --c0:#58a6ff;--c1:#ffa657;--c2:#56d364;--c3:#d2a8ff;--c4:#ff9bce;--c5:#e3b341;--c6:#76e3ea;--c7:#9198a1}}
      *{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,"Segoe UI","Noto Sans JP",sans-serif}
      main{max-width:72rem;margin:0 auto;padding:2rem 1.25rem 3rem}h1{font-size:1.6rem;line-height:1.3;margin:0 0 .6rem;max-width:46rem}h2{font-size:1.15rem;margin:2.4rem 0 .4rem}
      h3{font-size:1rem;margin:1.2rem 0 .3rem}p{max-width:46rem}.dim,dt,figcaption{color:var(--dim)}
      dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:.6rem 0;font-size:.9rem}dd{margin:0;overflow-wrap:anywhere}
      .answers{list-style:none;margin:1.2rem 0;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,30rem),1fr));gap:.8rem}
      .answers li{background:var(--card);border:1px solid var(--rule);border-radius:10px;padding:.7rem 1rem}.answers h2{font-size:1rem;margin:0 0 .2rem}.answers p{margin:0;font-size:.93rem}
      .answers .favoured{border-style:dashed}
      summary{cursor:pointer;font-weight:600}details{margin:1rem 0}details>summary h2{display:inline;margin:0;font-size:1.05rem}
      .wide{overflow-x:auto;margin:.8rem 0}table{border-collapse:collapse;font-size:.9rem}th,td{padding:.28rem .6rem;border-bottom:1px solid var(--rule);text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
      th:first-child{text-align:start}thead th{border-bottom:2px solid var(--rule);white-space:normal}tbody th{font-weight:400}td small{color:var(--dim);display:block;font-size:.78rem}
      .heat{font-size:.82rem}.heat td,.heat th{padding:.25rem .35rem;text-align:center}.heat th:first-child{text-align:end}.heat thead th{writing-mode:vertical-rl;transform:rotate(180deg);text-align:start;vertical-align:top;font-weight:400;border:0}
      .heat thead th:first-child{writing-mode:horizontal-tb;transform:none}.cell{background:rgba(var(--heat),calc(var(--a)*var(--most)));min-width:2.9rem}
      .plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,28rem),1fr));gap:1rem;align-items:start}
      figure{margin:1rem 0;background:var(--card);border:1px solid var(--rule);border-radius:10px;padding:.8rem 1rem;min-width:0}.plots figure{margin:0}figcaption{font-size:.9rem}.plot{display:block;width:100%;height:auto;max-width:44rem}
      .plot text{font:13px system-ui,sans-serif;fill:var(--ink)}.plot .small{font-size:12px;fill:var(--dim)}.grid{stroke:var(--rule);stroke-width:1}.to{stroke-width:1;fill:none;opacity:.6}
      .line{fill:none;stroke-width:2.2}.band{fill-opacity:.12}.mark{stroke-width:1.5}.mark.open{fill:var(--card)}
      .s0{stroke:var(--c0);fill:var(--c0)}.s1{stroke:var(--c1);fill:var(--c1)}.s2{stroke:var(--c2);fill:var(--c2)}.s3{stroke:var(--c3);fill:var(--c3)}
      .s4{stroke:var(--c4);fill:var(--c4)}.s5{stroke:var(--c5);fill:var(--c5)}.s6{stroke:var(--c6);fill:var(--c6)}.s7{stroke:var(--c7);fill:var(--c7)}
      .line,.to{fill:none!important}.mark.open{fill:var(--card)}.line.s1{stroke-dasharray:9 4}.line.s2{stroke-dasharray:3 3}.line.s3{stroke-dasharray:12 3 3 3}.line.s4{stroke-dasharray:6 2}.line.s5{stroke-dasharray:2 5}.line.s6{stroke-dasharray:14 5}.line.s7{stroke-dasharray:1 2}
      .band{stroke:none}
      @media (max-width:44rem){table,tbody,tr,tbody th{display:block}thead{display:none}tbody tr{border-bottom:1px solid var(--rule);padding:.4rem 0}tbody th{border:0;padding:.1rem 0;font-weight:600}
      td{display:flex;justify-content:space-between;gap:1rem;border:0;padding:.05rem 0;text-align:end}td::before{content:attr(data-of);text-align:start;color:var(--dim)}td small{display:inline;margin-inline-start:.4rem}
      .heat th:first-child{text-align:start}.heat td{padding:.05rem .4rem;text-align:end}.heat .cell::before{color:inherit}dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}
      @media print{body{background:#fff}main{padding:0;max-width:none}figure,tr,.answers li{break-inside:avoid}th,td{white-space:normal}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
      """
          + Strength.style();

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="%s"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src %s; base-uri 'none'; form-action 'none'">
      <title>⟦mekiki: evaluation of explanation methods⟧</title>
      <style>%s</style></head><body><main>
      """;

  private final StringBuilder out = new StringBuilder();
  private final Speech speech;
  private final EvaluationReport report;

  private HtmlEvaluation(EvaluationReport report, Speech speech) {
    this.report = report;
    this.speech = speech;
    String style = STYLE + Typesetting.of(speech.language());
    out.append(speech.fill(HEAD).formatted(speech.language(), Markup.hash(style), style));
  }

  static String of(EvaluationReport report, Speech speech) {
    var page = new HtmlEvaluation(report, speech);
    page.appendVerdict();
    page.appendPlots();
    page.out.append(speech.fill("<h2>⟦All numbers⟧</h2>\n"));
    report.tables(speech).forEach(page::append);
    page.appendDescription();
    return page.out.append("</main></body></html>\n").toString();
  }

  /** Which method answers which question. */
  private void appendVerdict() {
    EvaluationVerdict verdict = report.verdict();
    out.append(speech.fill("<header><p class=\"dim\">⟦Which explanation method holds up?⟧</p>\n"));
    out.append(
        "<h1>%s</h1>%n".formatted(Markup.escape(speech.say("%s.", verdict.headline(speech)))));
    out.append("<ul class=\"answers\">\n");
    for (Contest contest : verdict.contests()) {
      out.append(contest.isFavoured() ? "<li class=\"favoured\">" : "<li>");
      out.append("<h2>%s</h2>".formatted(Markup.escape(speech.of(contest.question()))));
      out.append("<p>%s</p></li>%n".formatted(Markup.escape(contest.answer(speech))));
    }
    out.append("</ul>\n");
    verdict
        .notes(speech)
        .forEach(note -> out.append("<p class=\"dim\">%s</p>%n".formatted(Markup.escape(note))));
    out.append("</header>\n");
  }

  private void appendDescription() {
    out.append(speech.fill("<details><summary><h2>⟦What was evaluated⟧</h2></summary><dl>\n"));
    report
        .description()
        .said(speech)
        .forEach(
            (name, value) ->
                out.append(
                    "<dt>%s</dt><dd>%s</dd>%n"
                        .formatted(Markup.escape(name), Markup.escape(value))));
    out.append("</dl></details>\n");
  }

  /** A table, folded; one that is wider than a page is cut into several. */
  private void append(ReportTable table) {
    out.append("<details><summary><h2>%s</h2></summary>%n".formatted(Markup.escape(table.title())));
    out.append("<p>%s</p>%n".formatted(Markup.escape(table.note())));
    int columns = table.columns().size();
    for (int from = 0; from < columns; from += WIDEST) {
      append(table, from, Math.min(columns, from + WIDEST));
    }
    out.append("</details>\n");
  }

  private void append(ReportTable table, int from, int to) {
    List<String> columns = table.columns().subList(from, to);
    out.append("<div class=\"wide\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">");
    out.append(Markup.escape(table.corner())).append("</th>");
    columns.forEach(
        name -> out.append("<th scope=\"col\">").append(Markup.escape(name)).append("</th>"));
    out.append("</tr></thead><tbody>\n");
    for (ReportTable.Line line : table.lines()) {
      if (line.cells().subList(from, to).stream().allMatch(Optional::isEmpty)) {
        continue;
      }
      out.append("<tr><th scope=\"row\">");
      out.append(Markup.escape((line.name() + " " + line.hint()).strip())).append("</th>");
      for (int i = from; i < to; i++) {
        out.append(cell(table.columns().get(i), line.cells().get(i)));
      }
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div>\n");
  }

  private String cell(String column, Optional<Estimate> cell) {
    return cell.map(
            estimate ->
                "<td data-of=\"%s\"><span>%s <small>%s</small></span></td>"
                    .formatted(
                        Markup.escape(column),
                        ReportFormats.mean(cell),
                        ReportFormats.interval(estimate, speech)))
        .orElse("<td data-of=\"%s\">–</td>".formatted(Markup.escape(column)));
  }

  private void appendPlots() {
    Summary faithfulness = report.summaries().get(ExaminationKind.FAITHFULNESS);
    if (faithfulness != null) {
      out.append(
          speech.fill("<h2>⟦How far each method is from chance to the best order found⟧</h2>\n"));
      figure(
          new HeatMap(report, faithfulness).table(speech),
          speech.say(
              "0 is a random order, 1 the best order found, or the best method where there is no"
                  + " best order; the darker, the closer to it. The values themselves are in the"
                  + " tables."));
      out.append("<div class=\"plots\">\n");
      appendCurve(faithfulness, Metric.DELETION, speech.say("Deletion: the lower the better"));
      appendCurve(faithfulness, Metric.INSERTION, speech.say("Insertion: the higher the better"));
      out.append("</div>\n");
    }
    Summary convergence = report.summaries().get(ExaminationKind.CONVERGENCE);
    if (convergence != null) {
      appendErrors(convergence);
    }
  }

  private void figure(String picture, String caption) {
    out.append("<figure>").append(picture);
    out.append("<figcaption>").append(Markup.escape(caption)).append("</figcaption></figure>\n");
  }

  private void appendCurve(Summary summary, Metric metric, String caption) {
    Measure measure = Measure.of(metric);
    var plot =
        new LinePlot(
            speech.say(
                metric == Metric.DELETION
                    ? "share of the tokens masked"
                    : "share of the tokens unmasked"),
            speech.say("probability of the predicted class"),
            speech.say("%s over %s; the numbers are in the tables on this page"),
            false);
    for (String row : summary.rowsWithCurve(measure)) {
      List<Estimate> curve = summary.curve(row, measure);
      double[] x =
          IntStream.range(0, curve.size())
              .mapToDouble(i -> (double) i / (curve.size() - 1))
              .toArray();
      plot.add(named(row), x, curve);
    }
    if (!plot.isEmpty()) {
      figure(
          plot.picture(caption), speech.say("%s; bands are 95 %% intervals of the mean.", caption));
    }
  }

  /** Methods have the names that options give them; what is none of them has a word. */
  private String named(String row) {
    return row.equals(Faithfulness.RANDOM) || row.equals(Faithfulness.BEST) ? speech.say(row) : row;
  }

  /** One plot for each method and baseline, a line a rule. */
  private void appendErrors(Summary summary) {
    out.append(speech.fill("<h2>⟦How many nodes are enough⟧</h2>\n<div class=\"plots\">\n"));
    List<String> subjects =
        summary.rows().stream().filter(row -> row.split(",", -1).length == 2).toList();
    for (String subject : subjects) {
      var plot =
          new LinePlot(
              speech.say("nodes per path"),
              speech.say("error, share of the largest score"),
              speech.say("%s over %s; the numbers are in the tables on this page"),
              true);
      for (String row : summary.rows()) {
        if (row.startsWith(subject + ", ")) {
          addErrors(plot, summary, row, row.substring(subject.length() + 2));
        }
      }
      if (!plot.isEmpty()) {
        figure(plot.picture(subject), speech.say("%s: error of the raw scores, by rule.", subject));
      }
    }
    out.append("</div>\n");
  }

  private static void addErrors(LinePlot plot, Summary summary, String row, String name) {
    var steps = new ArrayList<Integer>();
    var errors = new ArrayList<Estimate>();
    for (int step : Convergence.STEPS) {
      summary
          .estimate(row, Convergence.RAW.at(step))
          .ifPresent(
              error -> {
                steps.add(step);
                errors.add(error);
              });
    }
    if (!steps.isEmpty()) {
      plot.add(name, steps.stream().mapToDouble(i -> i).toArray(), errors);
    }
  }
}
