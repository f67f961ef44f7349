// Kennisplaats: klein gedrag bovenop werkende HTML. Zonder script blijft alles bruikbaar:
// het menu staat dan open, filters staan open en formulieren gaan gewoon naar de server.
(() => {
  'use strict';

  // Menu op smalle schermen
  const button = document.querySelector('[data-kp-menu]');
  const menu = button && document.getElementById(button.getAttribute('aria-controls'));
  if (menu) {
    const set = (open) => {
      button.setAttribute('aria-expanded', String(open));
      menu.classList.toggle('ams-page-header__mega-menu--closed', !open);
      button.querySelector('.ams-page-header__menu-icon')?.classList.toggle('ams-page-header__menu-icon--open', open);
    };
    button.addEventListener('click', () => set(button.getAttribute('aria-expanded') !== 'true'));
    document.addEventListener('keydown', (e) => {
      if (e.key === 'Escape' && button.getAttribute('aria-expanded') === 'true') { set(false); button.focus(); }
    });
  }

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
  document.addEventListener('htmx:before:swap', () => {
    before = {
      open: new Map([...document.querySelectorAll('details')].map((d) => [d.id, d.open])),
      outer: document.querySelector('[data-kp-facets]')?.open,
      typed: [...document.querySelectorAll('[data-kp-facet-search]')].map((f) => [f.id, f.value]),
      focus: document.activeElement?.id,
      wasChip: !!document.activeElement?.closest('.kp-chips'),
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
      const target = before.wasChip ? document.getElementById('aantal') : before.focus && document.getElementById(before.focus);
      if (target && document.activeElement !== target) target.focus({ preventScroll: true });
      before = null;
    }
    const summary = document.querySelector('[data-kp-error-summary]');
    if (summary) summary.focus();
    // De meldregel staat buiten het stuk dat htmx vervangt; alleen dan lezen hulpmiddelen hem voor.
    else say(document.querySelector('[data-kp-announce]')?.textContent.trim());
  });

  // Dialogen: <button data-kp-open="id"> en <button data-kp-close>
  document.addEventListener('click', (e) => {
    const open = e.target.closest('[data-kp-open]');
    if (open) document.getElementById(open.dataset.kpOpen)?.showModal();
    if (e.target.closest('[data-kp-close]')) e.target.closest('dialog')?.close();
  });

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
