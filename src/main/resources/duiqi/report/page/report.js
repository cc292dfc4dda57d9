
'use strict';
// Shows the findings with the chosen severities and rule. Without this script, the page shows all findings.
const form = document.querySelector('form');
const articles = [...document.querySelectorAll('article')];
function filter() {
  const severities = new Set([...form.querySelectorAll('[name=severity]:checked')].map(box => box.value));
  const rule = form.querySelector('[name=rule]').value;
  let shown = 0;
  for (const article of articles) {
    article.hidden = !severities.has(article.dataset.severity) || (rule !== '' && rule !== article.dataset.rule);
    shown += article.hidden ? 0 : 1;
  }
  for (const section of document.querySelectorAll('section')) {
    section.hidden = !section.querySelector('article:not([hidden])');
  }
  form.querySelector('output').textContent = `${shown} of ${articles.length} shown`;
}
form.addEventListener('change', filter);
form.hidden = articles.length === 0;
filter();
