// De Gesprekstool. Elk onderdeel is een blok dat niets doet als het er niet is.

// Scoren: een keuze wissen, en wat er op de pagina te zien is van het bewaren (dat doet saving.js).
(() => {
  'use strict';
  const say = (text) => {
    const live = document.getElementById('melding');
    if (live) live.textContent = text;
  };
  document.addEventListener('click', (e) => {
    const button = e.target.closest('[data-kp-clear]');
    if (!button) return;
    e.preventDefault();
    const set = button.closest('fieldset');
    for (const chosen of set.querySelectorAll('input:checked')) chosen.checked = false;
    set.querySelector('input').focus();
    say('Uw keuze is gewist.');
    set.dispatchEvent(new Event('change', { bubbles: true }));
  });

  for (const block of document.querySelectorAll('[data-kp-prompt]')) {
    const before = block.querySelector('[data-kp-before]');
    if (!before) continue;
    const key = block.dataset.kpPrompt;
    // Wat bewaard is, is van nu af waar deze pagina van uitging: zo schrijft versturen niets over.
    block.addEventListener('kp:saved', ({ detail }) => {
      const said = new Map(detail);
      before.value = ['score', 'belang', 'toelichting'].map((part) => said.get(`${key}:${part}`) ?? '').join('/');
    });
    block.addEventListener('kp:fill', ({ detail }) => {
      if (detail.get(`${key}:toelichting`)?.[0]) block.querySelector('details').open = true;
    });
  }

  document.addEventListener('kp:over', ({ detail }) => {
    const box = document.querySelector('[data-kp-over]');
    if (!box) return;
    box.querySelector('[data-kp-over-why]').textContent = detail;
    box.hidden = false;
    box.focus();
  }, true);

  // Wat van andere thema's nog op dit apparaat staat, gaat weg zodra u dat thema opent.
  const isHere = (seat, key) => {
    try { return localStorage.getItem(`kp-antwoorden/${seat}/${key}`) !== null; } catch { return false; }
  };
  for (const list of document.querySelectorAll('[data-kp-kept-here]')) {
    for (const theme of list.querySelectorAll('[data-kp-theme]')) {
      if (!theme.dataset.kpTheme.split(' ').some((key) => isHere(list.dataset.kpKeptHere, key))) continue;
      const state = theme.querySelector('[data-kp-theme-state]');
      state.textContent = 'Hier is nog iets niet bewaard';
      state.hidden = false;
      const left = list.querySelector('[data-kp-left]');
      if (left) left.hidden = false;
    }
  }
})();

