// Kennisplaats: klein gedrag bovenop werkende HTML. Zonder script blijft alles bruikbaar:
// het menu staat dan open, filters staan open en formulieren gaan gewoon naar de server.
(() => {
  'use strict';

  // Menu op smalle schermen. De luisteraars staan op het document: Terug in een lijst vervangt ook de knop.
  const setMenu = (button, open) => {
    button.setAttribute('aria-expanded', String(open));
    document.getElementById(button.getAttribute('aria-controls')).classList.toggle('ams-page-header__mega-menu--closed', !open);
    button.querySelector('.ams-page-header__menu-icon')?.classList.toggle('ams-page-header__menu-icon--open', open);
  };
  document.addEventListener('click', (e) => {
    const button = e.target.closest('[data-kp-menu]');
    if (button) setMenu(button, button.getAttribute('aria-expanded') !== 'true');
  });
  document.addEventListener('keydown', (e) => {
    const button = e.key === 'Escape' && document.querySelector('[data-kp-menu][aria-expanded="true"]');
    if (button) { setMenu(button, false); button.focus(); }
  });

  const say = (text) => {
    const live = document.getElementById('melding');
    if (live && text) live.textContent = text;
  };

  // Zoeken binnen een lang filter: alleen met script, dus het vak staat in de HTML verborgen.
  const narrow = (field) => {
    const wanted = field.value.trim().toLocaleLowerCase('nl');
    const facet = field.closest('fieldset');
    const more = facet.querySelector('details');
    for (const option of facet.querySelectorAll('.kp-option')) {
      option.hidden = !option.textContent.toLocaleLowerCase('nl').includes(wanted);
    }
    if (more && wanted) more.open = true;
  };
  const showFacetSearch = () => {
    for (const field of document.querySelectorAll('[data-kp-facet-search]')) field.parentElement.hidden = false;
  };
  document.addEventListener('input', (e) => { if (e.target.matches('[data-kp-facet-search]')) narrow(e.target); });
  // Dit vak is geen vraag aan de server: 'change' en Enter mogen het formulier niet bereiken.
  document.addEventListener('change', (e) => { if (e.target.matches?.('[data-kp-facet-search]')) e.stopPropagation(); }, true);
  document.addEventListener('keydown', (e) => {
    if (e.key === 'Enter' && e.target.matches?.('[data-kp-facet-search]')) e.preventDefault();
  });

  // Filters: dicht op smal, altijd open op breed
  const wide = window.matchMedia('(min-width: 72.5rem)');
  const foldFacets = () => {
    const facets = document.querySelector('[data-kp-facets]');
    if (facets) { facets.open = wide.matches; facets.dataset.kpFolded = ''; }
  };
  wide.addEventListener('change', foldFacets);
  foldFacets();
  showFacetSearch();

  // Wat openstond, gezocht werd en de focus had, overleeft een htmx-wissel van de lijst.
  let before = null;
  const address = (e) => {
    if (e?.id) return `#${CSS.escape(e.id)}`;
    const fold = e?.matches('summary') && e.parentElement;
    return fold && fold.id ? `#${CSS.escape(fold.id)} > summary` : null;
  };
  document.addEventListener('htmx:before:swap', () => {
    before = {
      open: new Map([...document.querySelectorAll('details')].map((d) => [d.id, d.open])),
      outer: document.querySelector('[data-kp-facets]')?.open,
      typed: [...document.querySelectorAll('[data-kp-facet-search]')].map((f) => [f.id, f.value]),
      focus: address(document.activeElement),
      inList: !!document.activeElement?.closest('#lijst'),
    };
  });
  document.addEventListener('htmx:after:swap', () => {
    showFacetSearch();
    if (before) {
      const outer = document.querySelector('[data-kp-facets]');
      if (outer) { outer.open = before.outer; outer.dataset.kpFolded = ''; }
      for (const d of document.querySelectorAll('details[id]')) if (before.open.has(d.id)) d.open = before.open.get(d.id);
      for (const [id, value] of before.typed) {
        const field = document.getElementById(id);
        if (field && value) { field.value = value; narrow(field); }
      }
      // Is weg wat de focus had (een keuze die u verwijderde), dan krijgt het aantal de focus.
      const target = (before.focus && document.querySelector(before.focus)) || (before.inList && document.getElementById('aantal'));
      if (target && document.activeElement !== target) target.focus({ preventScroll: true });
      before = null;
    }
    const summary = document.querySelector('[data-kp-error-summary]');
    if (summary) summary.focus();
    // De meldregel staat buiten het stuk dat htmx vervangt; alleen dan lezen hulpmiddelen hem voor.
    // Na een mislukt antwoord is er niets vervangen, en dat staat er al.
    else if (!hasFailed()) say(document.querySelector('[data-kp-announce]')?.textContent.trim());
  });

  // Komt er geen goed antwoord, dan blijft de oude lijst staan. Dat moet iemand wel weten.
  const failure = () => document.querySelector('[data-kp-failure]');
  const hasFailed = () => failure()?.hidden === false;
  const tellFailure = () => {
    const notice = failure();
    if (notice) { notice.hidden = false; say(notice.querySelector('p').textContent.trim()); }
  };
  document.addEventListener('htmx:error', tellFailure);
  document.addEventListener('htmx:response:error', tellFailure);

  // Kopiëren: de knop staat verborgen in de HTML, want zonder script doet hij niets.
  for (const copy of document.querySelectorAll('[data-kp-copy]')) {
    if (!navigator.clipboard) break;
    copy.hidden = false;
    copy.addEventListener('click', async () => {
      const text = document.getElementById(copy.dataset.kpCopy).textContent.trim();
      try { await navigator.clipboard.writeText(text); say(copy.dataset.kpCopied); copy.textContent = 'Gekopieerd'; }
      catch { say('Kopiëren lukte niet. Selecteer de tekst en kopieer die zelf.'); }
    });
  }
})();

