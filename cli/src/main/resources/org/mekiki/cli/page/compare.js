"use strict";
/** What differs between two models that explain the same text: in words, and on one scale. */
const comparison = ({t, element, percent, signed}) => {
  // A difference below this is not spoken of: of an effect, which is a part of 1.
  const LEAST = 0.01, NAMED = 3;
  const place = w => w.sequence + ":" + w.start + ":" + w.end;
  const shown = change => signed(100 * change, 1);

  /** Explanations of the same class, and those that have none beside them. */
  function pairs([first, second]) {
    const left = second.answer.explanations.slice();
    const both = [], alone = [];
    for (const e of first.answer.explanations) {
      const at = left.findIndex(other => other.target.label === e.target.label);
      if (at < 0) alone.push(e);
      else both.push([e, left.splice(at, 1)[0]]);
    }
    return {both, alone: [...alone, ...left]};
  }

  /** Where the words of a text stand between two explanations of one class. */
  function between(a, b) {
    const theirs = new Map(b.words.map(w => [place(w), w])), mine = new Set(a.words.map(place));
    const same = a.words.filter(w => theirs.has(place(w))).map(w => ({word: w, other: theirs.get(place(w))}));
    return {
      known: same.filter(r => r.word.without && r.other.without)
        .map(r => ({...r, change: r.other.without.change - r.word.without.change})),
      lacking: same.filter(r => !r.word.without || !r.other.without).map(r => r.word),
      alone: [...a.words.filter(w => !theirs.has(place(w))), ...b.words.filter(w => !mine.has(place(w)))],
    };
  }

  /** The change of an effect from the first model to the second by word; nothing where none is known. */
  function changes(a, b) {
    return new Map(between(a, b).known.map(r => [place(r.word), r.change]));
  }

  /** One scale for what two explanations draw: effects where all words have one, else the method's numbers. */
  function scale(explanations, kind) {
    const rows = explanations.flatMap(e => e[kind]).filter(r => r.score !== null);
    const effects = rows.every(r => r.without);
    const of = r => r.score === null ? 0 : effects ? r.without.change : r.raw;
    return {effects, of, largest: Math.max(...rows.map(r => Math.abs(of(r))), 0)};
  }

  function decision(a, b) {
    const best = e => {
      const p = e.prediction.probabilities, i = p.indexOf(Math.max(...p));
      return [e.prediction.labels[i], percent(p[i])];
    };
    const [one, sure] = best(a), [two, alsoSure] = best(b);
    return one === two ? t("bothSay", one, a.model.source, sure, b.model.source, alsoSure)
      : t("disagree", a.model.source, one, sure, b.model.source, two, alsoSure);
  }

  function sentence(a, b, {word, other, change}) {
    const before = word.without.change, after = other.without.change;
    if (before * after < 0 && Math.min(Math.abs(before), Math.abs(after)) >= LEAST / 2) {
      const [one, x, two, y] = before > 0 ? [a, before, b, after] : [b, after, a, before];
      return t("otherSide", word.text, a.target.label, one.model.source, shown(x), two.model.source, shown(y));
    }
    const key = Math.abs(after) < Math.abs(before) ? "countsLess" : "countsMore";
    return t(key, word.text, percent(Math.abs(change)), b.model.source, shown(after), shown(before));
  }

  function words(a, b, several) {
    const {known, lacking, alone} = between(a, b);
    const most = known.filter(r => Math.abs(r.change) >= LEAST)
      .sort((r, s) => Math.abs(s.change) - Math.abs(r.change)).slice(0, NAMED);
    const said = most.map(r => sentence(a, b, r));
    if (!most.length && known.length) said.push(t("sameEffects"));
    const quoted = list => list.slice(0, NAMED).map(w => t("quoted", w.text)).join(t("comma")) + (list.length > NAMED ? " …" : "");
    if (lacking.length) said.push(t("lacking", lacking.length, quoted(lacking)));
    if (alone.length) said.push(t("wordsAlone", alone.length, quoted(alone)));
    return several ? said.map(each => t("ofClass", a.target.label, each)) : said;
  }

  /** The part above the cards. */
  function block(answers, {both, alone}, scales) {
    const [a, b] = answers.map(each => each.answer.explanations[0]);
    const said = [decision(a, b)];
    for (const [one, two] of both) said.push(...words(one, two, both.length > 1 || one.target.label !== a.target.label));
    for (const e of alone) said.push(t("noPartner", e.target.label, e.model.source));
    const part = element("section", "difference", element("h3", "", t("differences")),
      element("ul", "", ...said.map(each => element("li", "", each))));
    if (both.length) {
      const {effects, largest} = scales[0];
      part.append(element("p", "dim", effects ? t("scalePoints", percent(largest)) : t("scaleRaw", t("output_" + a.target.output), largest.toFixed(3))));
    }
    part.append(element("p", "compared", t("compared")));
    return part;
  }

  return {pairs, changes, scale, block, place};
};
