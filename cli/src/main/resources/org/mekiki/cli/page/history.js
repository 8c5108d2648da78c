"use strict";
/** The texts that this browser remembers, the newest first, a line each. */
const remembered = ({t, element, percent, stored, store, recall, language}) => {
  const KEY = "mekiki.history", KEPT = 50, ALIKE = 40, BEFORE = 15;
  const list = () => document.getElementById("history");
  // Entries of earlier versions are requests and nothing else.
  const entries = () => stored(KEY, []).map(each => each.body ? each : {body: each});
  const key = each => JSON.stringify([each.body, each.other ?? ""]);

  function remember(body, other, said) {
    const entry = {body, other, said, time: Date.now()};
    store(KEY, [entry, ...entries().filter(each => key(each) !== key(entry))].slice(0, KEPT));
    show();
  }
  function clear() {
    store(KEY, []);
    show();
  }
  function forget(entry) {
    const at = entries().findIndex(each => key(each) === key(entry));
    store(KEY, entries().filter(each => key(each) !== key(entry)));
    show();
    const left = list().querySelectorAll(".forget");
    (left[Math.min(at, left.length - 1)] ?? document.getElementById("clear")).focus();
  }

  /** A text; where another one begins alike, from where they part. */
  function shown(text, all) {
    const characters = Array.from(text);
    let parting = 0;
    for (const other of all) {
      if (other === text) continue;
      const theirs = Array.from(other);
      let i = 0;
      while (i < characters.length && characters[i] === theirs[i]) i++;
      parting = Math.max(parting, i);
    }
    return parting < ALIKE ? text : "… " + characters.slice(parting - BEFORE).join("");
  }
  function phrase({text, phrase: asked}) {
    const span = /^(\d+):(\d+)$/.exec(asked);
    return span ? Array.from(text).slice(span[1], span[2]).join("") : asked;
  }
  /** All that two entries of one text can differ in. */
  function details({body, other, said, time}) {
    const target = body.target === undefined ? t("predicted") : body.target === "all" ? t("all") : body.target;
    const answers = (said ?? []).map(each => t("quoted", each.label) + " " + t("percent", percent(each.sure)));
    return [
      answers.join(t("comma")),
      other ? t("historyModels", body.model, other) : body.model,
      body.method,
      t("historyClass", target),
      body.phrase ? t("historyPhrase", phrase(body)) : "",
      time ? new Date(time).toLocaleString(language(), {dateStyle: "medium", timeStyle: "short"}) : "",
    ].filter(each => each).join(" · ");
  }
  function show() {
    const all = entries();
    list().replaceChildren(...all.map(entry => {
      const made = element("button", "recall", shown(entry.body.text, all.map(each => each.body.text)));
      made.type = "button";
      made.dir = "auto";
      made.addEventListener("click", () => recall(entry));
      const away = element("button", "forget", "×");
      away.type = "button";
      away.setAttribute("aria-label", t("forget", Array.from(made.textContent).slice(0, ALIKE).join("")));
      away.addEventListener("click", () => forget(entry));
      return element("li", "", made, away, element("span", "dim", details(entry)));
    }));
  }
  return {remember, show, clear};
};
