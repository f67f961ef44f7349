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
    if (facets) facets.open = wide.matches;
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
      if (outer) outer.open = before.outer;
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
