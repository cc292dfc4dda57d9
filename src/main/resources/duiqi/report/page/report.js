'use strict';
// Shows the findings with the chosen severities, rule and file, and moves between them. Without this script, the page shows all
// findings.
const form = document.querySelector('form');
const articles = [...document.querySelectorAll('article')];
const chosen = name => form.querySelector(`select[name=${name}]`)?.value ?? '';
function filter() {
  const severities = new Set([...form.querySelectorAll('[name=severity]:checked')].map(box => box.value));
  const [rule, file] = [chosen('rule'), chosen('file')];
  let shown = 0;
  for (const article of articles) {
    const {severity, rule: ownRule, file: ownFile} = article.dataset;
    article.hidden = !severities.has(severity) || (rule !== '' && rule !== ownRule) || (file !== '' && file !== ownFile);
    shown += article.hidden ? 0 : 1;
  }
  for (const section of document.querySelectorAll('section')) {
    section.hidden = !section.querySelector('article:not([hidden])');
  }
  form.querySelector('output').textContent = `${shown} of ${articles.length} shown`;
}

/** Moves the focus to the next or previous finding that is shown; to the first one if none has the focus. */
function move(steps) {
  const shown = articles.filter(article => !article.hidden);
  const now = shown.indexOf(document.activeElement?.closest('article'));
  const next = shown[Math.max(0, now + steps)] ?? shown[shown.length - 1];
  next?.focus({preventScroll: true});
  next?.scrollIntoView({block: 'center'});
}

form.addEventListener('change', filter);
addEventListener('keydown', event => {
  const isTyped = event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.('select');
  if (!isTyped && (event.key === 'j' || event.key === 'k')) {
    move(event.key === 'j' ? 1 : -1);
  }
});
form.hidden = articles.length === 0;
filter();
