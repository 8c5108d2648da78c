package org.mekiki.cli.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mekiki.cli.page.LinePlot;
import org.mekiki.cli.page.Markup;
import org.mekiki.cli.page.Strength;
import org.mekiki.sig.judge.Convergence;
import org.mekiki.sig.judge.Measure;
import org.mekiki.sig.judge.Metric;
import org.mekiki.sig.judge.Summary;
import org.mekiki.sig.statistics.Estimate;

/** An evaluation as one self-contained page; every string of the caller's is escaped. */
final class HtmlEvaluation {
  private static final String STYLE =
      """
      :root{--ink:#1c1b19;--dim:#625e57;--paper:#fbfaf7;--card:#fff;--rule:#dedad2;--heat:25,93,160;--on:#fff;
      --c0:#0969da;--c1:#bc4c00;--c2:#1a7f37;--c3:#8250df;--c4:#bf3989;--c5:#7d4e00;--c6:#116b75;--c7:#57606a}
      @media (prefers-color-scheme:dark){:root{--ink:#ece9e2;--dim:#a8a398;--paper:#171614;--card:#201f1c;--rule:#3a3833;--heat:110,175,255;--on:#10243a;
      --c0:#58a6ff;--c1:#ffa657;--c2:#56d364;--c3:#d2a8ff;--c4:#ff9bce;--c5:#e3b341;--c6:#76e3ea;--c7:#9198a1}}
      *{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,"Segoe UI","Noto Sans JP",sans-serif}
      main{max-width:70rem;margin:0 auto;padding:2rem 1.25rem 3rem}h1{font-size:1.5rem;margin:0 0 .6rem}h2{font-size:1.15rem;margin:2.4rem 0 .4rem}
      h3{font-size:1rem;margin:1.6rem 0 .3rem}p{max-width:46rem}.dim,dt,figcaption{color:var(--dim)}
      dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:.6rem 0;font-size:.9rem}dd{margin:0;overflow-wrap:anywhere}
      .wide{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem}th,td{padding:.28rem .6rem;border-bottom:1px solid var(--rule);text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
      th:first-child{text-align:start}thead th{border-bottom:2px solid var(--rule)}tbody th{font-weight:400}td small{color:var(--dim);display:block;font-size:.78rem}
      figure{margin:1.2rem 0;background:var(--card);border:1px solid var(--rule);border-radius:10px;padding:.8rem 1rem}.plot{display:block;width:100%;height:auto;max-width:60rem}
      .plot text{font:13px system-ui,sans-serif;fill:var(--ink)}.plot .small{font-size:12px;fill:var(--dim)}.plot .on{fill:var(--on)}.grid{stroke:var(--rule);stroke-width:1}
      .line{fill:none;stroke-width:2.2}.band{stroke:none;fill-opacity:.16}.cell{fill:rgb(var(--heat));fill-opacity:var(--a);stroke:var(--rule)}
      .s0{stroke:var(--c0);fill:var(--c0)}.s1{stroke:var(--c1);fill:var(--c1)}.s2{stroke:var(--c2);fill:var(--c2)}.s3{stroke:var(--c3);fill:var(--c3)}
      .s4{stroke:var(--c4);fill:var(--c4)}.s5{stroke:var(--c5);fill:var(--c5)}.s6{stroke:var(--c6);fill:var(--c6)}.s7{stroke:var(--c7);fill:var(--c7)}
      polyline.line{fill:none}.line.s1{stroke-dasharray:9 4}.line.s2{stroke-dasharray:3 3}.line.s3{stroke-dasharray:12 3 3 3}.line.s4{stroke-dasharray:6 2}.line.s5{stroke-dasharray:2 5}.line.s6{stroke-dasharray:14 5}.line.s7{stroke-dasharray:1 2}
      .band{stroke:none}
      @media print{body{background:#fff}figure,tr{break-inside:avoid}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
      """
          + Strength.style();

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src %s; base-uri 'none'; form-action 'none'">
      <title>mekiki: evaluation of explanation methods</title>
      <style>%s</style></head><body><main>
      """
          .formatted(Markup.hash(STYLE), STYLE);

  private final StringBuilder out = new StringBuilder(HEAD);
  private final EvaluationReport report;

  private HtmlEvaluation(EvaluationReport report) {
    this.report = report;
  }

  static String of(EvaluationReport report) {
    var page = new HtmlEvaluation(report);
    page.out.append("<h1>How well do the explanations hold?</h1>\n");
    page.appendDescription();
    page.appendPlots();
    report.tables().forEach(page::append);
    return page.out.append("</main></body></html>\n").toString();
  }

  private void appendDescription() {
    out.append("<details open><summary>What was evaluated</summary><dl>\n");
    report
        .description()
        .values()
        .forEach(
            (name, value) ->
                out.append(
                    "<dt>%s</dt><dd>%s</dd>%n"
                        .formatted(Markup.escape(name), Markup.escape(value))));
    out.append("</dl></details>\n");
  }

  private void append(ReportTable table) {
    out.append("<h2>%s</h2>%n".formatted(Markup.escape(table.title())));
    out.append("<p>%s</p>%n".formatted(Markup.escape(table.note())));
    out.append("<div class=\"wide\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">");
    out.append(Markup.escape(table.corner())).append("</th>");
    table
        .columns()
        .forEach(
            name -> out.append("<th scope=\"col\">").append(Markup.escape(name)).append("</th>"));
    out.append("</tr></thead><tbody>\n");
    for (ReportTable.Line line : table.lines()) {
      out.append("<tr><th scope=\"row\">");
      out.append(Markup.escape((line.name() + " " + line.hint()).strip())).append("</th>");
      line.cells().forEach(cell -> out.append(cell(cell)));
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div>\n");
  }

  private static String cell(Optional<Estimate> cell) {
    return cell.map(
            estimate ->
                "<td>%s<small>%s</small></td>"
                    .formatted(ReportFormats.mean(cell), ReportFormats.interval(estimate)))
        .orElse("<td>–</td>");
  }

  private void appendPlots() {
    Summary faithfulness = report.summaries().get(ExaminationKind.FAITHFULNESS);
    if (faithfulness != null) {
      out.append("<h2>Pictures</h2>\n");
      figure(
          new HeatMap(report, faithfulness).picture(),
          "From a random order (0) to the best order found, or to the best method where there is no"
              + " best order (1); random orders and bounds stand in the table.");
      appendCurve(faithfulness, Metric.DELETION, "Deletion: the lower the better");
      appendCurve(faithfulness, Metric.INSERTION, "Insertion: the higher the better");
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
    String doing = metric == Metric.DELETION ? "masked" : "unmasked";
    var plot =
        new LinePlot("share of the tokens " + doing, "probability of the predicted class", false);
    for (String row : summary.rowsWithCurve(measure)) {
      List<Estimate> curve = summary.curve(row, measure);
      double[] x =
          IntStream.range(0, curve.size())
              .mapToDouble(i -> (double) i / (curve.size() - 1))
              .toArray();
      plot.add(row, x, curve);
    }
    if (!plot.isEmpty()) {
      figure(plot.picture(caption), caption + "; bands are 95 % intervals of the mean.");
    }
  }

  /** One plot for each method and baseline, a line a rule. */
  private void appendErrors(Summary summary) {
    List<String> subjects =
        summary.rows().stream().filter(row -> row.split(",", -1).length == 2).toList();
    for (String subject : subjects) {
      var plot = new LinePlot("nodes a path", "error, share of the largest score", true);
      for (String row : summary.rows()) {
        if (row.startsWith(subject + ", ")) {
          addErrors(plot, summary, row, row.substring(subject.length() + 2));
        }
      }
      if (!plot.isEmpty()) {
        figure(plot.picture(subject), subject + ": error of the raw scores, by rule.");
      }
    }
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
