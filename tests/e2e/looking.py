"""What a visitor sees, as far as a program can tell."""

from pathlib import Path

AXE = Path(__file__).parent / "axe" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """async (tags) => {
  const options = { resultTypes: ["violations"], runOnly: { type: "tag", values: tags } };
  const { violations } = await axe.run(document, options);
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0].html}`);
}"""

# The spacing of WCAG 1.4.12. A style element would be stopped by the page's own policy.
SPACE_TEXT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important; }
    p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets.push(sheet);
}"""

# Text beside the window, or outside a box that does not show what sticks out. What stands in a
# box that scrolls can be reached; what is clipped to nothing is for screen readers.
CUT_OFF = """() => {
  const found = [], styles = new Map(), range = document.createRange();
  const style = (e) => styles.get(e) ?? styles.set(e, getComputedStyle(e)).get(e);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  texts: while (texts.nextNode()) {
    const text = texts.currentNode, parent = text.parentElement;
    if (!text.data.trim() || parent.matches("script, option") || !parent.checkVisibility()) {
      continue;
    }
    range.selectNodeContents(text);
    const spot = range.getBoundingClientRect();
    const boxes = [];
    for (let e = parent; e; e = e.parentElement) {
      const { clipPath, overflowX } = style(e);
      if (clipPath !== "none" || ["auto", "scroll"].includes(overflowX)) continue texts;
      if (["hidden", "clip"].includes(overflowX)) boxes.push(e.getBoundingClientRect());
    }
    const slack = 3;
    if (spot.left < -slack || spot.right > innerWidth + slack
        || boxes.some((box) => spot.left < box.left - slack || spot.right > box.right + slack
            || spot.top < box.top - slack || spot.bottom > box.bottom + slack)) {
      found.push(text.data.trim().slice(0, 60));
    }
  }
  return found;
}"""

# A ring around what has the focus, or around the card that it stands for; and on top.
FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const ringed = e.matches(".ams-card__link") ? e.closest(".ams-card") : e;
  const style = getComputedStyle(ringed), [spot] = e.getClientRects();
  const x = spot.left + spot.width / 2, y = spot.top + spot.height / 2;
  const top = document.elementFromPoint(x, y);
  return {
    name: (e.getAttribute("aria-label") || e.innerText || e.id || e.tagName).trim().slice(0, 60),
    id: e.id,
    hasRing: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
      && !/^rgba\\(.*, 0\\)$/.test(style.outlineColor),
    isSeen: !!top && (e.contains(top) || top.contains(e) && ringed.contains(top)
      || top.closest("label")?.control === e),
  };
}"""


def resize(page, width):
    """Make the window as wide as that, and let the page fold what it folds."""
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")


def violations(page):
    """Return what axe has against the page as it now is."""
    return page.evaluate(RUN_AXE, TAGS)


def unfold(page):
    """Open all that can be opened: the menu, where there is a button for it, and every fold."""
    button = page.locator("[data-kp-menu]")
    if button.is_visible() and button.get_attribute("aria-expanded") == "false":
        button.click()
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")


def overflow(page):
    """Return by how many pixels the page is wider than the window, and what text is cut off."""
    wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return max(wider, 0), page.evaluate(CUT_OFF)


def sound(page, widths=(1280, 390)):
    """Have nothing against the page with all unfolded, at these widths; then it is as it was."""
    before = page.viewport_size["width"]
    for width in widths:
        resize(page, width)
        unfold(page)
        assert violations(page) == []
        assert overflow(page) == (0, [])
    resize(page, before)


def hurry(*pages):
    """Let pages that follow a session ask now, and not in three seconds."""
    for page in pages:
        page.evaluate("dispatchEvent(new Event('online'))")


def focus(page):
    """Return what has the focus and how it looks, or None when nothing on the page has."""
    return page.evaluate(FOCUS)
