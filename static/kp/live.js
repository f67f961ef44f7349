// Bij elkaar: de pagina's van wie leidt, het scherm en de telefoons volgen wat er gebeurt.
// Zonder script werkt alles met gewone formulieren; dan ververs je de pagina zelf.
(() => {
  'use strict';
  const live = document.querySelector('[data-kp-live]');
  if (!live) return;
  const REST = 3000; // milliseconden tussen twee vragen aan de server
  const LONGEST = 30000; // als de server niet antwoordt
  const PATIENCE = 10000;
  const STORE = `kp-team:${location.pathname}`;
  const offline = document.getElementById('verbinding');

  const say = (text) => {
    const status = document.getElementById('melding');
    if (status && text) status.textContent = text;
  };

  // ---------------------------------------------------------------- de klok
  const words = (seconds, running) => {
    const minutes = Math.ceil(seconds / 60);
    const left = seconds <= 0 ? 'De tijd is om' : seconds < 60 ? 'nog minder dan een minuut'
      : minutes === 1 ? 'nog 1 minuut' : `nog ${minutes} minuten`;
    return running ? left : `De klok staat stil: ${left[0].toLowerCase()}${left.slice(1)}`;
  };
  let since = performance.now(), wasLeft = null;
  const tick = () => {
    for (const clock of document.querySelectorAll('[data-kp-clock]')) {
      const running = clock.hasAttribute('data-running');
      const left = Number(clock.dataset.left) - (running ? Math.floor((performance.now() - since) / 1000) : 0);
      const size = Math.abs(left);
      const digits = `${left < 0 ? '-' : ''}${Math.floor(size / 60)}:${String(size % 60).padStart(2, '0')}`;
      const [shown, told] = clock.querySelectorAll('[data-kp-mine]');
      if (shown.textContent !== digits) shown.textContent = digits;
      const text = words(left, running);
      if (told.textContent !== text) told.textContent = text;
      clock.classList.toggle('kp-clock--over', left <= 0);
      if (running && wasLeft > 0 && left <= 0) say('De tijd is om.');
      wasLeft = left;
    }
  };
  setInterval(tick, 1000);

  // ---------------------------------------------------------------- vervangen wat anders is
  // Wat hetzelfde is, blijft staan: de focus, wat iemand typt of aanvinkt, wat openstaat.
  const TYPED = 'input, textarea, select';
  const isDirty = (field) => field.value.trim() !== field.defaultValue.trim();
  const isHeld = (node) => node.nodeType === 1
    && (node.matches('[data-kp-stay]') || [...node.querySelectorAll('textarea')].some(isDirty) || (node.contains(document.activeElement) && document.activeElement.matches(TYPED)));
  // Wat geen id heeft, is het eerste van dezelfde soort dat nog niet aan de beurt was.
  const alike = (from, fresh) => {
    for (let one = from; one; one = one.nextSibling) {
      if (one.nodeName === fresh.nodeName && !one.id) return one;
    }
    return null;
  };
  const morphAttributes = (old, fresh) => {
    const isField = old.matches('textarea, select, option') || (old.matches('input') && old.type !== 'hidden');
    const own = (name) => (isField && ['value', 'checked', 'selected'].includes(name)) || (name === 'open' && old.matches('details'))
      || (name === 'value' && old.matches('[name="csrfmiddlewaretoken"], [data-kp-fresh]'));
    for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && !own(name)) old.removeAttribute(name);
    for (const { name, value } of fresh.attributes) if (!own(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
  };
  // De kop van wat alleen nog voor de tekst blijft staan, is niet meer die van de pagina.
  const lower = (node) => {
    for (const heading of node.querySelectorAll?.('h1') ?? []) {
      const lowered = document.createElement('h2');
      for (const { name, value } of heading.attributes) lowered.setAttribute(name, value);
      lowered.append(...heading.childNodes);
      heading.replaceWith(lowered);
    }
  };
  const morph = (old, fresh) => {
    if (old.nodeType !== 1) { if (old.data !== fresh.data) old.data = fresh.data; return; }
    morphAttributes(old, fresh);
    if (old.matches('[data-kp-mine], textarea')) return;
    let at = old.firstChild;
    for (const child of [...fresh.childNodes]) {
      while (at?.nodeType === 1 && at.matches('[data-kp-stay]') && at.id !== child.id) at = at.nextSibling;
      const match = child.id ? [...old.children].find((one) => one.id === child.id) : alike(at, child);
      if (!match) {
        old.insertBefore(child, at);
        if (child.nodeType === 1) child.dispatchEvent(new Event('kp:added', { bubbles: true }));
        continue;
      }
      if (match !== at) old.insertBefore(match, at); else at = at.nextSibling;
      morph(match, child);
    }
    // Wat er niet meer hoort te staan, gaat weg; behalve als er iets in staat dat nog niet weg is.
    while (at) {
      const next = at.nextSibling;
      if (isHeld(at)) lower(at); else at.remove();
      at = next;
    }
  };
  let said = live.dataset.say;
  const show = (html) => {
    const page = new DOMParser().parseFromString(html, 'text/html');
    const fresh = page.querySelector('[data-kp-live]');
    if (!fresh) return false;
    const focused = document.activeElement;
    morph(live, fresh);
    since = performance.now();
    tick();
    if (focused !== document.activeElement && focused.isConnected && focused !== document.body) focused.focus({ preventScroll: true });
    if (live.dataset.say !== said) say(said = live.dataset.say);
    return true;
  };

  // Een melding over wat iemand deed, blijft staan tot de volgende keer.
  const forgetNotices = () => { for (const notice of live.querySelectorAll('[data-kp-stay]')) notice.remove(); };

  // ---------------------------------------------------------------- vragen hoe het staat
  // Wie intussen zelf iets deed, heeft een nieuwer antwoord dan op deze vraag komt.
  let turn = 0;
  let etag = '', failures = 0, timer = 0, asking = false;
  const isOver = () => live.hasAttribute('data-over');
  const wait = () => Math.min(REST * 2 ** failures, LONGEST);
  const plan = (after = wait()) => {
    clearTimeout(timer);
    if (!document.hidden && !isOver()) timer = setTimeout(ask, after);
  };
  const online = () => {
    if (failures) say('De verbinding is er weer.');
    failures = 0;
    offline.hidden = true;
  };
  const gone = (text = 'Geen verbinding. Wat hier getypt wordt, blijft staan. We proberen het steeds opnieuw.') => {
    failures += 1;
    if (offline.hidden || offline.textContent !== text) { offline.textContent = text; offline.hidden = false; say(text); }
  };
  const ask = async () => {
    if (asking) return;
    asking = true;
    const mine = turn;
    try {
      const answer = await fetch(live.dataset.kpLive, {
        headers: { 'X-Kp-Live': '1', ...(etag && { 'If-None-Match': etag }) },
        cache: 'no-store', signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.status === 404) { gone('Deze pagina is er niet meer. Ververs de pagina.'); return; }
      if (!answer.ok && answer.status !== 304) throw new Error(answer.status);
      online();
      if (answer.status === 200) {
        const html = await answer.text();
        if (mine === turn && show(html)) etag = answer.headers.get('ETag') ?? '';
      }
      flush();
    } catch { gone(); } finally { asking = false; plan(); }
  };
  document.addEventListener('visibilitychange', () => { if (document.hidden) clearTimeout(timer); else plan(0); });
  window.addEventListener('online', () => plan(0));
  window.addEventListener('offline', () => { if (!isOver()) { gone(); plan(); } });

  // ---------------------------------------------------------------- versturen
  const token = () => document.querySelector('[name="csrfmiddlewaretoken"]').value;
  const post = (action, body) => {
    body.set('csrfmiddlewaretoken', token());
    return fetch(action, { method: 'POST', body, headers: { 'X-Kp-Live': '1' }, signal: AbortSignal.timeout(PATIENCE) });
  };
  const renew = (form) => {
    const key = form.querySelector('[data-kp-fresh]');
    if (key) key.value = crypto.randomUUID();
  };

  // De gespreksleider: wat niet lukt, blijft staan en kan opnieuw.
  let doing = false;
  const deed = async (form, button) => {
    if (doing) return; // een dubbele klik is een enkele
    doing = true;
    const body = new URLSearchParams(new FormData(form, button));
    const once = [...form.querySelectorAll('[data-kp-once]')].map((field) => [field, field.value]);
    try {
      const answer = await post(form.action, body);
      const html = await answer.text();
      if (answer.status === 403) throw new Error(answer.status);
      forgetNotices();
      turn += 1;
      if (!show(html)) throw new Error(answer.status);
      etag = '';
      online();
      if (answer.ok) {
        if (body.get('deed') !== 'put') for (const [field, was] of once) if (field.value === was) field.value = field.defaultValue = '';
        for (const box of form.querySelectorAll('[type="checkbox"]')) box.checked = false;
        renew(form);
      }
    } catch { gone('Geen verbinding. Dit is misschien niet gedaan: kijk en probeer het zo opnieuw.'); }
    doing = false;
    plan();
  };

  // Een deelnemer: wat niet weg kan, wacht in dit tabblad en gaat vanzelf weg zodra het kan.
  let queue = [], sending = false;
  try { queue = JSON.parse(sessionStorage.getItem(STORE)) ?? []; } catch { /* uitgezet */ }
  const remember = () => {
    try { if (queue.length) sessionStorage.setItem(STORE, JSON.stringify(queue)); else sessionStorage.removeItem(STORE); } catch { /* vol of uitgezet */ }
    showQueue();
  };
  // Wat iemand in eigen woorden stuurt, en hoe het heet; een antwoord is een keuze.
  const TEXTS = {
    card: {
      empty: 'Schrijf eerst iets op het kaartje.',
      long: (size, most) => `Dit kaartje is te lang: ${size} tekens. Er passen er ${most}.`,
      sent: 'Je kaartje is verstuurd.',
    },
    note: {
      empty: 'Schrijf eerst iets op.',
      long: (size, most) => `Deze aantekening is te lang: ${size} tekens. Er passen er ${most}.`,
      sent: 'Uw aantekening staat erbij.',
    },
  };
  const SENT = { withdraw: 'Je kaartje is ingetrokken.', answer: 'Je antwoord is verstuurd. Je kunt het nog veranderen.' };
  const showQueue = () => {
    for (const box of document.querySelectorAll('[data-kp-pending]')) {
      const waiting = queue.filter((one) => one.kind in TEXTS && one.prompt === box.dataset.kpPending);
      box.replaceChildren(...waiting.map((one) => {
        const card = document.createElement('div');
        card.className = 'kp-word-card kp-word-card--waiting';
        const text = document.createElement('span');
        text.textContent = one.text;
        const state = document.createElement('b');
        state.textContent = one.refused ?? 'Nog niet verstuurd';
        card.append(text, state);
        return card;
      }));
    }
  };
  const told = (prompt, text, isWrong = false) => {
    const line = document.querySelector(`[data-kp-prompt-key="${CSS.escape(prompt)}"] [data-kp-sent]`);
    if (line) { line.textContent = text; line.classList.toggle('kp-team-sent--wrong', isWrong); }
    say(text);
  };
  const putBack = (one) => {
    const field = document.getElementById(`tekst-${one.prompt}`);
    if (field && !field.value) field.value = one.text;
  };
  const settle = (one, status) => {
    if ([404, 409].includes(status) && one.kind in TEXTS) {
      one.refused = 'Niet verstuurd: het is afgesloten.';
      one.over = true;
      return;
    }
    queue = queue.filter((other) => other !== one);
    if (status === 422 && one.kind in TEXTS) putBack(one);
  };
  const flush = async () => {
    if (sending) return;
    sending = true;
    try {
      for (let one; (one = queue.find((other) => !other.over));) {
        const answer = await post(one.action, new URLSearchParams(one.body));
        const html = await answer.text();
        if (answer.status === 403) { gone('Dit lukt zo niet. Ververs de pagina: wat nog niet weg is, gaat dan alsnog weg.'); break; }
        if (answer.status >= 500 || answer.status === 429) throw new Error(answer.status);
        settle(one, answer.status);
        etag = '';
        turn += 1;
        show(html);
        remember();
        if (answer.ok) told(one.prompt, TEXTS[one.kind]?.sent ?? SENT[one.kind]);
        online();
      }
    } catch { gone(); } finally { sending = false; plan(); }
  };
  const send = (form) => {
    forgetNotices();
    const body = new FormData(form);
    body.delete('csrfmiddlewaretoken');
    const kind = form.dataset.kpSend;
    const one = { kind, action: form.getAttribute('action'), prompt: form.dataset.kpPromptKey ?? body.get('prompt'), body: [...body], text: body.get('text') ?? '' };
    if (kind in TEXTS) {
      const field = form.querySelector('textarea');
      const most = Number(field.dataset.most);
      const size = [...field.value.trim()].length;
      if (!size) return told(one.prompt, TEXTS[kind].empty, true);
      if (size > most) return told(one.prompt, TEXTS[kind].long(size, most), true);
      if (form.hasAttribute('data-full')) return told(one.prompt, 'Trek eerst een kaartje in: meer passen er niet.', true);
      field.value = field.defaultValue = '';
      renew(form);
    }
    if (kind === 'answer') queue = queue.filter((other) => other.kind !== 'answer' || other.prompt !== one.prompt);
    queue.push(one);
    told(one.prompt, failures || !navigator.onLine ? 'Nog niet verstuurd: er is geen verbinding. Het gaat vanzelf weg zodra het kan.' : 'Wordt verstuurd…');
    remember();
    flush();
  };
  document.addEventListener('submit', (e) => {
    const form = e.target;
    // Een knop die zelf iets doet (een volgorde veranderen) is geen versturen.
    if (e.defaultPrevented) return;
    if (form.matches('[data-kp-deed]')) { e.preventDefault(); deed(form, e.submitter); }
    if (form.matches('[data-kp-send]')) { e.preventDefault(); send(form); }
  });
  // Wie weggaat terwijl er nog iets wacht, hoort dat.
  window.addEventListener('beforeunload', (e) => { if (queue.some((one) => !one.over)) e.preventDefault(); });

  showQueue();
  tick();
  if (queue.length) flush();
  plan();
})();
