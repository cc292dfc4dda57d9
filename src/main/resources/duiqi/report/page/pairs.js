
'use strict';
// Shows the rows that match the filters, one page at a time, in the chosen order. The file contains most rows as text that the
// browser has not parsed. The script turns them into elements when it shows them. duiqi escaped their texts when it wrote the file.
const ENTITIES = {lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'", nbsp: '\u00a0'};

class Row {
  constructor(html, file) {
    this.html = html;
    this.file = file;
  }

  /** Returns an attribute of the row element. */
  attribute(name) {
    const tag = this.html.slice(0, this.html.indexOf('>'));
    const start = tag.indexOf(` ${name}="`);
    return start < 0 ? '' : tag.slice(start + name.length + 3, tag.indexOf('"', start + name.length + 3));
  }

  /** The probability of the pair; 2 if it has none, so that it sorts last. */
  get probability() {
    this.p ??= Number(this.attribute('data-p') || 2);
    return this.p;
  }

  /** The visible text of the pair and its findings, in lower case. */
  get words() {
    this.text ??= this.html.slice(this.html.indexOf('</td>')).replace(/<\/?mark[^>]*>/g, '').replace(/<[^>]*>/g, '\n')
      .replace(/&(#?\w+);/g, (whole, name) => ENTITIES[name] ?? whole).toLowerCase();
    return this.text;
  }
}

function rowsOf(part) {
  const rows = [];
  for (const section of part.querySelectorAll('section')) {
    const file = section.querySelector('h3')?.textContent ?? '';
    section.querySelectorAll('tbody > tr').forEach(element => rows.push(new Row(element.outerHTML, file)));
  }
  for (const text of part.querySelectorAll('script')) {
    text.textContent.split('\n').filter(line => line !== '').forEach(line => rows.push(new Row(line, text.dataset.file)));
    text.remove();
  }
  return rows;
}

function heading(file) {
  const cell = document.createElement('th');
  cell.colSpan = 4;
  cell.className = 'file';
  cell.textContent = file;
  return `<tr>${cell.outerHTML}</tr>`;
}

function paged(part) {
  const form = part.querySelector('form');
  const all = form ? rowsOf(part) : [];
  if (all.length === 0) {
    return null;
  }
  const size = Number(part.dataset.page);
  const fields = form.elements;
  const isMixed = all.some(row => row.file !== all[0].file);
  const [view, ...others] = part.querySelectorAll('section');
  // One table shows the matching rows. If they come from several files, it has headings with the file names.
  others.forEach(section => section.remove());
  if (isMixed) {
    view.querySelector('h3').remove();
  }
  const body = view.querySelector('tbody');
  let chosen = all;

  const value = name => fields[name] ? fields[name].value : '';
  function wanted() {
    const boxes = [...form.querySelectorAll('[name=severity]')];
    const severities = new Set(boxes.filter(box => box.checked).map(box => box.value));
    const kind = value('kind');
    const rule = value('rule');
    const file = value('file');
    const text = value('text').trim().toLowerCase();
    const rows = all.filter(row =>
      (boxes.length === severities.size || severities.has(row.attribute('data-severity'))) &&
      (rule === '' || row.attribute('data-rule') === rule) &&
      (file === '' || row.attribute('data-file') === file) &&
      (kind === '' || row.attribute('data-kind').split(' ').includes(kind)) &&
      (text === '' || row.words.includes(text)));
    return value('order') === 'probability' ? rows.sort((one, other) => one.probability - other.probability) : rows;
  }

  function show() {
    const isAll = value('page') === 'all';
    const page = isAll ? 0 : Number(value('page') || 0);
    const rows = chosen.slice(page * size, isAll ? chosen.length : (page + 1) * size);
    let file = '';
    body.innerHTML = rows.map(row => {
      const above = isMixed && row.file !== file ? heading(row.file) : '';
      file = row.file;
      return above + row.html;
    }).join('');
    const last = page * size + rows.length;
    fields.before.disabled = page === 0;
    fields.after.disabled = last >= chosen.length;
    form.querySelector('output').textContent = rows.length === 0 ? 'no matching rows'
      : `${page * size + 1} to ${last} of ${chosen.length}${chosen.length < all.length ? ` (${all.length} in total)` : ''}`;
  }

  function choose() {
    chosen = wanted();
    const pages = Math.max(1, Math.ceil(chosen.length / size));
    fields.page.replaceChildren(...Array.from({length: pages}, (_, page) => new Option(`${page + 1} of ${pages}`, String(page))));
    if (pages > 1) {
      fields.page.append(new Option('all pages', 'all'));
    }
    form.querySelector('.pager').hidden = pages === 1;
    show();
  }

  function turn(pages) {
    fields.page.value = String(Number(fields.page.value) + pages);
    show();
    part.scrollIntoView();
  }

  let timer = 0;
  form.addEventListener('submit', event => event.preventDefault());
  form.addEventListener('change', event => (event.target.name === 'page' ? show() : choose()));
  fields.text?.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(choose, 200);
  });
  fields.before.addEventListener('click', () => turn(-1));
  fields.after.addEventListener('click', () => turn(1));
  form.hidden = false;
  choose();
  return {
    /** Shows only the findings of a rule. */
    showRule(rule) {
      if (fields.rule) {
        form.reset();
        fields.rule.value = rule;
        choose();
      }
    },
    /** Scrolls to a row. The row may be on another page, or hidden by the filters. */
    reveal(id) {
      const isWanted = row => row.attribute('id') === id;
      if (!all.some(isWanted)) {
        return;
      }
      if (!chosen.some(isWanted)) {
        form.reset();
        choose();
      }
      if (fields.page.value !== 'all') {
        fields.page.value = String(Math.floor(chosen.findIndex(isWanted) / size));
      }
      show();
      const here = document.getElementById(id);
      here.classList.add('here');
      here.scrollIntoView({block: 'center'});
    },
  };
}

const parts = [...document.querySelectorAll('.paged')].map(paged).filter(part => part !== null);
function follow() {
  if (/^#r\d+$/.test(location.hash)) {
    parts.forEach(part => part.reveal(location.hash.slice(1)));
  }
}
addEventListener('hashchange', follow);
// A link to the row that is already in the URL fires no hashchange event. The user may still want to return to the row.
addEventListener('click', event => {
  const link = event.target.closest?.('a');
  if (link?.dataset.show) {
    parts.forEach(part => part.showRule(link.dataset.show));
  } else if (link?.hash === location.hash) {
    follow();
  }
});
follow();