// Afspraken: verplaatsen door te slepen, of met de knoppen zonder dat de pagina herlaadt.
// Zonder script doen de knoppen hetzelfde.
(() => {
  'use strict';
  if (!document.querySelector('[data-kp-agenda]')) return;
  const PATIENCE = 10000;
  const EDGE = 72; // zo dicht bij de rand van het venster schuift de pagina mee
  const PACE = 12;

  const agenda = () => document.getElementById('agenda');
  const items = () => [...agenda().querySelectorAll('[data-kp-order] > li')];
  const say = (text) => { document.getElementById('melding').textContent = text; };
  const showGrips = () => { for (const grip of agenda().querySelectorAll('[data-kp-grip]')) grip.hidden = false; };

  // Wat er al stond, blijft hetzelfde element: wat openstaat of iemand typt, blijft zo.
  const show = (html) => {
    const fresh = new DOMParser().parseFromString(html, 'text/html').getElementById('agenda');
    if (!fresh) return false;
    for (const item of fresh.querySelectorAll('[data-kp-order] > li')) {
      const own = document.getElementById(item.id);
      if (!own) continue;
      own.querySelector('.kp-action__order').replaceWith(item.querySelector('.kp-action__order'));
      item.replaceWith(own);
    }
    agenda().replaceWith(fresh);
    showGrips();
    return true;
  };
  const tell = () => {
    const moved = agenda().querySelector('[data-kp-moved]');
    const refused = agenda().querySelector('[data-kp-error-summary]');
    if (refused) refused.focus();
    else if (moved) say(moved.textContent.trim());
  };
  const fail = () => {
    const problem = agenda().querySelector('[data-kp-agenda-problem]');
    problem.hidden = false;
    say(problem.textContent.trim());
  };
  const send = async (fields) => {
    const body = new URLSearchParams(new FormData(document.getElementById('volgorde')));
    for (const [name, value] of fields) body.append(name, value);
    const answer = await fetch(agenda().dataset.kpAgenda, { method: 'POST', body, signal: AbortSignal.timeout(PATIENCE) });
    if (!show(await answer.text())) throw new Error(answer.status);
    tell();
  };
  // Een voor een: elk verzoek noemt de versie die het vorige maakte.
  let queue = Promise.resolve();
  const enqueue = (job) => { queue = queue.then(job); };

  document.addEventListener('submit', (e) => {
    if (e.target.id !== 'volgorde' || !e.submitter) return;
    e.preventDefault();
    const { name, value } = e.submitter;
    enqueue(async () => {
      try {
        await send([[name, value]]);
        agenda().querySelector('.kp-step-button[autofocus]')?.focus();
      } catch { fail(); }
    });
  });

  // Slepen, met muis, pen of vinger: de lijst zelf verandert pas bij het loslaten.
  let drag = null;
  const target = (y) => items().find((one) => {
    const spot = one.getBoundingClientRect();
    return one !== drag.item && y < spot.top + spot.height / 2;
  });
  const unmark = () => { for (const one of items()) one.classList.remove('is-here', 'is-here-after'); };
  const follow = () => {
    if (!drag) return;
    const { item, y } = drag;
    const by = y < Math.min(EDGE, drag.start) ? -PACE : y > Math.max(innerHeight - EDGE, drag.start) ? PACE : 0;
    if (by) scrollBy(0, by);
    item.style.transform = `translateY(${y + scrollY - drag.from}px)`;
    unmark();
    const before = target(y);
    if (before) before.classList.add('is-here');
    else items().filter((one) => one !== item).at(-1).classList.add('is-here-after');
    requestAnimationFrame(follow);
  };
  const letGo = () => {
    drag.item.classList.remove('is-dragged');
    drag.item.style.transform = '';
    unmark();
    drag = null;
  };
  const drop = () => {
    const { item, y } = drag;
    const before = target(y);
    const [list, next] = [item.parentElement, item.nextElementSibling];
    const was = items().map((one) => one.id).join();
    letGo();
    if (before) before.before(item); else items().at(-1).after(item);
    if (was === items().map((one) => one.id).join()) return;
    enqueue(async () => {
      const keys = items().map((one) => ['volgorde', one.dataset.kpAction]);
      try { await send([...keys, ['verplaatst', item.dataset.kpAction]]); }
      catch { list.insertBefore(item, next); fail(); }
    });
  };
  document.addEventListener('pointerdown', (e) => {
    const grip = e.target.closest?.('[data-kp-grip]');
    if (!grip || e.button !== 0 || drag) return;
    e.preventDefault();
    grip.setPointerCapture(e.pointerId);
    drag = { item: grip.closest('li'), from: e.clientY + scrollY, start: e.clientY, y: e.clientY, pointer: e.pointerId };
    drag.item.classList.add('is-dragged');
    follow();
  });
  document.addEventListener('pointermove', (e) => { if (e.pointerId === drag?.pointer) drag.y = e.clientY; });
  document.addEventListener('pointerup', (e) => { if (e.pointerId === drag?.pointer) drop(); });
  document.addEventListener('pointercancel', (e) => { if (e.pointerId === drag?.pointer) letGo(); });
  document.addEventListener('keydown', (e) => { if (e.key === 'Escape' && drag) letGo(); });
  showGrips();
})();
