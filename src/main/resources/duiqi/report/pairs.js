
'use strict';
// Shows a page at a time of the rows that are chosen, in the order chosen. Without it, all pages follow one another.
function paged(part) {
  const form = part.querySelector('form');
  if (!form) {
    return null;
  }
  const size = Number(part.dataset.page);
  const sections = [...part.querySelectorAll('section')];
  const all = sections.flatMap(section => {
    const heading = section.querySelector('h3');
    return [...section.querySelectorAll('tbody > tr')].map(element => ({element, file: heading ? heading.textContent : ''}));
  });
  if (all.length === 0) {
    return null;
  }
  const headings = new Set(all.map(row => row.file));
  const view = sections[0];
  const body = view.querySelector('tbody');
  // One table shows what is chosen; taking the others away first spares their layout.
  sections.slice(1).forEach(section => section.remove());
  if (headings.size > 1) {
    view.querySelector('h3').remove();
  }
  let chosen = all;

  const value = name => form.elements[name] ? form.elements[name].value : '';
  function wanted() {
    const boxes = [...form.querySelectorAll('[name=severity]')];
    const severities = new Set(boxes.filter(box => box.checked).map(box => box.value));
    const kind = value('kind');
    const rule = value('rule');
    const text = value('text').trim().toLowerCase();
    const rows = all.filter(({element}) =>
      (boxes.length === 0 || severities.has(element.dataset.severity)) &&
      (rule === '' || element.dataset.rule === rule) &&
      (kind === '' || (element.dataset.kind || '').split(' ').includes(kind)) &&
      (text === '' || element.textContent.toLowerCase().includes(text)));
    if (value('order') === 'sure') {
      const sureness = row => row.element.dataset.p === undefined ? 2 : Number(row.element.dataset.p);
      rows.sort((one, other) => sureness(one) - sureness(other));
    }
    return rows;
  }

  function show() {
    const every = value('page') === 'all';
    const start = every ? 0 : Number(value('page') || 0) * size;
    const rows = chosen.slice(start, every ? chosen.length : start + size);
    const content = document.createDocumentFragment();
    let file = '';
    for (const row of rows) {
      if (headings.size > 1 && row.file !== file) {
        file = row.file;
        const heading = document.createElement('tr');
        const cell = document.createElement('th');
        cell.colSpan = 4;
        cell.className = 'file';
        cell.textContent = file;
        heading.append(cell);
        content.append(heading);
      }
      content.append(row.element);
    }
    body.replaceChildren(content);
    form.querySelector('output').textContent = rows.length === 0 ? 'nothing to show'
      : `${start + 1} to ${start + rows.length} of ${chosen.length}${chosen.length < all.length ? ` (${all.length} in all)` : ''}`;
  }

  function choose() {
    chosen = wanted();
    const pages = Math.max(1, Math.ceil(chosen.length / size));
    const select = form.elements.page;
    select.replaceChildren(...Array.from({length: pages}, (_, page) => new Option(`${page + 1} of ${pages}`, String(page))));
    if (pages > 1) {
      select.append(new Option('all pages', 'all'));
    }
    select.parentElement.hidden = pages === 1;
    show();
  }

  form.addEventListener('submit', event => event.preventDefault());
  let timer = 0;
  form.addEventListener('input', event => {
    clearTimeout(timer);
    if (event.target.name === 'page') {
      show();
    } else {
      timer = setTimeout(choose, event.target.name === 'text' ? 200 : 0);
    }
  });
  form.hidden = false;
  choose();
  return {
    // Brings a row into view that may be on another page, or not chosen.
    reveal(id) {
      if (!all.some(row => row.element.id === id)) {
        return;
      }
      if (!chosen.some(row => row.element.id === id)) {
        form.reset();
        choose();
      }
      const place = chosen.findIndex(row => row.element.id === id);
      if (form.elements.page.value !== 'all') {
        form.elements.page.value = String(Math.floor(place / size));
      }
      show();
      part.querySelectorAll('.here').forEach(element => element.classList.remove('here'));
      const here = document.getElementById(id);
      here.classList.add('here');
      here.scrollIntoView({block: 'center'});
    },
  };
}
const parts = [...document.querySelectorAll('.paged')].map(paged);
function follow() {
  const id = location.hash.slice(1);
  if (/^r\d+$/.test(id)) {
    for (const part of parts) {
      if (part) {
        part.reveal(id);
      }
    }
  }
}
addEventListener('hashchange', follow);
follow();