// Kennisplaats: suggesties tijdens het typen, als combobox (ARIA 1.2). Zonder script, of als er geen
// goed antwoord komt, is het een gewoon zoekvak: Enter verstuurt altijd het formulier.
(() => {
  'use strict';
  const WAIT = 150; // milliseconden rust voordat wij vragen
  const SHORTEST = 2;
  const address = document.currentScript.dataset.suggestions;
  let made = 0;

  const say = (text) => {
    const live = document.getElementById('melding');
    if (live) live.textContent = text;
  };

  const option = ({ text, kind, url }, id) => {
    const li = document.createElement('li');
    Object.assign(li, { id, className: 'kp-suggest__option' });
    li.setAttribute('role', 'option');
    li.setAttribute('aria-selected', 'false');
    li.dataset.url = url;
    for (const [words, part] of [[text, 'text'], [kind, 'kind']]) {
      const span = document.createElement('span');
      span.className = `kp-suggest__${part}`;
      span.textContent = words;
      li.append(span, ' ');
    }
    return li;
  };

  const enhance = (field) => {
    const list = document.createElement('ul');
    Object.assign(list, { id: `suggesties-${(made += 1)}`, className: 'kp-suggest', hidden: true });
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', 'Suggesties');
    field.after(list);
    for (const [name, value] of Object.entries({
      role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id,
    })) field.setAttribute(name, value);

    let timer, request, active = -1;

    const choose = (place) => {
      list.children[active]?.setAttribute('aria-selected', 'false');
      active = place;
      const chosen = list.children[active];
      if (!chosen) return field.removeAttribute('aria-activedescendant');
      chosen.setAttribute('aria-selected', 'true');
      chosen.scrollIntoView({ block: 'nearest' });
      field.setAttribute('aria-activedescendant', chosen.id);
    };
    const show = (open) => {
      if (!open) choose(-1);
      list.hidden = !open;
      field.setAttribute('aria-expanded', String(open));
    };
    const close = () => {
      clearTimeout(timer);
      request?.abort();
      show(false);
    };
    const fill = (found) => {
      choose(-1);
      list.replaceChildren(...found.map((one, at) => option(one, `${list.id}-${at}`)));
      show(found.length > 0);
      say(found.length === 1 ? '1 suggestie. Kies met de pijltjes.'
        : found.length ? `${found.length} suggesties. Kies met de pijltjes.` : 'Geen suggesties.');
    };
    const ask = async () => {
      request?.abort();
      const words = field.value.trim();
      if (words.length < SHORTEST) return show(false);
      const mine = (request = new AbortController());
      try {
        const answer = await fetch(`${address}?${new URLSearchParams({ q: words })}`, { signal: mine.signal });
        const { suggestions } = await answer.json();
        if (mine === request && !mine.signal.aborted && document.activeElement === field) fill(suggestions);
      } catch {
        if (mine === request) show(false); // mislukt of ingehaald: dan zijn er geen suggesties
      }
    };
    const go = (place) => {
      const { url } = list.children[place].dataset;
      close();
      location.assign(url);
    };

    const step = (by) => {
      const places = list.children.length + 1; // het vak zelf telt mee
      choose(((active + 1 + by + places) % places) - 1);
    };
    const keys = {
      ArrowDown: (e) => {
        if (!list.hidden) step(1);
        else if (list.children.length && field.value.trim().length >= SHORTEST) { show(true); if (!e.altKey) step(1); }
        else return ask();
      },
      ArrowUp: (e) => { if (list.hidden) return false; if (e.altKey) show(false); else step(-1); },
      Enter: () => { if (active >= 0) go(active); else { close(); return false; } },
      Escape: () => { if (list.hidden) return false; close(); },
      Tab: () => { close(); return false; },
      Home: () => { choose(-1); return false; }, // de cursor gaat vanzelf naar het begin of het einde
      End: () => { choose(-1); return false; },
    };
    field.addEventListener('keydown', (e) => {
      if (e.isComposing || !keys[e.key]) return;
      if (keys[e.key](e) !== false) { e.preventDefault(); e.stopPropagation(); }
    });
    field.addEventListener('input', (e) => {
      clearTimeout(timer);
      if (!e.isComposing) timer = setTimeout(ask, WAIT);
    });
    field.addEventListener('blur', close);
    field.form?.addEventListener('submit', close);
    list.addEventListener('mousedown', (e) => e.preventDefault()); // het vak houdt de focus
    list.addEventListener('click', (e) => {
      const chosen = e.target.closest('[role="option"]');
      if (chosen) go([...list.children].indexOf(chosen));
    });
  };

  const enhanceAll = () => {
    for (const field of document.querySelectorAll('[data-kp-suggest]:not([role])')) enhance(field);
  };
  // Na Terug zet htmx een nieuwe pagina in deze: die heeft nieuwe velden.
  document.addEventListener('htmx:after:swap', enhanceAll);
  document.addEventListener('focusin', enhanceAll);
  enhanceAll();
})();

