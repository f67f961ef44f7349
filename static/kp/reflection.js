// Reflectie: bewaart antwoorden tijdens het typen. Alleen vragen die veranderden gaan naar de server. Tot die
// zegt dat het bewaard is, staat er een kopie op dit apparaat: zonder netwerk gaat niets verloren.
(() => {
  'use strict';
  const KEY = 'kp-antwoorden/';
  const REST = 1000; // milliseconden rust voordat wij bewaren
  const AGAIN = 10_000;
  const PATIENCE = 20_000;
  const MOST_LEAVING = 60_000; // zoveel geeft een browser mee aan een pagina die sluit
  const KEPT_DAYS = 90;

  // Wie opslag weigert, mist alleen het terugzetten.
  const memory = {
    get: (name) => { try { return JSON.parse(localStorage.getItem(KEY + name)); } catch { return null; } },
    set: (name, value) => { try { localStorage.setItem(KEY + name, JSON.stringify({ ...value, at: Date.now() })); } catch { /* vol of verboden */ } },
    drop: (name) => { try { localStorage.removeItem(KEY + name); } catch { /* verboden */ } },
    names: () => { try { return Object.keys(localStorage).filter((name) => name.startsWith(KEY)).map((name) => name.slice(KEY.length)); } catch { return []; } },
  };
  const forget = (seat) => { for (const name of memory.names()) if (name.startsWith(`${seat}/`)) memory.drop(name); };
  const oldest = Date.now() - KEPT_DAYS * 24 * 60 * 60 * 1000;
  for (const name of memory.names()) if (!(memory.get(name)?.at > oldest)) memory.drop(name);

  // Wie alles verwijdert, wil ook hier niets laten staan.
  const wipe = document.querySelector('[data-kp-wipe]');
  wipe?.addEventListener('submit', () => forget(wipe.dataset.kpWipe));

  const form = document.querySelector('[data-kp-answers]');
  if (!form) return;
  // Anders zet de browser bij herladen een oude tekst over de nieuwe. Zonder script is dat juist nuttig.
  form.autocomplete = 'off';
  const address = form.dataset.kpAnswers;
  const seat = form.dataset.kpSeat;
  const status = form.querySelector('[data-kp-saved]');
  const { csrfmiddlewaretoken: token } = form.elements;
  const blocks = new Map([...form.querySelectorAll('[data-kp-prompt]')].map((block) => [block.dataset.kpPrompt, block]));
  const keys = [...blocks.keys()];
  if (status) status.textContent = status.textContent.trim();

  const isOf = (key, name) => name === key || name.startsWith(`${key}:`);
  const plain = (text) => text.normalize('NFC').replace(/\r\n?/g, '\n').trim();
  const pairs = (key) => [...new FormData(form)].filter(([name]) => isOf(key, name));
  // Lege vakken tellen niet mee: een lege rij erbij is geen ander antwoord.
  const said = (list) => JSON.stringify(list.map(([name, text]) => [name, plain(text)]).filter(([, text]) => text));

  const saved = new Map(keys.map((key) => [key, said(pairs(key))])); // wat bewaard is, voor zover wij weten
  const server = new Map(saved); // wat er stond toen deze pagina kwam: hiervan schreven wij verder
  const refused = new Map(); // wat niet goed was: dat sturen wij niet nog eens
  for (const [key, block] of blocks) if ('kpUnsaved' in block.dataset) saved.set(key, null);
  let underway = null, timer, leaving = false, isOver = false;

  const tell = (text, isWrong = false) => {
    if (!status) return;
    status.classList.toggle('kp-saved--wrong', isWrong);
    if (status.textContent !== text) status.textContent = text;
  };
  const later = (wait) => { clearTimeout(timer); timer = setTimeout(save, wait); };
  const changed = () => keys.filter((key) => said(pairs(key)) !== saved.get(key));
  const toSend = () => changed().filter((key) => said(pairs(key)) !== refused.get(key));
  const place = (key) => `${seat}/${key}`;
  const keep = () => {
    if (isOver) return;
    const now = new Set(changed());
    for (const key of keys) {
      if (now.has(key)) memory.set(place(key), { pairs: pairs(key), base: server.get(key) });
      else memory.drop(place(key));
    }
  };

  const showProblem = (key, text = '') => {
    const line = blocks.get(key)?.querySelector('[data-kp-prompt-problem]');
    if (!line) return;
    line.textContent = text;
    line.hidden = !text;
  };

  // Bewaren -----------------------------------------------------------------
  const ask = (options) => fetch(address, { signal: AbortSignal.timeout(PATIENCE), redirect: 'error', ...options });
  const send = (sent, isLeaving) => {
    const body = new URLSearchParams({ csrfmiddlewaretoken: token.value });
    for (const key of sent.keys()) {
      body.append('vraag', key);
      for (const [name, text] of pairs(key)) body.append(name, text);
    }
    return ask({ method: 'POST', body, keepalive: isLeaving && body.toString().length < MOST_LEAVING });
  };
  const refresh = async () => {
    const answer = await ask({});
    if (answer.ok) token.value = (await answer.json()).token;
    return answer.ok;
  };
  const failed = (text) => { tell(text, true); later(AGAIN); };
  const stop = (text) => {
    isOver = true;
    forget(seat);
    tell(text, true);
  };

  const hear = async (answer, sent) => {
    if (answer.ok) {
      const state = await answer.json();
      token.value = state.token;
      for (const [key, text] of sent) {
        const problem = state.problems[key];
        showProblem(key, problem);
        if (problem) refused.set(key, text);
        else { refused.delete(key); saved.set(key, text); server.set(key, text); }
      }
      keep();
      if (changed().some((key) => refused.has(key))) tell('Niet alles is opgeslagen: kijk wat er bij de vraag staat.', true);
      else tell(`Opgeslagen om ${state.saved_at}`);
      if (toSend().length) later(REST);
    } else if (answer.status === 404) {
      stop('Niet opgeslagen: deze oefening is verwijderd. Kopieer je tekst als je hem wilt houden.');
    } else if (answer.status === 409) {
      stop('Niet opgeslagen: deze sessie is afgesloten. Kopieer je tekst als je hem wilt houden.');
    } else {
      failed('Niet opgeslagen: er ging iets mis. Je tekst blijft staan; wij proberen het zo opnieuw.');
    }
  };
  const attempt = async (isLeaving) => {
    const sent = new Map(toSend().map((key) => [key, said(pairs(key))]));
    try {
      let answer = await send(sent, isLeaving);
      // Wie in een ander tabblad in- of uitlogde, heeft een nieuw bewijs van herkomst nodig.
      if (answer.status === 403 && await refresh()) answer = await send(sent, false);
      await hear(answer, sent);
    } catch {
      if (!leaving) failed('Niet opgeslagen: geen verbinding. Je tekst blijft staan.');
    }
  };
  const save = (isLeaving = false) => {
    clearTimeout(timer);
    if (isOver || underway || !toSend().length) return underway;
    tell('Bezig met opslaan…');
    underway = attempt(isLeaving === true).finally(() => { underway = null; });
    return underway;
  };

  form.addEventListener('input', () => { keep(); later(REST); });
  form.addEventListener('change', () => { keep(); save(); });
  form.addEventListener('focusout', () => save());
  addEventListener('online', () => save());
  addEventListener('focus', () => save());
  document.addEventListener('visibilitychange', () => { if (!leaving) save(document.visibilityState === 'hidden'); });
  addEventListener('pagehide', () => { if (!leaving) { keep(); save(true); } });
  addEventListener('pageshow', (e) => { if (e.persisted) location.reload(); });

  // Naar een andere stap: eerst bewaren, zodat de kopie hier weg kan. Zonder netwerk blijven wij hier.
  let isReady = false, isGettingReady = false;
  const getReady = async (submitter) => {
    try {
      await underway;
      await save();
      if (!isOver && !toSend().length && await refresh()) {
        isReady = true;
        form.requestSubmit(submitter);
      } else if (!isOver) failed('Niet opgeslagen: geen verbinding. Je tekst blijft staan.');
    } catch {
      failed('Niet opgeslagen: geen verbinding. Je tekst blijft staan.');
    } finally {
      isGettingReady = false;
    }
  };
  form.addEventListener('submit', (e) => {
    if (e.defaultPrevented) return;
    if (isReady || isOver) {
      leaving = true;
      clearTimeout(timer);
      // Wat niet goed was, staat straks op de pagina die de server terugstuurt.
      for (const key of keys) memory.drop(place(key));
      return;
    }
    e.preventDefault();
    if (isGettingReady) return;
    isGettingReady = true;
    getReady(e.submitter);
  });

  // Terugzetten -------------------------------------------------------------
  const fill = (key, list) => {
    const block = blocks.get(key);
    const values = new Map();
    for (const [name, text] of list) values.set(name, [...(values.get(name) ?? []), text]);
    block.dispatchEvent(new CustomEvent('kp:fill', { detail: values }));
    for (const field of block.querySelectorAll('[name]')) {
      const wanted = values.get(field.name) ?? [];
      if (field.matches('[type="radio"], [type="checkbox"]')) field.checked = wanted.includes(field.value);
      else if (!field.matches('button, [type="hidden"]')) field.value = wanted[0] ?? '';
    }
  };
  // Intussen is hetzelfde antwoord op een andere plek veranderd: dan kiest wie het schreef.
  const offer = (key, list) => {
    const texts = list.filter(([name]) => form.elements[name]?.matches?.('textarea, [type="text"]')).map(([, text]) => text).filter(Boolean);
    if (!texts.length) return memory.drop(place(key));
    const box = document.createElement('div');
    const line = Object.assign(document.createElement('p'), { className: 'kp-problem', textContent: 'Op een andere plek is dit antwoord intussen veranderd. Hier typte je nog:' });
    const text = Object.assign(document.createElement('p'), { className: 'kp-kept-text', textContent: texts.join('\n') });
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'ams-button ams-button--tertiary', textContent: 'Gebruik deze tekst' });
    box.className = 'kp-offer';
    box.append(line, text, button);
    button.addEventListener('click', () => {
      fill(key, list);
      box.remove();
      keep();
      save();
      blocks.get(key).querySelector('textarea, input')?.focus();
    });
    blocks.get(key).append(box);
    server.set(key, null); // de kopie blijft tot er gekozen is
  };
  let isRestored = false;
  for (const key of keys) {
    const kept = memory.get(place(key));
    if (!kept) continue;
    if (said(kept.pairs) === saved.get(key)) memory.drop(place(key));
    else if (saved.get(key) === null) memory.drop(place(key)); // staat met de fout op de pagina
    else if (kept.base !== server.get(key)) offer(key, kept.pairs);
    else { fill(key, kept.pairs); isRestored = true; }
  }
  if (isRestored) { tell('Wij hebben teruggezet wat je eerder typte.'); later(0); }
})();

