package org.mekiki.cli.study;

import java.util.List;
import org.mekiki.cli.page.Markup;
import org.mekiki.cli.page.Strength;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.WordScore;

/**
 * A questionnaire as one self-contained page, which saves its answers to a file. It names no
 * method; every string of the caller's is escaped.
 */
final class StudyPage {
  /** A word below this share of the strongest is not marked. */
  private static final double VISIBLE = 0.06;

  private static final String SCRIPT =
      """
      (function () {
        var form = document.forms[0];
        var total = Number(form.dataset.questions);
        function answers() {
          var found = {};
          new FormData(form).forEach(function (value, name) {
            if (name !== 'rater') { found[name] = value; }
          });
          return found;
        }
        function show() {
          var done = Object.keys(answers()).length;
          document.getElementById('done').textContent = done + ' of ' + total + ' answered';
        }
        form.addEventListener('change', show);
        form.addEventListener('submit', function (event) {
          event.preventDefault();
          var record = {
            schema: form.dataset.schema,
            study: form.dataset.study,
            rater: form.elements.rater.value.trim(),
            answers: answers()
          };
          var link = document.createElement('a');
          link.href = URL.createObjectURL(
            new Blob([JSON.stringify(record) + '\\n'], { type: 'application/json' }));
          link.download = 'answers-' + (record.rater || 'rater').replace(/[^A-Za-z0-9_-]/g, '_') + '.json';
          link.click();
          document.getElementById('saved').textContent = 'Saved as ' + link.download + '.';
        });
        show();
      })();
      """;

  private static final String STYLE =
      """
      :root{--ink:#1c1b19;--dim:#625e57;--paper:#fbfaf7;--card:#fff;--rule:#dedad2;--mark:190,80,10}
      @media (prefers-color-scheme:dark){:root{--ink:#ece9e2;--dim:#a8a398;--paper:#171614;--card:#201f1c;--rule:#3a3833;--mark:255,150,70}}
      *{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,"Segoe UI","Noto Sans JP",sans-serif}
      main{max-width:46rem;margin:0 auto;padding:2rem 1.25rem 6rem}h1{font-size:1.4rem;margin:0 0 .4rem}.dim{color:var(--dim)}
      fieldset{border:1px solid var(--rule);border-radius:10px;background:var(--card);margin:1.4rem 0;padding:1rem 1.2rem}legend{font-weight:600;padding:0 .4rem}
      .text{margin:.5rem 0;padding:.6rem .8rem;border-left:3px solid var(--rule);font-size:1.15rem;line-height:1.9;overflow-wrap:anywhere;white-space:pre-wrap}
      mark{background:rgba(var(--mark),calc(var(--a)*.55));border-bottom:3px solid rgba(var(--mark),calc(.2 + var(--a)*.8));color:inherit;border-radius:4px}
      label{display:inline-flex;gap:.4rem;align-items:baseline;margin:.3rem 1.2rem .3rem 0;cursor:pointer}
      .bar{position:fixed;left:0;right:0;bottom:0;background:var(--card);border-top:1px solid var(--rule);padding:.7rem 1.25rem;display:flex;flex-wrap:wrap;gap:.6rem 1.4rem;align-items:center;justify-content:center}
      button,input[type=text]{font:inherit;padding:.35rem .8rem;border:1px solid var(--dim);border-radius:6px;background:var(--paper);color:inherit}
      :focus-visible{outline:3px solid rgb(var(--mark));outline-offset:2px}
      """
          + Strength.style();

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'">
      <title>mekiki: questions about explanations</title>
      <style>%s</style></head><body><main>
      <h1>What did the model go by?</h1>
      <p>A program has put each text below into a class. The darker a word is marked, the more it is said to have spoken for that class. Answer what you can; leave out what you cannot decide. Nothing is sent anywhere: the button at the bottom saves your answers as a file, which you hand back.</p>
      """
          .formatted(Markup.hash(STYLE), Markup.hash(SCRIPT), STYLE);

  private final StringBuilder out = new StringBuilder();
  private final Study study;

  private StudyPage(Study study) {
    this.study = study;
  }

  static String of(Study study) {
    return new StudyPage(study).page();
  }

  private String page() {
    out.append(HEAD);
    out.append(
        "<form data-schema=\"%s\" data-study=\"%s\" data-questions=\"%d\">%n"
            .formatted(Study.ANSWERS_SCHEMA, study.id(), study.questions().size()));
    int number = 1;
    for (Study.Question question : study.questions()) {
      out.append("<fieldset><legend>Question ").append(number++).append("</legend>\n");
      switch (question) {
        case Study.Comparison comparison -> append(comparison);
        case Study.Suggestion suggestion -> append(suggestion);
      }
      out.append("</fieldset>\n");
    }
    out.append(
        """
        <div class="bar"><label>your initials <input type="text" name="rater" maxlength="40" required></label>
        <button type="submit">Save the answers</button><span id="done" role="status"></span><span id="saved" role="status"></span></div>
        </form></main>
        """);
    return out.append("<script>").append(SCRIPT).append("</script></body></html>\n").toString();
  }

  private void append(Study.Comparison question) {
    List<Explanation> explanations = question.text().explanations();
    out.append(
        "<p>The program says: <strong>%s</strong>. Which marking explains that better?</p>%n"
            .formatted(Markup.escape(explanations.getFirst().targetLabel())));
    out.append("<div class=\"dim\">A</div>");
    appendMarked(question.text(), explanations.get(question.left()));
    out.append("<div class=\"dim\">B</div>");
    appendMarked(question.text(), explanations.get(question.right()));
    appendChoice(question.id(), "left", "A");
    appendChoice(question.id(), "right", "B");
    appendChoice(question.id(), Study.SAME, "no difference");
  }

  private void append(Study.Suggestion question) {
    out.append("<p>Go by the marked words only. Which class did the program choose?</p>\n");
    appendMarked(question.text(), question.text().explanations().get(question.method()));
    study.labels().forEach(label -> appendChoice(question.id(), label, label));
  }

  private void appendChoice(String name, String value, String shown) {
    out.append(
        "<label><input type=\"radio\" name=\"%s\" value=\"%s\">%s</label>%n"
            .formatted(name, Markup.escape(value), Markup.escape(shown)));
  }

  /** Only what speaks for the class is marked: what speaks against it has no place here. */
  private void appendMarked(StudyText text, Explanation explanation) {
    double largest = explanation.words().stream().mapToDouble(WordScore::score).max().orElse(0);
    appendText(explanation, 0, text.example().text(), largest);
    if (text.example().pair() != null) {
      appendText(explanation, 1, text.example().pair(), largest);
    }
  }

  private void appendText(Explanation explanation, int sequence, String text, double largest) {
    out.append("<div class=\"text\" dir=\"auto\">");
    int at = 0;
    for (WordScore word : explanation.words()) {
      double strength = largest <= 0 ? 0 : word.score() / largest;
      if (word.sequence() == sequence && strength >= VISIBLE && word.start() >= at) {
        out.append(Markup.escape(text.substring(at, word.start())));
        out.append(
            "<mark class=\"%s\">%s</mark>"
                .formatted(
                    Strength.name(strength),
                    Markup.escape(text.substring(word.start(), word.end()))));
        at = word.end();
      }
    }
    out.append(Markup.escape(text.substring(at))).append("</div>\n");
  }
}
