// Bewaart antwoorden tijdens het typen, voor wie alleen werkt: bij Reflectie en in de Gesprekstool. Alleen vragen die veranderden gaan naar de server. Tot die
// zegt dat het bewaard is, staat er een kopie op dit apparaat: zonder netwerk gaat niets verloren.
(() => {
  'use strict';
  const KEY = 'kp-antwoorden/';
  const REST = 1000; // milliseconden rust voordat wij bewaren
  const AGAIN = 10_000;
  const PATIENCE = 20_000;
  const MOST_LEAVING = 60_000; // zoveel geeft een browser mee aan een pagina die sluit
  const KEPT_DAYS = 90;
  // De Gesprekstool zegt u (data-kp-words="u").
  const WORDS = {
    je: {
      busy: 'Bezig met opslaan…',
      saved: (at) => `Opgeslagen om ${at}`,
      partly: 'Niet alles is opgeslagen: kijk wat er bij de vraag staat.',
      removed: 'Niet opgeslagen: deze oefening is verwijderd. Kopieer je tekst als je hem wilt houden.',
      closed: () => 'Niet opgeslagen: deze sessie is afgesloten. Kopieer je tekst als je hem wilt houden.',
      wrong: 'Niet opgeslagen: er ging iets mis. Je tekst blijft staan; wij proberen het zo opnieuw.',
      offline: 'Niet opgeslagen: geen verbinding. Je tekst blijft staan.',
      elsewhere: 'Op een andere plek is dit antwoord intussen veranderd. Hier typte je nog:',
      use: 'Gebruik deze tekst',
      restored: 'Wij hebben teruggezet wat je eerder typte.',
    },
    u: {
      busy: 'Bezig met bewaren…',
      saved: (at) => `Bewaard om ${at}`,
      partly: 'Niet alles is bewaard: kijk wat er bij de stelling staat.',
      removed: 'Niet bewaard: uw plaats in dit gesprek is er niet meer. Kopieer uw tekst als u die wilt houden.',
      closed: (why) => `Niet bewaard. ${why}`,
      wrong: 'Nog niet bewaard: er ging iets mis. Uw antwoorden blijven staan; wij proberen het zo opnieuw.',
      offline: 'Nog niet bewaard: geen verbinding. Uw antwoorden blijven op dit apparaat staan.',
      elsewhere: 'Op een ander apparaat is dit antwoord intussen veranderd. Hier had u nog:',
      use: 'Gebruik dit antwoord',
      restored: 'Wij hebben teruggezet wat u eerder koos of typte.',
    },
  };

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
  const words = WORDS[form.dataset.kpWords ?? 'je'];
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
  let underway = null, timer, leaving = false, isOver = false, isStuck = false;

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
  const failed = (text) => { isStuck = true; tell(text, true); later(AGAIN); };
  const stop = (text) => {
    isOver = true;
    forget(seat);
    tell(text, true);
    form.dispatchEvent(new CustomEvent('kp:over', { detail: text }));
  };

  const hear = async (answer, sent) => {
    if (answer.ok) {
      const state = await answer.json();
      token.value = state.token;
      isStuck = false;
      for (const [key, text] of sent) {
        const problem = state.problems[key];
        showProblem(key, problem);
        if (problem) refused.set(key, text);
        else { refused.delete(key); saved.set(key, text); server.set(key, text); blocks.get(key).dispatchEvent(new CustomEvent('kp:saved', { detail: JSON.parse(text) })); }
      }
      keep();
      if (changed().some((key) => refused.has(key))) tell(words.partly, true);
      else tell(words.saved(state.saved_at));
      if (toSend().length) later(REST);
    } else if (answer.status === 404) {
      stop(words.removed);
    } else if (answer.status === 409) {
      stop(words.closed((await answer.json()).message));
    } else {
      failed(words.wrong);
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
      if (!leaving) failed(words.offline);
    }
  };
  const save = (isLeaving = false) => {
    clearTimeout(timer);
    if (isOver || underway || !toSend().length) return underway;
    tell(words.busy);
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
  // Wie weggaat terwijl iets nog niet weg kon, hoort dat: op dit apparaat blijft het staan.
  if ('kpWarn' in form.dataset) {
    addEventListener('beforeunload', (e) => { if (isStuck && !isOver && !leaving && toSend().length) e.preventDefault(); });
  }

  // Naar een andere stap: eerst bewaren, zodat de kopie hier weg kan. Zonder netwerk blijven wij hier.
  let isReady = false, isGettingReady = false;
  const getReady = async (submitter) => {
    try {
      await underway;
      await save();
      if (!isOver && !toSend().length && await refresh()) {
        isReady = true;
        form.requestSubmit(submitter);
      } else if (!isOver) failed(words.offline);
    } catch {
      failed(words.offline);
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
  // Hoe een keuze heet, waar de pagina dat zegt.
  const chosen = (name, value) => form.querySelector(`[data-kp-label][name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`)?.dataset.kpLabel;
  // Intussen is hetzelfde antwoord op een andere plek veranderd: dan kiest wie het schreef.
  const offer = (key, list) => {
    const texts = list.map(([name, text]) => chosen(name, text) ?? (form.elements[name]?.matches?.('textarea, [type="text"]') ? text : '')).filter(Boolean);
    if (!texts.length) return memory.drop(place(key));
    const box = document.createElement('div');
    const line = Object.assign(document.createElement('p'), { className: 'kp-problem', textContent: words.elsewhere });
    const text = Object.assign(document.createElement('p'), { className: 'kp-kept-text', textContent: texts.join('\n') });
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'ams-button ams-button--tertiary', textContent: words.use });
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
  if (isRestored) { tell(words.restored); later(0); }
})();
