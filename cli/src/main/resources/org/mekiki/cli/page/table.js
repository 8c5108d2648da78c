"use strict";
/** The audit of a small table: which columns it has, what was found, and the page that shows it all. */
const tables = ({t, element, post, save, model, limits, failed, fail, language}) => {
  const TEXTS_IN = ["text", "sentence", "content"], LABEL = "label", MOST_GROUPS = 32, TICK = 1000;
  const $ = id => document.getElementById(id);
  let table = null, found = null, waiting = null, url = null;

  /** The first record of comma-separated fields. */
  function csvFields(content) {
    const fields = [];
    let field = "", quoted = false;
    for (let i = 0; i < content.length; i++) {
      const c = content[i];
      if (quoted) {
        if (c === "\"" && content[i + 1] === "\"") { field += c; i++; }
        else if (c === "\"") quoted = false;
        else field += c;
      } else if (c === "\"") quoted = true;
      else if (c === ",") { fields.push(field); field = ""; }
      else if (c === "\n") break;
      else if (c !== "\r") field += c;
    }
    return [...fields, field];
  }
  function jsonKeys(content) {
    const keys = new Set();
    for (const line of content.split("\n")) {
      try { Object.keys(JSON.parse(line)).forEach(key => keys.add(key)); } catch { /* the server names the line */ }
    }
    return [...keys];
  }
  function columns({name, content}) {
    const ending = name.toLowerCase().replace(/.*\./, "");
    return ending === "jsonl" ? jsonKeys(content) : ending === "tsv" ? content.split(/\r?\n/, 1)[0].split("\t") : csvFields(content);
  }

  /** Takes a file that was chosen or dropped. */
  async function take(file) {
    stop();
    table = null;
    if (!/\.(csv|tsv|jsonl)$/i.test(file.name)) { refuse(t("tableKind", file.name)); return; }
    if (file.size > limits().body_bytes) { refuse(t("tableTooLarge", kilobytes(file.size), kilobytes(limits().body_bytes))); return; }
    try {
      const content = new TextDecoder("utf-8", {fatal: true}).decode(await file.arrayBuffer());
      table = {name: file.name, content};
      table.columns = columns(table).filter(each => each !== "");
      fail();
    } catch { refuse(t("tableNotUtf8", file.name)); return; }
    showChoices(true);
  }
  function refuse(sentence) {
    showChoices(true);
    fail(sentence);
  }
  const kilobytes = bytes => Math.ceil(bytes / 1024);

  function option(value, label) {
    const made = element("option", "", label);
    made.value = value;
    return made;
  }
  /** The columns to choose from; a text column is chosen where one is certain. */
  function showChoices(fresh) {
    $("tableChoices").hidden = !table;
    $("tableName").textContent = table ? t("tableChosen", table.name) : "";
    if (!table) return;
    const before = fresh ? {} : {text: $("textColumn").value, label: $("labelColumn").value, group: $("groupColumn").value};
    const certain = TEXTS_IN.find(name => table.columns.includes(name)) ?? (table.columns.length === 1 ? table.columns[0] : "");
    const each = table.columns.map(name => option(name, name));
    $("textColumn").replaceChildren(...(certain ? [] : [option("", t("columnChoose"))]), ...each);
    $("textColumn").value = before.text ?? certain;
    for (const [id, value] of [["labelColumn", before.label ?? (table.columns.includes(LABEL) ? LABEL : "")], ["groupColumn", before.group ?? ""]]) {
      $(id).replaceChildren(option("", t("none")), ...table.columns.map(name => option(name, name)));
      $(id).value = value;
    }
    allow();
  }
  function allow() {
    $("audit").disabled = !table || !$("textColumn").value || waiting !== null;
    $("auditCancel").hidden = waiting === null;
  }

  async function audit() {
    if (!table || waiting) return;
    const body = {model: model(), name: table.name, table: table.content, text_column: $("textColumn").value,
      label_column: $("labelColumn").value, page: true, lang: language()};
    if ($("groupColumn").value) body.group_column = $("groupColumn").value;
    const bytes = new Blob([JSON.stringify(body)]).size;
    if (bytes > limits().body_bytes) { fail(t("tableTooLarge", kilobytes(bytes), kilobytes(limits().body_bytes))); return; }
    const mine = waiting = new AbortController(), begun = Date.now();
    fail();
    allow();
    $("auditStatus").textContent = t("auditing", table.name);
    $("auditStatus").className = "busy";
    const clock = setInterval(() => { $("auditTime").textContent = t("seconds", Math.round((Date.now() - begun) / TICK)); }, TICK);
    try {
      const answer = await (await post("/api/audit", body, mine.signal)).json();
      if (waiting !== mine) return;
      found = {answer, name: table.name, model: body.model, language: body.lang};
      $("auditStatus").textContent = t("audited", answer.texts);
      show();
    } catch (problem) {
      if (waiting === mine) { $("auditStatus").textContent = ""; failed(problem); }
    } finally {
      clearInterval(clock);
      if (waiting === mine) waiting = null;
      if (!waiting) { $("auditStatus").className = ""; $("auditTime").textContent = ""; }
      allow();
    }
  }
  /** Ends an audit that runs: the server stops computing when its client leaves. */
  function stop() {
    if (!waiting) return;
    waiting.abort();
    waiting = null;
    $("auditStatus").textContent = t("auditCancelled");
  }

  /** The findings in the server's words, in the language that was asked for, and the page behind them. */
  function show() {
    if (!found) return;
    const {answer, name} = found;
    const head = element("h3", "", found.language === "ja" ? answer.verdict + "。" : answer.verdict + ".");
    const list = element("ul", "", ...answer.findings.map(each => element("li", "", each.text)));
    head.lang = list.lang = found.language;
    const told = answer.told.map(each => {
      const made = element("p", "told", each);
      made.lang = found.language;
      return made;
    });
    if (url) URL.revokeObjectURL(url);
    url = URL.createObjectURL(new Blob([answer.page], {type: "text/html"}));
    const open = element("a", "button", t("auditOpen"));
    open.href = url;
    open.target = "_blank";
    open.rel = "noopener";
    const stem = "mekiki-audit-" + name.replace(/\.[^.]*$/, "").replace(/[^\p{L}\p{N}]+/gu, "-");
    const button = (label, act) => {
      const made = element("button", "", label);
      made.type = "button";
      made.addEventListener("click", act);
      return made;
    };
    const {page, ...rest} = answer;
    const links = element("p", "buttons", open,
      button(t("auditPage"), () => save(new Blob([page], {type: "text/html"}), stem + ".html")),
      button(t("json"), () => save(new Blob([JSON.stringify(rest, null, 1) + "\n"], {type: "application/json"}), stem + ".json")));
    const other = language() === found.language ? [] : [element("p", "dim", t("auditOther"))];
    const few = answer.texts < 100 ? [element("p", "dim", t("auditFew", answer.texts))] : [];
    $("audited").replaceChildren(element("p", "dim", t("auditOf", name, found.model, answer.texts)), ...other, head, list, ...told, ...few, links);
  }

  function translate() {
    $("tableNote").textContent = limits() ? t("tableNote", limits().table_rows, kilobytes(limits().body_bytes), MOST_GROUPS) : "";
    $("auditStatus").textContent = waiting ? t("auditing", table.name) : "";
    showChoices(false);
    show();
  }
  function begin() {
    const part = $("tablePart");
    // So that the same file can be chosen again, once it is mended.
    $("tableFile").addEventListener("click", () => { $("tableFile").value = ""; });
    $("tableFile").addEventListener("change", () => { if ($("tableFile").files.length) take($("tableFile").files[0]); });
    for (const event of ["dragover", "dragleave", "drop"]) {
      part.addEventListener(event, e => {
        e.preventDefault();
        part.classList.toggle("over", event === "dragover");
        if (event === "drop" && e.dataTransfer.files.length) { $("tableFile").value = ""; take(e.dataTransfer.files[0]); }
      });
    }
    for (const id of ["textColumn", "labelColumn", "groupColumn"]) $(id).addEventListener("change", allow);
    $("audit").addEventListener("click", audit);
    $("auditCancel").addEventListener("click", () => { stop(); allow(); $("audit").focus(); });
  }
  return {begin, translate};
};