// Telt wat er gezocht en geopend wordt: één keer per bezoeker en vraag, zonder cookie.
// Wat al geteld is, weet alleen dit tabblad (sessionStorage); het gaat niet naar de server.
(() => {
  'use strict';
  const log = document.currentScript.dataset.log;

  // Alles van de vraag, maar niet de bladzijde en de volgorde: dat blijft dezelfde vraag.
  const address = () => {
    const asked = new URLSearchParams(location.search);
    for (const name of ['pagina', 'sorteer']) asked.delete(name);
    for (const name of [...asked.keys()]) if (!asked.get(name)?.trim()) asked.delete(name);
    asked.sort();
    const isList = document.getElementById('lijst') && asked.has('q');
    return isList ? `${location.pathname}?${asked}` : null;
  };

  const tell = (facts) => {
    const body = new URLSearchParams(facts).toString();
    const key = `kp-geteld:${body.toLowerCase()}`;
    try {
      if (sessionStorage.getItem(key)) return;
      sessionStorage.setItem(key, '1');
    } catch {
      return; // zonder geheugen zou elke bladzijde opnieuw tellen
    }
    // keepalive: het bericht gaat ook weg als een klik de pagina verlaat
    fetch(log, { method: 'POST', body: new URLSearchParams(body), keepalive: true, credentials: 'omit' }).catch(() => {});
  };

  const tellQuestion = () => {
    const list = address();
    if (list) tell({ list });
  };
  const tellOpened = (e) => {
    const link = e.target.closest?.('#lijst [data-slug] a[href]');
    const list = link && address();
    if (list && (e.type === 'click' || e.button === 1)) tell({ list, item: new URL(link.href).pathname });
  };

  document.addEventListener('htmx:after:swap', tellQuestion);
  document.addEventListener('click', tellOpened);
  document.addEventListener('auxclick', tellOpened);
  tellQuestion();
})();

