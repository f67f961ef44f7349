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
