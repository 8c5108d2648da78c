(() => {
  'use strict';
  const PAGE = 25;
  const SVG = 'http://www.w3.org/2000/svg';
  const NUMERIC = new Set(['COUNT', 'SHARE', 'PERCENT', 'NUMBER', 'CHANCE']);

  // Sentences of another language by the English ones; %s is filled in.
  const words = JSON.parse(document.getElementById('sentences')?.textContent ?? '{}');
  const say = (english, ...filled) => {
    let at = 0;
    return (words[english] ?? english).replace(/%(%|(?:(\d)\$)?s)/g,
      (_, kind, number) => kind === '%' ? '%' : filled[number ? number - 1 : at++]);
  };

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === true) made.setAttribute(key, '');
      else if (value !== false && value !== null) made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  };

  const signed = (value, digits) => {
    const size = Math.abs(value).toFixed(digits);
    return (Number(size) === 0 ? '' : value < 0 ? '−' : '+') + size;
  };

  const show = (kind, value) => {
    if (value === null) return '–';
    switch (kind) {
      case 'SHARE': return say('%s %%', signed(100 * value, 1));
      case 'PERCENT': return say('%s %%', (100 * value).toFixed(1));
      case 'NUMBER': return signed(value, 3);
      case 'CHANCE': return value < 1e-4 ? '< 0.0001' : value.toFixed(4);
      case 'COUNT': return value.toLocaleString('en');
      case 'FLAG': return say(value ? 'yes' : 'no');
      default: return String(value);
    }
  };

  class DataTable {
    constructor(table) {
      const key = table.dataset.table;
      const data = JSON.parse(document.getElementById('data-' + key).textContent);
      this.table = table;
      this.section = table.closest('section');
      this.columns = data.columns;
      this.rows = data.rows;
      this.texts = data.rows.map((row) => this.searchable(row));
      this.shown = data.rows.map((_, i) => i);
      this.sort = null;
      this.page = 0;
      this.details = false;
      this.filters = [];
      this.addControls();
      this.addPager();
      this.render();
    }

    searchable(row) {
      let text = '';
      this.columns.forEach((column, i) => {
        if (column.kind === 'EXAMPLES') {
          for (const example of row[i]) text += '\n' + example[1] + example[2] + example[3];
        } else if (!NUMERIC.has(column.kind) && row[i] !== null) {
          text += '\n' + row[i];
        }
      });
      return text.toLowerCase();
    }

    addControls() {
      const controls = this.section.querySelector('.controls');
      if (this.rows.length > 4) {
        const search = element('input', {type: 'search', autocomplete: 'off', spellcheck: 'false'});
        search.addEventListener('input', () => this.refresh());
        controls.append(element('label', {}, say('search'), search));
        this.filters.push((i) => this.texts[i].includes(search.value.trim().toLowerCase()));
        this.columns.forEach((column, at) => this.addFilter(controls, column, at));
      }
      if (this.columns.some((column) => column.detail)) {
        const all = element('input', {type: 'checkbox'});
        all.addEventListener('change', () => {
          this.details = all.checked;
          this.render();
        });
        controls.append(element('label', {class: 'check'}, all, say('all columns')));
      }
      controls.hidden = controls.childElementCount === 0;
    }

    addFilter(controls, column, at) {
      if (column.kind === 'CHOICE') {
        const values = [...new Set(this.rows.map((row) => row[at]))];
        if (values.length < 2) return;
        const select = element('select', {}, element('option', {value: ''}, say('all')));
        values.forEach((value, i) => select.append(element('option', {value: i + 1}, value)));
        select.addEventListener('change', () => this.refresh());
        controls.append(element('label', {}, column.title, select));
        this.filters.push((i) => !select.value || this.rows[i][at] === values[select.value - 1]);
      } else if (column.kind === 'FLAG') {
        const only = element('input', {type: 'checkbox'});
        only.addEventListener('change', () => this.refresh());
        controls.append(element('label', {class: 'check'}, only, say('only: %s', column.title)));
        this.filters.push((i) => !only.checked || this.rows[i][at] === true);
      } else if (column.key === 'texts') {
        const least = element('input', {type: 'number', min: 0, step: 1});
        least.addEventListener('input', () => this.refresh());
        controls.append(element('label', {}, say('texts, at least'), least));
        this.filters.push((i) => !least.value || this.rows[i][at] >= Number(least.value));
      }
    }

    addPager() {
      const pager = this.section.querySelector('.pager');
      this.back = element('button', {type: 'button'}, say('back'));
      this.next = element('button', {type: 'button'}, say('next'));
      this.status = element('span', {role: 'status', class: 'dim'});
      this.back.addEventListener('click', () => this.leaf(-1));
      this.next.addEventListener('click', () => this.leaf(1));
      pager.append(this.back, this.next, this.status);
    }

    leaf(by) {
      this.page += by;
      this.render();
    }

    refresh() {
      this.shown = this.rows.map((_, i) => i).filter((i) => this.filters.every((f) => f(i)));
      if (this.sort) {
        const {at, down} = this.sort;
        const value = (i) =>
          this.columns[at].kind === 'EXAMPLES' ? this.rows[i][at].length : this.rows[i][at];
        const order = (a, b) => {
          const x = value(a);
          const y = value(b);
          if (x === null || y === null) return (x === null) - (y === null) || a - b;
          const found = typeof x === 'string' ? x.localeCompare(y) : x - y;
          return (down ? -found : found) || a - b;
        };
        this.shown.sort(order);
      }
      this.page = 0;
      this.render();
    }

    sortBy(at) {
      const numeric = NUMERIC.has(this.columns[at].kind) && this.columns[at].kind !== 'CHANCE';
      const same = this.sort && this.sort.at === at;
      this.sort = {at, down: same ? !this.sort.down : numeric};
      this.refresh();
      this.table.querySelector('th[aria-sort] button').focus();
    }

    visible(at) {
      return this.details || !this.columns[at].detail;
    }

    render() {
      const pages = Math.max(1, Math.ceil(this.shown.length / PAGE));
      this.page = Math.min(Math.max(0, this.page), pages - 1);
      const first = this.page * PAGE;
      const part = this.shown.slice(first, first + PAGE);
      this.table.tHead.replaceChildren(this.header());
      this.table.tBodies[0].replaceChildren(...part.map((i) => this.row(this.rows[i])));
      this.back.hidden = pages === 1;
      this.next.hidden = pages === 1;
      this.back.disabled = this.page === 0;
      this.next.disabled = this.page === pages - 1;
      this.status.textContent = part.length === 0
        ? say('no row fits')
        : say('rows %s to %s of %s', first + 1, first + part.length, this.shown.length);
    }

    header() {
      const row = element('tr');
      this.columns.forEach((column, at) => {
        if (!this.visible(at)) return;
        const button = element('button', {type: 'button', title: column.meaning}, column.title);
        button.addEventListener('click', () => this.sortBy(at));
        const sorted = this.sort && this.sort.at === at;
        row.append(element('th', {
          scope: 'col',
          class: NUMERIC.has(column.kind) ? 'num' : null,
          'aria-sort': sorted ? (this.sort.down ? 'descending' : 'ascending') : null,
        }, button));
      });
      return row;
    }

    row(values) {
      const row = element('tr');
      this.columns.forEach((column, at) => {
        if (this.visible(at)) row.append(this.cell(row, column, at, values));
      });
      return row;
    }

    cell(row, column, at, values) {
      const value = values[at];
      if (column.kind === 'EXAMPLES') return this.examples(row, column, value);
      const cell = element('td', NUMERIC.has(column.kind) ? {class: 'num'} : {dir: 'auto'});
      cell.append(show(column.kind, value));
      if (column.kind === 'TEXT') cell.classList.add(column.key === 'reason' || column.key === 'limit' ? 'long' : 'term');
      if (column.kind === 'FLAG' && column.key === 'kept' && !value) cell.classList.add('no');
      if (column.kind === 'SHARE' && value !== null) {
        const low = this.columns[at + 1];
        if (low && low.key === column.key + '_low') {
          cell.append(this.mini(at, value, values[at + 1], values[at + 2]));
        }
      }
      return cell;
    }

    mini(at, value, low, high) {
      const most = this.scale(at);
      const x = (v) => (50 + 48 * Math.max(-1, Math.min(1, v / most))).toFixed(1);
      const svg = document.createElementNS(SVG, 'svg');
      const add = (name, attributes) => {
        const part = document.createElementNS(SVG, name);
        for (const [key, v] of Object.entries(attributes)) part.setAttribute(key, v);
        svg.append(part);
      };
      svg.setAttribute('viewBox', '0 0 100 12');
      svg.setAttribute('preserveAspectRatio', 'none');
      svg.setAttribute('class', 'mini');
      svg.setAttribute('aria-hidden', 'true');
      add('rect', {
        class: value < 0 ? 'against' : 'for',
        x: Math.min(50, x(value)),
        y: 3,
        width: Math.abs(50 - x(value)).toFixed(1),
        height: 6,
      });
      add('path', {class: 'axis', d: 'M50 0V12'});
      if (low !== null && high !== null) add('path', {class: 'whisker', d: `M${x(low)} 6H${x(high)}`});
      return svg;
    }

    scale(at) {
      this.scales = this.scales || {};
      if (!(at in this.scales)) {
        this.scales[at] = this.rows.reduce(
          (most, row) => Math.max(most, ...row.slice(at, at + 3).map((v) => Math.abs(v || 0))), 1e-9);
      }
      return this.scales[at];
    }

    examples(row, column, list) {
      const cell = element('td');
      if (list.length === 0) return cell;
      if (column.title === say('text')) {
        cell.className = 'long';
        cell.setAttribute('dir', 'auto');
        this.fill(cell, list[0]);
        return cell;
      }
      const button = element('button', {type: 'button', 'aria-expanded': 'false'}, say('show %s', list.length));
      button.addEventListener('click', () => {
        const open = button.getAttribute('aria-expanded') === 'true';
        button.setAttribute('aria-expanded', String(!open));
        if (open) {
          row.nextElementSibling.remove();
          return;
        }
        const items = list.map((example) => {
          const item = element('li', {dir: 'auto'}, say('line %s (%s): ', example[0], show('SHARE', example[4])));
          this.fill(item, example);
          return item;
        });
        const inner = element('td', {colspan: row.childElementCount}, element('ul', {}, ...items));
        row.after(element('tr', {class: 'more'}, inner));
      });
      cell.append(button);
      return cell;
    }

    fill(parent, example) {
      const mark = element('mark', {class: example[4] < 0 ? 'against' : null}, example[2]);
      parent.append(example[1], mark, example[3]);
    }
  }

  for (const table of document.querySelectorAll('table[data-table]')) new DataTable(table);
  // What is folded away is printed, and a link into a folded table opens it.
  const unfold = within => within.querySelectorAll('details').forEach(each => { each.open = true; });
  addEventListener('beforeprint', () => unfold(document));
  for (const link of document.querySelectorAll('a[href^="#"]')) {
    link.addEventListener('click', () => { const to = document.getElementById(link.hash.slice(1)); if (to) unfold(to); });
  }
})();
