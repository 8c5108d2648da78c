"use strict";
// All that comes from texts, models and the server is put into the page as text nodes only.
(() => {
  const $ = id => document.getElementById(id);
  const MULTI_OR_ONE = ["single_label_classification", "multi_label_classification"];
  const EXAMPLES = ["the cast is good, but the story is not", "far too long and never funny", "an unpretentious, warm and very funny film"];
  const SETTINGS = "mekiki.settings";
  let about = null, shown = null, number = 0, waiting = null, language = "en", begun = null;

  const t = (key, ...values) => {
    let i = 0;
    return TEXTS[language][key].replace(/%(?:([1-9])\$)?s/g, (_, at) => String(values[at ? at - 1 : i++]));
  };
  /** A sentence that there may be; methods of other jars have none. */
  const sentence = key => TEXTS[language][key] === undefined ? "" : t(key);
  const stored = (key, fallback) => {
    try { return JSON.parse(localStorage.getItem(key)) ?? fallback; } catch { return fallback; }
  };
  const store = (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* full, or forbidden */ } };
  /** What is wider than the page is scrolled by keyboard too. */
  function scrolled(part) {
    new ResizeObserver(() => {
      if (part.scrollWidth > part.clientWidth) { part.tabIndex = 0; } else { part.removeAttribute("tabindex"); }
    }).observe(part);
    return part;
  }

  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };
  /** Without a sign where nothing but zeros is left. */
  const signed = (value, digits) => {
    const shown = Math.abs(value).toFixed(digits);
    return (Number(shown) === 0 ? "" : value < 0 ? "−" : "+") + shown;
  };
  const percent = value => (100 * value).toFixed(1);
  const share = value => t("percent", percent(value));

  const history = remembered({t, element, percent, stored, store, recall, language: () => language});
  const compare = comparison({t, element, percent, signed});
  const audits = tables({t, element, post, save, model: () => $("model").value, limits: () => about, language: () => language,
    failed: problem => failed(problem, $("auditError")), fail: (...sentence) => $("auditError").replaceChildren(...sentence)});
  // What the page knows of an explanation beside what the server said.
  const known = new WeakMap();

  // --- choices ------------------------------------------------------------------------------------
  function fill(select, entries, keep) {
    const before = keep ?? select.value;
    select.replaceChildren(...entries.map(([value, label]) => {
      const option = element("option", "", label);
      option.value = value;
      return option;
    }));
    select.value = entries.some(([value]) => value === before) ? before : entries[0][0];
  }
  function fillChoices() {
    if (!about) return;
    const names = about.models.map(m => m.name);
    fill($("model"), names.map(n => [n, n]));
    fill($("other"), [["", t(names.length < 2 ? "onlyModel" : "none")], ...names.map(n => [n, n])]);
    $("other").disabled = names.length < 2;
    fillMethods();
    const model = about.models.find(m => m.name === $("model").value);
    // By its label, where that means one class and nothing else.
    const labels = model.labels.map((label, i) => ["=" + named(model, i), label]);
    fill($("target"), [["", t("predicted")], ["*", t("all")], ...labels]);
  }
  function named(model, i) {
    const label = model.labels[i];
    return label === "all" || model.labels.indexOf(label) !== model.labels.lastIndexOf(label) ? String(i) : label;
  }
  /** Three in front, the others with their names below. */
  function fillMethods() {
    const before = $("method").value, all = about.choices.method;
    const option = (name, label) => {
      const made = element("option", "", label);
      made.value = name;
      return made;
    };
    const front = ["sig", "sig-exact", "ig"].filter(name => all.includes(name));
    const more = element("optgroup");
    more.label = t("more");
    more.append(...all.filter(name => !front.includes(name)).map(name => option(name, about.titles[language][name] ?? name)));
    $("method").replaceChildren(...front.map(name => option(name, t("method_" + name))), more);
    $("method").value = all.includes(before) ? before : front[0];
    $("methodNote").textContent = sentence("note_" + $("method").value);
    $("modelNote").textContent = $("model").value.startsWith("embedded:") ? t("embedded") : "";
  }
  function translate() {
    document.documentElement.lang = language;
    document.querySelectorAll("[data-t]").forEach(each => { each.textContent = t(each.dataset.t); });
    fillChoices();
    showExamples();
    showLength();
    history.show();
    audits.translate();
    $("status").textContent = "";
    for (const id of ["error", "auditError"]) $(id).textContent = "";
    if (shown) show(shown);
  }
  function showExamples() {
    $("examples").replaceChildren(...EXAMPLES.map(text => {
      const made = element("button", "", text);
      made.type = "button";
      made.lang = "en";
      made.addEventListener("click", () => { $("text").value = text; $("phrase").value = ""; showLength(); explain(); });
      return made;
    }));
  }
  function showLength() {
    const characters = Array.from($("text").value).length;
    $("length").textContent = about ? t("length", characters, about.text_length) : "";
  }

  // --- asking -------------------------------------------------------------------------------------
  async function post(path, body, signal) {
    const response = await fetch(path, {
      method: "POST", headers: {"Content-Type": "application/json", "Accept-Language": language}, body: JSON.stringify(body), signal });
    if (response.ok) return response;
    let told = {detail: response.status + " " + response.statusText, lang: "en"};
    try { told = await response.json(); } catch { /* no JSON */ }
    throw Object.assign(new Error(told.detail), {lang: told.lang});
  }
  function request() {
    const body = {model: $("model").value, text: $("text").value, method: $("method").value};
    const target = $("target").value;
    if (target === "*") body.target = "all";
    if (target.startsWith("=")) body.target = target.slice(1);
    if ($("phrase").value.trim()) body.phrase = $("phrase").value;
    return body;
  }
  /** What the page itself can see to be wrong with the phrase. */
  function wrongPhrase() {
    const phrase = $("phrase").value, span = /^\s*(\d+)\s*:\s*(\d+)\s*$/.exec(phrase);
    if (!phrase.trim()) return "";
    if (span) return Number(span[1]) < Number(span[2]) ? "" : t("emptyPhrase", phrase.trim());
    return $("text").value.includes(phrase) ? "" : t("noPhrase", phrase);
  }
  async function explain() {
    if (!$("text").value.trim()) { fail(t("noText")); $("text").focus(); return; }
    if (wrongPhrase()) { fail(wrongPhrase()); return; }
    if (waiting) waiting.abort();
    waiting = new AbortController();
    const mine = ++number, signal = waiting.signal, body = request();
    const bodies = [body];
    if ($("other").value) bodies.push({...body, model: $("other").value});
    $("error").textContent = "";
    $("status").textContent = t("computing");
    $("status").className = "busy";
    $("results").setAttribute("aria-busy", "true");
    try {
      const ask = async each => ({body: each, answer: await (await post("/api/explain", {...each, lang: language}, signal)).json()});
      const answers = await Promise.all(bodies.map(ask));
      const same = answers.length > 1 && body.target === undefined ? sameClass(...answers) : null;
      if (same) answers[1] = await ask(same);
      if (mine !== number) return;
      shown = answers;
      show(answers);
      if ($("keep").checked) history.remember(body, bodies[1]?.model, answers.map(a => decided(a.answer.explanations[0])));
      $("status").textContent = t("done", answers.map(a => reading(a.answer.explanations[0])).join(" "));
    } catch (e) {
      if (mine === number) failed(e);
    } finally {
      if (mine === number) { $("results").removeAttribute("aria-busy"); $("status").className = ""; }
    }
  }
  /** Where two models decide for different classes: the second asked for the first one's, which alone can be compared. */
  function sameClass(first, second) {
    const [a, b] = [first, second].map(each => each.answer.explanations[0].target.label);
    const model = about.models.find(m => m.name === second.body.model), i = model.labels.indexOf(a);
    return a === b || i < 0 ? null : {...second.body, target: named(model, i)};
  }
  /** In the page's language; what the server can say in English only follows as a detail. */
  function failed(problem, where) {
    if (problem.name === "AbortError") return;
    const say = where ? (...sentence) => where.replaceChildren(...sentence) : fail;
    if (problem instanceof TypeError) say(t("offline"));
    else if (!problem.lang || problem.lang === language) say(problem.message);
    else {
      const detail = element("span", "", problem.message);
      detail.lang = problem.lang;
      say(t("refused"), " ", detail);
    }
  }
  function fail(...sentence) {
    $("status").textContent = "";
    $("error").replaceChildren(...sentence);
    // What stands below is of an earlier request.
    if (shown) { $("results").classList.add("stale"); $("staleNote").hidden = false; }
  }

  // --- showing ------------------------------------------------------------------------------------
  function best(e) {
    const p = e.prediction.probabilities;
    return p.indexOf(Math.max(...p));
  }
  function decided(e) {
    const i = best(e);
    return {label: e.prediction.labels[i], sure: e.prediction.probabilities[i]};
  }
  function reading(e) {
    const {label, sure} = decided(e);
    return t("reading", e.model.source, label, percent(sure));
  }
  function show(answers) {
    begun = null;
    const own = (each, kind) => ({of: r => r.score ?? 0, largest: Math.max(...each[kind].map(r => Math.abs(r.score ?? 0)), 0)});
    const cards = answers.flatMap(({body, answer}) => answer.explanations.map((e, i) => {
      known.set(e, {model: body.model, words: own(e, "words"), phrases: own(e, "phrases"),
        titled: answers.length + answer.explanations.length > 2 || best(e) !== e.target.index});
      return {e, make: () => article(e, answer.read, answer.findings[i], answer.verdicts[i])};
    }));
    if (answers.length < 2) $("answers").replaceChildren(...cards.map(card => card.make()));
    else showBoth(answers, cards);
    $("results").classList.remove("stale");
    $("staleNote").hidden = true;
    $("downloads").hidden = false;
  }
  /** Two models: the same class beside each other, on one scale. */
  function showBoth(answers, cards) {
    const pairs = compare.pairs(answers), scales = [];
    for (const [a, b] of pairs.both) {
      const words = compare.scale([a, b], "words"), phrases = compare.scale([a, b], "phrases");
      scales.push(words);
      Object.assign(known.get(a), {words, phrases});
      Object.assign(known.get(b), {words, phrases, first: a.model.source, changes: compare.changes(a, b)});
    }
    const order = [...pairs.both.flat(), ...pairs.alone];
    $("answers").replaceChildren(compare.block(answers, pairs, scales),
      ...order.map(e => cards.find(card => card.e === e).make()));
  }
  function article(e, read, findings, verdict) {
    const {model, titled} = known.get(e);
    const made = element("article", "", element("h3", "", reading(e), ...(titled ? [" ", t("explains", e.target.label)] : [])));
    const list = element("ul", "probs");
    list.setAttribute("aria-label", t("probabilities"));
    e.prediction.labels.forEach((label, i) => {
      const fillBar = element("i");
      fillBar.style.width = percent(e.prediction.probabilities[i]) + "%";
      const meter = element("span", "meter", fillBar);
      meter.setAttribute("aria-hidden", "true");
      const item = element("li", i === e.target.index ? "on" : "",
        element("span", "", label), meter, element("span", "num", share(e.prediction.probabilities[i])));
      list.append(item);
    });
    if (findings.length) made.append(element("p", "lead", findings.join(language === "ja" ? "" : " ")));
    made.append(list, element("h4", "", t("readText")), text(e, 0, e.text));
    if (e.text_pair) made.append(text(e, 1, e.text_pair));
    const solid = element("span", "w for", t("legendFor", e.target.label));
    const dashed = element("span", "w against", t("legendAgainst"));
    solid.style.setProperty("--a", ".8");
    dashed.style.setProperty("--a", ".8");
    made.append(element("div", "legend", solid, dashed));
    if (read.of > read.tokens) made.append(element("p", "bad", t("truncated", read.tokens, read.of)));
    if (e.unknown) made.prepend(element("p", "bad", t("unknown", e.unknown.tokens, e.unknown.of)));
    if (e.phrases.length) made.append(table(e, e.phrases, t("phraseByPhrase"), "part"));
    made.append(table(e, e.words, t("wordByWord"), "word"), certificate(e, verdict));
    if (e.beyond_pairs !== undefined) {
      made.append(element("p", "", t("account", signed(e.f_input - e.f_baseline, 3),
        signed(e.f_input - e.f_baseline - e.beyond_pairs, 3), signed(e.beyond_pairs, 3))));
    }
    if (MULTI_OR_ONE.includes(e.prediction.problem_type)) made.append(changes(model, e));
    made.append(element("p", "dim", t("how", e.method.name, e.method.baseline, e.counts.forward,
      e.counts.backward, e.millis, e.model.source, e.model.sha256.slice(0, 16) + "…")));
    return made;
  }
  function certificate(e, verdict) {
    return element("p", e.converged === null ? "" : e.converged ? "ok" : "bad", t("sentence", verdict));
  }
  // --- what would change it -----------------------------------------------------------------------
  /** A part that asks for the fewest words that turn the decision when it is first wanted. */
  function changes(model, e) {
    const made = element("div", "changes"), asked = element("button", "", t("changeAsk"));
    asked.type = "button";
    asked.addEventListener("click", async () => {
      asked.disabled = true;
      $("status").textContent = t("computing");
      const body = {model, text: e.text};
      if (e.text_pair) body.text_pair = e.text_pair;
      if (e.prediction.problem_type === MULTI_OR_ONE[1]) body.target = String(e.target.index);
      try {
        const found = await (await post("/api/counterfactual", body)).json();
        const list = element("ul", "", ...sentences(e, found).map(each => element("li", "", each)));
        made.replaceChildren(element("h4", "", t("changeAsk")), list);
        list.tabIndex = -1;
        list.focus();
        $("status").textContent = "";
      } catch (problem) {
        asked.disabled = false;
        failed(problem);
      }
    });
    made.append(asked);
    return made;
  }
  function sentences(e, found) {
    const multi = e.prediction.problem_type === MULTI_OR_ONE[1], said = found.decision;
    const answer = (set, turned) => {
      const i = multi ? said.index : e.prediction.labels.indexOf(set.answer);
      const label = multi && said.there === turned ? t("changeNot", said.label) : multi ? said.label : set.answer;
      return [label, percent(set.probabilities[i])];
    };
    const words = set => set.words.map(w => t("quoted", w.text)).join(t("and"));
    const list = found.turning.sets.map(set => t("changeMasked", words(set), ...answer(set, true)));
    list.push(proof(found.turning, "changeNone"));
    for (const set of found.keeping.sets) {
      list.push(set.words.length ? t("changeKeep", words(set), ...answer(set, false)) : t("changeKeepNothing", ...answer(set, false)));
    }
    if (!found.keeping.sets.length || found.keeping.sets[0].words.length) list.push(proof(found.keeping, "changeKeepNone"));
    return list;
  }
  /** How far all sets were tried. */
  function proof(found, none) {
    if (!found.sets.length) return t(none, Math.max(0, found.excluded));
    const size = found.sets[0].words.length, more = found.reaching - found.sets.length;
    const sentence = !found.minimal ? t("changeAtMost", size, Math.max(0, found.excluded))
      : size === 1 ? t("changeOne") : t("changeLeast", size);
    return more > 0 ? sentence + t("changeMore", more) : sentence;
  }
  /** What the answer loses without a word, and what it is then. */
  function effect(without, number) {
    if (!without) return [element("td", "num", "–"), element("td", "num dim", "–")];
    const change = number ? signed(without.change, 3) : points(without.change);
    const left = number ? without.logit.toFixed(3) : share(without.probability);
    return [element("td", "num", change), element("td", "num dim", left)];
  }
  /** By how much a word's effect is another one than the other model's. */
  function difference(change) {
    return element("td", "num", change === undefined ? "–" : points(change));
  }
  /** Percentage points. */
  function points(change) {
    return signed(100 * change, 1);
  }
  /** What makes the ends of a word differ; nothing where they hardly do. */
  function endsDiffer(r, rows) {
    const least = 0.25 * Math.max(...rows.map(each => Math.abs(each.raw ?? 0)));
    if (Math.abs(r.ends.in_text - r.ends.alone) < least) return [];
    const key = r.ends.in_text * r.ends.alone < 0 ? "endsTurned"
      : Math.abs(r.ends.alone) > Math.abs(r.ends.in_text) ? "endsWeaker" : "endsStronger";
    return [element("br"), element("span", "dim", t(key))];
  }
  /** The caller's text with its words as buttons; places count code points. */
  function text(e, sequence, source) {
    const characters = Array.from(source), made = element("div", "read");
    made.dir = "auto";
    made.setAttribute("role", "group");
    made.setAttribute("aria-label", t("words"));
    const words = e.words.filter(w => w.sequence === sequence);
    let done = 0;
    words.forEach(w => {
      if (w.start < done) return;
      made.append(characters.slice(done, w.start).join(""), word(e, w));
      done = w.end;
    });
    made.append(characters.slice(done).join(""));
    const first = made.querySelector("button");
    if (first) first.tabIndex = 0;
    made.addEventListener("keydown", event => walk(made, event));
    return made;
  }
  function word(e, w) {
    const made = element("button", "w", w.text);
    made.type = "button";
    made.tabIndex = -1;
    made.dataset.start = w.start;
    made.dataset.end = w.end;
    const {of, largest} = known.get(e).words, value = of(w);
    const strength = largest === 0 ? 0 : Math.abs(value) / largest;
    const score = w.without && w.without.probability !== null ? t("points", points(w.without.change), percent(w.without.probability))
      : w.score === null ? "–" : signed(w.raw, 3);
    const spoken = t(value < 0 ? "speaksAgainst" : "speaksFor", w.text, e.target.label, score);
    made.title = w.text + ": " + score;
    if (w.unknown) made.classList.add("unknown");
    made.setAttribute("aria-label", w.unknown ? spoken + "; " + t("unknownWord") : spoken);
    if (strength >= 0.06) {
      made.classList.add(value > 0 ? "for" : "against");
      made.style.setProperty("--a", strength.toFixed(2));
    }
    if (w.sequence === 0) made.addEventListener("click", () => choose(made, e));
    return made;
  }
  // --- what if ------------------------------------------------------------------------------------
  /** What can be tried with a word: masking it beside those that are, or another word in its place. */
  function tries(made, e) {
    const group = made.parentNode, article = group.closest("article"), bar = element("div", "tries");
    article.querySelectorAll(".tries").forEach(each => each.remove());
    const mask = element("button", "", t(made.classList.contains("masked") ? "unmask" : "mask", made.textContent));
    mask.type = "button";
    mask.addEventListener("click", () => { made.classList.toggle("masked"); settle(made); masked(group, e, bar); });
    const other = element("input"), replace = element("button", "", t("replace"));
    other.type = "text";
    other.setAttribute("aria-label", t("replacement", made.textContent));
    replace.type = "button";
    const put = () => {
      const characters = Array.from(e.text);
      characters.splice(made.dataset.start, made.dataset.end - made.dataset.start, other.value);
      $("text").value = characters.join("");
      $("phrase").value = "";
      showLength();
      explain();
    };
    replace.addEventListener("click", put);
    other.addEventListener("keydown", event => { if (event.key === "Enter") { event.preventDefault(); put(); } });
    bar.append(mask, " ", other, " ", replace, element("p", "tried"));
    group.after(bar);
  }
  function settle(made) {
    made.classList.remove("begun");
    begun = null;
  }
  async function masked(group, e, bar) {
    const words = [...group.querySelectorAll(".masked")], said = bar.querySelector(".tried");
    bar.querySelector("button").remove();
    if (!words.length) { said.textContent = ""; return; }
    try {
      const found = await (await post("/api/masked", {model: known.get(e).model, text: e.text,
        ...(e.text_pair ? {text_pair: e.text_pair} : {}), mask: words.map(w => w.dataset.start + ":" + w.dataset.end)})).json();
      const p = found.masked.probabilities, i = p.indexOf(Math.max(...p));
      const names = words.map(w => t("quoted", w.textContent)).join(t("and"));
      said.textContent = t("tried", names, found.masked.labels[i], percent(p[i]), percent(found.whole.probabilities[i]));
    } catch (problem) { failed(problem); }
  }
  function walk(group, event) {
    const all = [...group.querySelectorAll("button")], at = all.indexOf(document.activeElement);
    const turned = getComputedStyle(group).direction === "rtl" ? -1 : 1;
    const step = {ArrowRight: turned, ArrowLeft: -turned, ArrowDown: 1, ArrowUp: -1}[event.key];
    const to = event.key === "Home" ? 0 : event.key === "End" ? all.length - 1
      : step === undefined || at < 0 ? -1 : Math.min(all.length - 1, Math.max(0, at + step));
    if (to < 0) return;
    event.preventDefault();
    all.forEach((each, i) => { each.tabIndex = i === to ? 0 : -1; });
    all[to].focus();
  }
  /** The first and the last word of a phrase. */
  function choose(made, e) {
    if (!begun || begun.parentNode !== made.parentNode) {
      if (begun) begun.classList.remove("begun");
      begun = made;
      made.classList.add("begun");
      if (MULTI_OR_ONE.includes(e.prediction.problem_type)) tries(made, e);
      $("status").textContent = t("begun", made.textContent);
      return;
    }
    const from = Math.min(begun.dataset.start, made.dataset.start);
    const to = Math.max(begun.dataset.end, made.dataset.end);
    $("phrase").value = from + ":" + to;
    explain();
  }
  function table(e, rows, caption, kind) {
    const ends = rows.some(r => r.ends);
    const errors = e.method.quadrature && rows.some(r => r.delta !== undefined);
    const effects = rows.some(r => r.without), number = e.prediction.probabilities.length === 0;
    const {first, changes, ...drawn} = known.get(e), {of, largest} = drawn[kind === "word" ? "words" : "phrases"];
    const compared = changes && kind === "word";
    const head = element("tr", "", ...[[kind], ["bar", e.target.label], ...(effects ? [[number ? "effect" : "effectPoints"], ["without"]] : []), ...(compared ? [["differenceFrom", first]] : []), ["output_" + e.target.output], ...(ends ? [["inText"], ["alone"]] : []), ...(errors ? [["error"]] : [])].map(([key, ...values], i) => {
      const made = element("th", i > 1 ? "num" : i === 1 ? "bar" : "", t(key, ...values));
      made.scope = "col";
      return made;
    }));
    const body = element("tbody");
    rows.filter(r => r.score !== null).sort((a, b) => Math.abs(of(b)) - Math.abs(of(a))).forEach(r => {
      const name = element("th", "", r.text, ...(r.ends ? endsDiffer(r, rows) : []));
      name.scope = "row";
      name.dir = "auto";
      const width = largest === 0 ? 0 : 50 * Math.abs(of(r)) / largest;
      const bar = element("i", of(r) < 0 ? "minus" : "");
      bar.style.width = width + "%";
      bar.style.left = (of(r) < 0 ? 50 - width : 50) + "%";
      const track = element("span", "track", bar);
      track.setAttribute("aria-hidden", "true");
      body.append(element("tr", "", name, element("td", "bar", track),
        ...(effects ? effect(r.without, number) : []),
        ...(compared ? [difference(changes.get(compare.place(r)))] : []),
        element("td", "num dim", signed(r.raw, 3)),
        ...(ends ? ["in_text", "alone"].map(end => element("td", "num", r.ends ? signed(r.ends[end], 3) : "")) : []),
        ...(errors ? [element("td", "num dim", r.delta === undefined ? "" : "± " + Math.abs(r.delta).toFixed(4))] : [])));
    });
    const made = element("table", "", element("caption", "", caption), element("thead", "", head), body);
    return scrolled(element("div", "scroll", made));
  }

  // --- history ------------------------------------------------------------------------------------
  function recall({body, other}) {
    $("text").value = body.text;
    $("phrase").value = body.phrase ?? "";
    for (const key of ["model", "method"]) {
      if ([...$(key).options].some(option => option.value === body[key])) $(key).value = body[key];
    }
    $("other").value = other ?? "";
    if ($("other").selectedIndex < 0) $("other").value = "";
    fillChoices();
    const target = body.target === undefined ? "" : body.target === "all" ? "*" : "=" + body.target;
    if ([...$("target").options].some(option => option.value === target)) $("target").value = target;
    showLength();
    explain();
    $("text").focus();
  }

  // --- files --------------------------------------------------------------------------------------
  function save(blob, name) {
    const link = element("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }
  /** What a file is of: models, method, class and the text's beginning. */
  function fileName(models, answer, ending) {
    const part = (each, most) => Array.from(each.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-")).slice(0, most).join("").replace(/^-|-$/g, "");
    const [e] = answer.explanations, several = answer.explanations.length > 1;
    const names = models.map(name => part(name.replace(/\.mekiki$/, ""), 30)).join("-and-");
    return ["mekiki", names, e.method.name, several ? "all" : part(e.target.label, 20), part(e.text, 40)].filter(each => each).join("-") + ending;
  }
  async function saveReports() {
    try {
      for (const [i, {body}] of shown.entries()) {
        const response = await post("/api/report", {...body, lang: language});
        save(await response.blob(), fileName([body.model], shown[i].answer, ".html"));
      }
    } catch (e) { failed(e); }
  }
  function saveJson() {
    const all = shown.map(({answer}) => answer);
    save(new Blob([JSON.stringify(all.length > 1 ? all : all[0], null, 1) + "\n"], {type: "application/json"}),
      fileName(shown.map(({body}) => body.model), all[0], ".json"));
  }

  // --- beginning ----------------------------------------------------------------------------------
  async function begin() {
    const settings = stored(SETTINGS, {});
    language = settings.language ?? (navigator.language.startsWith("ja") ? "ja" : "en");
    $("language").value = language;
    $("keep").checked = settings.keep ?? true;
    const keepSettings = () => store(SETTINGS, {language, keep: $("keep").checked});
    $("language").addEventListener("change", () => { language = $("language").value; keepSettings(); translate(); if (shown) explain(); });
    $("keep").addEventListener("change", keepSettings);
    $("clear").addEventListener("click", history.clear);
    $("text").addEventListener("input", showLength);
    $("form").addEventListener("submit", event => { event.preventDefault(); explain(); });
    $("text").addEventListener("keydown", event => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); explain(); }
    });
    $("model").addEventListener("change", fillChoices);
    $("method").addEventListener("change", fillMethods);
    for (const id of ["model", "other", "method", "target", "phrase"]) {
      $(id).addEventListener("change", () => { if (shown && $("text").value.trim()) explain(); });
    }
    const selected = () => $("text").value.slice($("text").selectionStart, $("text").selectionEnd);
    const allowSelection = () => { $("selection").disabled = !selected().trim(); };
    document.addEventListener("selectionchange", allowSelection);
    for (const event of ["select", "input", "keyup", "pointerup"]) $("text").addEventListener(event, allowSelection);
    $("selection").addEventListener("click", () => {
      const part = selected();
      const from = Array.from($("text").value.slice(0, $("text").selectionStart)).length;
      $("phrase").value = from + ":" + (from + Array.from(part).length);
      explain();
    });
    audits.begin();
    $("report").addEventListener("click", saveReports);
    $("json").addEventListener("click", saveJson);
    try {
      about = await (await fetch("/api/models")).json();
    } catch { translate(); fail(t("offline")); return; }
    translate();
  }
  begin();
})();
