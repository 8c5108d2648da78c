package org.mekiki.cli.study;

import java.util.List;
import org.mekiki.cli.wording.Speech;
import org.mekiki.report.page.Markup;
import org.mekiki.report.page.Strength;
import org.mekiki.report.page.Typesetting;
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
            if (name !== 'rater' && name !== 'practice') { found[name] = value; }
          });
          return found;
        }
        function show() {
          var done = Object.keys(answers()).length;
          document.getElementById('done').textContent = '⟦%s of %s answered⟧'.replace('%s', done).replace('%s', total);
          var practice = form.elements.practice.value;
          document.querySelectorAll('[data-practice]').forEach(function (said) {
            said.hidden = said.dataset.practice !== practice;
          });
          document.querySelectorAll('.clear').forEach(function (button) {
            button.hidden = !form.elements[button.dataset.clears].value;
          });
        }
        form.addEventListener('click', function (event) {
          var name = event.target.dataset.clears;
          if (!name) { return; }
          var choices = form.querySelectorAll('input[name="' + name + '"]');
          choices.forEach(function (choice) { choice.checked = false; });
          choices[0].focus();
          show();
        });
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
          document.getElementById('saved').textContent = '⟦Saved as %s.⟧'.replace('%s', link.download);
        });
        show();
      })();
      """;

  private static final String STYLE =
      """
      :root{--ink:#1c1b19;--dim:#625e57;--paper:#fbfaf7;--card:#fff;--rule:#dedad2;--mark:190,80,10;--most:.55}
      @media (prefers-color-scheme:dark){:root{--ink:#ece9e2;--dim:#a8a398;--paper:#171614;--card:#201f1c;--rule:#3a3833;--mark:255,150,70;--most:.45}}
      html{scroll-padding-bottom:7rem}*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,"Segoe UI","Noto Sans JP",sans-serif}
      main{max-width:46rem;margin:0 auto;padding:2rem 1.25rem 6rem}h1{font-size:1.4rem;margin:0 0 .4rem}h2{font-size:1.05rem;margin:1.2rem 0 .3rem}.dim{color:var(--dim)}
      fieldset{border:1px solid var(--rule);border-radius:10px;background:var(--card);margin:1.4rem 0;padding:1rem 1.2rem}legend{font-weight:600;padding:0 .4rem}
      .text{margin:.5rem 0;padding:.6rem .8rem;border-left:3px solid var(--rule);font-size:1.15rem;line-height:1.9;overflow-wrap:anywhere;white-space:pre-wrap}
      mark{background:rgba(var(--mark),calc(var(--a)*var(--most)));border-bottom:3px solid rgba(var(--mark),calc(.2 + var(--a)*.8));color:inherit;border-radius:4px}
      .key{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;margin:.6rem 0;padding:0;list-style:none}.practice{border-style:dashed}.practice .said{margin:.4rem 0}
      .clear{font-size:.85rem;padding:.1rem .6rem}
      label{display:inline-flex;gap:.4rem;align-items:baseline;margin:.3rem 1.2rem .3rem 0;cursor:pointer}
      .bar{position:fixed;left:0;right:0;bottom:0;background:var(--card);border-top:1px solid var(--rule);padding:.7rem 1.25rem;display:flex;flex-wrap:wrap;gap:.6rem 1.4rem;align-items:center;justify-content:center}
      button,input[type=text]{font:inherit;padding:.35rem .8rem;border:1px solid var(--dim);border-radius:6px;background:var(--paper);color:inherit}
      @media (forced-colors:active){mark{border-bottom-style:double}}@media print{.bar,.clear{display:none}fieldset{break-inside:avoid}}
      :focus-visible{outline:3px solid rgb(var(--mark));outline-offset:2px}
      """
          + Strength.style();

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="%s"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'">
      <title>⟦mekiki: questions about explanations⟧</title>
      <style>%s</style></head><body><main>
      <h1>⟦What did the model go by?⟧</h1>
      <p>⟦A program has put each text below into a class, and the words that are said to have spoken for that class are marked. Answer what you can; leave out what you cannot decide. Nothing is sent anywhere: the button at the bottom saves your answers as a file, which you hand back.⟧</p>
      <h2 id="key">⟦What the marks mean⟧</h2>
      <ul class="key" aria-labelledby="key"><li>⟦<mark class="a100">word</mark> spoke most for the class⟧</li><li>⟦<mark class="a50">word</mark> spoke half as much⟧</li><li>⟦<mark class="a15">word</mark> spoke a little⟧</li><li>⟦word: did next to nothing, or spoke against it⟧</li></ul>
      <p class="dim">⟦By keyboard: Tab goes from question to question, the arrow keys choose an answer, Enter saves.⟧</p>
      """;

  /** A question whose answer is plain, to learn what is asked; its answer is not saved. */
  private static final String PRACTICE =
      """
      <fieldset class="practice"><legend>⟦Practice, not counted⟧</legend>
      <p>⟦The program says: <strong>complaint</strong>. Which marking explains that better?⟧</p>
      <div class="dim">A</div><div class="text">⟦the room was bright , but the staff were <mark class="a100">rude</mark> and the food was <mark class="a70">cold</mark>⟧</div>
      <div class="dim">B</div><div class="text">⟦the <mark class="a70">room</mark> was bright , but the staff <mark class="a100">were</mark> rude and the food was cold⟧</div>
      <label><input type="radio" name="practice" value="left">A</label>
      <label><input type="radio" name="practice" value="right">B</label>
      <label><input type="radio" name="practice" value="same">⟦no difference⟧</label>
      <div role="status"><p class="said" data-practice="left" hidden>⟦Yes: “rude” and “cold” are what is complained of. “room” and “were” stand in praise too.⟧</p>
      <p class="said" data-practice="right" hidden>⟦Look again: “room” and “were” stand in praise too. “rude” and “cold”, in A, are what is complained of.⟧</p>
      <p class="said" data-practice="same" hidden>⟦There is one: “rude” and “cold”, in A, are what is complained of. “room” and “were” stand in praise too.⟧</p></div>
      <p class="dim">⟦In the questions there may be no plain answer: say what you think. Some ask for the class instead, by the marked words alone.⟧</p>
      </fieldset>
      """;

  private final StringBuilder out = new StringBuilder();
  private final Study study;
  private final Speech speech;

  private StudyPage(Study study, Speech speech) {
    this.study = study;
    this.speech = speech;
  }

  static String of(Study study, Speech speech) {
    return new StudyPage(study, speech).page();
  }

  private String page() {
    String style = STYLE + Typesetting.of(speech.language());
    String script = speech.fill(SCRIPT);
    out.append(
        speech
            .fill(HEAD)
            .formatted(speech.language(), Markup.hash(style), Markup.hash(script), style));
    out.append(
        "<form data-schema=\"%s\" data-study=\"%s\" data-questions=\"%d\">%n"
            .formatted(Study.ANSWERS_SCHEMA, study.id(), study.questions().size()));
    out.append(speech.fill(PRACTICE));
    int number = 1;
    for (Study.Question question : study.questions()) {
      out.append("<fieldset><legend>")
          .append(speech.say("Question %d", number++))
          .append("</legend>\n");
      switch (question) {
        case Study.Comparison comparison -> append(comparison);
        case Study.Suggestion suggestion -> append(suggestion);
      }
      out.append(
          "<button type=\"button\" class=\"clear\" data-clears=\"%s\" hidden>%s</button></fieldset>%n"
              .formatted(question.id(), speech.say("clear this answer")));
    }
    out.append(
        speech.fill(
            """
            <div class="bar"><label>⟦your initials⟧ <input type="text" name="rater" maxlength="40" required></label>
            <button type="submit">⟦Save the answers⟧</button><span id="done" role="status"></span><span id="saved" role="status"></span></div>
            </form></main>
            """));
    return out.append("<script>").append(script).append("</script></body></html>\n").toString();
  }

  private void append(Study.Comparison question) {
    List<Explanation> explanations = question.text().explanations();
    out.append(
        "<p>%s</p>%n"
            .formatted(
                speech.say(
                    "The program says: <strong>%s</strong>. Which marking explains that better?",
                    Markup.escape(explanations.getFirst().targetLabel()))));
    out.append("<div class=\"dim\">A</div>");
    appendMarked(question.text(), explanations.get(question.left()));
    out.append("<div class=\"dim\">B</div>");
    appendMarked(question.text(), explanations.get(question.right()));
    appendChoice(question.id(), "left", "A");
    appendChoice(question.id(), "right", "B");
    appendChoice(question.id(), Study.SAME, speech.say("no difference"));
  }

  private void append(Study.Suggestion question) {
    out.append(
        speech.fill("<p>⟦Go by the marked words only. Which class did the program choose?⟧</p>\n"));
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