// Insturen: wat u typt wordt vanzelf bewaard. Lukt dat niet (geen verbinding, uitgelogd), dan blijft het zo
// lang in dit tabblad staan (sessionStorage) en gaat het weg zodra het bewaard is, of bij uitloggen.
// Niet in localStorage: op een gedeelde computer zou de volgende gebruiker het dan kunnen vinden.
(() => {
  'use strict';
  const REST = 2000; // milliseconden na het typen
  const AGAIN = 10000; // na een mislukte poging
  const PATIENCE = 15000;
  const MOST_LEAVING = 60000; // meer neemt een browser niet mee bij het verlaten van een pagina
  const KEY = 'kp-inzending:';

  const memory = {
    get(key) { try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; } },
    set(key, value) { try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* vol of uitgezet */ } },
    drop(key) { try { sessionStorage.removeItem(key); } catch { /* uitgezet */ } },
    dropAll() { try { for (const key of Object.keys(sessionStorage)) if (key.startsWith(KEY)) sessionStorage.removeItem(key); } catch { /* uitgezet */ } },
  };
  document.addEventListener('submit', (e) => {
    if (new URL(e.target.action, location.href).pathname.startsWith('/account/logout/')) memory.dropAll();
  });
  for (const e of document.querySelectorAll('[data-kp-forget]')) memory.drop(KEY + e.dataset.kpForget);

  const form = document.querySelector('[data-kp-autosave]');
  if (!form) return;
  // Anders zet de browser bij herladen een oude tekst over de nieuwe. Zonder script is dat juist nuttig.
  form.autocomplete = 'off';
  const address = form.dataset.kpAutosave;
  const mine = KEY + form.dataset.kpKey;
  const status = form.querySelector('[data-kp-saved]');
  status.textContent = status.textContent.trim(); // leeg is dan echt leeg: de balk is er niet
  const login = form.querySelector('[data-kp-saved-login]');
  const both = document.querySelector('[data-kp-differences]');
  const { version, csrfmiddlewaretoken: token } = form.elements;
  const OURS = ['csrfmiddlewaretoken', 'version', 'edit_version'];

  const read = () => Object.fromEntries([...new FormData(form)].filter(([name]) => !OURS.includes(name)));
  const only = (fields) => Object.fromEntries(Object.keys(read()).map((name) => [name, fields[name] ?? '']));
  const plain = (text) => text.normalize('NFC').replace(/\r\n?/g, '\n').trim();
  const tidy = (fields) => JSON.stringify(
    Object.entries(fields).map(([name, text]) => [name, plain(text)]).filter(([, text]) => text).sort(),
  );

  let saved = 'kpUnsaved' in form.dataset ? null : tidy(read()); // wat bewaard is, voor zover wij weten
  let unanswered = null; // wat wel verstuurd is, maar waarop geen antwoord kwam
  let underway = null;
  let paused = !both.hidden; // zolang er twee teksten zijn, beslist de schrijver
  let leaving = false;
  let timer;

  const tell = (text, isWrong = false) => {
    status.classList.toggle('kp-saved--wrong', isWrong);
    if (status.textContent !== text) status.textContent = text;
  };
  const later = (wait) => { clearTimeout(timer); timer = setTimeout(save, wait); };
  const failed = (text) => { tell(text, true); later(AGAIN); };

  const showProblems = (problems) => {
    for (const line of form.querySelectorAll('[data-kp-problem]')) {
      const text = problems[line.dataset.kpProblem] ?? '';
      line.textContent = text;
      line.hidden = !text;
    }
  };

  // Twee teksten ------------------------------------------------------------
  const said = (label, text) => {
    const dd = document.createElement('dd');
    for (const [words, look] of [[label, 'kp-soft'], [text || '(leeg)', 'kp-kept-text']]) {
      const span = document.createElement('span');
      span.className = look;
      span.textContent = words;
      dd.append(span);
    }
    return dd;
  };
  const useOther = ({ name, kept }) => {
    const button = document.createElement('button');
    Object.assign(button, { type: 'button', className: 'ams-button ams-button--tertiary', textContent: 'Gebruik de andere tekst' });
    button.addEventListener('click', () => { fill({ [name]: kept }); keep(); button.closest('div').remove(); });
    const dd = document.createElement('dd');
    dd.append(button);
    return dd;
  };
  const showBoth = (differences) => {
    paused = true;
    tell('Niet opgeslagen: deze tekst is op twee plekken veranderd', true);
    both.querySelector('[data-kp-difference-list]').replaceChildren(...differences.map((one) => {
      const div = document.createElement('div'), dt = document.createElement('dt');
      dt.textContent = one.label;
      div.append(dt, said('Hier getypt:', one.here), said('Bewaard in het andere venster:', one.kept), useOther(one));
      return div;
    }));
    both.querySelector('[data-kp-difference-choice]').hidden = false;
    both.hidden = false;
    both.focus();
  };
  both.querySelector('[data-kp-keep-here]').addEventListener('click', () => {
    both.hidden = true;
    paused = false;
    saved = null;
    save();
    form.querySelector('input:not([type="hidden"]), textarea')?.focus();
  });
  if (paused) both.querySelector('[data-kp-difference-choice]').hidden = false;

  // Bewaren -----------------------------------------------------------------
  const keep = () => { if (tidy(read()) !== saved) memory.set(mine, { version: version.value, fields: read() }); };

  const ask = (options) => fetch(address, { signal: AbortSignal.timeout(PATIENCE), ...options });
  const send = (isLeaving) => {
    const body = new URLSearchParams(new FormData(form));
    return ask({ method: 'POST', body, keepalive: isLeaving && body.toString().length < MOST_LEAVING });
  };
  // Wie opnieuw inlogde, heeft een nieuw bewijs van herkomst nodig; en kwam onze tekst toch aan?
  const catchUp = async () => {
    const answer = await ask({});
    if (!answer.ok) return answer;
    const state = await answer.json();
    token.value = state.token;
    if (unanswered !== null && tidy(only(state.fields)) === unanswered) {
      version.value = state.version;
      saved = unanswered;
    }
    unanswered = null;
    return null;
  };

  const hear = async (answer, sent) => {
    login.hidden = answer.status !== 401;
    if (answer.ok) {
      const state = await answer.json();
      unanswered = null;
      saved = sent;
      version.value = state.version;
      showProblems(state.problems);
      tell(`Opgeslagen om ${state.saved_at}`);
      if (!state.is_open) return;
      if (tidy(read()) === saved) memory.drop(mine);
      else { keep(); later(REST); }
    } else if (answer.status === 401) {
      tell('U bent uitgelogd: log in in een nieuw tabblad. Uw tekst blijft hier staan.', true);
    } else if (answer.status === 404) {
      tell('Niet opgeslagen: u bent met een ander account ingelogd. Uw tekst blijft hier staan.', true);
    } else if (answer.status === 409) {
      const state = await answer.json();
      version.value = state.version;
      if (!state.is_open) tell('Dit voorbeeld is al ingestuurd. Laad deze pagina opnieuw.', true);
      else if (state.differences.length) showBoth(state.differences);
      else { saved = null; later(0); }
    } else {
      failed('Niet opgeslagen: er ging iets mis. Wij proberen het zo opnieuw.');
    }
  };
  const attempt = async (isLeaving) => {
    const sent = tidy(read());
    try {
      let answer = unanswered === null ? null : await catchUp();
      if (answer === null) {
        if (sent === saved) return tell('Opgeslagen');
        unanswered = sent;
        answer = await send(isLeaving);
      }
      if (answer.status === 403) {
        unanswered = null;
        answer = (await catchUp()) ?? (await send(false));
      }
      if (answer.status !== 200) unanswered = null;
      await hear(answer, sent);
    } catch {
      if (!leaving) failed('Niet opgeslagen: geen verbinding. Uw tekst blijft in dit tabblad staan.');
    }
  };
  const save = (isLeaving = false) => {
    clearTimeout(timer);
    if (paused || underway || tidy(read()) === saved) return;
    tell('Bezig met opslaan…');
    underway = attempt(isLeaving === true).finally(() => { underway = null; });
  };

  form.addEventListener('input', () => { keep(); later(REST); });
  form.addEventListener('change', () => { keep(); save(); });
  form.addEventListener('focusout', () => save());
  addEventListener('online', () => save());
  addEventListener('focus', () => save());
  document.addEventListener('visibilitychange', () => { if (!leaving) save(document.visibilityState === 'hidden'); });
  addEventListener('pagehide', () => { if (!leaving) { keep(); save(true); } });
  // Eerst het antwoord op wat onderweg is, anders lijkt dit een tweede venster; en een bewijs van herkomst dat
  // nog geldt, want wie in een ander tabblad opnieuw inlogde heeft een nieuw. Zonder netwerk blijven wij hier.
  let isReady = false, isGettingReady = false;
  const getReady = async (submitter) => {
    clearTimeout(timer);
    await underway;
    try {
      const answer = await ask({});
      if (answer.ok) token.value = (await answer.json()).token;
      isReady = true;
      form.requestSubmit(submitter);
    } catch {
      failed('Niet verstuurd: geen verbinding. Uw tekst blijft in dit tabblad staan.');
    } finally {
      isGettingReady = false;
    }
  };
  form.addEventListener('submit', (e) => {
    if (isReady) {
      leaving = true;
      clearTimeout(timer);
      keep();
      return;
    }
    e.preventDefault();
    if (isGettingReady) return;
    isGettingReady = true;
    getReady(e.submitter);
  });

  // Terugzetten -------------------------------------------------------------
  const fill = (fields) => {
    for (const [name, text] of Object.entries(fields)) {
      const field = form.elements[name];
      if (!field || field.value === text) continue;
      field.value = text;
      field.dispatchEvent(new CustomEvent('kp:filled'));
      const fold = field.closest('details');
      if (fold) fold.open = true;
    }
  };
  const restore = () => {
    const kept = memory.get(mine);
    if (!kept || paused) return;
    const [here, there] = [only(kept.fields), read()];
    if (tidy(here) === tidy(there)) return memory.drop(mine);
    fill(here);
    if (kept.version === version.value) {
      saved = null;
      tell('Wij hebben teruggezet wat u eerder typte.');
      later(0);
      return;
    }
    showBoth(Object.keys(here).filter((name) => plain(here[name]) !== plain(there[name])).map((name) => ({
      name, here: here[name], kept: there[name],
      label: form.elements[name].labels?.[0]?.textContent.trim() ?? '',
    })));
  };
  restore();
  if (saved === null && !paused) later(0);
})();