// Reflectie: een volgorde maken, met knoppen of door te slepen. Zonder script verstuurt een knop het formulier.
(() => {
  'use strict';
  const say = (text) => {
    const live = document.getElementById('melding');
    if (live) live.textContent = text;
  };
  const number = (list) => {
    [...list.children].forEach((item, at) => { item.querySelector('.kp-rank__n').textContent = at + 1; });
  };
  const label = (item) => item.querySelector('[data-kp-rank-label]').textContent.trim();
  const where = (item) => `${label(item)} staat op plaats ${[...item.parentElement.children].indexOf(item) + 1} van ${item.parentElement.children.length}.`;
  const settle = (list, item) => {
    number(list);
    const chosen = list.closest('[data-kp-prompt]').querySelector('[data-kp-chosen]');
    chosen.checked = true;
    say(where(item));
    list.dispatchEvent(new Event('change', { bubbles: true }));
  };

  const enhance = (list) => {
    // De buren schuiven, niet wat verplaatst wordt: zo houdt de knop de focus en het slepen zijn greep.
    const move = (item, isUp) => {
      const other = isUp ? item.previousElementSibling : item.nextElementSibling;
      if (!other) return false;
      if (isUp) item.after(other); else item.before(other);
      return true;
    };
    list.addEventListener('click', (e) => {
      const button = e.target.closest('[data-kp-move]');
      if (!button) return;
      e.preventDefault();
      const item = button.closest('[data-kp-rank]');
      if (move(item, button.dataset.kpMove === 'up')) settle(list, item);
      else say(where(item));
    });

    let dragged = null, moved = false;
    for (const grip of list.querySelectorAll('[data-kp-grip]')) {
      grip.hidden = false;
      grip.addEventListener('pointerdown', (e) => {
        if (e.button !== 0) return;
        e.preventDefault();
        dragged = grip.closest('[data-kp-rank]');
        moved = false;
        dragged.classList.add('is-dragged');
        grip.setPointerCapture(e.pointerId);
      });
      grip.addEventListener('pointermove', (e) => {
        if (!dragged) return;
        const before = dragged.previousElementSibling?.getBoundingClientRect();
        const after = dragged.nextElementSibling?.getBoundingClientRect();
        const isUp = before && e.clientY < before.top + before.height / 2;
        const isDown = after && e.clientY > after.top + after.height / 2;
        if ((isUp || isDown) && move(dragged, isUp)) { moved = true; number(list); }
      });
      const drop = () => {
        if (!dragged) return;
        dragged.classList.remove('is-dragged');
        if (moved) settle(list, dragged);
        dragged = null;
      };
      grip.addEventListener('pointerup', drop);
      grip.addEventListener('pointercancel', drop);
    }
    list.closest('[data-kp-prompt]').addEventListener('kp:fill', ({ detail }) => {
      const items = new Map([...list.children].map((item) => [item.querySelector('input').value, item]));
      const name = list.querySelector('input')?.name;
      for (const value of detail.get(name) ?? []) if (items.has(value)) list.append(items.get(value));
      number(list);
    });
  };
  for (const list of document.querySelectorAll('[data-kp-ranks]')) enhance(list);
  // In een teamoverleg komen er vragen bij (live.js).
  document.addEventListener('kp:added', ({ target }) => { for (const list of target.querySelectorAll('[data-kp-ranks]')) enhance(list); });
})();

