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