// Insturen: kiezen uit een lijst door te typen, meer dan één. Zonder script is het een vak met een naam op elke regel.
(() => {
  'use strict';
  const WAIT = 150;
  const SHORTEST = 2;
  const NEW = { concepts: (name) => `Stel “${name}” voor als nieuw begrip`, places: (name) => `Voeg “${name}” toe als organisatie` };
  const HINT = 'Typ een paar letters en kies uit de lijst. U kunt er meer dan één kiezen.';
  let made = 0;

  const say = (text) => {
    const live = document.getElementById('melding');
    if (live) live.textContent = text;
  };
  const element = (tag, className, text = '') => Object.assign(document.createElement(tag), { className, textContent: text });
  const lines = (text) => text.split('\n').map((line) => line.trim()).filter(Boolean);

  const enhance = (box) => {
    const area = box.querySelector('textarea');
    const label = box.querySelector('label');
    const number = (made += 1);
    const wrap = element('div', 'kp-choose');
    const chips = element('ul', 'kp-chips');
    const input = element('input', 'ams-text-input');
    const list = element('ul', 'kp-suggest');
    chips.setAttribute('role', 'list');
    chips.setAttribute('aria-label', 'Gekozen');
    Object.assign(list, { id: `keuzes-${number}`, hidden: true });
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', 'Keuzes');
    // Het nieuwe vak neemt het id over: het label en de verwijzing bij een fout wijzen er dan vanzelf naar.
    const { id } = area;
    area.removeAttribute('id');
    area.hidden = true;
    Object.assign(input, { id, type: 'text', autocomplete: 'off', maxLength: 160 });
    for (const name of ['aria-describedby', 'aria-invalid']) if (area.hasAttribute(name)) input.setAttribute(name, area.getAttribute(name));
    for (const [name, value] of Object.entries({
      role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id,
    })) input.setAttribute(name, value);
    label.htmlFor = id;
    const hint = document.getElementById(`${id}_helptext`);
    if (hint) hint.textContent = HINT;
    area.after(wrap);
    wrap.append(chips, input, list);

    let timer, request, active = -1, found = [];

    const names = () => lines(area.value);
    const write = (chosen, text) => {
      area.value = chosen.join('\n');
      draw();
      say(text);
      area.dispatchEvent(new Event('change', { bubbles: true }));
    };
    const remove = (name) => { write(names().filter((one) => one !== name), `${name} verwijderd`); input.focus(); };
    const draw = () => {
      chips.replaceChildren(...names().map((name) => {
        const li = document.createElement('li');
        const chip = element('button', 'kp-chip', name);
        chip.type = 'button';
        chip.append(element('span', 'ams-visually-hidden', ', verwijder'), element('span', 'kp-chip__x', '×'));
        chip.lastChild.setAttribute('aria-hidden', 'true');
        chip.addEventListener('click', () => remove(name));
        li.append(chip);
        return li;
      }));
      chips.hidden = !chips.children.length;
    };
    const add = (name) => {
      input.value = '';
      show([]);
      if (name && !names().includes(name)) write([...names(), name], `${name} toegevoegd`);
    };

    const choose = (place) => {
      list.children[active]?.setAttribute('aria-selected', 'false');
      active = place;
      const chosen = list.children[active];
      if (!chosen) return input.removeAttribute('aria-activedescendant');
      chosen.setAttribute('aria-selected', 'true');
      chosen.scrollIntoView({ block: 'nearest' });
      input.setAttribute('aria-activedescendant', chosen.id);
    };
    const show = (choices) => {
      choose(-1);
      found = choices;
      list.replaceChildren(...choices.map(({ text, kind }, at) => {
        const li = element('li', 'kp-suggest__option');
        li.id = `${list.id}-${at}`;
        li.setAttribute('role', 'option');
        li.setAttribute('aria-selected', 'false');
        li.append(element('span', 'kp-suggest__text', text), ' ', element('span', 'kp-suggest__kind', kind));
        return li;
      }));
      list.hidden = !choices.length;
      input.setAttribute('aria-expanded', String(!list.hidden));
    };
    const ask = async () => {
      request?.abort();
      const typed = input.value.trim();
      if (typed.length < SHORTEST) return show([]);
      const mine = (request = new AbortController());
      let choices = [];
      try {
        const asked = new URLSearchParams({ veld: area.name, q: typed });
        choices = (await (await fetch(`${box.dataset.kpChoose}?${asked}`, { signal: mine.signal })).json()).choices;
      } catch { /* mislukt of ingehaald: zelf een naam toevoegen kan altijd */ }
      if (mine !== request || mine.signal.aborted || document.activeElement !== input) return;
      const isKnown = choices.some(({ value }) => value.toLowerCase() === typed.toLowerCase());
      show([...choices, ...(isKnown ? [] : [{ value: typed, text: NEW[area.name](typed), kind: '' }])]);
      say(`${choices.length === 1 ? '1 keuze' : `${choices.length} keuzes`} uit de lijst. Kies met de pijltjes.`);
    };

    const step = (by) => {
      const places = list.children.length + 1; // het vak zelf telt mee
      choose(((active + 1 + by + places) % places) - 1);
    };
    const keys = {
      ArrowDown: () => { if (list.hidden) ask(); else step(1); },
      ArrowUp: () => { if (list.hidden) return false; step(-1); },
      // Nooit het formulier versturen: wie een naam typt en Enter geeft, bedoelt die naam.
      Enter: () => add(active >= 0 ? found[active].value : input.value.trim()),
      Escape: () => { if (list.hidden) return false; show([]); },
    };
    input.addEventListener('keydown', (e) => {
      if (e.isComposing || !keys[e.key]) return;
      if (keys[e.key]() !== false) { e.preventDefault(); e.stopPropagation(); }
    });
    input.addEventListener('input', (e) => {
      e.stopPropagation(); // bewaard wordt wat gekozen is
      clearTimeout(timer);
      if (!e.isComposing) timer = setTimeout(ask, WAIT);
    });
    input.addEventListener('change', (e) => e.stopPropagation());
    input.addEventListener('blur', () => { clearTimeout(timer); request?.abort(); add(input.value.trim()); });
    list.addEventListener('mousedown', (e) => e.preventDefault()); // het vak houdt de focus
    list.addEventListener('click', (e) => {
      const chosen = e.target.closest('[role="option"]');
      if (chosen) add(found[[...list.children].indexOf(chosen)].value);
    });
    area.addEventListener('kp:filled', draw);
    draw();
  };
  for (const box of document.querySelectorAll('[data-kp-choose]')) enhance(box);
})();

