"use strict";
// The page is whole without this: it adds tabs, and the way from word to word.
(function () {
  for (const group of document.querySelectorAll(".views")) {
    const list = group.querySelector("[role=tablist]");
    const tabs = [...list.querySelectorAll("[role=tab]")];
    const panels = tabs.map(tab => document.getElementById(tab.getAttribute("aria-controls")));
    const select = chosen => tabs.forEach((tab, i) => {
      tab.setAttribute("aria-selected", String(i === chosen));
      tab.tabIndex = i === chosen ? 0 : -1;
      panels[i].hidden = i !== chosen;
    });
    panels.forEach(panel => { panel.setAttribute("role", "tabpanel"); panel.tabIndex = 0; });
    tabs.forEach((tab, i) => tab.addEventListener("click", () => select(i)));
    list.addEventListener("keydown", event => {
      const at = tabs.indexOf(document.activeElement);
      const to = {ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1}[event.key];
      if (at < 0 || to === undefined) { return; }
      event.preventDefault();
      const chosen = (to + tabs.length) % tabs.length;
      select(chosen);
      tabs[chosen].focus();
    });
    group.classList.add("tabbed");
    list.hidden = false;
    select(0);
  }
  const details = new Map();
  for (const text of document.querySelectorAll(".text")) {
    let next = (text.closest(".rows") || text).nextElementSibling;
    while (next && !next.classList.contains("detail")) { next = next.nextElementSibling; }
    if (next) { details.set(text, next); next.hidden = false; }
  }
  const show = word => {
    const line = details.get(word.closest(".text"));
    if (line) { line.textContent = word.getAttribute("aria-label"); line.dir = "auto"; }
  };
  for (const type of ["focusin", "mouseover"]) {
    document.addEventListener(type, event => {
      const word = event.target instanceof Element && event.target.closest(".text .w");
      if (word) { show(word); }
    });
  }
  document.addEventListener("keydown", event => {
    const word = document.activeElement;
    if (!word || !word.matches(".text .w") || event.ctrlKey || event.altKey || event.metaKey) { return; }
    const text = word.closest(".text");
    const words = [...text.querySelectorAll(".w")];
    const forward = getComputedStyle(text).direction === "rtl" ? -1 : 1;
    const at = words.indexOf(word);
    const to = {ArrowRight: at + forward, ArrowLeft: at - forward, Home: 0, End: words.length - 1}[event.key];
    if (to === undefined) { return; }
    event.preventDefault();
    if (to < 0 || to >= words.length) { return; }
    word.tabIndex = -1;
    words[to].tabIndex = 0;
    words[to].focus();
  });
  const filters = document.querySelector(".filters");
  if (filters) {
    const rows = [...document.querySelectorAll("nav tbody tr")], articles = [...document.querySelectorAll("article")];
    const has = (row, mark) => mark === "" || row.dataset.marks.split(" ").includes(mark);
    const buttons = [...filters.querySelectorAll("button")];
    for (const button of buttons) {
      const mark = button.dataset.filter, count = rows.filter(row => has(row, mark)).length;
      button.append(" (" + count + ")");
      button.disabled = count === 0;
      button.addEventListener("click", () => {
        buttons.forEach(each => each.setAttribute("aria-pressed", String(each === button)));
        rows.forEach((row, i) => { row.hidden = !has(row, mark); articles[i].hidden = row.hidden; });
      });
    }
    filters.hidden = false;
    const open = () => { const to = document.getElementById(location.hash.slice(1)); if (to && to.matches("article")) { to.querySelector(".more").open = true; } };
    document.querySelectorAll("article .more").forEach(part => { part.open = false; });
    addEventListener("hashchange", open);
    open();
  }
  // What is wider than the page is scrolled by keyboard too.
  const fits = new ResizeObserver(entries => {
    for (const {target} of entries) {
      if (target.scrollWidth > target.clientWidth) { target.tabIndex = 0; }
      else if (!target.hasAttribute("aria-label")) { target.removeAttribute("tabindex"); }
    }
  });
  document.querySelectorAll(".wide").forEach(part => fits.observe(part));
  const closed = [];
  addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("details:not([open])")) { part.open = true; closed.push(part); }
  });
  addEventListener("afterprint", () => { closed.splice(0).forEach(part => { part.open = false; }); });
})();