// Reflectie: rijen erbij en eraf. Zonder script is er altijd een lege rij, en verstuurt de knop het formulier.
(() => {
  'use strict';
  const say = (text) => {
    const live = document.getElementById('melding');
    if (live) live.textContent = text;
  };
  const enhance = (box) => {
    const { kpRows: key, kpMost: most } = box.dataset;
    const block = box.closest('[data-kp-prompt]');
    const add = block.querySelector('[data-kp-add-row]');
    const rows = () => [...box.querySelectorAll('[data-kp-row]')];
    const number = () => {
      rows().forEach((row, at) => {
        row.id = `id_${key}-${at}`;
        row.querySelector('legend').textContent = `Rij ${at + 1}`;
        row.querySelectorAll('textarea').forEach((cell, column) => {
          cell.name = `${key}:${at}:${column}`;
          cell.id = `id_${key}-${at}-${column}`;
          cell.previousElementSibling.htmlFor = cell.id;
        });
        row.querySelector('[data-kp-remove-row]').value = `weg:${key}:${at}`;
        row.querySelector('[data-kp-row-number]').textContent = at + 1;
      });
      add.hidden = rows().length >= Number(most);
    };
    const addRow = () => {
      const row = box.lastElementChild.cloneNode(true);
      for (const cell of row.querySelectorAll('textarea')) cell.value = '';
      box.append(row);
      number();
      return row;
    };
    const changed = () => box.dispatchEvent(new Event('change', { bubbles: true }));
    add.addEventListener('click', (e) => {
      e.preventDefault();
      addRow().querySelector('textarea').focus();
      say(`Rij ${rows().length} is erbij gekomen.`);
    });
    box.addEventListener('click', (e) => {
      const button = e.target.closest('[data-kp-remove-row]');
      if (!button) return;
      e.preventDefault();
      const all = rows(), at = all.indexOf(button.closest('[data-kp-row]'));
      // De laatste rij blijft, leeg: anders is er niets om in te typen.
      if (all.length === 1) for (const cell of all[0].querySelectorAll('textarea')) cell.value = '';
      else all[at].remove();
      number();
      rows()[Math.min(at, rows().length - 1)].querySelector('textarea').focus();
      say(`Rij ${at + 1} is weg.`);
      changed();
    });
    block.addEventListener('kp:fill', ({ detail }) => {
      const wanted = Math.max(0, ...[...detail.keys()].map((name) => Number(name.split(':')[1]) + 1 || 0));
      while (rows().length < Math.min(wanted, Number(most))) addRow();
    });
    number();
  };
  for (const box of document.querySelectorAll('[data-kp-rows]')) enhance(box);
})();

// Reflectie: afdrukken. De knop staat verborgen in de HTML, want zonder script doet hij niets.
(() => {
  'use strict';
  for (const button of document.querySelectorAll('[data-kp-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  }
})();