// Insturen: bestaat dit al? Voorbeelden die lijken op de naam die u typt.
(() => {
  'use strict';
  const WAIT = 500;
  const box = document.querySelector('[data-kp-existing]');
  const title = document.querySelector('[data-kp-autosave] [name="title"]');
  if (!box || !title) return;
  const [status, list] = [box.querySelector('[data-kp-existing-status]'), box.querySelector('[data-kp-existing-list]')];
  let timer, request;

  const row = ({ title: name, url, place }) => {
    const li = document.createElement('li');
    const a = Object.assign(document.createElement('a'), { className: 'ams-link', href: url, target: '_blank', rel: 'noopener', textContent: name });
    const hidden = Object.assign(document.createElement('span'), { className: 'ams-visually-hidden', textContent: ' (opent in een nieuw tabblad)' });
    const where = Object.assign(document.createElement('span'), { className: 'kp-soft', textContent: ` ${place}` });
    a.append(hidden);
    li.append(a, where);
    return li;
  };
  const ask = async () => {
    request?.abort();
    const mine = (request = new AbortController());
    try {
      const asked = new URLSearchParams({ titel: title.value });
      const { existing } = await (await fetch(`${box.dataset.kpExisting}?${asked}`, { signal: mine.signal })).json();
      if (mine.signal.aborted) return;
      const p = Object.assign(document.createElement('p'), { className: 'kp-existing__title', textContent: `Bestaat dit al? ${existing.length === 1 ? 'Dit voorbeeld lijkt' : 'Deze voorbeelden lijken'} erop:` });
      status.replaceChildren(...(existing.length ? [p] : []));
      list.replaceChildren(...existing.map(row));
    } catch { /* mislukt of ingehaald: dan staat er wat er stond */ }
  };
  title.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); });
})();

// Verbindt de formulieren voor een passkey met de browser, die om vinger, gezicht of pincode vraagt.
(() => {
  'use strict';
  const connect = () => {
    for (const form of document.querySelectorAll('form[data-kp-passkey]')) {
      const button = form.querySelector('button').id;
      window.allauth?.webauthn.forms[form.dataset.kpPasskey]({
        ids: {
          login: button,
          add: button,
          authenticate: button,
          credential: form.querySelector('[name="credential"]').id,
          passwordless: form.querySelector('[name="passwordless"]')?.id,
          data: 'js_data',
        },
      });
    }
  };
  // Ook wie zelf stopt, krijgt de melding: de pagina weet het verschil niet.
  const tell = (e) => {
    const fault = document.querySelector('[data-kp-passkey-error]');
    if (!fault) return;
    e.preventDefault();
    fault.hidden = false;
  };
  document.addEventListener('DOMContentLoaded', connect);
  document.addEventListener('allauth.error', tell);
})();
